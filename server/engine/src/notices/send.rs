//! Whom a mail goes to.

use super::RECIPIENTS_MAX;
use crate::approvals;
use crate::ctx::Tx;
use crate::directory::{self, Person};
use crate::error::Outcome;
use crate::outbox::{self, Mail};
use crate::requests::store::RequestRow;
use shared::ids::{StageId, UserId};
use shared::policy::Given;

pub(super) fn link(tx: &Tx, path: &str) -> String {
    format!("{}{path}", tx.ctx.engine.options.public_url)
}

pub(super) fn to_subject(
    tx: &mut Tx,
    request: &RequestRow,
    subject: &str,
    body: &str,
) -> Outcome<()> {
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

pub(super) async fn to_approvers(
    tx: &mut Tx,
    request: &RequestRow,
    stage: StageId,
    subject: &str,
    body: &str,
) -> Outcome<()> {
    let mut approvers = approvals::store::approvers(&mut tx.conn, stage).await?;
    // Where several have to approve, neither who has nor whose place is filled waits for anything.
    let given = approvals::several::given(&mut tx.conn, request.id).await?;
    let given = given.iter().filter(|one| one.stage_id == stage);
    let given: Vec<Given> = given.map(|one| one.given()).collect();
    approvers.retain(|one| given.iter().all(|given| given.place != Some(one.id())));
    let spoken: Vec<UserId> = given.iter().flat_map(|one| [one.by, one.of]).collect();
    let people = directory::resolve(&mut tx.conn, &approvers, RECIPIENTS_MAX).await?;
    to_people(tx, request, &people, &spoken, subject, body)
}

pub(super) fn to_people(
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
