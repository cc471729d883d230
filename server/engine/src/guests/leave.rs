//! What happens to the account of a guest whose last access has ended (ORG-08, ORG-09).

use super::{block, store};
use crate::ctx::Ctx;
use crate::delivery::lock;
use crate::error::Outcome;
use crate::{audit, execute, notices, settings};
use serde_json::json;
use shared::directory::UserKind;
use shared::ids::UserId;
use shared::lifecycle::Departure;
use shared::time::Timestamp;

/// Blocks the account and sets the day of its removal, as the settings of now say, and tells its owner.
/// `false` if there was nothing to do. Harmless when run twice.
pub(crate) async fn leave(ctx: &Ctx, id: UserId) -> Outcome<bool> {
    let permit = ctx.by_system()?;
    let mut tx = ctx.begin(&permit).await?;
    lock::subject(&mut tx, id).await?;
    let guest = store::load(&mut tx.conn, id).await?;
    let (UserKind::Guest, Some(ended), false) = (guest.kind, guest.idle_since, guest.needed) else {
        return Ok(false);
    };
    let settings = settings::current(ctx, &mut tx.conn).await?;
    let departure = Departure::new(&settings, ended);
    let now = tx.now();
    execute!(
        tx,
        "guests/leave",
        id,
        departure.remove_at,
        departure.remind_at,
        now
    )?;
    let details = json!({ "lastAccessEnded": ended.rfc3339() });
    let blocked = departure.block && block(&mut tx, id, &guest.display_name, details).await?;
    if let Some(at) = departure.remove_at {
        let entry = audit::Entry::new("user.planRemoval", "user", id.0, &guest.display_name);
        tx.audit(
            entry
                .subject(id)
                .details(json!({ "removed": at.rfc3339() })),
        );
    }
    if blocked || departure.remove_at.is_some() {
        notices::guest_leaves(&mut tx, id, &guest.mail, blocked, departure.remove_at)?;
        tx.ring();
        tx.commit().await?;
    } else {
        tx.commit_unrecorded().await?;
    }
    Ok(true)
}

/// Tells a guest once more that the account is going to be removed; `false` if there was nothing to do.
pub(crate) async fn remind(ctx: &Ctx, id: UserId) -> Outcome<bool> {
    let permit = ctx.by_system()?;
    let mut tx = ctx.begin(&permit).await?;
    lock::subject(&mut tx, id).await?;
    let guest = store::load(&mut tx.conn, id).await?;
    let now: Timestamp = tx.now();
    if guest.remind_at.is_none_or(|at| at > now) || execute!(tx, "guests/reminded", id)? == 0 {
        return Ok(false);
    }
    if let Some(at) = guest.remove_at.filter(|at| *at > now) {
        notices::guest_leaves(
            &mut tx,
            id,
            &guest.mail,
            guest.blocked_at.is_some(),
            Some(at),
        )?;
    }
    tx.commit_unrecorded().await?;
    Ok(true)
}
