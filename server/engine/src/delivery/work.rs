//! Carrying deliveries out: idempotent, retried, one assignment at a time.

use super::{builtin, lock, refused};
use crate::assignments::{create::next_notice, store as assignments};
use crate::audit;
use crate::ctx::Tx;
use crate::db::Conn;
use crate::error::Outcome;
use crate::requests::store as requests;
use crate::{attributes, execute, fetch_all, fetch_optional, notices, scope};
use serde_json::json;
use shared::assignment::{AssignmentState, DeliveryState, retry_at, state_of};
use shared::ids::{AssignmentId, DeliveryId, RequestId, RoleId, UserId};
use shared::request::{RequestEvent, RequestState};
use shared::time::Timestamp;

#[derive(sqlx::FromRow)]
struct DeliveryRow {
    id: DeliveryId,
    role_id: RoleId,
    role_name: String,
    state: DeliveryState,
    attempts: i64,
    next_try_at: Option<Timestamp>,
}

/// Assignments that have a delivery due, with whose they are; one can come more than once.
pub(crate) async fn due(
    conn: &mut Conn,
    now: Timestamp,
    limit: i64,
) -> Outcome<Vec<(UserId, AssignmentId)>> {
    type Row = (UserId, AssignmentId);
    Ok(fetch_all!(conn, Row, "deliveries/due", now, limit)?)
}

/// Works off what is due for one assignment, and moves assignment and request along. Harmless when
/// run twice or by two servers at once: the subject's row is the lock. It comes first, so that what somebody
/// else has just made of the end is seen here. `false` if nothing was due.
pub(crate) async fn deliver(tx: &mut Tx, subject: UserId, id: AssignmentId) -> Outcome<bool> {
    lock::subject(tx, subject).await?;
    let now = tx.now();
    let assignment = assignments::load(&mut tx.conn, id).await?;
    let rows = fetch_all!(tx, DeliveryRow, "deliveries/of_assignment", id)?;
    let (mut granted, mut revoked, mut failed) = (Vec::new(), Vec::new(), Vec::new());
    for row in rows
        .iter()
        .filter(|row| row.next_try_at.is_some_and(|at| at <= now))
    {
        let attempts = row.attempts + 1;
        if row.state == DeliveryState::Revoking {
            // First this source goes, then it is asked whether any is left.
            settle(tx, row.id, DeliveryState::Revoked, attempts, None, "").await?;
            builtin::revoke(tx, assignment.subject_id, row.role_id).await?;
            revoked.push(row.role_name.clone());
            continue;
        }
        match builtin::refusal(tx, row.role_id).await? {
            None => {
                builtin::grant(tx, assignment.subject_id, &[row.role_id]).await?;
                settle(tx, row.id, DeliveryState::Granted, attempts, None, "").await?;
                granted.push(row.role_name.clone());
            }
            Some(error) => {
                let next = retry_at(attempts, now);
                let state = if next.is_some() {
                    DeliveryState::Retrying
                } else {
                    DeliveryState::Failed
                };
                settle(tx, row.id, state, attempts, next, &error).await?;
                failed.push(json!({ "role": row.role_name, "error": refused::in_english(&error) }));
            }
        }
    }
    if granted.is_empty() && revoked.is_empty() && failed.is_empty() {
        return Ok(false);
    }
    if !revoked.is_empty() {
        scope::look_at_person(tx, assignment.subject_id).await?;
    }
    if !revoked.is_empty() && assignment.holds_attributes {
        attributes::release(tx, &assignment).await?;
    }
    tx.audit(
        audit::Entry::new(
            "assignment.deliver",
            "assignment",
            id.0,
            &assignment.package_name,
        )
        .catalog(assignment.catalog_id)
        .package(assignment.package_id)
        .subject(assignment.subject_id)
        .details(json!({ "granted": granted, "revoked": revoked, "failed": failed })),
    );
    if assignment.state.is_live() {
        settle_assignment(tx, &assignment).await?;
    } else {
        settle_removal(tx, id).await?;
    }
    Ok(true)
}

async fn settle(
    tx: &mut Tx,
    id: DeliveryId,
    state: DeliveryState,
    attempts: i64,
    next: Option<Timestamp>,
    error: &str,
) -> Outcome<()> {
    let now = tx.now();
    execute!(
        tx,
        "deliveries/settle",
        id,
        state,
        attempts,
        next,
        error,
        now
    )?;
    Ok(())
}

