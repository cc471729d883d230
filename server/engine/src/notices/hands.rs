//! Mail when somebody decides instead of somebody else (APR-09, BYD-12).

use super::send::{link, to_people};
use super::{RECIPIENTS_MAX, words};
use crate::ctx::Tx;
use crate::directory::{self, Named};
use crate::error::Outcome;
use crate::outbox::{self, Mail};
use crate::requests::store::RequestRow;
use shared::directory::Principal;
use shared::ids::UserId;
use shared::time::Timestamp;

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
