//! Moving the end of access that is there: its holder extends it (POL-30, POL-31), or somebody who
//! runs the package sets another end. Either is a request of its own. Until it is carried out the
//! access keeps its end, and what has ended is not brought back.

use super::is_bound_by_approval;
use super::store::{self, AssignmentRow, Holding};
use crate::audit;
use crate::ctx::{Ctx, Tx};
use crate::db::Conn;
use crate::delivery::lock;
use crate::error::Outcome;
use crate::requests::RequestRecord;
use crate::requests::gates::{self, Gate, GatePolicy};
use crate::requests::store::{self as requests, NewRequest, RequestRow};
use crate::requests::{close, stages};
use crate::{execute, fetch_optional, notices, separation};
use serde_json::json;
use shared::authz::{Action, Scope};
use shared::forms::requests::EndInput;
use shared::ids::{AssignmentId, PackageId, RequestId};
use shared::policy::{
    Answer, Applicability, Asked, Check, Extension, ExtensionFacts, PolicySettings, Refusal,
    check_moved_end,
};
use shared::request::{GaveUp, RequestEvent, RequestType};
use shared::time::Timestamp;
use shared::{AppError, FieldErrors};

/// May the holder extend this access now, through which policy, and until when?
///
/// # Errors
/// Every check that fails.
pub(crate) fn judge<'a>(
    gate: &'a Gate,
    holding: &Holding,
    now: Timestamp,
) -> Result<(&'a GatePolicy, Extension), Applicability> {
    let Some(policy) = gate.policy(holding.policy) else {
        let off = Refusal {
            policy: None,
            check: Check::ExtensionOff,
        };
        return Err(Applicability {
            refusals: vec![off],
            ..Applicability::default()
        });
    };
    let facts = ExtensionFacts {
        state: holding.state,
        was_ready: holding.was_ready,
        ends_at: holding.ends_at,
        retires_at: holding.retires_at,
        open_request: gate.facts.open_request,
        conflicts: gate.facts.conflicts.clone(),
        emergency: holding.emergency,
    };
    let settings = &policy.settings;
    let extension = settings.extension(gate.catalog_facts, &facts, &gate.subject, now)?;
    Ok((policy, extension))
}

/// The holder asks to keep the access for longer.
///
/// # Errors
/// [`AppError::NotFound`] for anybody else's; [`AppError::Conflict`] if it has ended, is not complete
/// or something is asked for already; [`AppError::Forbidden`] with every other failed check;
/// [`AppError::Invalid`] at `justification` or `end`.
pub async fn extend(ctx: &Ctx, id: AssignmentId, input: &EndInput) -> Outcome<RequestId> {
    let (tx, request) = prepare(ctx, id, input).await?;
    tx.commit().await?;
    Ok(request.id)
}

/// What would become of such an extension, judged by the same gates. Nothing is kept (REQ-13).
///
/// # Errors
/// As [`extend`].
pub async fn validate_extension(
    ctx: &Ctx,
    id: AssignmentId,
    input: &EndInput,
) -> Outcome<RequestRecord> {
    let (_, request) = prepare(ctx, id, input).await?;
    Ok(request.into())
}

/// What the person who acts has of a package.
///
/// # Errors
/// [`AppError::NotFound`] if they have nothing of it; nobody is signed in; the database fails.
pub async fn own_access(ctx: &Ctx, package: PackageId) -> Outcome<AssignmentId> {
    let me = ctx.me()?;
    let mut conn = ctx.read().await?;
    let found = fetch_optional!(conn, (AssignmentId,), "assignments/live", me, package)?;
    let (id,) = found.ok_or(AppError::NotFound)?;
    Ok(id)
}

