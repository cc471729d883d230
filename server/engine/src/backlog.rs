//! What waits to be done, for whoever watches the server.

use crate::engine::Engine;
use crate::error::Outcome;
use crate::fetch_one;

/// How much waits; each counted to [`COUNTED`] at most.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct Backlog {
    /// Mail that is sent or tried again when its time comes.
    pub mails_waiting: i64,
    /// Mail that was tried too often.
    pub mails_given_up: i64,
    /// Roles still to be given or taken, retries included.
    pub deliveries_waiting: i64,
    /// Roles that could not be given or taken and need a person.
    pub deliveries_failed: i64,
}

/// Counting stops here: beyond it the number says nothing more.
pub const COUNTED: i64 = 10_000;

/// Counts what waits.
///
/// # Errors
/// The database does not answer.
pub async fn backlog(engine: &Engine) -> Outcome<Backlog> {
    let mut conn = engine.db.read().await?;
    Ok(fetch_one!(conn, Backlog, "backlog/count", COUNTED)?)
}
