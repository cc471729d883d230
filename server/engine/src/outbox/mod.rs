//! Effects that leave after the commit: a job is a row written in the transaction of the change,
//! leased to one worker, retried with growing pauses, and kept as a dead letter when given up.

mod mailer;
mod worker;

pub use mailer::{Mail, Mailbox, Mailer, SmtpMailer, SmtpSettings};
pub(crate) use worker::run_due;

use crate::ctx::Tx;
use crate::error::Outcome;
use crate::execute;
use shared::ids::JobId;

/// Puts a mail into the outbox of the transaction.
///
/// # Errors
/// The database fails.
pub async fn send(tx: &mut Tx, mail: &Mail) -> Outcome<()> {
    let id: JobId = tx.id();
    let now = tx.now();
    let payload = serde_json::to_string(mail)?;
    execute!(tx, "outbox/insert", id, "mail", payload, now)?;
    tx.ring();
    Ok(())
}
