//! Mail about access that is there: its end, moved, near, or come (NOT-02, NOT-04).

use super::{link, words};
use crate::assignments::store::AssignmentRow;
use crate::ctx::Tx;
use crate::error::Outcome;
use crate::outbox::{self, Mail};
use crate::requests::store::RequestRow;
use shared::assignment::EndReason;
use shared::time::Timestamp;

/// The access ends at another time from now on, or never. The person is told whoever moved it.
pub(crate) fn end_moved(tx: &mut Tx, request: &RequestRow, end: Option<Timestamp>) -> Outcome<()> {
    if request.policy()?.mail_off {
        return Ok(());
    }
    let mail = Mail {
        to: request.subject_mail.clone(),
        subject: format!("Another end: {}", request.package_name),
        body: words::end_moved(request, end, &link(tx, "/access")),
    };
    outbox::send(tx, &mail)
}

/// The access ends soon. Where it can be extended, the mail leads to the form (BYD-18). `off` says
/// that the policy wants no mail.
pub(crate) fn access_ending(
    tx: &mut Tx,
    assignment: &AssignmentRow,
    extendable: bool,
    off: bool,
) -> Outcome<()> {
    let Some(end) = assignment.ends_at else {
        return Ok(());
    };
    let way = match assignment.extension {
        Some(request) => words::Way::Waits(link(tx, &format!("/requests/{request}"))),
        None if extendable => {
            words::Way::Extend(link(tx, &format!("/access/{}/extend", assignment.id)))
        }
        None => words::Way::AskAgain(link(tx, &format!("/packages/{}", assignment.package_id))),
    };
    let link = link(tx, "/access");
    if assignment.retires_at.is_some() {
        let mail = Mail {
            to: assignment.subject_mail.clone(),
            subject: format!("Being retired: {}", assignment.package_name),
            body: words::package_retires(assignment, end, &way, &link),
        };
        return outbox::send(tx, &mail);
    }
    if off {
        return Ok(());
    }
    let mail = Mail {
        to: assignment.subject_mail.clone(),
        subject: format!(
            "Ends {}: {}",
            end.relative(tx.now()),
            assignment.package_name
        ),
        body: words::access_ending(assignment, end, &way),
    };
    outbox::send(tx, &mail)
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
    let link = link(tx, &format!("/packages/{}", assignment.package_id));
    let mail = Mail {
        to: assignment.subject_mail.clone(),
        subject: format!("Access ended: {}", assignment.package_name),
        body: words::access_ended(assignment, reason, note, &link),
    };
    outbox::send(tx, &mail)
}
