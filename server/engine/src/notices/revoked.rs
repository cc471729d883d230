//! Mail about approvals that are taken back (APR-08).

use super::RECIPIENTS_MAX;
use super::letter::{ApproverNews, Letter};
use super::running::{tell, who_run};
use super::send::{to_approvers, to_people};
use crate::ctx::Tx;
use crate::directory;
use crate::error::Outcome;
use crate::requests::store::RequestRow;
use shared::directory::Principal;
use shared::ids::{StageId, UserId};
use shared::time::Timestamp;

/// A stage asks once more, until the date: tells those it waits for, and those whom later stages had
/// asked (`before`) that they are not needed for now. Who is among both is asked.
pub(crate) async fn asked_again(
    tx: &mut Tx,
    request: &RequestRow,
    (stage, due): (StageId, Timestamp),
    before: &[Principal],
    reason: &str,
) -> Outcome<()> {
    if request.policy()?.mail_off {
        return Ok(());
    }
    let (by, reason) = (tx.ctx.actor_name.clone(), reason.to_owned());
    let me: Vec<UserId> = tx.ctx.actor.user().into_iter().collect();
    let again = ApproverNews::Again {
        by: by.clone(),
        reason: reason.clone(),
        due,
    };
    to_approvers(tx, request, stage, &me, &again).await?;
    let people = directory::resolve(&mut tx.conn, before, RECIPIENTS_MAX).await?;
    let news = ApproverNews::NotYet { by, reason };
    to_people(tx, request, stage, &people, &me, &news)
}

/// Access ended because an approval was taken back: tells those who run the package.
pub(crate) async fn approval_revoked(
    tx: &mut Tx,
    request: &RequestRow,
    reason: &str,
) -> Outcome<()> {
    if request.policy()?.mail_off {
        return Ok(());
    }
    let me = tx.ctx.actor.user();
    let mut people = who_run(tx, request.catalog_id).await?;
    people.retain(|person| Some(person.id) != me);
    let letter = Letter::Revoked {
        asked: request.into(),
        by: tx.ctx.actor_name.clone(),
        reason: reason.to_owned(),
    };
    tell(tx, request, &people, &letter)
}
