//! Looking at all guests once a day, in batches that any server can go on with (ORG-11).

use super::facts;
use super::judge::is_due;
use super::policies::in_force;
use crate::ctx::{Ctx, Tx};
use crate::db::Conn;
use crate::error::Outcome;
use crate::{execute, fetch_all, fetch_optional};
use shared::ids::UserId;
use shared::time::Timestamp;
use uuid::Uuid;

/// Guests looked at in one batch.
const BATCH: i64 = 200;
/// Hours after which all guests are looked at again.
const EVERY_HOURS: i64 = 24;
/// Before the first guest.
const BEGINNING: UserId = UserId(Uuid::nil());

/// A round that is under way or to begin.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Round {
    after: Option<UserId>,
}

/// One batch of guests that was looked at.
pub(crate) struct Looked {
    /// Guests about whom something is to be done or noted.
    pub found: Vec<UserId>,
    from: UserId,
    /// The last one, if there may be more after it.
    to: Option<UserId>,
}

/// The round whose time has come.
pub(crate) async fn due_round(conn: &mut Conn, now: Timestamp) -> Outcome<Option<Round>> {
    let row = fetch_optional!(conn, (Option<UserId>,), "guests/round_due", now)?;
    Ok(row.map(|(after,)| Round { after }))
}

/// Guests whose plans are to be looked at.
pub(crate) async fn due_plans(conn: &mut Conn, now: Timestamp, limit: i64) -> Outcome<Vec<UserId>> {
    let rows = fetch_all!(conn, (UserId,), "guests/plans_due", now, limit)?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Looks at the next batch. Nothing but the beginning is written: whoever is found is judged by themselves, and only
/// then [`advance`] goes on.
pub(crate) async fn sweep(ctx: &Ctx, round: Round) -> Outcome<Looked> {
    let from = match round.after {
        Some(after) => after,
        None => begin(ctx).await?,
    };
    let mut conn = ctx.read().await?;
    let batch = fetch_all!(conn, (UserId,), "guests/batch", from, BATCH)?;
    let ids: Vec<UserId> = batch.into_iter().map(|(id,)| id).collect();
    let policies = in_force(&mut conn).await?;
    let known = facts::of(&mut conn, &ids).await?;
    drop(conn);
    let now = ctx.now();
    let found = known.values().filter(|known| is_due(&policies, known, now));
    let full = i64::try_from(ids.len()).is_ok_and(|count| count == BATCH);
    Ok(Looked {
        found: found.map(|known| known.facts.id).collect(),
        from,
        to: ids.last().copied().filter(|_| full),
    })
}

/// Notes the beginning before anything is read, so that what changes from now on leads to another round.
async fn begin(ctx: &Ctx) -> Outcome<UserId> {
    let permit = ctx.by_system()?;
    let mut tx = ctx.begin(&permit).await?;
    let now = tx.now();
    execute!(tx, "guests/round_begin", now, BEGINNING)?;
    tx.commit_unrecorded().await?;
    Ok(BEGINNING)
}

/// Goes on after a batch, unless another server has done so.
pub(crate) async fn advance(ctx: &Ctx, looked: &Looked) -> Outcome<()> {
    let permit = ctx.by_system()?;
    let mut tx = ctx.begin(&permit).await?;
    let next = tx.now().plus_hours(EVERY_HOURS);
    match looked.to {
        Some(to) => execute!(tx, "guests/round_advance", looked.from, to)?,
        None => execute!(tx, "guests/round_finish", looked.from, next)?,
    };
    tx.ring();
    tx.commit_unrecorded().await
}

/// The directory changed for many people at once: all guests are looked at now, if policies look after them.
pub(crate) async fn directory_changed(tx: &mut Tx) -> Outcome<()> {
    let now = tx.now();
    if execute!(tx, "guests/round_look_again", now)? > 0 {
        tx.ring();
    }
    Ok(())
}
