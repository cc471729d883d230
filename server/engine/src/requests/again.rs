//! Trying a request again that failed, or of which only a part is there (REQ-07).

use super::store;
use crate::assignments::store as assignments;
use crate::audit::Entry;
use crate::ctx::Ctx;
use crate::delivery::{self, lock};
use crate::error::Outcome;
use serde_json::json;
use shared::AppError;
use shared::authz::{Action, Scope};
use shared::ids::RequestId;
use shared::request::reprocessable;

/// Tries a request again within seven days after it failed, and its roles from the start.
///
/// # Errors
/// [`AppError::NotFound`], [`AppError::Forbidden`]; [`AppError::Conflict`] with the reason if there is
/// nothing to try again, or the access has ended.
pub async fn reprocess(ctx: &Ctx, id: RequestId) -> Outcome<()> {
    ctx.signed_in()?;
    let mut conn = ctx.read().await?;
    let request = store::load(&mut conn, id).await?;
    drop(conn);
    let scope = Scope::Catalog(request.catalog_id);
    if !ctx.allows(Action::ViewRequests, scope) {
        return Err(AppError::NotFound.into());
    }
    let permit = ctx.require(Action::ReprocessRequest, scope)?;
    let mut tx = ctx.begin(&permit).await?;
    lock::subject(&mut tx, request.subject_id).await?;
    let request = store::load(&mut tx.conn, id).await?;
    let now = tx.now();
    reprocessable(
        request.request_type,
        request.state,
        request.completed_at,
        now,
    )
    .map_err(|why| AppError::Conflict(why.to_owned()))?;
    let assignment = match request.assignment_id {
        Some(assignment) => assignments::load(&mut tx.conn, assignment).await?,
        None => return Err(AppError::NotFound.into()),
    };
    if !assignment.state.is_live() {
        return Err(AppError::Conflict(t!("This access has already ended.").to_owned()).into());
    }
    tx.audit(
        Entry::new("request.reprocess", "request", id.0, &request.package_name)
            .catalog(request.catalog_id)
            .package(request.package_id)
            .subject(request.subject_id)
            .details(json!({ "was": request.state })),
    );
    delivery::reapply(&mut tx, &assignment).await?;
    tx.commit().await
}
