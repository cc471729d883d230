//! Giving access back, and taking it away (ASG-06).

use super::{end, store};
use crate::ctx::{Ctx, Permit};
use crate::delivery::lock;
use crate::error::Outcome;
use crate::fetch_one;
use crate::requests::behalf;
use shared::AppError;
use shared::assignment::EndReason;
use shared::authz::{Action, Scope};
use shared::ids::{AssignmentId, RequestId, UserId};
use shared::limits;
use shared::policy::PolicySettings;
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
        assignment.subject_id,
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
        return Err(
            AppError::field("justification", t!("Keep this within 4,000 characters.")).into(),
        );
    }
    remove(
        ctx,
        &permit,
        assignment.subject_id,
        id,
        RequestType::AdminRemove,
        EndReason::RemovedByAdministrator,
        justification.trim(),
    )
    .await
}

/// The manager of the holder takes the access away, where its policy lets managers ask (POL-10).
///
/// # Errors
/// [`AppError::NotFound`] for anybody but the direct manager; [`AppError::Forbidden`] if the policy
/// leaves it to others; [`AppError::Conflict`] if it has ended; [`AppError::Invalid`] at
/// `justification`.
pub async fn remove_for_report(
    ctx: &Ctx,
    id: AssignmentId,
    justification: &str,
) -> Outcome<RequestId> {
    ctx.signed_in()?;
    let mut conn = ctx.read().await?;
    let assignment = store::load(&mut conn, id).await?;
    let permit = behalf::permit(ctx, &mut conn, assignment.subject_id).await?;
    let stored = fetch_one!(
        conn,
        (String,),
        "assignments/policy_settings",
        assignment.policy_id
    )?;
    drop(conn);
    let settings: PolicySettings = serde_json::from_str(&stored.0)?;
    if !settings.managers_ask {
        return Err(AppError::Forbidden(
            t!("Managers cannot take this access away. Ask those who run the package.").to_owned(),
        )
        .into());
    }
    if justification.chars().count() > limits::TEXT_MAX {
        return Err(
            AppError::field("justification", t!("Keep this within 4,000 characters.")).into(),
        );
    }
    remove(
        ctx,
        &permit,
        assignment.subject_id,
        id,
        RequestType::AdminRemove,
        EndReason::RemovedByManager,
        justification.trim(),
    )
    .await
}

async fn remove(
    ctx: &Ctx,
    permit: &Permit,
    subject: UserId,
    id: AssignmentId,
    kind: RequestType,
    reason: EndReason,
    justification: &str,
) -> Outcome<RequestId> {
    let mut tx = ctx.begin(permit).await?;
    lock::subject(&mut tx, subject).await?;
    let assignment = store::load(&mut tx.conn, id).await?;
    let request = end::end(&mut tx, &assignment, kind, reason, justification).await?;
    tx.commit().await?;
    Ok(request)
}
