//! Mail to holders who leave the scope of a policy, and come back (BYD-08).

use crate::assignments::store::AssignmentRow;
use crate::ctx::Tx;
use crate::error::Outcome;
use crate::outbox::{self, Mail};
use shared::time::Timestamp;

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
    let subject = format!(
        "Ends {}: {}",
        end.relative(tx.now()),
        assignment.package_name
    );
    let mail = Mail {
        to: assignment.subject_mail.clone(),
        subject,
        body: left_words(assignment, end, &super::link(tx, "/access")),
    };
    outbox::send(tx, &mail)
}

/// The access does not end because of the scope any more. `off` says that the policy wants no mail.
pub(crate) fn back_in_scope(tx: &mut Tx, assignment: &AssignmentRow, off: bool) -> Outcome<()> {
    if off {
        return Ok(());
    }
    let mail = Mail {
        to: assignment.subject_mail.clone(),
        subject: format!("You keep your access: {}", assignment.package_name),
        body: back_words(assignment, &super::link(tx, "/access")),
    };
    outbox::send(tx, &mail)
}

/// The holder has left those whom the policy is for.
fn left_words(assignment: &AssignmentRow, end: Timestamp, link: &str) -> String {
    format!(
        "You are no longer among the people that {} is meant for. Your access to it ends on {}.\n\nIf you are among them again before that day, you keep it. If you think this is a mistake, talk to your manager or to those who run the package.\n\nWhat you have:\n{link}\n",
        assignment.package_name,
        end.long_date(),
    )
}

/// The holder is back among those whom the policy is for, or the policy lets everybody keep it.
fn back_words(assignment: &AssignmentRow, link: &str) -> String {
    let until = assignment.ends_at.map_or_else(
        || "It has no end date.".to_owned(),
        |end| format!("It lasts until {}.", end.long_date()),
    );
    format!(
        "You keep your access to {}: the end that you were told of is called off. {until}\n\n{link}\n",
        assignment.package_name,
    )
}
