//! Mail to whoever a request is for about what becomes of it (NOT-02).

use super::letter::{ApproverNews, RequestorNews, Voice};
use super::send::{to_approvers, to_party, to_subject};
use crate::ctx::Tx;
use crate::error::Outcome;
use crate::requests::store::RequestRow;
use shared::directory::UserKind;
use shared::ids::{StageId, UserId};
use shared::request::GaveUp;
use shared::time::Timestamp;
use std::collections::BTreeSet;

/// An approver has a question: tells whoever asked, and whom it is for (BYD-11).
pub(crate) fn question(tx: &mut Tx, request: &RequestRow, question: &str) -> Outcome<()> {
    let asker = tx.ctx.actor_name.clone();
    let by = shows_names(request)?.then_some(asker);
    let parties: BTreeSet<UserId> = request.parties().into_iter().collect();
    for to in parties {
        let news = RequestorNews::Question {
            by: by.clone(),
            question: question.to_owned(),
        };
        to_party(tx, request, to, news)?;
    }
    Ok(())
}

/// The deadline passed: tells those who were asked, and the requestor.
pub(crate) async fn timed_out(tx: &mut Tx, request: &RequestRow, stage: StageId) -> Outcome<()> {
    if request.policy()?.mail_off {
        return Ok(());
    }
    to_approvers(tx, request, stage, &[], &ApproverNews::TimedOut).await?;
    to_subject(tx, request, RequestorNews::TimedOut)
}

/// The request was denied.
pub(crate) fn denied(
    tx: &mut Tx,
    request: &RequestRow,
    decider: &Voice,
    reason: &str,
) -> Outcome<()> {
    if request.policy()?.mail_off {
        return Ok(());
    }
    let news = RequestorNews::Denied {
        by: shows_names(request)?.then(|| decider.clone()),
        reason: reason.to_owned(),
    };
    to_subject(tx, request, news)
}

/// The request ended by itself, with the reason.
pub(crate) fn request_ended(tx: &mut Tx, request: &RequestRow, reason: GaveUp) -> Outcome<()> {
    if request.policy()?.mail_off {
        return Ok(());
    }
    let reason = reason.as_str().to_owned();
    to_subject(tx, request, RequestorNews::Ended { reason })
}

/// Somebody's manager has asked for them (POL-10).
pub(crate) fn asked_for_you(tx: &mut Tx, request: &RequestRow) -> Outcome<()> {
    if request.policy()?.mail_off {
        return Ok(());
    }
    let manager = tx.ctx.actor_name.clone();
    to_subject(tx, request, RequestorNews::AskedForYou { manager })
}

/// The access is there. Direct assignments send no request mail (ASG-03), but to whoever had no account:
/// nothing else would tell them of it (ASG-05).
pub(crate) fn delivered(tx: &mut Tx, request: &RequestRow, end: Option<Timestamp>) -> Outcome<()> {
    if request.policy()?.mail_off {
        return Ok(());
    }
    let news = RequestorNews::Delivered {
        end,
        less: request.less()?,
    };
    if request.subject_kind == UserKind::Visitor {
        return to_party(tx, request, request.subject_id, news);
    }
    to_subject(tx, request, news)
}

/// May whoever asked read the names of approvers (POL-21)?
pub(super) fn shows_names(request: &RequestRow) -> Outcome<bool> {
    let outsider = request.subject_kind != UserKind::Member;
    Ok(request.policy()?.shows_names(outsider))
}
