//! Mail about the safety of somebody's account. It goes out at once, whatever the person chose for other mail, and in
//! their language.

use crate::ctx::Tx;
use crate::error::Outcome;
use crate::outbox::{self, Mail};
use crate::{notices, settings};
use shared::ids::UserId;
use shared::lang;
use std::collections::BTreeSet;

/// What happened to the account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum News {
    PasswordChanged,
    SecondFactorOn,
    SecondFactorOff,
    /// By an administrator.
    SecondFactorRemoved,
    NewRecoveryCodes,
    RecoveryCodeUsed,
}

impl News {
    fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::PasswordChanged => (
                t!("Your password was changed"),
                t!("The password of your account was changed, and all other sessions have ended."),
            ),
            Self::SecondFactorOn => (
                t!("Signing in takes a second step now"),
                t!(
                    "A second factor was set up for your account: after the password, signing in takes a code of an authenticator app."
                ),
            ),
            Self::SecondFactorOff => (
                t!("Your second factor was turned off"),
                t!(
                    "The second factor of your account was turned off: the password alone is enough to sign in."
                ),
            ),
            Self::SecondFactorRemoved => (
                t!("Your second factor was removed"),
                t!(
                    "An administrator removed the second factor of your account: the password alone is enough to sign in. Set it up again on your profile page."
                ),
            ),
            Self::NewRecoveryCodes => (
                t!("You have new recovery codes"),
                t!("New recovery codes were made for your account. The old ones no longer work."),
            ),
            Self::RecoveryCodeUsed => (
                t!("A recovery code was used"),
                t!(
                    "Somebody used one of your recovery codes instead of the authenticator app. It does not work again."
                ),
            ),
        }
    }
}

/// Puts the mail into the outbox of the transaction; none for somebody without an address.
///
/// # Errors
/// The database fails.
pub(super) async fn tell(tx: &mut Tx, person: UserId, news: News) -> Outcome<()> {
    let people = BTreeSet::from([person]);
    let recipient = notices::recipients(&mut tx.conn, &people)
        .await?
        .remove(&person);
    let Some(recipient) = recipient.filter(|recipient| !recipient.mail.is_empty()) else {
        return Ok(());
    };
    let portal = settings::current(&tx.ctx, &mut tx.conn).await?.language;
    let address = tx.ctx.engine.options.public_url.clone();
    let mail = lang::within(recipient.language.unwrap_or(portal), || {
        let (subject, happened) = news.words();
        Mail {
            to: recipient.mail,
            subject: subject.to_owned(),
            body: t!(
                "{happened}\n\n\
                 If it was you, there is nothing to do. If it was not, set a new password at {address}/sign-in/forgot and tell the people who run this portal.\n",
                happened,
                address
            ),
        }
    });
    outbox::send(tx, &mail)
}
