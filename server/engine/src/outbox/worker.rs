//! Carrying out jobs that are due.

use super::Mail;
use crate::engine::Engine;
use crate::error::Outcome;
use crate::{execute, execute_in, fetch_all};
use shared::assignment::retry_at;
use shared::ids::JobId;

/// Jobs taken, and noted as done, in one go: what is cut off in between is done again.
pub const BATCH: i64 = 20;
/// How long a worker may hold a job before another one takes it over, in seconds.
const LEASE: i64 = 120;

#[derive(sqlx::FromRow)]
struct Job {
    id: JobId,
    payload: String,
    attempts: i64,
}

/// Takes a batch of due jobs and carries them out; the number taken.
pub(crate) async fn run_due(engine: &Engine) -> Outcome<usize> {
    let now = engine.clock.now();
    let mut conn = engine.db.begin().await?;
    let mut jobs = fetch_all!(
        conn,
        Job,
        "outbox/claim" twin,
        now,
        now.plus_seconds(LEASE),
        BATCH
    )?;
    conn.commit().await?;
    // In the order in which it was written: ids grow, and databases return rows as they please.
    jobs.sort_unstable_by_key(|job| job.id);
    if jobs.is_empty() {
        return Ok(0);
    }
    let mut done: Vec<JobId> = Vec::new();
    let mut failed = Vec::new();
    for job in &jobs {
        let result = match serde_json::from_str::<Mail>(&job.payload) {
            Ok(mail) => engine.options.mail.send(engine, &mail).await,
            Err(error) => Err(error.to_string()),
        };
        let at = engine.clock.now();
        engine.work.note("mail", at, result.clone());
        match result {
            Ok(()) => done.push(job.id),
            Err(error) => {
                tracing::warn!(job = %job.id, attempts = job.attempts, error, "a mail could not be sent");
                failed.push((job, retry_at(job.attempts, at), error));
            }
        }
        // The mail server is slow: whoever takes the others over finds them not sent.
        if at > now.plus_seconds(LEASE / 2) {
            break;
        }
    }
    // One transaction for all of them: mail must not hold up those who change something.
    let at = engine.clock.now();
    let mut conn = engine.db.begin().await?;
    if !done.is_empty() {
        execute_in!(conn, "outbox/done", &done; at)?;
    }
    for (job, next, error) in failed {
        execute!(conn, "outbox/failed", job.id, next, error)?;
    }
    conn.commit().await?;
    Ok(jobs.len())
}
