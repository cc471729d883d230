//! Writing groups, applications and sites with their roles and members.

use super::super::problem::Problems;
use super::super::{Summary, Tally};
use super::known::ObjectFacts;
use super::plan::{ObjectPlan, Plan};
use super::users::meanwhile;
use super::{changes, links};
use crate::audit::Entry;
use crate::ctx::Tx;
use crate::directory::search_text;
use crate::error::Outcome;
use crate::{execute, fetch_all, fetch_one, packages};
use serde_json::{Value, json};
use shared::directory::{ObjectKind, RoleKind};
use shared::ids::{ObjectId, RoleId};

/// A role of an object, as stored.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Role {
    pub id: RoleId,
    pub kind: RoleKind,
    pub display_name: String,
    pub description: String,
    pub position: i64,
}

/// A role as it should be.
struct Wish {
    kind: RoleKind,
    name: String,
    /// `None`: leave as it is.
    description: Option<String>,
}

impl Wish {
    fn new(kind: RoleKind, name: &str) -> Self {
        Self {
            kind,
            name: name.to_owned(),
            description: None,
        }
    }
}

/// The roles of an object, in order.
pub async fn roles_of(tx: &mut Tx, object: ObjectId) -> Outcome<Vec<Role>> {
    Ok(fetch_all!(tx, Role, "import/roles", object)?)
}

/// Writes every object, then the memberships, so that groups may mention each other.
pub async fn write(
    tx: &mut Tx,
    plan: &Plan,
    summary: &mut Summary,
    problems: &mut Problems,
) -> Outcome<()> {
    let mut notes = Vec::with_capacity(plan.objects.len());
    for object in &plan.objects {
        write_object(tx, object).await?;
        notes.push(write_roles(tx, object, problems).await?);
    }
    for (object, mut note) in plan.objects.iter().zip(notes) {
        links::write_members(tx, object, summary, &mut note).await?;
        record(tx, object, note, summary);
    }
    Ok(())
}

async fn write_object(tx: &mut Tx, object: &ObjectPlan) -> Outcome<()> {
    let facts = &object.after;
    let words = search_text(&[&facts.display_name, &facts.description, &facts.mail]);
    let now = tx.now();
    let written = match &object.before {
        None => execute!(
            tx,
            "import/insert_object",
            object.id,
            facts.kind,
            &facts.display_name,
            &facts.description,
            facts.group_kind,
            facts.mastery,
            &facts.mail,
            &facts.url,
            facts.external_id.as_deref(),
            words,
            now
        )?,
        Some(before) if before.facts != *facts => execute!(
            tx,
            "import/update_object",
            object.id,
            &facts.display_name,
            &facts.description,
            facts.group_kind,
            facts.mastery,
            &facts.mail,
            &facts.url,
            facts.external_id.as_deref(),
            words,
            now
        )?,
        Some(_) => 1,
    };
    if written == 0 {
        return Err(meanwhile().into());
    }
    let renamed = |before: &ObjectFacts| before.display_name != facts.display_name;
    if object
        .before
        .as_ref()
        .is_some_and(|before| renamed(&before.facts))
    {
        packages::refresh_search_of_object(tx, object.id).await?;
    }
    Ok(())
}

/// The roles an object should have; `None` if the file leaves them as they are.
fn wishes(object: &ObjectPlan) -> Option<Vec<Wish>> {
    let is_new = object.before.is_none();
    match (object.after.kind, &object.record.roles) {
        (ObjectKind::Group, _) => is_new.then(|| {
            vec![
                Wish::new(RoleKind::Member, "Member"),
                Wish::new(RoleKind::Owner, "Owner"),
            ]
        }),
        (_, Some(roles)) if !roles.is_empty() => Some(
            roles
                .iter()
                .map(|role| Wish {
                    kind: RoleKind::Defined,
                    name: role.name.clone(),
                    description: (!role.description.is_empty()).then(|| role.description.clone()),
                })
                .collect(),
        ),
        // An application that defines no role has this one (CAT-09).
        (ObjectKind::Application, roles) => (is_new || roles.is_some())
            .then(|| vec![Wish::new(RoleKind::DefaultAccess, "Default Access")]),
        (ObjectKind::Site, roles) => {
            (is_new || roles.is_some()).then(|| vec![Wish::new(RoleKind::Defined, "Members")])
        }
    }
}

