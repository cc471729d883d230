//! Removing the record of a request that is over (REQ-09).

use super::store;
use crate::audit::Entry;
use crate::ctx::Ctx;
use crate::delivery::lock;
use crate::error::Outcome;
use crate::{execute, fetch_optional};
use serde_json::json;
use shared::AppError;
use shared::authz::{Action, Scope};
use shared::ids::RequestId;
use shared::time::Timestamp;

/// Deletes a request that is over, with its stages and its story. The access it led to stays, and so
/// does everything that the audit log says of it.
///
/// # Errors
/// [`AppError::NotFound`], [`AppError::Forbidden`]; [`AppError::Conflict`] while it is under way, or an
/// emergency that nobody has looked at.
pub async fn delete(ctx: &Ctx, id: RequestId) -> Outcome<()> {
    ctx.signed_in()?;
    let mut conn = ctx.read().await?;
    let request = store::load(&mut conn, id).await?;
    drop(conn);
    let scope = Scope::Catalog(request.catalog_id);
    if !ctx.allows(Action::ViewRequests, scope) {
        return Err(AppError::NotFound.into());
    }
    let permit = ctx.require(Action::DeleteRequest, scope)?;
    let mut tx = ctx.begin(&permit).await?;
    lock::subject(&mut tx, request.subject_id).await?;
    let request = store::load(&mut tx.conn, id).await?;
    if request.state.is_open() {
        return Err(AppError::Conflict(
            t!("This request is still under way. Cancel it first, or wait until it is over.")
                .to_owned(),
        )
        .into());
    }
    if request.emergency
        && let Some((true,)) = fetch_optional!(tx, (bool,), "emergencies/waiting", id)?
    {
        return Err(AppError::Conflict(
            t!("Nobody has looked at this emergency yet. Say whether it was justified first.")
                .to_owned(),
        )
        .into());
    }
    execute!(tx, "requests/delete", id)?;
    tx.audit(
        Entry::new("request.delete", "request", id.0, &request.package_name)
            .catalog(request.catalog_id)
            .package(request.package_id)
            .subject(request.subject_id)
            .details(json!({
                "type": request.request_type,
                "state": request.state,
                "asked": request.created_at.rfc3339(),
                "closed": request.completed_at.map(Timestamp::rfc3339),
                "assignment": request.assignment_id,
            })),
    );
    tx.commit().await
}
