//! Carrying out jobs that are due.

use super::{MAIL, Mail};
use crate::db::Conn;
use crate::engine::Engine;
use crate::error::Outcome;
use crate::notices::{self, Entry, Letter, Recipient, Writer};
use crate::{execute, execute_in, fetch_all, settings};
use shared::assignment::mail_retry_at;
use shared::ids::{JobId, UserId};
use shared::lang;
use shared::notices::Sending;
use shared::time::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

/// Jobs taken, and noted as done, in one go: what is cut off in between is done again.
pub const BATCH: i64 = 20;
/// How long a worker may hold a job before another one takes it over, in seconds.
const LEASE: i64 = 120;

#[derive(sqlx::FromRow)]
struct Job {
    id: JobId,
    kind: String,
    payload: String,
    attempts: i64,
    created_at: Timestamp,
    due_at: Timestamp,
    recipient_id: Option<UserId>,
}

/// What is to be done with a job.
enum Task {
    Send(Mail),
    /// It waits for the digest of this person, at this time.
    Hold(UserId, Timestamp),
    /// It had become pointless, or reaches nobody.
    Recall,
    /// The person does without.
    Unwanted,
    /// It cannot be read.
    Fail(String),
}

/// What has been done, to be written down.
#[derive(Default)]
struct Done {
    sent: Vec<JobId>,
    recalled: Vec<JobId>,
    unwanted: Vec<JobId>,
    held: BTreeMap<UserId, (Timestamp, Vec<JobId>)>,
    failed: Vec<(JobId, Option<Timestamp>, String)>,
    /// Nobody got to them.
    left: Vec<JobId>,
}

/// Takes a batch of due jobs and carries them out; the number taken.
pub(crate) async fn run_due(engine: &Engine) -> Outcome<usize> {
    let now = engine.clock.now();
    let lease = now.plus_seconds(LEASE);
    let mut conn = engine.db.begin().await?;
    let mut jobs = fetch_all!(conn, Job, "outbox/claim" twin, now, lease, BATCH)?;
    conn.commit().await?;
    // What is urgent first, then in the order in which it was written: ids grow, and databases return rows as they
    // please.
    jobs.sort_unstable_by_key(|job| (job.due_at >= job.created_at, job.id));
    if jobs.is_empty() {
        return Ok(0);
    }
    let taken = jobs.len();
    let mut conn = engine.db.read().await?;
    let jobs = tasks(engine, &mut conn, jobs, now).await?;
    drop(conn);
    let mut done = Done::default();
    let mut jobs = jobs.into_iter();
    for (job, task) in jobs.by_ref() {
        let result = match task {
            Task::Send(mail) => engine.options.mail.send(engine, &mail).await,
            Task::Fail(error) => Err(error),
            Task::Hold(person, at) => {
                let held = done.held.entry(person).or_insert((at, Vec::new()));
                held.1.push(job.id);
                continue;
            }
            Task::Recall => {
                done.recalled.push(job.id);
                continue;
            }
            Task::Unwanted => {
                done.unwanted.push(job.id);
                continue;
            }
        };
        let at = engine.clock.now();
        engine.work.note("mail", at, result.clone());
        match result {
            Ok(()) => done.sent.push(job.id),
            Err(error) => {
                tracing::warn!(job = %job.id, attempts = job.attempts, error, "a mail could not be sent");
                done.failed.push((
                    job.id,
                    mail_retry_at(job.attempts, job.created_at, at),
                    error,
                ));
            }
        }
        // The mail server is slow: whoever takes the others over finds them not sent, and not tried either.
        if at > now.plus_seconds(LEASE / 2) {
            break;
        }
    }
    done.left = jobs.map(|(job, _)| job.id).collect();
    note(engine, done, lease).await?;
    Ok(taken)
}

/// Writes down what has been done, in one transaction: mail must not hold up those who change something.
async fn note(engine: &Engine, done: Done, lease: Timestamp) -> Outcome<()> {
    let at = engine.clock.now();
    let mut conn = engine.db.begin().await?;
    if !done.sent.is_empty() {
        execute_in!(conn, "outbox/done", &done.sent; at, "sent")?;
    }
    if !done.unwanted.is_empty() {
        execute_in!(conn, "outbox/done", &done.unwanted; at, "unwanted")?;
    }
    if !done.recalled.is_empty() {
        execute_in!(conn, "outbox/recall", &done.recalled; at)?;
    }
    if !done.left.is_empty() {
        execute_in!(conn, "outbox/leave", &done.left; lease)?;
    }
    notices::hold(&mut conn, &done.held, at).await?;
    for (id, next, error) in done.failed {
        execute!(conn, "outbox/failed", id, next, error)?;
    }
    conn.commit().await?;
    Ok(())
}

/// What is to be done with each of these jobs.
async fn tasks(
    engine: &Engine,
    conn: &mut Conn,
    jobs: Vec<Job>,
    now: Timestamp,
) -> Outcome<Vec<(Job, Task)>> {
    let mut entries = Vec::new();
    for job in jobs.iter().filter(|job| job.kind != MAIL) {
        if let Ok(letter) = serde_json::from_str::<Letter>(&job.payload) {
            entries.push(Entry { id: job.id, letter });
        }
    }
    let people: BTreeSet<UserId> = jobs.iter().filter_map(|job| job.recipient_id).collect();
    let recipients = notices::recipients(conn, &people).await?;
    let pointless = notices::pointless(conn, &entries, now).await?;
    let portal = settings::of(engine, conn).await?.language;
    let mut letters: BTreeMap<JobId, Letter> = entries
        .into_iter()
        .map(|entry| (entry.id, entry.letter))
        .collect();
    let task = |job: Job| {
        let task = match letters.remove(&job.id) {
            _ if pointless.contains(&job.id) => Task::Recall,
            Some(letter) => {
                let person = job
                    .recipient_id
                    .and_then(|id| Some((id, recipients.get(&id)?)));
                person.map_or(Task::Recall, |(id, recipient)| {
                    let language = recipient.language.unwrap_or(portal);
                    lang::within(language, || task_of(engine, &letter, id, recipient, now))
                })
            }
            None => match serde_json::from_str::<Mail>(&job.payload) {
                // About an account that does not exist (`identity::resets`).
                Ok(mail) if mail.to.is_empty() => Task::Unwanted,
                Ok(mail) => Task::Send(mail),
                Err(error) => Task::Fail(error.to_string()),
            },
        };
        (job, task)
    };
    Ok(jobs.into_iter().map(task).collect())
}

/// What is to be done with a notice that still matters.
fn task_of(
    engine: &Engine,
    letter: &Letter,
    person: UserId,
    recipient: &Recipient,
    now: Timestamp,
) -> Task {
    let to = letter.address().unwrap_or(&recipient.mail);
    if to.is_empty() {
        return Task::Recall;
    }
    let sending = letter.topic().map_or(Sending::Now, |topic| {
        let preferences = &recipient.preferences;
        preferences.sending(topic, now, letter.too_late())
    });
    match sending {
        Sending::Digest(at) => Task::Hold(person, at),
        Sending::Never => Task::Unwanted,
        Sending::Now => {
            let writer = Writer::new(&engine.options, now);
            Task::Send(Mail {
                to: to.to_owned(),
                subject: letter.subject(&writer),
                body: letter.body(&writer),
            })
        }
    }
}