/// Brings the roles in line. A role that packages still give cannot go; one that was delivered
/// once stays for the history.
async fn write_roles(
    tx: &mut Tx,
    object: &ObjectPlan,
    problems: &mut Problems,
) -> Outcome<serde_json::Map<String, Value>> {
    #[derive(sqlx::FromRow)]
    struct Use {
        packages: i64,
        deliveries: i64,
    }
    let mut note = serde_json::Map::new();
    let Some(wishes) = wishes(object) else {
        return Ok(note);
    };
    let had = roles_of(tx, object.id).await?;
    let (mut added, mut removed) = (Vec::new(), Vec::new());
    for (position, wish) in (0i64..).zip(&wishes) {
        if let Some(role) = had.iter().find(|role| role.display_name == wish.name) {
            let description = wish.description.as_ref().unwrap_or(&role.description);
            if *description != role.description || role.position != position {
                execute!(tx, "import/update_role", role.id, description, position)?;
            }
        } else {
            let id: RoleId = tx.id();
            let description = wish.description.clone().unwrap_or_default();
            execute!(
                tx,
                "import/insert_role",
                id,
                object.id,
                wish.kind,
                &wish.name,
                description,
                position
            )?;
            added.push(wish.name.clone());
        }
    }
    for role in &had {
        // Owners are no business of the roles that an application defines.
        let owners = role.kind == RoleKind::Owner;
        if owners || wishes.iter().any(|wish| wish.name == role.display_name) {
            continue;
        }
        let used = fetch_one!(tx, Use, "import/role_use", role.id)?;
        if used.packages > 0 {
            problems.add(
                &object.record.at.field("roles"),
                format!(
                    "The role {} of {} is part of an access package and cannot be left out.",
                    role.display_name, object.after.display_name
                ),
            );
        } else if used.deliveries == 0 {
            execute!(tx, "import/delete_role", role.id)?;
            removed.push(role.display_name.clone());
        }
    }
    if object.before.is_some() && !added.is_empty() {
        note.insert("rolesAdded".to_owned(), json!(added));
    }
    if !removed.is_empty() {
        note.insert("rolesRemoved".to_owned(), json!(removed));
    }
    Ok(note)
}

/// Counts an object and leaves the audit record.
fn record(
    tx: &mut Tx,
    object: &ObjectPlan,
    note: serde_json::Map<String, Value>,
    summary: &mut Summary,
) {
    let tally: &mut Tally = match object.after.kind {
        ObjectKind::Group => &mut summary.groups,
        ObjectKind::Application => &mut summary.applications,
        ObjectKind::Site => &mut summary.sites,
    };
    let (verb, mut details) = match &object.before {
        None => {
            tally.created += 1;
            ("create", json!(object.after))
        }
        Some(before) => ("update", changes(&before.facts, &object.after)),
    };
    for (name, change) in note {
        details[name] = change;
    }
    if object.before.is_some() {
        if details.as_object().is_none_or(serde_json::Map::is_empty) {
            tally.unchanged += 1;
            return;
        }
        tally.updated += 1;
    }
    let action = match (object.after.kind, verb) {
        (ObjectKind::Group, "create") => "group.create",
        (ObjectKind::Group, _) => "group.update",
        (ObjectKind::Application, "create") => "application.create",
        (ObjectKind::Application, _) => "application.update",
        (ObjectKind::Site, "create") => "site.create",
        (ObjectKind::Site, _) => "site.update",
    };
    let kind = object.after.kind.as_str();
    tx.audit(Entry::new(action, kind, object.id.0, &object.after.display_name).details(details));
}