/// Follows the deliveries with the states of a live assignment and of the request that made it.
async fn settle_assignment(tx: &mut Tx, assignment: &assignments::AssignmentRow) -> Outcome<()> {
    let now = tx.now();
    let rows = fetch_all!(tx, DeliveryRow, "deliveries/of_assignment", assignment.id)?;
    let states: Vec<_> = rows.iter().map(|row| row.state).collect();
    let state = state_of(&states);
    let request = open_request(tx, assignment.id).await?;
    let mut end = assignment.ends_at;
    let mut delivered_at = assignment.delivered_at;
    // An emergency ends within the hours allowed, whenever its roles come (BYD-19).
    let begins = delivered_at.is_none() && !assignment.emergency && state.has_begun();
    if begins
        && !assignment.state.has_begun()
        && let Some(id) = request
    {
        // A duration counts from the first role that is there (BYD-05); others come for what is left of it.
        let request = requests::load(&mut tx.conn, id).await?;
        let free = request
            .less()?
            .access_end(&request.policy()?, request.asked(), now);
        end = free;
        // Unless the package goes before (BYD-20).
        if let Some(last) = assignment.retires_at {
            end = Some(end.map_or(last, |end| end.min(last)));
            execute!(tx, "assignments/move_kept_end", assignment.id, free)?;
        }
    }
    if state == AssignmentState::Delivered && delivered_at.is_none() {
        delivered_at = Some(now);
    }
    execute!(
        tx,
        "assignments/set_state",
        assignment.id,
        state,
        delivered_at,
        end,
        next_notice(assignment.earliest(end), now)
    )?;
    let Some(id) = request else { return Ok(()) };
    let mut request = requests::load(&mut tx.conn, id).await?;
    let trying = states
        .iter()
        .any(|state| matches!(state, DeliveryState::Pending | DeliveryState::Retrying));
    let event = match state {
        AssignmentState::Delivered => RequestEvent::AllDelivered,
        // While tries go on, the request stays "being set up".
        _ if trying => return Ok(()),
        AssignmentState::PartiallyDelivered => RequestEvent::SomeDelivered,
        _ => RequestEvent::NoneDelivered,
    };
    if event != RequestEvent::AllDelivered && request.state != RequestState::Delivering {
        return Ok(());
    }
    requests::advance(tx, &mut request, &[event]).await?;
    match event {
        RequestEvent::AllDelivered => {
            tx.event(id, "delivered", "");
            notices::delivered(tx, &request, end)?;
        }
        RequestEvent::SomeDelivered => {
            tx.event(id, "partiallyDelivered", "");
            notices::not_set_up(tx, &request, true).await?;
        }
        _ => {
            tx.event(id, "deliveryFailed", "");
            notices::not_set_up(tx, &request, false).await?;
        }
    }
    Ok(())
}

/// Roles that could not be given are tried again from the start; their number.
pub(crate) async fn again(tx: &mut Tx, assignment: &assignments::AssignmentRow) -> Outcome<u64> {
    let now = tx.now();
    let again = execute!(tx, "deliveries/again", assignment.id, now)?;
    if again > 0 {
        reopen_request(tx, assignment.id).await?;
        settle_assignment(tx, assignment).await?;
        tx.ring();
    }
    Ok(again)
}

/// Gives every role of a live assignment once more, at once: those that are there already stay as they
/// are, those that were taken away outside come back (ASG-07). What fails is tried again later.
pub(crate) async fn reapply(tx: &mut Tx, assignment: &assignments::AssignmentRow) -> Outcome<()> {
    let now = tx.now();
    let wanted = execute!(tx, "deliveries/reapply", assignment.id, now)?;
    if wanted > 0 {
        reopen_request(tx, assignment.id).await?;
        deliver(tx, assignment.subject_id, assignment.id).await?;
        tx.ring();
    }
    Ok(())
}

/// The request behind access that is set up once more is under way again (REQ-07).
async fn reopen_request(tx: &mut Tx, assignment: AssignmentId) -> Outcome<()> {
    let Some(id) = open_request(tx, assignment).await? else {
        return Ok(());
    };
    let mut request = requests::load(&mut tx.conn, id).await?;
    if request.state != RequestState::Delivering {
        requests::advance(tx, &mut request, &[RequestEvent::Reprocessed]).await?;
        tx.event(id, "reprocessed", "");
    }
    Ok(())
}

/// Is any role of an assignment given?
pub(crate) async fn is_there(conn: &mut Conn, assignment: AssignmentId) -> Outcome<bool> {
    let rows = fetch_all!(conn, DeliveryRow, "deliveries/of_assignment", assignment)?;
    Ok(rows.iter().any(|row| row.state == DeliveryState::Granted))
}

/// Closes the requests that were still setting up what has ended, and a removal that another version of the
/// program has begun, once nothing is left to take back.
pub(crate) async fn settle_removal(tx: &mut Tx, assignment: AssignmentId) -> Outcome<()> {
    let rows = fetch_all!(tx, DeliveryRow, "deliveries/of_assignment", assignment)?;
    if rows.iter().any(|row| row.state == DeliveryState::Revoking) {
        return Ok(());
    }
    while let Some(id) = open_request(tx, assignment).await? {
        let mut request = requests::load(&mut tx.conn, id).await?;
        let (event, kind) = if request.request_type.is_add() {
            (RequestEvent::SomeDelivered, "endedBeforeReady")
        } else {
            (RequestEvent::AllDelivered, "removed")
        };
        requests::advance(tx, &mut request, &[event]).await?;
        tx.event(id, kind, "");
    }
    Ok(())
}

/// The request that is being set up or taken back for an assignment.
async fn open_request(tx: &mut Tx, assignment: AssignmentId) -> Outcome<Option<RequestId>> {
    #[derive(sqlx::FromRow)]
    struct Row {
        id: RequestId,
    }
    Ok(fetch_optional!(tx, Row, "deliveries/open_request", assignment)?.map(|row| row.id))
}
