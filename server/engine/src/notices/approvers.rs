//! Mail to those who decide: that they are needed, reminded, or no longer needed (NOT-01, NOT-03).

use super::RECIPIENTS_MAX;
use super::letter::{ApproverNews, Voice};
use super::send::{to_approvers, to_people};
use crate::approvals::store::StageRow;
use crate::ctx::Tx;
use crate::directory::{self, Person};
use crate::error::Outcome;
use crate::requests::store::RequestRow;
use shared::approval::Decision;
use shared::directory::Principal;
use shared::ids::{StageId, UserId};
use shared::time::Timestamp;

/// A stage has opened: asks everyone who may decide.
pub(crate) fn approval_needed(
    tx: &mut Tx,
    request: &RequestRow,
    stage: StageId,
    deciders: &[Person],
    due: Timestamp,
) -> Outcome<()> {
    if request.policy()?.mail_off {
        return Ok(());
    }
    let news = ApproverNews::Needed { due };
    to_people(tx, request, stage, deciders, &[], &news)
}

/// Nobody has decided for some days: asks the alternates (NOT-01).
pub(crate) fn escalated(
    tx: &mut Tx,
    request: &RequestRow,
    stage: StageId,
    alternates: &[Person],
    due: Timestamp,
) -> Outcome<()> {
    if request.policy()?.mail_off {
        return Ok(());
    }
    let news = ApproverNews::Escalated { due };
    to_people(tx, request, stage, alternates, &[], &news)
}

/// Half of the time has passed without a decision.
pub(crate) async fn reminder(tx: &mut Tx, request: &RequestRow, stage: &StageRow) -> Outcome<()> {
    if request.policy()?.mail_off {
        return Ok(());
    }
    let due = stage.due_at.unwrap_or_else(|| tx.now());
    to_approvers(tx, request, stage.id, &[], &ApproverNews::Reminder { due }).await
}

/// How a stage was decided.
pub(crate) struct Decided<'a> {
    pub stage: StageId,
    pub by: UserId,
    pub voice: &'a Voice,
    pub decision: Decision,
    /// Those who have approved among others, and wait for nothing.
    pub told: &'a [UserId],
}

/// Somebody decided: those who were asked besides need not act any more.
pub(crate) async fn stage_decided(
    tx: &mut Tx,
    request: &RequestRow,
    asked: &[Principal],
    done: &Decided<'_>,
) -> Outcome<()> {
    if request.policy()?.mail_off {
        return Ok(());
    }
    let others: Vec<Principal> = asked
        .iter()
        .copied()
        .filter(|principal| *principal != Principal::User(done.by))
        .collect();
    if others.is_empty() {
        return Ok(());
    }
    let people = directory::resolve(&mut tx.conn, &others, RECIPIENTS_MAX).await?;
    let mut except = done.told.to_vec();
    except.push(done.by);
    let news = ApproverNews::Decided {
        by: done.voice.clone(),
        decision: done.decision,
    };
    to_people(tx, request, done.stage, &people, &except, &news)
}

/// A place of a stage that nobody else needs to fill.
pub(crate) struct Filled<'a> {
    pub stage: StageId,
    pub place: Principal,
    /// The places that still wait.
    pub left: &'a [Principal],
    /// Whose voice it was.
    pub of: UserId,
}

/// One of several places is filled: those who were asked for this one only need not act any more
/// (BYD-14).
pub(crate) async fn place_filled(
    tx: &mut Tx,
    request: &RequestRow,
    filled: &Filled<'_>,
) -> Outcome<()> {
    if request.policy()?.mail_off {
        return Ok(());
    }
    let people = directory::resolve(&mut tx.conn, &[filled.place], RECIPIENTS_MAX).await?;
    let still = directory::resolve(&mut tx.conn, filled.left, RECIPIENTS_MAX).await?;
    let mut except: Vec<UserId> = still.iter().map(|person| person.id).collect();
    except.push(filled.of);
    except.extend(tx.ctx.actor.user());
    let news = ApproverNews::PlaceFilled {
        by: tx.ctx.actor_name.clone(),
    };
    to_people(tx, request, filled.stage, &people, &except, &news)
}

/// The question is answered: tells who asked it, or everyone whom the stage asks if that cannot be said.
pub(crate) async fn answered(
    tx: &mut Tx,
    request: &RequestRow,
    stage: &StageRow,
    asker: Option<UserId>,
    reply: &str,
) -> Outcome<()> {
    let person = match asker {
        Some(asker) => directory::person(&mut tx.conn, asker).await?,
        None => None,
    };
    let now = tx.now();
    let news = ApproverNews::Answered {
        reply: reply.to_owned(),
        due: stage.time_left.map(|left| Timestamp(now.0 + left)),
    };
    match person.filter(|person| person.enabled) {
        Some(person) => to_people(tx, request, stage.id, &[person], &[], &news),
        None => to_approvers(tx, request, stage.id, &[], &news).await,
    }
}

/// The request was canceled while it waited: those who were asked need not act any more (NOT-03).
pub(crate) async fn canceled(
    tx: &mut Tx,
    request: &RequestRow,
    stage: StageId,
    asked: &[Principal],
) -> Outcome<()> {
    if request.policy()?.mail_off {
        return Ok(());
    }
    let people = directory::resolve(&mut tx.conn, asked, RECIPIENTS_MAX).await?;
    let me: Vec<UserId> = tx.ctx.actor.user().into_iter().collect();
    to_people(tx, request, stage, &people, &me, &ApproverNews::Canceled)
}
