//! One mail to a sponsor names all guests whom they have to confirm (UI-07).

use crate::ctx::Ctx;
use crate::db::Conn;
use crate::error::Outcome;
use crate::notices::{self, ToConfirm};
use crate::{execute, fetch_all};
use shared::ids::UserId;
use shared::limits::CONFIRM_AHEAD_DAYS;
use shared::time::Timestamp;

/// Guests that one mail names.
const NAMED: i64 = 50;

/// Sponsors to tell, once all guests were looked at.
pub(crate) async fn due_asks(conn: &mut Conn, now: Timestamp, limit: i64) -> Outcome<Vec<UserId>> {
    let rows = fetch_all!(conn, (UserId,), "guests/asks_due", now, limit)?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Tells a sponsor whom to confirm. Harmless when run twice: whoever takes the entry away writes the mail.
pub(crate) async fn ask(ctx: &Ctx, sponsor: UserId) -> Outcome<()> {
    let permit = ctx.by_system()?;
    let mut tx = ctx.begin(&permit).await?;
    let now = tx.now();
    if execute!(tx, "guests/ask_done", sponsor)? == 0 {
        return Ok(());
    }
    type Row = (String, Timestamp, Option<Timestamp>);
    let until = now.plus_days(CONFIRM_AHEAD_DAYS);
    let rows = fetch_all!(tx, Row, "guests/to_confirm", sponsor, until, NAMED)?;
    let guests = rows
        .into_iter()
        .map(|(name, due, acts)| ToConfirm { name, due, acts });
    let guests: Vec<ToConfirm> = guests.collect();
    if !guests.is_empty() {
        notices::guests_to_confirm(&mut tx, sponsor, guests)?;
    }
    tx.commit_unrecorded().await
}
