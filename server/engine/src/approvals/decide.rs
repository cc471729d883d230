//! An approver decides. The first answer in a stage counts; a denial ends the request.

use super::store::{self, AskedStage, StageRow};
use crate::audit;
use crate::ctx::Ctx;
use crate::db::Conn;
use crate::delivery::lock;
use crate::error::{Failure, Outcome};
use crate::requests::{progress, store as requests};
use crate::{directory, execute, notices};
use serde_json::json;
use shared::AppError;
use shared::approval::{Decision, StageStatus};
use shared::directory::Principal;
use shared::forms::requests::DecisionInput;
use shared::ids::{RequestId, UserId};
use shared::limits;
use shared::request::RequestEvent;
use shared::time::Timestamp;

/// Is this person among those who were asked, directly or through a group as it is right now (APR-07),
/// and not a party to the request (APR-05)?
///
/// # Errors
/// The database fails.
pub async fn is_approver(
    conn: &mut Conn,
    asked: &[Principal],
    parties: &[UserId],
    person: UserId,
) -> Outcome<bool> {
    Ok(asked_as(conn, asked, parties, person).await?.is_some())
}

/// As whom this person was asked: by name rather than through a group; see [`is_approver`].
pub(super) async fn asked_as(
    conn: &mut Conn,
    asked: &[Principal],
    parties: &[UserId],
    person: UserId,
) -> Outcome<Option<Principal>> {
    if parties.contains(&person) {
        return Ok(None);
    }
    let by_name = Principal::User(person);
    if asked.contains(&by_name) {
        return Ok(Some(by_name));
    }
    if !asked
        .iter()
        .any(|principal| matches!(principal, Principal::Group(_)))
    {
        return Ok(None);
    }
    let groups = directory::groups_of(conn, person).await?;
    Ok(asked
        .iter()
        .copied()
        .find(|principal| matches!(principal, Principal::Group(group) if groups.contains(group))))
}

/// Decides on the open stage of a request.
///
/// # Errors
/// [`AppError::NotFound`] for anybody who is not asked; [`AppError::Conflict`] if the stage is
/// decided or over; [`AppError::Invalid`] at `justification`.
pub async fn decide(ctx: &Ctx, id: RequestId, input: &DecisionInput) -> Outcome<()> {
    let me = ctx.me()?;
    let mut conn = ctx.read().await?;
    let mut request = requests::load(&mut conn, id).await?;
    let stages = store::stages(&mut conn, id).await?;
    let AskedStage { stage, asked } = stages
        .iter()
        .find(|stage| stage.stage.id == input.stage)
        .ok_or(AppError::NotFound)?;
    let place = asked_as(&mut conn, asked, &request.parties(), me).await?;
    let permit = ctx.approver(place.is_some())?;
    drop(conn);
    if input
        .seen_due
        .is_some_and(|seen| stage.due_at.is_some_and(|due| due != seen))
    {
        return Err(AppError::Conflict(
            "The request was sent back and answered since you opened it. Read what is new, then decide."
                .to_owned(),
        )
        .into());
    }

    let settings = request.policy()?;
    let index = usize::try_from(stage.position).unwrap_or(usize::MAX);
    let required = settings
        .stages
        .get(index)
        .is_some_and(|stage| stage.approver_justification_required);
    let reason = input.justification.trim();
    if required && reason.is_empty() {
        return Err(AppError::field("justification", "Give the reason for your decision.").into());
    }
    if reason.chars().count() > limits::TEXT_MAX {
        return Err(AppError::field("justification", "Keep this within 4,000 characters.").into());
    }

    let mut tx = ctx.begin(&permit).await?;
    lock::subject(&mut tx, request.subject_id).await?;
    let now = tx.now();
    let decided = execute!(
        tx,
        "approvals/decide",
        stage.id,
        input.decision,
        me,
        now,
        reason,
        place.map(Principal::id)
    )?;
    if decided == 0 {
        let present = store::stage(&mut tx.conn, stage.id).await?;
        return Err(AppError::Conflict(already(&present, now)).into());
    }
    store::close_asked(&mut tx, id).await?;
    let (action, event) = match input.decision {
        Decision::Approve => ("approval.approve", "approved"),
        Decision::Deny => ("approval.deny", "denied"),
    };
    tx.event(id, event, reason);
    tx.audit(
        audit::Entry::new(action, "request", id.0, &request.package_name)
            .catalog(request.catalog_id)
            .package(request.package_id)
            .subject(request.subject_id)
            .details(json!({ "stage": index + 1, "reason": reason })),
    );
    match input.decision {
        Decision::Deny => {
            requests::advance(&mut tx, &mut request, &[RequestEvent::Denied]).await?;
            // Stages whose turn has not come have asked nobody yet.
            execute!(tx, "approvals/close_open_stages", id)?;
            notices::denied(&mut tx, &request, reason)?;
        }
        Decision::Approve if index + 1 < settings.stages.len() => {
            requests::advance(&mut tx, &mut request, &[RequestEvent::StageApproved]).await?;
            let next = stages
                .iter()
                .find(|next| next.stage.position == stage.position + 1)
                .ok_or_else(|| Failure::Broken("the next stage is missing".to_owned()))?;
            let rule = &settings.stages[index + 1];
            progress::open_stage(&mut tx, &request, rule, next.stage.id).await?;
        }
        Decision::Approve => progress::ready(&mut tx, &mut request).await?,
    }
    notices::stage_decided(&mut tx, &request, asked, me, input.decision).await?;
    tx.commit().await
}

/// What to tell somebody whose answer came too late.
pub(super) fn already(stage: &StageRow, now: Timestamp) -> String {
    match (stage.status, stage.decision, &stage.decider_name) {
        (StageStatus::Completed, Some(decision), Some(name)) => {
            let word = match decision {
                Decision::Approve => "approved",
                Decision::Deny => "denied",
            };
            format!("{name} has already {word} this. Nothing is left to decide here.")
        }
        (StageStatus::InProgress, ..) if stage.time_left.is_some() => {
            "A question about this request waits for its answer. Nobody can decide before."
                .to_owned()
        }
        (StageStatus::InProgress, ..) if stage.due_at.is_some_and(|due| due > now) => {
            "Somebody else was asked to decide instead of you.".to_owned()
        }
        _ => "The time to decide is over, or the request was canceled.".to_owned(),
    }
}
