//! Mail when somebody decides instead of somebody else (APR-09, BYD-12).

use super::RECIPIENTS_MAX;
use super::letter::{ApproverNews, Letter};
use super::notice::Notice;
use super::send::to_people;
use crate::ctx::Tx;
use crate::directory::{self, Person};
use crate::error::Outcome;
use crate::outbox;
use crate::requests::store::RequestRow;
use shared::directory::Principal;
use shared::ids::{StageId, UserId};
use shared::time::Timestamp;

/// Somebody is to decide for the person who acts in a time, or not any more (APR-09).
pub(crate) fn deputy(
    tx: &mut Tx,
    deputy: UserId,
    period: Option<(Timestamp, Timestamp)>,
) -> Outcome<()> {
    let me = tx.ctx.me()?;
    let of = tx.ctx.actor_name.clone();
    let notice = Notice {
        to: deputy,
        change: me.0,
        about: me.0,
        letter: Letter::Deputy { of, period },
    };
    outbox::tell(tx, &notice)
}

/// Who decides instead of whom.
pub(crate) struct HandedOver<'a> {
    pub stage: StageId,
    pub to: UserId,
    pub to_name: &'a str,
    pub reason: &'a str,
    pub due: Timestamp,
    /// Those who decide for the other person at present.
    pub deputies: &'a [Person],
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
    let asks = ApproverNews::HandedOver {
        from: name.clone(),
        reason: told.reason.to_owned(),
        due: told.due,
    };
    let notice = Notice::of_stage(told.to, &request.into(), told.stage, asks);
    outbox::tell(tx, &notice)?;
    // Whoever is away has somebody who needs to know.
    let needed = ApproverNews::Needed { due: told.due };
    to_people(tx, request, told.stage, told.deputies, &[me], &needed)?;
    if request.policy()?.mail_off {
        return Ok(());
    }
    let still = directory::resolve(&mut tx.conn, told.left, RECIPIENTS_MAX).await?;
    let before = directory::resolve(&mut tx.conn, told.dropped, RECIPIENTS_MAX).await?;
    let mut except: Vec<UserId> = still.iter().map(|person| person.id).collect();
    except.push(me);
    let news = ApproverNews::NotNeeded {
        from: name,
        to: told.to_name.to_owned(),
    };
    to_people(tx, request, told.stage, &before, &except, &news)
}
