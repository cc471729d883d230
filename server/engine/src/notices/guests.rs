//! Mail to guests who have no access left. The model product tells them nothing; here nobody's account goes
//! without their hearing of it.

use super::send::link;
use crate::ctx::Tx;
use crate::error::Outcome;
use crate::outbox::{self, Mail};
use shared::time::Timestamp;

/// Nothing is left of a guest's access: what becomes of the account (ORG-08, ORG-09).
pub(crate) fn guest_leaves(
    tx: &mut Tx,
    mail: &str,
    blocked: bool,
    removed: Option<Timestamp>,
) -> Outcome<()> {
    if mail.is_empty() {
        return Ok(());
    }
    let portal = tx.ctx.engine.options.organization.clone();
    let link = link(tx, "/packages");
    let now = tx.now();
    let subject = match removed {
        Some(at) if at > now => {
            format!(
                "Your guest account at {portal} will be removed on {}",
                at.long_date()
            )
        }
        Some(_) => format!("Your guest account at {portal} is removed"),
        None => format!("Your guest account at {portal} is blocked"),
    };
    let mail = Mail {
        to: mail.to_owned(),
        subject,
        body: words(&portal, blocked, removed, now, &link),
    };
    outbox::send(tx, &mail)
}

/// What becomes of the account of a guest who has no access left.
fn words(
    portal: &str,
    blocked: bool,
    removed: Option<Timestamp>,
    now: Timestamp,
    link: &str,
) -> String {
    let mut text = format!("You have no access at {portal} any more.\n\n");
    match removed {
        Some(at) if at > now => text.push_str(&format!(
            "Your guest account will be removed on {}.\n",
            at.long_date()
        )),
        Some(_) => text.push_str("Your guest account is removed now.\n"),
        None => {}
    }
    if blocked {
        text.push_str(
            "You cannot sign in any more. If you still need access, ask the people you work with here to unblock your account.\n",
        );
    } else if removed.is_some_and(|at| at > now) {
        text.push_str(&format!(
            "If you still need access, ask for it before that day:\n{link}\n"
        ));
    }
    text
}
