//! Effects that leave after the commit: a job is a row written in the transaction of the change,
//! leased to one worker, retried with growing pauses, and kept as a dead letter when given up.

mod mailer;
mod worker;

pub use mailer::{Mail, Mailbox, Mailer, SmtpMailer, SmtpSettings};
pub use worker::BATCH;
pub(crate) use worker::run_due;

use crate::ctx::{Ctx, Tx};
use crate::db::Conn;
use crate::error::Outcome;
use crate::notices::{Letter, Notice, Writer};
use crate::{execute, execute_rows};
use shared::ids::{JobId, UserId};
use shared::time::Timestamp;
use uuid::Uuid;

/// A mail that is written already.
const MAIL: &str = "mail";
/// A notice that asks for a decision.
const ASKING: &str = "asking";
/// Any other notice.
const NOTICE: &str = "notice";

/// Something to be done once the transaction is committed.
#[derive(Debug)]
pub(crate) struct Job {
    id: JobId,
    kind: &'static str,
    payload: String,
    for_whom: Option<ForWhom>,
    /// Somebody sits there and waits for it.
    urgent: bool,
}

/// Whom a notice is for, and what it is about.
#[derive(Clone, Copy, Debug)]
struct ForWhom {
    person: UserId,
    about: Uuid,
    change: Uuid,
    rank: u8,
}

impl Job {
    /// Is this the notice to send of two for one person about one change (BYD-27)? The more important one, else the
    /// later one. `None`: they have nothing to do with each other.
    pub fn replaces(&self, other: &Self) -> Option<bool> {
        let (this, that) = (self.for_whom?, other.for_whom?);
        let same = this.person == that.person && this.change == that.change;
        same.then_some(this.rank >= that.rank)
    }
}

/// Puts a mail into the outbox of the transaction.
///
/// # Errors
/// The mail cannot be written down.
pub(crate) fn send(tx: &mut Tx, mail: &Mail) -> Outcome<()> {
    post(tx, mail, false)
}

/// As [`send`], before all that waits: a code or a link that is good for some minutes.
///
/// # Errors
/// As [`send`].
pub(crate) fn send_urgently(tx: &mut Tx, mail: &Mail) -> Outcome<()> {
    post(tx, mail, true)
}

fn post(tx: &mut Tx, mail: &Mail, urgent: bool) -> Outcome<()> {
    let job = Job {
        id: tx.id(),
        kind: MAIL,
        payload: serde_json::to_string(mail)?,
        for_whom: None,
        urgent,
    };
    tx.post(job);
    Ok(())
}

/// Puts a notice into the outbox of the transaction. It is put into words when it is sent.
///
/// # Errors
/// The notice cannot be written down.
pub(crate) fn tell(tx: &mut Tx, notice: &Notice) -> Outcome<()> {
    let letter = &notice.letter;
    let job = Job {
        id: tx.id(),
        kind: if letter.asks() { ASKING } else { NOTICE },
        payload: serde_json::to_string(letter)?,
        for_whom: Some(ForWhom {
            person: notice.to,
            about: notice.about,
            change: notice.change,
            rank: letter.rank(),
        }),
        urgent: false,
    };
    tx.post(job);
    Ok(())
}

/// The address and the subject of a job, as far as they can be read. `address` is that of whom a notice is
/// for.
pub(crate) fn shown(
    ctx: &Ctx,
    kind: &str,
    payload: &str,
    address: Option<String>,
) -> Option<(String, String)> {
    if kind == MAIL {
        let mail: Mail = serde_json::from_str(payload).ok()?;
        return Some((mail.to, mail.subject));
    }
    let letter: Letter = serde_json::from_str(payload).ok()?;
    let to = letter.address().map(str::to_owned).or(address);
    let writer = Writer::new(&ctx.engine.options, ctx.now());
    Some((to.unwrap_or_default(), letter.subject(&writer)))
}

/// Days for which administrators see what was taken back.
const SHOWN_DAYS: i64 = 30;

/// Forgets what notices would have said that were taken back long ago; their number.
///
/// # Errors
/// The database fails.
pub(crate) async fn forget(conn: &mut Conn, now: Timestamp) -> Outcome<u64> {
    Ok(execute!(conn, "outbox/forget", now.plus_days(-SHOWN_DAYS))?)
}

/// Writes the jobs of a transaction, due at once. What is urgent was due a day ago: so it goes before all that a
/// large change may have left to send.
pub(crate) async fn write(conn: &mut Conn, jobs: &[Job], now: Timestamp) -> Outcome<()> {
    execute_rows!(conn, "outbox/insert", jobs, |job| [
        job.id,
        job.kind,
        &job.payload,
        now,
        if job.urgent { now.plus_days(-1) } else { now },
        job.for_whom.map(|whom| whom.person),
        job.for_whom.map(|whom| whom.about)
    ])?;
    Ok(())
}
