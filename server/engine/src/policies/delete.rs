//! Deleting policies (POL-39).

use super::change::{entry, said};
use super::model::{hold_seen, lock, permitted};
use crate::catalogs::stale;
use crate::db::Conn;
use crate::{Ctx, Outcome, execute, fetch_one};
use serde_json::json;
use shared::AppError;
use shared::ids::{PackageId, PolicyId};
use shared::views::figure;

/// Who depends on a policy now.
#[derive(Clone, Copy, Debug, sqlx::FromRow)]
pub(super) struct InUse {
    /// People who hold access through it.
    pub holders: i64,
    /// Requests through it that are under way.
    pub waiting: i64,
}

/// Who depends on the policy now.
///
/// # Errors
/// The database fails.
pub(super) async fn in_use(conn: &mut Conn, id: PolicyId) -> Outcome<InUse> {
    Ok(fetch_one!(conn, InUse, "policies/in_use", id)?)
}

impl InUse {
    /// Why the policy cannot be deleted; none if it can.
    pub fn obstacle(self) -> Option<String> {
        let people = match self.holders {
            0 => None,
            1 => Some(t!("one person has access through it").to_owned()),
            many => Some(t!(
                "{many} people have access through it",
                many = figure(many)
            )),
        };
        let requests = match self.waiting {
            0 => None,
            1 => Some(t!("one request through it is under way").to_owned()),
            many => Some(t!(
                "{many} requests through it are under way",
                many = figure(many)
            )),
        };
        let reasons = match (people, requests) {
            (None, None) => return None,
            (Some(reason), None) | (None, Some(reason)) => reason,
            (Some(people), Some(requests)) => t!("{people} and {requests}", people, requests),
        };
        Some(t!(
            "This policy cannot be deleted: {reasons}. Switch it off to stop new requests, and delete it when nobody depends on it any more.",
            reasons
        ))
    }
}

/// Deletes a policy that nobody depends on. Ended access and closed requests still name it; nobody
/// gets in through it again.
///
/// # Errors
/// Not allowed; [`AppError::Conflict`] while access or requests through it are live, or when
/// someone else changed it meanwhile.
pub async fn delete(ctx: &Ctx, package: PackageId, id: PolicyId, version: i64) -> Outcome<String> {
    let (permit, seen) = permitted(ctx, package).await?;
    let mut tx = ctx.begin(&permit).await?;
    let package = hold_seen(&mut tx, &seen).await?;
    let policy = lock(&mut tx, package.id, id).await?;
    if let Some(obstacle) = in_use(&mut tx.conn, id).await?.obstacle() {
        return Err(AppError::Conflict(obstacle).into());
    }
    let mut settings = policy.settings.clone();
    settings.enabled = false;
    let now = tx.now();
    let deleted = execute!(
        tx,
        "policies/delete",
        id,
        version,
        false,
        serde_json::to_string(&settings)?,
        now
    )?;
    if deleted == 0 {
        return Err(stale());
    }
    execute!(tx, "policies/clear_targets", id)?;
    tx.audit(
        entry("policy.delete", &package, id, &policy.name).details(json!({
            "package": package.display_name,
            "before": said(&policy.name, &policy.description, &policy.settings),
        })),
    );
    tx.commit().await?;
    Ok(policy.name)
}
