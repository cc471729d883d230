//! Mail to those who decide: that they are needed, reminded, or no longer needed (NOT-01, NOT-03).

use super::send::{link, to_approvers, to_people};
use super::{RECIPIENTS_MAX, words};
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
    deciders: &[Person],
    due: Timestamp,
) -> Outcome<()> {
    if request.policy()?.mail_off {
        return Ok(());
    }
    let link = link(tx, &format!("/approvals/{}", request.id));
    let body = words::approval_needed(request, due, &link);
    let subject = format!(
        "Please decide: {} for {}",
        request.package_name, request.subject_name
    );
    to_people(tx, request, deciders, &[], &subject, &body)
}

/// Nobody has decided for some days: asks the alternates (NOT-01).
pub(crate) fn escalated(
    tx: &mut Tx,
    request: &RequestRow,
    alternates: &[Person],
    due: Timestamp,
) -> Outcome<()> {
    if request.policy()?.mail_off {
        return Ok(());
    }
    let link = link(tx, &format!("/approvals/{}", request.id));
    let body = words::escalated(request, due, &link);
    let subject = format!(
        "Please decide: {} for {}",
        request.package_name, request.subject_name
    );
    to_people(tx, request, alternates, &[], &subject, &body)
}

/// Half of the time has passed without a decision.
pub(crate) async fn reminder(tx: &mut Tx, request: &RequestRow, stage: &StageRow) -> Outcome<()> {
    if request.policy()?.mail_off {
        return Ok(());
    }
    let link = link(tx, &format!("/approvals/{}", request.id));
    let due = stage.due_at.unwrap_or_else(|| tx.now());
    let body = words::reminder(request, due, &link);
    let subject = format!(
        "Still waiting: {} for {}",
        request.package_name, request.subject_name
    );
    to_approvers(tx, request, stage.id, &subject, &body).await
}

/// How a stage was decided.
pub(crate) struct Decided<'a> {
    pub by: UserId,
    /// With whom the person stood in for.
    pub name: &'a str,
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
    let body = words::stage_decided(request, done.name, done.decision);
    let subject = format!(
        "Decided: {} for {}",
        request.package_name, request.subject_name
    );
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
    to_people(tx, request, &people, &except, &subject, &body)
}

/// One of several places is filled: those who were asked for this one only need not act any more
/// (BYD-14). `left` are the places that still wait, `of` whose voice it was.
pub(crate) async fn place_filled(
    tx: &mut Tx,
    request: &RequestRow,
    filled: Principal,
    left: &[Principal],
    of: UserId,
) -> Outcome<()> {
    let people = directory::resolve(&mut tx.conn, &[filled], RECIPIENTS_MAX).await?;
    let still = directory::resolve(&mut tx.conn, left, RECIPIENTS_MAX).await?;
    let mut except: Vec<UserId> = still.iter().map(|person| person.id).collect();
    except.push(of);
    except.extend(tx.ctx.actor.user());
    let name = tx.ctx.actor_name.clone();
    let body = words::place_filled(request, &name);
    let subject = format!(
        "No longer needed: {} for {}",
        request.package_name, request.subject_name
    );
    to_people(tx, request, &people, &except, &subject, &body)
}

/// The question is answered: tells who asked it, or everyone whom the stage asks if that cannot be said.
pub(crate) async fn answered(
    tx: &mut Tx,
    request: &RequestRow,
    stage: StageId,
    asker: Option<UserId>,
    reply: &str,
) -> Outcome<()> {
    let link = link(tx, &format!("/approvals/{}", request.id));
    let body = words::answered(request, reply, &link);
    let subject = format!(
        "Answered: {} for {}",
        request.package_name, request.subject_name
    );
    let person = match asker {
        Some(asker) => directory::person(&mut tx.conn, asker).await?,
        None => None,
    };
    match person.filter(|person| person.enabled) {
        Some(person) => to_people(tx, request, &[person], &[], &subject, &body),
        None => to_approvers(tx, request, stage, &subject, &body).await,
    }
}

/// The request was canceled while it waited: those who were asked need not act any more (NOT-03).
pub(crate) async fn canceled(
    tx: &mut Tx,
    request: &RequestRow,
    asked: &[Principal],
) -> Outcome<()> {
    if request.policy()?.mail_off {
        return Ok(());
    }
    let people = directory::resolve(&mut tx.conn, asked, RECIPIENTS_MAX).await?;
    let subject = format!(
        "No longer needed: {} for {}",
        request.package_name, request.subject_name
    );
    let body = words::canceled(request);
    let me: Vec<UserId> = tx.ctx.actor.user().into_iter().collect();
    to_people(tx, request, &people, &me, &subject, &body)
}
