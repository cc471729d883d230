//! Mail to those who have access about its end (NOT-04).

use super::letter::{AccessNews, Letter, RequestorNews, Way};
use super::notice::Notice;
use crate::assignments::store::AssignmentRow;
use crate::ctx::Tx;
use crate::error::Outcome;
use crate::outbox;
use crate::requests::store::RequestRow;
use shared::assignment::EndReason;
use shared::ids::AssignmentId;
use shared::time::Timestamp;

/// The access ends at another time from now on, or never. The person is told whoever moved it.
pub(crate) fn end_moved(
    tx: &mut Tx,
    request: &RequestRow,
    assignment: AssignmentId,
    end: Option<Timestamp>,
) -> Outcome<()> {
    if request.policy()?.mail_off {
        return Ok(());
    }
    let letter = Letter::Requestor(request.into(), RequestorNews::EndMoved { end });
    let notice = Notice::of_access(request.subject_id, assignment, letter);
    outbox::tell(tx, &notice)
}

/// The access ends soon. Where it can be extended, the mail leads to the form (BYD-18). `off` says
/// that the policy wants no mail.
pub(crate) fn access_ending(
    tx: &mut Tx,
    assignment: &AssignmentRow,
    end: Timestamp,
    extendable: bool,
    off: bool,
) -> Outcome<()> {
    if assignment.scope_ends_at == Some(end) {
        return left_scope(tx, assignment, end, off);
    }
    let way = match assignment.extension {
        Some(request) => Way::Waits(request),
        None if extendable => Way::Extend,
        None => Way::AskAgain,
    };
    let news = if assignment.retires_at.is_some() {
        let reason = assignment.retire_reason.clone();
        AccessNews::Retires { end, way, reason }
    } else if off {
        return Ok(());
    } else {
        AccessNews::Ending { end, way }
    };
    tell(tx, assignment, news)
}

/// The holder is outside of the scope of the policy, and the access ends for it (BYD-08). `off` says that the
/// policy wants no mail.
pub(crate) fn left_scope(
    tx: &mut Tx,
    assignment: &AssignmentRow,
    end: Timestamp,
    off: bool,
) -> Outcome<()> {
    if off {
        return Ok(());
    }
    tell(tx, assignment, AccessNews::LeftScope { end })
}

/// The access does not end because of the scope any more. `off` says that the policy wants no mail.
pub(crate) fn back_in_scope(tx: &mut Tx, assignment: &AssignmentRow, off: bool) -> Outcome<()> {
    if off {
        return Ok(());
    }
    let end = assignment.ends_at;
    tell(tx, assignment, AccessNews::BackInScope { end })
}

/// The access has ended; `note` is what somebody wrote about it. `off` says that the policy wants no mail.
pub(crate) fn access_ended(
    tx: &mut Tx,
    assignment: &AssignmentRow,
    reason: EndReason,
    note: &str,
    off: bool,
) -> Outcome<()> {
    // Whoever gives access back knows, and whoever gets ordinary access instead is told of that.
    let known = matches!(reason, EndReason::RemovedBySelf | EndReason::Followed);
    let loud = matches!(reason, EndReason::PackageRetired | EndReason::NotJustified);
    if known || off && !loud {
        return Ok(());
    }
    let note = match reason {
        EndReason::ApprovalRevoked | EndReason::NotJustified => note.to_owned(),
        _ => String::new(),
    };
    tell(tx, assignment, AccessNews::Ended { reason, note })
}

/// The package is not retired after all. Whoever was told of that hears it, whatever the policy wants.
pub(crate) fn stays(tx: &mut Tx, assignment: &AssignmentRow) -> Outcome<()> {
    let end = assignment.ends_at;
    tell(tx, assignment, AccessNews::Stays { end })
}

fn tell(tx: &mut Tx, assignment: &AssignmentRow, news: AccessNews) -> Outcome<()> {
    let letter = Letter::Access(assignment.into(), news);
    let notice = Notice::of_access(assignment.subject_id, assignment.id, letter);
    outbox::tell(tx, &notice)
}
