//! Accounts of guests: those the portal looks after are blocked and removed when their last access has
//! ended; those that were there before stay (ASG-09, ASG-10, ORG-06, ORG-08, ORG-09, ORG-10). And rules that an
//! administrator makes for guests (ORG-11), with the sponsors who confirm them (UI-07).
//!
//! Both may lead to the same account. Each has its own dates and calls off only its own, so the earlier one wins and
//! neither undoes the other; there is one way to block ([`block`]) and one to remove (`remove`).

mod asks;
mod facts;
mod govern;
mod judge;
mod leave;
pub mod policies;
mod remove;
mod sponsored;
mod sponsors;
mod store;
mod sweep;

pub(crate) use asks::{ask, due_asks};
pub use govern::govern;
pub(crate) use judge::look;
pub(crate) use leave::{leave, remind};
use remove::block;
pub(crate) use remove::{expel, remove};
pub use sponsored::{sponsored, sponsored_guest};
pub use sponsors::{confirm, hand_over, let_go};
pub(crate) use store::{due, due_reminders, due_removals};
pub(crate) use sweep::{Round, advance, directory_changed, due_plans, due_round, sweep};

use crate::ctx::{Ctx, Tx};
use crate::db::Conn;
use crate::error::Outcome;
use crate::requests::store::RequestRow;
use crate::{audit, execute, settings};
use serde_json::json;
use shared::directory::UserKind;
use shared::ids::UserId;

/// Would somebody of this kind have to be invited, and is nobody invited from their mail domain? (ORG-06)
pub(crate) async fn is_uninvited(
    ctx: &Ctx,
    conn: &mut Conn,
    kind: UserKind,
    mail: &str,
) -> Outcome<bool> {
    if kind != UserKind::Visitor {
        return Ok(false);
    }
    Ok(!settings::current(ctx, conn).await?.invites(mail))
}

/// A guest gets access: a removal that was planned is called off. Whoever was blocked stays blocked until
/// somebody unblocks them.
pub(crate) async fn stay(tx: &mut Tx, request: &RequestRow) -> Outcome<()> {
    if request.subject_kind != UserKind::Guest {
        return Ok(());
    }
    let person = request.subject_id;
    execute!(tx, "guests/begin", person)?;
    if execute!(tx, "guests/stay", person)? == 1 {
        let entry = audit::Entry::new("user.keep", "user", person.0, &request.subject_name);
        tx.audit(
            entry
                .subject(person)
                .details(json!({ "request": request.id })),
        );
    }
    Ok(())
}

/// Access of a guest has ended: if it was the last, the account will be looked at.
pub(crate) async fn lost_access(tx: &mut Tx, person: UserId, kind: UserKind) -> Outcome<()> {
    if kind == UserKind::Guest {
        let now = tx.now();
        if execute!(tx, "guests/idle", person, now)? == 1 {
            tx.ring();
        }
    }
    Ok(())
}

/// Somebody from outside signs in: what was started because they did not is looked at.
pub(crate) async fn signed_in(tx: &mut Tx, person: UserId, kind: UserKind) -> Outcome<()> {
    if kind == UserKind::Member {
        return Ok(());
    }
    let now = tx.now();
    execute!(tx, "guests/signed_in", person, now)?;
    if execute!(tx, "guests/plan_look", person, now)? == 1 {
        tx.ring();
    }
    Ok(())
}

/// An administrator or the directory lets a guest in again: what was started about them is over, and everything counts from now.
pub(crate) async fn let_in(tx: &mut Tx, person: UserId) -> Outcome<()> {
    let now = tx.now();
    execute!(tx, "guests/count_from", person, now)?;
    execute!(tx, "guests/plan_drop", person)?;
    execute!(tx, "guests/stay", person)?;
    Ok(())
}
