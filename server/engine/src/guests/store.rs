//! Reading what is due for guests.

use crate::db::Conn;
use crate::error::{Failure, Outcome};
use crate::{fetch_all, fetch_optional};
use shared::AppError;
use shared::directory::UserKind;
use shared::ids::UserId;
use shared::lifecycle::SubjectLifecycle;
use shared::time::Timestamp;

/// A guest as stored.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(super) struct Guest {
    pub display_name: String,
    pub mail: String,
    pub kind: UserKind,
    pub lifecycle: SubjectLifecycle,
    pub idle_since: Option<Timestamp>,
    pub remove_at: Option<Timestamp>,
    pub remind_at: Option<Timestamp>,
    pub blocked_at: Option<Timestamp>,
    /// Access, the wish for it or a role in the portal keeps the account.
    pub needed: bool,
}

pub(super) async fn load(conn: &mut Conn, id: UserId) -> Outcome<Guest> {
    fetch_optional!(conn, Guest, "guests/get", id)?.ok_or(Failure::App(AppError::NotFound))
}

fn ids(rows: Vec<(UserId,)>) -> Vec<UserId> {
    rows.into_iter().map(|(id,)| id).collect()
}

/// Guests without access whose accounts nobody has looked at yet.
pub(crate) async fn due(conn: &mut Conn, now: Timestamp, limit: i64) -> Outcome<Vec<UserId>> {
    Ok(ids(fetch_all!(conn, (UserId,), "guests/due", now, limit)?))
}

/// Guests who are to be reminded of the removal of their accounts.
pub(crate) async fn due_reminders(
    conn: &mut Conn,
    now: Timestamp,
    limit: i64,
) -> Outcome<Vec<UserId>> {
    Ok(ids(fetch_all!(
        conn,
        (UserId,),
        "guests/due_reminders",
        now,
        limit
    )?))
}

/// Guests whose accounts are to be removed.
pub(crate) async fn due_removals(
    conn: &mut Conn,
    now: Timestamp,
    limit: i64,
) -> Outcome<Vec<UserId>> {
    Ok(ids(fetch_all!(
        conn,
        (UserId,),
        "guests/due_removals",
        now,
        limit
    )?))
}
