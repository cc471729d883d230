//! Writing people.

use super::super::Summary;
use super::changes;
use super::known::UserFacts;
use super::plan::{Plan, UserPlan};
use crate::audit::Entry;
use crate::ctx::Tx;
use crate::directory::search_text;
use crate::error::Outcome;
use crate::{execute, fetch_all, guests};
use serde_json::{Value, json};
use shared::AppError;
use shared::directory::UserKind;
use shared::ids::UserId;
use std::collections::BTreeSet;

/// Writes people first and the links between them afterward, so that their order does not matter.
pub async fn write(tx: &mut Tx, plan: &Plan, summary: &mut Summary) -> Outcome<()> {
    for user in &plan.users {
        match &user.before {
            None => insert(tx, user).await?,
            Some(before) if before.facts != user.after => update(tx, user, &before.facts).await?,
            Some(_) => {}
        }
    }
    for user in &plan.users {
        let mut linked = json!({});
        let had = user.before.as_ref().and_then(|before| before.manager_id);
        if let Some(manager) = user.manager
            && manager != had
        {
            let now = tx.now();
            execute!(tx, "import/set_manager", user.id, manager, now)?;
            linked["manager"] = json!({ "from": had, "to": manager });
        }
        if let Some(sponsors) = &user.sponsors {
            write_sponsors(tx, user.id, sponsors, &mut linked).await?;
        }
        record(tx, user, linked, summary);
    }
    Ok(())
}

/// What a person is found by.
fn words(facts: &UserFacts) -> String {
    search_text(&[
        &facts.display_name,
        &facts.given_name,
        &facts.surname,
        &facts.user_name,
        &facts.mail,
        &facts.job_title,
        &facts.department,
    ])
}

async fn insert(tx: &mut Tx, user: &UserPlan) -> Outcome<()> {
    let facts = &user.after;
    let now = tx.now();
    let inserted = execute!(
        tx,
        "import/insert_user",
        user.id,
        facts.kind,
        &facts.user_name,
        &facts.display_name,
        &facts.mail,
        &facts.given_name,
        &facts.surname,
        &facts.job_title,
        &facts.department,
        &facts.cost_center,
        &facts.company,
        &facts.country,
        facts.enabled,
        facts.organization_id,
        facts.external_id.as_deref(),
        words(facts),
        now
    )?;
    if inserted == 0 {
        return Err(meanwhile().into());
    }
    Ok(())
}

async fn update(tx: &mut Tx, user: &UserPlan, before: &UserFacts) -> Outcome<()> {
    let facts = &user.after;
    let now = tx.now();
    let updated = execute!(
        tx,
        "import/update_user",
        user.id,
        facts.kind,
        &facts.user_name,
        &facts.display_name,
        &facts.mail,
        &facts.given_name,
        &facts.surname,
        &facts.job_title,
        &facts.department,
        &facts.cost_center,
        &facts.company,
        &facts.country,
        facts.enabled,
        facts.organization_id,
        facts.external_id.as_deref(),
        words(facts),
        now
    )?;
    if updated == 0 {
        return Err(meanwhile().into());
    }
    if facts.kind == UserKind::Guest && facts.enabled && !before.enabled {
        guests::let_in(tx, user.id).await?;
    }
    sign_out(tx, user.id, before, facts).await
}

/// Whoever is signed in, or about to be, was let in as what the account was before: a visitor's session is not
/// that of the member they become, and what was sent to another address opens nothing.
async fn sign_out(tx: &mut Tx, id: UserId, before: &UserFacts, after: &UserFacts) -> Outcome<()> {
    let another =
        |before: &str, after: &str| !before.is_empty() && !before.eq_ignore_ascii_case(after);
    let changed = before.kind != after.kind
        || another(&before.user_name, &after.user_name)
        || another(&before.mail, &after.mail);
    if changed {
        execute!(tx, "identity/pending_forget", id)?;
        execute!(tx, "identity/reset_forget", id)?;
    }
    if changed || !after.enabled {
        execute!(tx, "identity/session_end_all", id)?;
    }
    if after.kind == UserKind::Member && before.kind != UserKind::Member {
        execute!(tx, "import/forget_partner_identities", id)?;
    }
    Ok(())
}

/// Somebody else wrote the same record between reading and writing.
pub(super) fn meanwhile() -> AppError {
    AppError::Conflict(
        "The directory changed while importing. Nothing was imported; try again.".to_owned(),
    )
}

async fn write_sponsors(
    tx: &mut Tx,
    user: UserId,
    sponsors: &BTreeSet<UserId>,
    linked: &mut Value,
) -> Outcome<()> {
    let had: BTreeSet<UserId> = fetch_all!(tx, (UserId,), "import/sponsors", user)?
        .into_iter()
        .map(|row| row.0)
        .collect();
    for sponsor in sponsors.difference(&had) {
        execute!(tx, "import/add_sponsor", user, *sponsor)?;
    }
    for sponsor in had.difference(sponsors) {
        execute!(tx, "import/remove_sponsor", user, *sponsor)?;
    }
    if had != *sponsors {
        linked["sponsors"] = json!({ "from": had, "to": sponsors });
    }
    Ok(())
}

/// Counts a person and leaves the audit record.
fn record(tx: &mut Tx, user: &UserPlan, linked: Value, summary: &mut Summary) {
    let linked = linked.as_object().cloned().unwrap_or_default();
    let (action, details) = match &user.before {
        None => {
            summary.people.created += 1;
            let mut details = json!(user.after);
            for (name, change) in linked {
                details[name] = change["to"].clone();
            }
            ("user.create", details)
        }
        Some(before) => {
            let mut details = changes(&before.facts, &user.after);
            for (name, change) in linked {
                details[name] = change;
            }
            if details.as_object().is_none_or(serde_json::Map::is_empty) {
                summary.people.unchanged += 1;
                return;
            }
            summary.people.updated += 1;
            ("user.update", details)
        }
    };
    let entry = Entry::new(action, "user", user.id.0, &user.after.display_name);
    tx.audit(entry.subject(user.id).details(details));
}
