//! Writing answers to the person, and taking them back (CAT-17, CAT-18, BYD-06, BYD-07). The person is
//! locked in both.

use super::{of_package, values};
use crate::assignments::AssignmentRow;
use crate::audit;
use crate::ctx::Tx;
use crate::directory::search_text;
use crate::error::Outcome;
use crate::requests::store::RequestRow;
use crate::{execute, execute_rows, fetch_all, fetch_one};
use serde_json::{Value, json};
use shared::ids::{AssignmentId, ObjectId, UserId};
use shared::policy::{Attribute, PolicySettings, ProfileProperty, Written};
use std::collections::{BTreeMap, BTreeSet};

/// Writes what was answered to the person who gets the access, as far as the resources still require
/// it, and notes for which of them it is held.
pub(crate) async fn write(
    tx: &mut Tx,
    request: &RequestRow,
    settings: &PolicySettings,
    assignment: AssignmentId,
) -> Outcome<()> {
    if settings.questions.iter().all(|one| one.attribute.is_none()) {
        return Ok(());
    }
    let person = request.subject_id;
    let answers = request.answers()?;
    let mut holds: Vec<(ObjectId, Attribute)> = Vec::new();
    for resource in of_package(&mut tx.conn, request.package_id).await? {
        let demands = resource.questions.into_iter();
        let names = demands.filter_map(|question| Some(question.attribute?.name));
        holds.extend(names.map(|name| (resource.object, name)));
    }
    let present = values(&mut tx.conn, person).await?;
    let mut written: Vec<Value> = Vec::new();
    for question in &settings.questions {
        let answer = answers.iter().find(|one| one.question == question.id);
        let (Some(demand), Some(answer)) = (&question.attribute, answer) else {
            continue;
        };
        let name = &demand.name;
        let now = present.get(name.as_str()).map_or("", String::as_str);
        if !holds.iter().any(|(_, held)| held == name) || !demand.writes(now, &answer.value) {
            continue;
        }
        let value = answer.value.as_str();
        execute!(
            tx,
            "attributes/note_written",
            person,
            name.as_str(),
            now,
            value
        )?;
        set(tx, person, name, value).await?;
        written.push(json!({ "attribute": name, "from": now, "to": value }));
    }
    execute_rows!(tx, "attributes/hold", holds, |hold| [
        assignment,
        hold.0,
        hold.1.as_str(),
        person
    ])?;
    if !written.is_empty() {
        let entry = audit::Entry::new(
            "user.writeAttributes",
            "user",
            person.0,
            &request.subject_name,
        );
        tx.audit(
            entry
                .catalog(request.catalog_id)
                .package(request.package_id)
                .subject(person)
                .details(json!({ "request": request.id, "written": written })),
        );
    }
    Ok(())
}

/// Lets go of the attributes for which an assignment gives no role any more. Where nothing else holds an
/// attribute, the person gets back what they had before, unless somebody changed it meanwhile.
pub(crate) async fn release(tx: &mut Tx, assignment: &AssignmentRow) -> Outcome<()> {
    let person = assignment.subject_id;
    let lost = fetch_all!(tx, (ObjectId, String), "attributes/lost", assignment.id)?;
    if lost.is_empty() {
        return Ok(());
    }
    for (object, attribute) in &lost {
        let name = attribute.as_str();
        execute!(tx, "attributes/release", assignment.id, *object, name)?;
    }
    let held = fetch_all!(tx, (String,), "attributes/still_held", person)?;
    let held: BTreeSet<String> = held.into_iter().map(|(name,)| name).collect();
    let mut free: BTreeSet<String> = lost.into_iter().map(|(_, name)| name).collect();
    free.retain(|name| !held.contains(name));
    if free.is_empty() {
        return Ok(());
    }
    let present = values(&mut tx.conn, person).await?;
    let mut cleared: Vec<Value> = Vec::new();
    for (name, written) in written(tx, person).await? {
        if !free.contains(name.as_str()) {
            continue;
        }
        execute!(tx, "attributes/forget_written", person, name.as_str())?;
        let now = present.get(name.as_str()).map_or("", String::as_str);
        if let Some(back) = written.given_back(now) {
            set(tx, person, &name, back).await?;
            cleared.push(json!({ "attribute": name, "from": now, "to": back }));
        }
    }
    if !cleared.is_empty() {
        let entry = audit::Entry::new(
            "user.clearAttributes",
            "user",
            person.0,
            &assignment.subject_name,
        );
        tx.audit(
            entry
                .catalog(assignment.catalog_id)
                .package(assignment.package_id)
                .subject(person)
                .details(json!({ "assignment": assignment.id, "cleared": cleared })),
        );
    }
    Ok(())
}

/// What access wrote to the person.
async fn written(tx: &mut Tx, person: UserId) -> Outcome<BTreeMap<Attribute, Written>> {
    let rows = fetch_all!(tx, (String, String, String), "attributes/written", person)?;
    Ok(rows
        .into_iter()
        .filter_map(|(name, previous, value)| {
            Some((name.parse().ok()?, Written { previous, value }))
        })
        .collect())
}

/// Sets an attribute; nothing clears it.
async fn set(tx: &mut Tx, person: UserId, name: &Attribute, value: &str) -> Outcome<()> {
    let now = tx.now();
    let Some(property) = name.property() else {
        if value.is_empty() {
            execute!(tx, "attributes/clear_extension", person, name.as_str())?;
        } else {
            execute!(tx, "attributes/set_extension", person, name.as_str(), value)?;
        }
        return Ok(());
    };
    execute!(
        tx,
        "attributes/set_property",
        person,
        property.as_str(),
        value,
        now
    )?;
    if matches!(
        property,
        ProfileProperty::JobTitle | ProfileProperty::Department
    ) {
        // Both are words by which people are found.
        type Parts = (String, String, String, String, String, String, String);
        let (name, given, surname, user_name, mail, title, department) =
            fetch_one!(tx, Parts, "attributes/search_parts", person)?;
        let parts = [
            &name,
            &given,
            &surname,
            &user_name,
            &mail,
            &title,
            &department,
        ];
        let text = search_text(&parts.map(String::as_str));
        execute!(tx, "attributes/set_search_text", person, text.as_str())?;
    }
    Ok(())
}
