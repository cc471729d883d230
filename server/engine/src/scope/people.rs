//! People about whom something changed.

use super::judge::judge;
use crate::ctx::{Ctx, Tx};
use crate::db::Conn;
use crate::delivery::lock;
use crate::error::Outcome;
use crate::{execute, fetch_all};
use shared::ids::{AssignmentId, UserId};
use shared::time::Timestamp;

/// Something changed about a person: what they hold will be looked at. Costs nothing but one look where nothing of
/// it can be lost.
pub(crate) async fn look_at_person(tx: &mut Tx, person: UserId) -> Outcome<()> {
    let now = tx.now();
    if execute!(tx, "scope/look_at_person", person, now)? > 0 {
        tx.ring();
    }
    Ok(())
}

/// People whose access is to be looked at.
pub(crate) async fn due_people(
    conn: &mut Conn,
    now: Timestamp,
    limit: i64,
) -> Outcome<Vec<UserId>> {
    let rows = fetch_all!(conn, (UserId,), "scope/due_people", now, limit)?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Looks at everything a person can lose with a scope. Harmless when run twice.
pub(crate) async fn person(ctx: &Ctx, id: UserId) -> Outcome<()> {
    let permit = ctx.by_system()?;
    let mut tx = ctx.begin(&permit).await?;
    lock::subject(&mut tx, id).await?;
    if execute!(tx, "scope/looked_at_person", id)? == 0 {
        return Ok(());
    }
    let mut changed = false;
    for (assignment,) in fetch_all!(tx, (AssignmentId,), "scope/of_person", id)? {
        changed |= judge(&mut tx, id, assignment).await?;
    }
    if changed {
        tx.commit().await
    } else {
        tx.commit_unrecorded().await
    }
}
