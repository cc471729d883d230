//! Mail to whoever a request is for about what becomes of it (NOT-02).

use super::send::{link, to_approvers, to_subject};
use super::words;
use crate::ctx::Tx;
use crate::directory;
use crate::error::Outcome;
use crate::outbox::{self, Mail};
use crate::requests::store::RequestRow;
use shared::directory::UserKind;
use shared::ids::StageId;
use shared::time::Timestamp;

/// An approver has a question: tells whoever asked, and whom it is for (BYD-11).
pub(crate) async fn question(tx: &mut Tx, request: &RequestRow, question: &str) -> Outcome<()> {
    let link = link(tx, &format!("/requests/{}", request.id));
    let asker = tx.ctx.actor_name.clone();
    let body = words::question(request, named(request, &asker)?, question, &link);
    let subject = format!("Please answer: {}", request.package_name);
    let people = directory::people_by_ids(&mut tx.conn, &request.parties()).await?;
    for person in people.into_values() {
        let mail = Mail {
            to: person.mail,
            subject: subject.clone(),
            body: body.clone(),
        };
        if !mail.to.is_empty() {
            outbox::send(tx, &mail)?;
        }
    }
    Ok(())
}

/// The deadline passed: tells those who were asked, and the requestor.
pub(crate) async fn timed_out(tx: &mut Tx, request: &RequestRow, stage: StageId) -> Outcome<()> {
    if request.policy()?.mail_off {
        return Ok(());
    }
    let subject = format!(
        "Expired: {} for {}",
        request.package_name, request.subject_name
    );
    let body = words::approver_timed_out(request);
    to_approvers(tx, request, stage, &subject, &body).await?;
    let again = match request
        .assignment_id
        .filter(|_| request.request_type.moves_end())
    {
        Some(access) => format!("/access/{access}/extend"),
        None => format!("/packages/{}?from={}", request.package_id, request.id),
    };
    let link = link(tx, &again);
    let body = words::timed_out(request, &link);
    let subject = format!("Nobody decided in time: {}", request.package_name);
    to_subject(tx, request, &subject, &body)
}

/// The request was denied.
pub(crate) fn denied(
    tx: &mut Tx,
    request: &RequestRow,
    decider: &str,
    reason: &str,
) -> Outcome<()> {
    if request.policy()?.mail_off {
        return Ok(());
    }
    let link = link(tx, &format!("/requests/{}", request.id));
    let body = words::denied(request, named(request, decider)?, reason, &link);
    let subject = format!("Denied: {}", request.package_name);
    to_subject(tx, request, &subject, &body)
}

/// The request ended by itself, with the reason.
pub(crate) fn request_ended(tx: &mut Tx, request: &RequestRow, reason: &str) -> Outcome<()> {
    if request.policy()?.mail_off {
        return Ok(());
    }
    let body = words::request_ended(request, reason);
    let subject = format!("Your request ended: {}", request.package_name);
    to_subject(tx, request, &subject, &body)
}

/// Somebody's manager has asked for them (POL-10).
pub(crate) fn asked_for_you(tx: &mut Tx, request: &RequestRow) -> Outcome<()> {
    if request.policy()?.mail_off {
        return Ok(());
    }
    let link = link(tx, &format!("/requests/{}", request.id));
    let body = words::asked_for_you(request, &tx.ctx.actor_name, &link);
    let subject = format!("Asked for you: {}", request.package_name);
    to_subject(tx, request, &subject, &body)
}

/// The access is there. Direct assignments send no request mail (ASG-03), but to whoever had no account:
/// nothing else would tell them of it (ASG-05).
pub(crate) fn delivered(tx: &mut Tx, request: &RequestRow, end: Option<Timestamp>) -> Outcome<()> {
    if request.policy()?.mail_off {
        return Ok(());
    }
    let link = link(tx, "/access");
    let less = request.less()?.sentence();
    let body = words::delivered(request, end, &less, &link);
    let subject = format!("You now have access: {}", request.package_name);
    if request.subject_kind == UserKind::Visitor {
        let to = request.subject_mail.clone();
        return outbox::send(tx, &Mail { to, subject, body });
    }
    to_subject(tx, request, &subject, &body)
}

/// The name of an approver as whoever asked may read it (POL-21).
fn named<'a>(request: &RequestRow, approver: &'a str) -> Outcome<&'a str> {
    let outsider = request.subject_kind != UserKind::Member;
    let shown = request.policy()?.shows_names(outsider);
    Ok(if shown { approver } else { "An approver" })
}
