//! Effects that leave after the commit: a job is a row written in the transaction of the change,
//! leased to one worker, retried with growing pauses, and kept as a dead letter when given up.

mod mailer;
mod worker;

pub use mailer::{Mail, Mailbox, Mailer, SmtpMailer, SmtpSettings};
pub use worker::BATCH;
pub(crate) use worker::run_due;

use crate::ctx::Tx;
use crate::db::Conn;
use crate::error::Outcome;
use crate::execute_rows;
use shared::ids::JobId;
use shared::time::Timestamp;

/// Something to be done once the transaction is committed.
#[derive(Debug)]
pub(crate) struct Job {
    id: JobId,
    kind: &'static str,
    payload: String,
}

/// Puts a mail into the outbox of the transaction.
///
/// # Errors
/// The mail cannot be written down.
pub(crate) fn send(tx: &mut Tx, mail: &Mail) -> Outcome<()> {
    let job = Job {
        id: tx.id(),
        kind: "mail",
        payload: serde_json::to_string(mail)?,
    };
    tx.post(job);
    Ok(())
}

/// Writes the jobs of a transaction, due at once.
pub(crate) async fn write(conn: &mut Conn, jobs: &[Job], now: Timestamp) -> Outcome<()> {
    execute_rows!(conn, "outbox/insert", jobs, |job| [
        job.id,
        job.kind,
        &job.payload,
        now,
        now
    ])?;
    Ok(())
}
