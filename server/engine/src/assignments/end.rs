//! The end of an assignment. Whatever ends it, the end is a request of its own (ASG-06).

use super::store::{self, AssignmentRow};
use crate::audit;
use crate::ctx::{Ctx, Tx};
use crate::delivery::{self, Taken, lock};
use crate::error::{Failure, Outcome};
use crate::requests::store::{self as requests, NewRequest, Party, RequestRow};
use crate::requests::{close, gates};
use crate::{attributes, execute, execute_in, fetch_in, fetch_one, guests, notices, scope};
use serde_json::json;
use shared::AppError;
use shared::assignment::{AssignmentState, EndReason};
use shared::directory::UserKind;
use shared::ids::{AssignmentId, PolicyId, RequestId, UserId};
use shared::policy::{Asked, PolicySettings};
use shared::request::{RequestEvent, RequestType};
use shared::time::Timestamp;
use std::collections::{BTreeSet, HashMap};

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
    let how = How {
        kind,
        reason,
        justification,
    };
    let ended = end_all(tx, std::slice::from_ref(assignment), how).await?;
    let first = ended.first().copied();
    first.ok_or_else(|| Failure::Broken("an end without a request".to_owned()))
}

/// How access ends.
#[derive(Clone, Copy)]
struct How<'a> {
    kind: RequestType,
    reason: EndReason,
    justification: &'a str,
}

/// As [`end`], for several in a few statements: very much may end at once.
async fn end_all(
    tx: &mut Tx,
    assignments: &[AssignmentRow],
    how: How<'_>,
) -> Outcome<Vec<RequestId>> {
    let now = tx.now();
    let ids: Vec<AssignmentId> = assignments.iter().map(|one| one.id).collect();
    let ended = execute_in!(tx, "assignments/expire", &ids; now, how.reason.as_str())?;
    if ended != ids.len() as u64 {
        return Err(AppError::Conflict(t!("This access has already ended.").to_owned()).into());
    }
    let policies = settings_of_all(tx, assignments).await?;
    let mut requests = Vec::with_capacity(assignments.len());
    for assignment in assignments {
        requests.push(removal(tx, assignment, &policies, how)?);
    }
    requests::insert_ended(tx, &requests).await?;
    let mut taken = delivery::take(tx, &ids).await?;
    for (assignment, request) in assignments.iter().zip(&requests) {
        tx.event(request.id, "removed", "");
        let taken = taken.remove(&assignment.id).unwrap_or_default();
        let off = policy_of(&policies, assignment)?.mail_off;
        follow(tx, assignment, request.id, how, taken, off).await?;
    }
    Ok(requests.into_iter().map(|request| request.id).collect())
}

/// The request that records an end.
fn removal(
    tx: &Tx,
    assignment: &AssignmentRow,
    policies: &HashMap<PolicyId, PolicySettings>,
    how: How<'_>,
) -> Outcome<RequestRow> {
    let settings = policy_of(policies, assignment)?;
    let mut request = NewRequest {
        request_type: how.kind,
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
        justification: how.justification,
        answers: &[],
        settings,
        asked: Asked::default(),
        separated: false,
        emergency: false,
        emergency_access: None,
    }
    .row(tx)?;
    let outsider = assignment.subject_kind != UserKind::Member;
    if how.reason.is_an_approvers() && !settings.shows_names(outsider) {
        // The holder reads who asked for the removal, and does not learn who approves (POL-21).
        request.requestor_id = None;
    }
    let events = [RequestEvent::ReadyNow, RequestEvent::AllDelivered];
    requests::apply(&mut request, &events, tx.now())?;
    Ok(request)
}

/// What follows from the end of one assignment, whose roles are taken back.
async fn follow(
    tx: &mut Tx,
    assignment: &AssignmentRow,
    request: RequestId,
    how: How<'_>,
    taken: Taken,
    mail_off: bool,
) -> Outcome<()> {
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
            "reason": how.reason,
            "request": request,
            "justification": how.justification,
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
    notices::access_ended(tx, assignment, how.reason, how.justification, mail_off)
}

/// The policies that gave these assignments, as they are now.
async fn settings_of_all(
    tx: &mut Tx,
    assignments: &[AssignmentRow],
) -> Outcome<HashMap<PolicyId, PolicySettings>> {
    let ids: BTreeSet<PolicyId> = assignments.iter().map(|one| one.policy_id).collect();
    let ids: Vec<PolicyId> = ids.into_iter().collect();
    let rows = fetch_in!(
        tx,
        (PolicyId, String),
        "assignments/policies_settings",
        &ids
    )?;
    rows.into_iter()
        .map(|(id, settings)| Ok((id, serde_json::from_str(&settings)?)))
        .collect()
}

fn policy_of<'a>(
    policies: &'a HashMap<PolicyId, PolicySettings>,
    assignment: &AssignmentRow,
) -> Outcome<&'a PolicySettings> {
    let found = policies.get(&assignment.policy_id);
    found.ok_or_else(|| Failure::Broken("access without a policy".to_owned()))
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

/// Ends assignments whose time has come; `false` if it has for none of them. Harmless when run twice.
/// The locks come first, so that an extension is either seen here or comes too late.
pub(crate) async fn expire(tx: &mut Tx, due: &[(UserId, AssignmentId)]) -> Outcome<bool> {
    lock::people(tx, &due.iter().map(|(subject, _)| *subject).collect()).await?;
    let ids: Vec<AssignmentId> = due.iter().map(|(_, id)| *id).collect();
    let now = tx.now();
    let found = store::load_all(&mut tx.conn, &ids).await?;
    let (retired, others): (Vec<_>, Vec<_>) = found
        .into_iter()
        .filter(|one| one.state.is_live())
        .partition(|one| one.retires_at.is_some_and(|at| at <= now));
    let expired = others
        .into_iter()
        .filter(|one| one.ends_at.is_some_and(|end| end <= now))
        .collect();
    let mut any = false;
    for (ending, reason) in [
        (retired, EndReason::PackageRetired),
        (expired, EndReason::Expired),
    ] {
        if !ending.is_empty() {
            any = true;
            let how = How {
                kind: RequestType::SystemRemove,
                reason,
                justification: "",
            };
            end_all(tx, &ending, how).await?;
        }
    }
    Ok(any)
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
