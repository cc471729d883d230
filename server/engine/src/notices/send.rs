//! Whom a notice goes to.

use super::RECIPIENTS_MAX;
use super::facts::Asked;
use super::letter::{ApproverNews, Letter, RequestorNews};
use super::notice::Notice;
use crate::approvals;
use crate::ctx::Tx;
use crate::directory::{self, Person};
use crate::error::Outcome;
use crate::outbox;
use crate::requests::store::RequestRow;
use shared::ids::{StageId, UserId};
use shared::policy::Given;

/// To one person whom a request is for, or who made it.
pub(super) fn to_party(
    tx: &mut Tx,
    request: &RequestRow,
    to: UserId,
    news: RequestorNews,
) -> Outcome<()> {
    let notice = Notice {
        to,
        change: request.id.0,
        about: request.id.0,
        letter: Letter::Requestor(request.into(), news),
    };
    outbox::tell(tx, &notice)
}

/// To whom the request is for, where they know of it.
pub(super) fn to_subject(tx: &mut Tx, request: &RequestRow, news: RequestorNews) -> Outcome<()> {
    if !request.request_type.tells_subject() {
        return Ok(());
    }
    to_party(tx, request, request.subject_id, news)
}

/// To everyone whom a stage asks and who has not spoken, but for some.
pub(super) async fn to_approvers(
    tx: &mut Tx,
    request: &RequestRow,
    stage: StageId,
    except: &[UserId],
    news: &ApproverNews,
) -> Outcome<()> {
    let mut approvers = approvals::store::approvers(&mut tx.conn, stage).await?;
    // Where several have to approve, neither who has nor whose place is filled waits for anything.
    let given = approvals::several::given(&mut tx.conn, request.id).await?;
    let given = given.iter().filter(|one| one.stage_id == stage);
    let given: Vec<Given> = given.map(|one| one.given()).collect();
    approvers.retain(|one| given.iter().all(|given| given.place != Some(one.id())));
    let mut spoken: Vec<UserId> = given.iter().flat_map(|one| [one.by, one.of]).collect();
    spoken.extend(except);
    let people = directory::resolve(&mut tx.conn, &approvers, RECIPIENTS_MAX).await?;
    to_people(tx, request, stage, &people, &spoken, news)
}

/// To these people about a stage, but for the parties of the request and some others.
pub(super) fn to_people(
    tx: &mut Tx,
    request: &RequestRow,
    stage: StageId,
    people: &[Person],
    except: &[UserId],
    news: &ApproverNews,
) -> Outcome<()> {
    let parties = request.parties();
    let asked = Asked::from(request);
    for person in people {
        if except.contains(&person.id) || parties.contains(&person.id) {
            continue;
        }
        let notice = Notice::of_stage(person.id, &asked, stage, news.clone());
        outbox::tell(tx, &notice)?;
    }
    Ok(())
}