/// The extension, submitted but not committed yet.
async fn prepare(ctx: &Ctx, id: AssignmentId, input: &EndInput) -> Outcome<(Tx, RequestRow)> {
    ctx.signed_in()?;
    let mut conn = ctx.read().await?;
    let subject = store::load(&mut conn, id).await?.subject_id;
    drop(conn);
    let permit = ctx.own(subject)?;
    let mut tx = ctx.begin(&permit).await?;
    lock::subject(&mut tx, subject).await?;
    let assignment = store::load(&mut tx.conn, id).await?;
    let now = tx.now();
    let gate = gates::load(ctx, &mut tx.conn, assignment.package_id, subject, now).await?;
    let (policy, extension) =
        judge(&gate, &assignment.holding(), now).map_err(|found| refusal(&found))?;
    let mut settings = policy.settings.clone();
    let mut errors = FieldErrors::default();
    if settings.requestor_justification_required && input.justification.is_empty() {
        errors.add("justification", t!("Say why you still need this access."));
    }
    if let Err(found) = extension.check(&settings, input.end) {
        for (field, message) in found.0 {
            errors.add(&field, message);
        }
    }
    errors.into_result(())?;
    if !settings.approve_extension {
        settings.stages.clear();
    }
    let kind = RequestType::UserExtend;
    let request = ask(&mut tx, &gate, &assignment, policy, &settings, kind, input).await?;
    Ok((tx, request))
}

fn refusal(found: &Applicability) -> AppError {
    let stale = [Check::RequestOpen, Check::AccessEnded, Check::NotReady];
    let sentence = found.sentences().join(" ");
    let mut refusals = found.refusals.iter();
    if refusals.any(|refusal| stale.contains(&refusal.check)) {
        AppError::Conflict(sentence)
    } else {
        AppError::Forbidden(sentence)
    }
}

/// Somebody with a role in the catalog sets another end: any earlier one, or a later one within what
/// the policy allows from now on. Whoever cannot go around approval cannot do so here either.
///
/// # Errors
/// [`AppError::NotFound`], [`AppError::Forbidden`]; [`AppError::Conflict`] if it has ended, is not
/// complete or something is asked for already; [`AppError::Invalid`] at `end`.
pub async fn move_end(ctx: &Ctx, id: AssignmentId, input: &EndInput) -> Outcome<RequestId> {
    ctx.signed_in()?;
    let mut conn = ctx.read().await?;
    let assignment = store::load(&mut conn, id).await?;
    drop(conn);
    let scope = Scope::Catalog(assignment.catalog_id);
    let permit = ctx.require(Action::DirectlyAssignUser, scope)?;
    let mut tx = ctx.begin(&permit).await?;
    lock::subject(&mut tx, assignment.subject_id).await?;
    let assignment = store::load(&mut tx.conn, id).await?;
    let now = tx.now();
    let (package, subject) = (assignment.package_id, assignment.subject_id);
    let gate = gates::load(ctx, &mut tx.conn, package, subject, now).await?;
    let stale = match assignment.ends_at {
        Some(end) if end <= now => Some(Check::AccessEnded),
        _ if !assignment.state.is_live() => Some(Check::AccessEnded),
        _ if assignment.delivered_at.is_none() => Some(Check::NotReady),
        _ if gate.facts.open_request => Some(Check::RequestOpen),
        _ => None,
    };
    if let Some(check) = stale {
        return Err(AppError::Conflict(check.sentence().to_owned()).into());
    }
    let policy = gate
        .policy(assignment.policy_id)
        .ok_or(AppError::NotFound)?;
    let mut settings = policy.settings.clone();
    check_moved_end(&settings, input.end, assignment.retires_at, now)?;
    let end = settings.extended_end(input.end, assignment.retires_at, now);
    if assignment.emergency && is_later(end, assignment.ends_at) {
        return Err(AppError::field("end", Check::EmergencyAccess.sentence()).into());
    }
    if end == assignment.ends_at {
        return Err(AppError::field("end", t!("This is the present end already.")).into());
    }
    let free = settings.can_extend && !settings.approve_extension;
    let bound = is_bound_by_approval(&permit, &settings) && !free;
    if !(bound && is_later(end, assignment.ends_at)) {
        settings.stages.clear();
    }
    let kind = RequestType::AdminUpdate;
    let request = ask(&mut tx, &gate, &assignment, policy, &settings, kind, input).await?;
    tx.commit().await?;
    Ok(request.id)
}

/// No end is the latest of all.
fn is_later(end: Option<Timestamp>, present: Option<Timestamp>) -> bool {
    match (end, present) {
        (_, None) => false,
        (None, Some(_)) => true,
        (Some(end), Some(present)) => end > present,
    }
}

