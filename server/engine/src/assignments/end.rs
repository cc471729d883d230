//! The end of an assignment. Whatever ends it, the end is a request of its own (ASG-06).

use super::store::{self, AssignmentRow};
use crate::audit;
use crate::ctx::{Ctx, Tx};
use crate::delivery::{self, lock};
use crate::error::{Failure, Outcome};
use crate::requests::store::{self as requests, NewRequest, Party};
use crate::requests::{close, gates};
use crate::{attributes, execute, fetch_one, guests, notices, scope};
use serde_json::json;
use shared::AppError;
use shared::assignment::{AssignmentState, EndReason};
use shared::directory::UserKind;
use shared::ids::{AssignmentId, RequestId, UserId};
use shared::policy::{Asked, PolicySettings};
use shared::request::{RequestEvent, RequestType};
use shared::time::Timestamp;

/// Ends a live assignment: takes every role back and records the removal as a request. The person is
/// locked, and was so when the assignment was read.
///
/// # Errors
/// [`AppError::Conflict`] if it has ended already.
pub(crate) async fn end(
    tx: &mut Tx,
    assignment: &AssignmentRow,
    kind: RequestType,
    reason: EndReason,
    justification: &str,
) -> Outcome<RequestId> {
    let now = tx.now();
    if execute!(
        tx,
        "assignments/expire",
        assignment.id,
        now,
        reason.as_str()
    )? == 0
    {
        return Err(AppError::Conflict(t!("This access has already ended.").to_owned()).into());
    }
    let settings = settings_of(tx, assignment).await?;
    let mut request = NewRequest {
        request_type: kind,
        package: assignment.package_id,
        package_name: &assignment.package_name,
        package_texts: &assignment.package_texts,
        catalog: assignment.catalog_id,
        policy: Some(assignment.policy_id),
        assignment: Some(assignment.id),
        subject: Party {
            id: assignment.subject_id,
            name: &assignment.subject_name,
            mail: &assignment.subject_mail,
            kind: assignment.subject_kind,
            enabled: assignment.subject_enabled,
        },
        justification,
        answers: &[],
        settings: &settings,
        asked: Asked::default(),
        separated: false,
        emergency: false,
        emergency_access: None,
    }
    .row(tx)?;
    let outsider = assignment.subject_kind != UserKind::Member;
    if reason.is_an_approvers() && !settings.shows_names(outsider) {
        // The holder reads who asked for the removal, and does not learn who approves (POL-21).
        request.requestor_id = None;
    }
    let id = request.id;
    let events = [RequestEvent::ReadyNow, RequestEvent::AllDelivered];
    requests::apply(&mut request, &events, now)?;
    if !requests::insert(tx, &request).await? {
        return Err(Failure::Broken("a removal request collided".to_owned()));
    }
    tx.event(id, "removed", "");
    let taken = delivery::take(tx, assignment.id, assignment.subject_id).await?;
    if assignment.state != AssignmentState::Delivered {
        delivery::settle_removal(tx, assignment.id).await?;
    }
    if assignment.holds_attributes {
        attributes::release(tx, assignment).await?;
    }
    tx.audit(
        audit::Entry::new(
            "assignment.end",
            "assignment",
            assignment.id.0,
            &assignment.package_name,
        )
        .catalog(assignment.catalog_id)
        .package(assignment.package_id)
        .subject(assignment.subject_id)
        .details(json!({
            "reason": reason,
            "request": id,
            "justification": justification,
            "revoked": taken.names,
        })),
    );
    if let Some(extension) = assignment.extension {
        close::close_extension(tx, extension).await?;
    }
    if taken.memberships {
        scope::look_at_person(tx, assignment.subject_id).await?;
    }
    guests::lost_access(tx, assignment.subject_id, assignment.subject_kind).await?;
    notices::access_ended(tx, assignment, reason, justification, settings.mail_off)?;
    Ok(id)
}

/// The policy that gave the access, as it is now.
pub(crate) async fn settings_of(
    tx: &mut Tx,
    assignment: &AssignmentRow,
) -> Outcome<PolicySettings> {
    let policy = assignment.policy_id;
    let (settings,) = fetch_one!(tx, (String,), "assignments/policy_settings", policy)?;
    Ok(serde_json::from_str(&settings)?)
}

/// Ends an assignment whose time has come; `false` if it has not. Harmless when run twice.
/// The lock comes first, so that an extension is either seen here or comes too late.
pub(crate) async fn expire(tx: &mut Tx, subject: UserId, id: AssignmentId) -> Outcome<bool> {
    lock::subject(tx, subject).await?;
    let assignment = store::load(&mut tx.conn, id).await?;
    let now = tx.now();
    let retired = assignment.retires_at.is_some_and(|at| at <= now);
    let due = retired || assignment.ends_at.is_some_and(|end| end <= now);
    if !assignment.state.is_live() || !due {
        return Ok(false);
    }
    let reason = if retired {
        EndReason::PackageRetired
    } else {
        EndReason::Expired
    };
    end(tx, &assignment, RequestType::SystemRemove, reason, "").await?;
    Ok(true)
}

/// Tells the holder that the end is near and what can be done (NOT-04, BYD-18), and sets the next date
/// to do so.
pub(crate) async fn announce(ctx: &Ctx, id: AssignmentId) -> Outcome<()> {
    let permit = ctx.by_system()?;
    let mut tx = ctx.begin(&permit).await?;
    let now: Timestamp = tx.now();
    let assignment = store::load(&mut tx.conn, id).await?;
    let ends_at = assignment.earliest(assignment.ends_at);
    let next = super::create::next_notice(ends_at, now);
    if execute!(tx, "assignments/notified", id, next, now)? == 0 {
        return Ok(());
    }
    if let Some(end) = ends_at.filter(|end| *end > now) {
        let (package, subject) = (assignment.package_id, assignment.subject_id);
        let gate = gates::load(ctx, &mut tx.conn, package, subject, now).await?;
        let extendable = super::extend::judge(&gate, &assignment.holding(), now).is_ok();
        let off = settings_of(&mut tx, &assignment).await?.mail_off;
        notices::access_ending(&mut tx, &assignment, end, extendable, off)?;
    }
    tx.commit_unrecorded().await
}
