//! Giving access back, and taking it away (ASG-06).

use super::{end, store};
use crate::ctx::{Ctx, Permit};
use crate::error::Outcome;
use shared::AppError;
use shared::assignment::EndReason;
use shared::authz::{Action, Scope};
use shared::ids::{AssignmentId, RequestId};
use shared::limits;
use shared::request::RequestType;

/// The holder gives the access back.
///
/// # Errors
/// [`AppError::NotFound`] for anybody else's, [`AppError::Conflict`] if it has ended.
pub async fn remove_own(ctx: &Ctx, id: AssignmentId) -> Outcome<RequestId> {
    ctx.signed_in()?;
    let mut conn = ctx.read().await?;
    let assignment = store::load(&mut conn, id).await?;
    drop(conn);
    let permit = ctx.own(assignment.subject_id)?;
    remove(
        ctx,
        &permit,
        id,
        RequestType::UserRemove,
        EndReason::RemovedBySelf,
        "",
    )
    .await
}

/// Somebody with a role in the catalog takes the access away.
///
/// # Errors
/// [`AppError::NotFound`], [`AppError::Forbidden`], [`AppError::Conflict`] if it has ended,
/// [`AppError::Invalid`] at `justification`.
pub async fn remove_directly(
    ctx: &Ctx,
    id: AssignmentId,
    justification: &str,
) -> Outcome<RequestId> {
    ctx.signed_in()?;
    let mut conn = ctx.read().await?;
    let assignment = store::load(&mut conn, id).await?;
    drop(conn);
    let permit = ctx.require(
        Action::DirectlyRemoveUser,
        Scope::Catalog(assignment.catalog_id),
    )?;
    if justification.chars().count() > limits::TEXT_MAX {
        return Err(AppError::field("justification", "Keep this within 4,000 characters.").into());
    }
    remove(
        ctx,
        &permit,
        id,
        RequestType::AdminRemove,
        EndReason::RemovedByAdministrator,
        justification.trim(),
    )
    .await
}

async fn remove(
    ctx: &Ctx,
    permit: &Permit,
    id: AssignmentId,
    kind: RequestType,
    reason: EndReason,
    justification: &str,
) -> Outcome<RequestId> {
    let mut tx = ctx.begin(permit).await?;
    let assignment = store::load(&mut tx.conn, id).await?;
    let request = end::end(&mut tx, &assignment, kind, reason, justification).await?;
    tx.commit().await?;
    Ok(request)
}
