//! Accounts of guests: those the portal looks after are blocked and removed when their last access has
//! ended; those that were there before stay (ASG-09, ASG-10, ORG-06, ORG-08, ORG-09, ORG-10).

mod govern;
mod leave;
mod remove;
mod store;

pub use govern::govern;
pub(crate) use leave::{leave, remind};
pub(crate) use remove::remove;
pub(crate) use store::{due, due_reminders, due_removals};

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
