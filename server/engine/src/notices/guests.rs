//! Mail to guests who have no access left. The model product tells them nothing; here nobody's account goes
//! without their hearing of it.

use super::letter::Letter;
use super::notice::Notice;
use crate::ctx::Tx;
use crate::error::Outcome;
use crate::outbox;
use shared::ids::UserId;
use shared::time::Timestamp;

/// Nothing is left of a guest's access: what becomes of the account (ORG-08, ORG-09).
pub(crate) fn guest_leaves(
    tx: &mut Tx,
    guest: UserId,
    mail: &str,
    blocked: bool,
    removed: Option<Timestamp>,
) -> Outcome<()> {
    if mail.is_empty() {
        return Ok(());
    }
    let letter = Letter::Guest {
        mail: mail.to_owned(),
        blocked,
        removed,
    };
    let notice = Notice {
        to: guest,
        change: guest.0,
        about: guest.0,
        letter,
    };
    outbox::tell(tx, &notice)
}
