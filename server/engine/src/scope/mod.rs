//! Holders who leave the scope of the policy that gave them access (BYD-08).
//!
//! Nobody looks at everybody all the time. A policy that ends access then is *watched*: its holders are gone through in
//! batches every [`EVERY_HOURS`], and at once when the policy, an organization or, by an import, the directory changes.
//! How far that has come is kept in the database, so that any server goes on after a restart. Somebody who is blocked,
//! let in again or loses a group with other access is looked at by themselves. Whoever is found outside is judged
//! once more in a transaction of their own, and so is everybody before access ends.

mod judge;
mod people;
mod walk;

pub(crate) use judge::{judge, leaving};
pub(crate) use people::{due_people, look_at_person, person};
pub(crate) use walk::{Walk, due_walks, walk};

use crate::ctx::Tx;
use crate::db::Conn;
use crate::error::Outcome;
use crate::{directory, execute, fetch_all};
use shared::ids::{AssignmentId, PolicyId, UserId};
use shared::policy::{PolicySettings, ScopeFacts, Standing};
use shared::time::Timestamp;
use shared::views::editor::OutsideView;

/// Hours after which the holders of a watched policy are gone through again.
pub const EVERY_HOURS: i64 = 6;

/// A holder of access through a policy.
#[derive(Clone, Copy, Debug, sqlx::FromRow)]
struct Holder {
    id: AssignmentId,
    subject_id: UserId,
    was_in_scope: bool,
    scope_ends_at: Option<Timestamp>,
}

impl Holder {
    const fn facts(&self) -> ScopeFacts {
        ScopeFacts {
            was_inside: self.was_in_scope,
            ends_at: self.scope_ends_at,
        }
    }
}

async fn holders(
    conn: &mut Conn,
    policy: PolicyId,
    after: AssignmentId,
    limit: i64,
) -> Outcome<Vec<Holder>> {
    Ok(fetch_all!(
        conn,
        Holder,
        "scope/holders",
        policy,
        after,
        limit
    )?)
}

/// A policy was written: watches it if leaving its scope has a consequence; otherwise what was noted is called off.
pub(crate) async fn policy_written(
    tx: &mut Tx,
    policy: PolicyId,
    settings: &PolicySettings,
) -> Outcome<()> {
    let now = tx.now();
    let watched = if settings.scope_loss.is_keep() {
        execute!(tx, "scope/look", policy, now)?
    } else {
        execute!(tx, "scope/watch", policy, now)?
    };
    if watched > 0 {
        tx.ring();
    }
    Ok(())
}

/// The directory changed for many people at once.
pub(crate) async fn directory_changed(tx: &mut Tx) -> Outcome<()> {
    let now = tx.now();
    if execute!(tx, "scope/look_at_all", now)? > 0 {
        tx.ring();
    }
    Ok(())
}

/// Organizations changed, and with them who belongs to which.
pub(crate) async fn organizations_changed(tx: &mut Tx) -> Outcome<()> {
    let now = tx.now();
    if execute!(tx, "scope/look_at_outsiders", now)? > 0 {
        tx.ring();
    }
    Ok(())
}

/// Counts the holders of a policy who are outside of the scope that `settings` say, of the `limit` with the oldest
/// access. Those
/// who never were in it have nothing to lose and do not count.
pub(crate) async fn count_outside(
    conn: &mut Conn,
    policy: PolicyId,
    settings: &PolicySettings,
    limit: i64,
) -> Outcome<OutsideView> {
    let nobody = AssignmentId(uuid::Uuid::nil());
    let mut found = holders(conn, policy, nobody, limit + 1).await?;
    let more = i64::try_from(found.len()).is_ok_and(|count| count > limit);
    if more {
        found.pop();
    }
    let ids: Vec<UserId> = found.iter().map(|holder| holder.subject_id).collect();
    let people = directory::subjects(conn, &ids).await?;
    let outside = found
        .iter()
        .filter(|holder| holder.was_in_scope)
        .filter_map(|holder| people.get(&holder.subject_id))
        .filter(|person| matches!(settings.standing(person), Standing::Outside(_)));
    Ok(OutsideView {
        outside: i64::try_from(outside.count()).unwrap_or(i64::MAX),
        looked_at: i64::try_from(found.len()).unwrap_or(i64::MAX),
        more,
    })
}
