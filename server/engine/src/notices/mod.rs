//! Mail that the flows send: to approvers when they are needed, reminded, or no longer needed
//! (NOT-01), and to the person concerned when something changed (NOT-02). Plain text; one mail per
//! person and change.
//!
//! A policy can switch it off (POL-38), for approvers as well, as in the model. Told all the same: a question
//! and its answer, because the clock stands still for it, a request handed over by name, the end of a
//! retired package, which nobody sees coming, and emergencies.

mod access;
mod emergencies;
mod guests;
mod revoked;
mod words;

pub(crate) use access::{access_ended, access_ending, end_moved};
pub(crate) use emergencies::{emergency, emergency_judged};
pub(crate) use guests::guest_leaves;
pub(crate) use revoked::{approval_revoked, asked_again};

use crate::approvals;
use crate::approvals::store::StageRow;
use crate::ctx::Tx;
use crate::directory::{self, Named, Person};
use crate::error::Outcome;
use crate::outbox::{self, Mail};
use crate::requests::store::RequestRow;
use shared::approval::Decision;
use shared::directory::{Principal, UserKind};
use shared::ids::{StageId, UserId};
use shared::policy::Given;
use shared::time::Timestamp;

/// People of one group who are asked by mail; a group of thousands is not mailed whole.
pub(crate) const RECIPIENTS_MAX: i64 = 50;

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

/// Somebody is to decide for another person in a time, or not any more (APR-09).
pub(crate) async fn deputy(
    tx: &mut Tx,
    deputy: UserId,
    period: Option<(Timestamp, Timestamp)>,
) -> Outcome<()> {
    let name = tx.ctx.actor_name.clone();
    let Some(person) = directory::person(&mut tx.conn, deputy).await? else {
        return Ok(());
    };
    let subject = match period {
        Some(_) => format!("You decide for {name}"),
        None => format!("You no longer decide for {name}"),
    };
    let link = link(tx, "/approvals");
    let mail = Mail {
        to: person.mail,
        subject,
        body: words::deputy(&name, period, &link),
    };
    if mail.to.is_empty() {
        return Ok(());
    }
    outbox::send(tx, &mail)
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
    to_approvers(tx, request, stage.id, &[], &subject, &body).await?;
    Ok(())
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
        None => to_approvers(tx, request, stage, &[], &subject, &body)
            .await
            .map(|_| ()),
    }
}

/// Who decides instead of whom.
pub(crate) struct HandedOver<'a> {
    pub to: &'a Named,
    pub reason: &'a str,
    pub due: Timestamp,
    /// Those who were asked before and are not any more.
    pub dropped: &'a [Principal],
    /// Those who are still asked.
    pub left: &'a [Principal],
}

/// A request changed hands: asks the other person, and tells those who are not asked any more (BYD-12).
pub(crate) async fn handed_over(
    tx: &mut Tx,
    request: &RequestRow,
    me: UserId,
    told: &HandedOver<'_>,
) -> Outcome<()> {
    let name = tx.ctx.actor_name.clone();
    let link = link(tx, &format!("/approvals/{}", request.id));
    let mail = Mail {
        to: told.to.mail.clone(),
        subject: format!(
            "Please decide: {} for {}",
            request.package_name, request.subject_name
        ),
        body: words::handed_over(request, &name, told.reason, told.due, &link),
    };
    if !mail.to.is_empty() {
        outbox::send(tx, &mail)?;
    }
    let still = directory::resolve(&mut tx.conn, told.left, RECIPIENTS_MAX).await?;
    let before = directory::resolve(&mut tx.conn, told.dropped, RECIPIENTS_MAX).await?;
    let mut except: Vec<UserId> = still.iter().map(|person| person.id).collect();
    except.push(me);
    let subject = format!(
        "No longer needed: {} for {}",
        request.package_name, request.subject_name
    );
    let body = words::not_needed(request, &name, &told.to.name);
    to_people(tx, request, &before, &except, &subject, &body)
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
    to_approvers(tx, request, stage, &[], &subject, &body).await?;
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

fn link(tx: &Tx, path: &str) -> String {
    format!("{}{path}", tx.ctx.engine.options.public_url)
}

fn to_subject(tx: &mut Tx, request: &RequestRow, subject: &str, body: &str) -> Outcome<()> {
    if !request.request_type.tells_subject() {
        return Ok(());
    }
    let mail = Mail {
        to: request.subject_mail.clone(),
        subject: subject.to_owned(),
        body: body.to_owned(),
    };
    outbox::send(tx, &mail)
}

/// Who was told.
async fn to_approvers(
    tx: &mut Tx,
    request: &RequestRow,
    stage: StageId,
    except: &[UserId],
    subject: &str,
    body: &str,
) -> Outcome<Vec<UserId>> {
    let mut approvers = approvals::store::approvers(&mut tx.conn, stage).await?;
    // Where several have to approve, neither who has nor whose place is filled waits for anything.
    let given = approvals::several::given(&mut tx.conn, request.id).await?;
    let given = given.iter().filter(|one| one.stage_id == stage);
    let given: Vec<Given> = given.map(|one| one.given()).collect();
    approvers.retain(|one| given.iter().all(|given| given.place != Some(one.id())));
    let mut spoken: Vec<UserId> = given.iter().flat_map(|one| [one.by, one.of]).collect();
    spoken.extend(except);
    let mut people = directory::resolve(&mut tx.conn, &approvers, RECIPIENTS_MAX).await?;
    people.retain(|person| !spoken.contains(&person.id));
    to_people(tx, request, &people, &[], subject, body)?;
    Ok(people.into_iter().map(|person| person.id).collect())
}

fn to_people(
    tx: &mut Tx,
    request: &RequestRow,
    people: &[Person],
    except: &[UserId],
    subject: &str,
    body: &str,
) -> Outcome<()> {
    let parties = request.parties();
    for person in people {
        if except.contains(&person.id) || parties.contains(&person.id) || person.mail.is_empty() {
            continue;
        }
        let mail = Mail {
            to: person.mail.clone(),
            subject: subject.to_owned(),
            body: body.to_owned(),
        };
        outbox::send(tx, &mail)?;
    }
    Ok(())
}