/// Stores the request and starts it, with what was answered when the access was asked for.
async fn ask(
    tx: &mut Tx,
    gate: &Gate,
    assignment: &AssignmentRow,
    policy: &GatePolicy,
    settings: &PolicySettings,
    kind: RequestType,
    input: &EndInput,
) -> Outcome<RequestRow> {
    let (_, answers) = asked_before(&mut tx.conn, assignment.id).await?;
    let mut request = NewRequest {
        request_type: kind,
        package: assignment.package_id,
        package_name: &assignment.package_name,
        package_texts: &assignment.package_texts,
        catalog: assignment.catalog_id,
        policy: Some(policy.id),
        assignment: Some(assignment.id),
        subject: gate.party(),
        justification: &input.justification,
        answers: &answers,
        settings,
        asked: Asked {
            start: None,
            end: input.end,
        },
        separated: gate.separated,
        emergency: false,
        emergency_access: None,
    }
    .row(tx)?;
    request.access_ends = assignment.ends_at;
    let id = request.id;
    tx.audit(
        audit::Entry::new("request.submit", "request", id.0, &assignment.package_name)
            .catalog(assignment.catalog_id)
            .package(assignment.package_id)
            .subject(assignment.subject_id)
            .details(json!({
                "type": kind,
                "policy": policy.name,
                "assignment": assignment.id,
                "ends": assignment.ends_at.map(Timestamp::rfc3339),
                "wanted": input.end.map(Timestamp::rfc3339),
            })),
    );
    if !stages::start(tx, &mut request, settings).await? {
        return Err(AppError::Conflict(Check::RequestOpen.sentence().to_owned()).into());
    }
    Ok(request)
}

/// The reason and the answers that were given when the access was asked for.
pub(crate) async fn asked_before(
    conn: &mut Conn,
    id: AssignmentId,
) -> Outcome<(String, Vec<Answer>)> {
    let row = fetch_optional!(conn, (String, String), "assignments/asked_before", id)?;
    Ok(match row {
        Some((reason, answers)) => (reason, serde_json::from_str(&answers)?),
        None => (String::new(), Vec::new()),
    })
}

/// Everything needed is approved: moves the end, or ends the request if there is nothing to move any
/// more. The person is locked.
pub(crate) async fn carry_out(tx: &mut Tx, request: &mut RequestRow) -> Outcome<()> {
    let id = request.assignment_id.ok_or(AppError::NotFound)?;
    let assignment = store::load(&mut tx.conn, id).await?;
    let (now, settings) = (tx.now(), request.policy()?);
    let own = request.request_type == RequestType::UserExtend;
    if own
        && request.separated
        && let Some(reason) = separation::keeps_back(tx, request).await?
    {
        return close::give_up(tx, request, reason).await;
    }
    // Without the retirement of the package it would be this one.
    let free = settings.extended_end(request.asked_end, None, now);
    let end = settings.extended_end(request.asked_end, assignment.retires_at, now);
    let less = request.less()?;
    let (free, end) = (less.at_most(free, now), less.at_most(end, now));
    if end.is_some_and(|end| end <= now) || own && !is_later(end, assignment.ends_at) {
        return close::give_up(tx, request, GaveUp::NothingToExtend).await;
    }
    let notice = super::create::next_notice(assignment.earliest(end), now);
    if execute!(tx, "assignments/move_end", id, end, notice, now)? == 0 {
        return close::give_up(tx, request, GaveUp::AccessEnded).await;
    }
    if assignment.retires_at.is_some() {
        execute!(tx, "assignments/move_kept_end", id, free)?;
    }
    let events = [RequestEvent::ReadyNow, RequestEvent::AllDelivered];
    requests::advance(tx, request, &events).await?;
    tx.event(request.id, "endMoved", "");
    tx.audit(
        audit::Entry::new(
            "assignment.extend",
            "assignment",
            id.0,
            &assignment.package_name,
        )
        .catalog(assignment.catalog_id)
        .package(assignment.package_id)
        .subject(assignment.subject_id)
        .details(json!({
            "request": request.id,
            "before": assignment.ends_at.map(Timestamp::rfc3339),
            "ends": end.map(Timestamp::rfc3339),
        })),
    );
    notices::end_moved(tx, request, id, end)
}
