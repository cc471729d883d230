//! What is done about one holder: noted with the day it ends, called off, or ended.

use crate::assignments::store::{self, AssignmentRow};
use crate::assignments::{create::next_notice, end};
use crate::audit;
use crate::ctx::Tx;
use crate::db::Conn;
use crate::delivery::lock;
use crate::error::Outcome;
use crate::{directory, execute, execute_in, fetch_all, fetch_optional, notices};
use serde_json::{Value, json};
use shared::assignment::EndReason;
use shared::ids::{AssignmentId, RequestId, UserId};
use shared::policy::{Check, ScopeStep};
use shared::request::RequestType;
use shared::time::Timestamp;

/// Access that ends now because its holder left, with whose it is.
pub(crate) async fn leaving(
    conn: &mut Conn,
    now: Timestamp,
    limit: i64,
) -> Outcome<Vec<(UserId, AssignmentId)>> {
    type Row = (UserId, AssignmentId);
    Ok(fetch_all!(conn, Row, "scope/leaving", now, limit)?)
}

/// Looks at the person and the policy as they are now, and does what follows; `false` if nothing was recorded.
/// Harmless when run twice: the lock comes first, so whoever comes back is either seen here or too late.
pub(crate) async fn judge(tx: &mut Tx, subject: UserId, id: AssignmentId) -> Outcome<bool> {
    lock::subject(tx, subject).await?;
    let assignment = store::load(&mut tx.conn, id).await?;
    let Some(person) = directory::subject(&mut tx.conn, subject).await? else {
        return Ok(false);
    };
    if !assignment.state.is_live() {
        return Ok(false);
    }
    let now = tx.now();
    let settings = end::settings_of(tx, &assignment).await?;
    let off = settings.mail_off;
    match settings.scope_step(assignment.scope_facts(), &person, now) {
        ScopeStep::Nothing => Ok(false),
        ScopeStep::Seen => {
            execute_in!(tx, "scope/seen", &[id])?;
            Ok(false)
        }
        ScopeStep::Note { because, ends_at } => note(tx, &assignment, because, ends_at, off).await,
        ScopeStep::CallOff => {
            let kept = settings.scope_loss.is_keep();
            call_off(tx, &assignment, kept, off).await
        }
        ScopeStep::End(_) => {
            let kind = RequestType::SystemRemove;
            end::end(tx, &assignment, kind, EndReason::LeftScope, "").await?;
            Ok(true)
        }
    }
}

async fn note(
    tx: &mut Tx,
    assignment: &AssignmentRow,
    because: Check,
    ends_at: Timestamp,
    off: bool,
) -> Outcome<bool> {
    let now = tx.now();
    let end = assignment.ends_at.map_or(ends_at, |end| end.min(ends_at));
    let notice = next_notice(Some(end), now);
    if execute!(tx, "scope/note", assignment.id, now, ends_at, notice)? == 0 {
        return Ok(false);
    }
    if let Some(request) = request_of(tx, assignment.id).await? {
        tx.event(request, "leftScope", &ends_at.rfc3339());
    }
    let details = json!({ "because": because, "ends": ends_at.rfc3339() });
    tx.audit(entry("assignment.leaveScope", assignment, details));
    notices::left_scope(tx, assignment, end, off)?;
    Ok(true)
}

async fn call_off(tx: &mut Tx, assignment: &AssignmentRow, kept: bool, off: bool) -> Outcome<bool> {
    let now = tx.now();
    let notice = next_notice(assignment.ends_at, now);
    if execute!(tx, "scope/call_off", assignment.id, notice)? == 0 {
        return Ok(false);
    }
    if let Some(request) = request_of(tx, assignment.id).await? {
        let kind = if kept { "keptInScope" } else { "backInScope" };
        tx.event(request, kind, "");
    }
    let was = assignment.scope_ends_at.map(Timestamp::rfc3339);
    tx.audit(entry(
        "assignment.keepInScope",
        assignment,
        json!({ "wouldHaveEnded": was, "byPolicy": kept }),
    ));
    notices::back_in_scope(tx, assignment, off)?;
    Ok(true)
}

fn entry(action: &'static str, assignment: &AssignmentRow, details: Value) -> audit::Entry {
    audit::Entry::new(
        action,
        "assignment",
        assignment.id.0,
        &assignment.package_name,
    )
    .catalog(assignment.catalog_id)
    .package(assignment.package_id)
    .subject(assignment.subject_id)
    .details(details)
}

/// The request whose story tells of the access.
async fn request_of(tx: &mut Tx, assignment: AssignmentId) -> Outcome<Option<RequestId>> {
    let row = fetch_optional!(tx, (RequestId,), "scope/request", assignment)?;
    Ok(row.map(|(id,)| id))
}
