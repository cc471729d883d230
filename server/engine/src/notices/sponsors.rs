//! Mail about guests whom a rule concerns (ORG-11), to them and to their sponsors (UI-07).

use super::letter::{GuestNews, Letter, ToConfirm};
use super::notice::Notice;
use crate::ctx::Tx;
use crate::error::Outcome;
use crate::outbox;
use shared::ids::UserId;

/// What becomes of a guest: to the guest, and to these sponsors.
pub(crate) fn guest_plan(
    tx: &mut Tx,
    guest: UserId,
    name: &str,
    mail: &str,
    sponsors: &[UserId],
    news: &GuestNews,
) -> Outcome<()> {
    // The account forgets its address when it is removed.
    let gone = matches!(news, GuestNews::Done { .. });
    let letter = |sponsor: bool| Letter::GuestPlan {
        guest: name.to_owned(),
        sponsor,
        mail: if gone && !sponsor {
            mail.to_owned()
        } else {
            String::new()
        },
        news: news.clone(),
    };
    let notice = |to: UserId, letter: Letter| Notice {
        to,
        change: guest.0,
        about: guest.0,
        letter,
    };
    if !mail.is_empty() {
        outbox::tell(tx, &notice(guest, letter(false)))?;
    }
    for sponsor in sponsors {
        outbox::tell(tx, &notice(*sponsor, letter(true)))?;
    }
    Ok(())
}

/// Guests whom a sponsor has to confirm.
pub(crate) fn guests_to_confirm(
    tx: &mut Tx,
    sponsor: UserId,
    guests: Vec<ToConfirm>,
) -> Outcome<()> {
    let notice = Notice {
        to: sponsor,
        change: sponsor.0,
        about: sponsor.0,
        letter: Letter::GuestsToConfirm { guests },
    };
    outbox::tell(tx, &notice)
}

/// Somebody sponsors a guest from now on.
pub(crate) fn sponsorship(
    tx: &mut Tx,
    sponsor: UserId,
    guest: UserId,
    name: &str,
    by: &str,
) -> Outcome<()> {
    let letter = Letter::Sponsorship {
        guest: name.to_owned(),
        by: by.to_owned(),
    };
    let notice = Notice {
        to: sponsor,
        change: sponsor.0,
        about: guest.0,
        letter,
    };
    outbox::tell(tx, &notice)
}
