//! Writing what the files say: all of it or nothing.

pub(super) mod keys;
pub(super) mod known;
mod links;
pub(super) mod matching;
pub(super) mod objects;
pub(super) mod plan;
pub(super) mod users;

use super::problem::Problems;
use super::{ImportFile, Summary};
use crate::audit::Entry;
use crate::ctx::{Ctx, Tx};
use crate::error::Outcome;
use crate::{guests, roles, scope};
use known::Known;
use plan::Plan;
use serde_json::json;
use shared::authz::{Action, Scope};

/// Imports files: everything in them, in one transaction, or nothing. The inner error lists every
/// problem.
///
/// # Errors
/// Not allowed, or the database fails.
pub async fn import(ctx: &Ctx, files: &[ImportFile]) -> Outcome<Result<Summary, Problems>> {
    let permit = ctx.require(Action::TenantSettings, Scope::Tenant)?;
    let batch = match super::read(files) {
        Ok(batch) => batch,
        Err(problems) => return Ok(Err(problems)),
    };
    let mut tx = ctx.begin(&permit).await?;
    let known = Known::load(&mut tx, &batch).await?;
    let mut problems = Problems::default();
    let plan = Plan::new(&tx, batch, known, &mut problems);
    links::check_circles(&mut tx, &plan, &mut problems).await?;
    if !problems.is_empty() {
        return Ok(Err(problems));
    }
    let mut summary = Summary::default();
    links::lock_people(&mut tx, &plan).await?;
    let administrators = start_administrators(&mut tx).await?;
    users::write(&mut tx, &plan, &mut summary).await?;
    objects::write(&mut tx, &plan, &mut summary, &mut problems).await?;
    links::write_holdings(&mut tx, &plan, &mut summary, &mut problems).await?;
    if administrators > 0 && roles::count_administrators(&mut tx).await? == 0 {
        problems.whole_file(
            "",
            "This would leave the portal without an enabled administrator.",
        );
    }
    if !problems.is_empty() {
        return Ok(Err(problems));
    }
    scope::directory_changed(&mut tx).await?;
    guests::directory_changed(&mut tx).await?;
    let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
    tx.audit(
        Entry::new(
            "directory.import",
            "import",
            ctx.correlation,
            &names.join(", "),
        )
        .details(json!({
            "people": tally(summary.people),
            "groups": tally(summary.groups),
            "applications": tally(summary.applications),
            "sites": tally(summary.sites),
            "rolesGiven": summary.roles_given,
            "rolesTaken": summary.roles_taken,
        })),
    );
    tx.commit().await?;
    Ok(Ok(summary))
}

/// How many administrators there are before anything is written; a new portal has none.
async fn start_administrators(tx: &mut Tx) -> Outcome<i64> {
    roles::lock_administrators(tx).await?;
    roles::count_administrators(tx).await
}

fn tally(tally: super::Tally) -> serde_json::Value {
    json!({ "created": tally.created, "updated": tally.updated, "unchanged": tally.unchanged })
}

/// What differs between two states of a record: attribute, before, after.
fn changes<T: serde::Serialize>(before: &T, after: &T) -> serde_json::Value {
    let (Ok(serde_json::Value::Object(before)), Ok(serde_json::Value::Object(after))) =
        (serde_json::to_value(before), serde_json::to_value(after))
    else {
        return json!({});
    };
    after
        .into_iter()
        .filter_map(|(name, now)| {
            let was = before.get(&name).cloned().unwrap_or_default();
            (was != now).then(|| (name, json!({ "from": was, "to": now })))
        })
        .collect()
}
