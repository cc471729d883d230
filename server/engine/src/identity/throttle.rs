//! Holding guessers back without locking people out.
//!
//! Every try is counted before it is judged, so that tries at the same time do not slip through.
//! A try counts against the pair of account and address, against the address, and against the
//! account from everywhere. The last one blocks only addresses from which the account has not
//! signed in lately: a stranger cannot shut anybody out of the place they work from.

use super::sessions::Client;
use crate::ctx::{Ctx, Tx};
use crate::error::Outcome;
use crate::{execute, fetch_in, fetch_one};
use sha2::{Digest, Sha256};
use shared::AppError;
use shared::time::Timestamp;

/// How many tries are free, and how the pauses grow after them.
#[derive(Clone, Copy, Debug)]
struct Limit {
    free: i64,
    /// The first pause in seconds; doubled with every further try.
    pause: i64,
    /// The longest pause in seconds.
    longest: i64,
    /// After so many hours without a try everything is forgotten.
    forget: i64,
}

const HOUR: i64 = 3_600;

/// What is tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Proving who one is, by password.
    Password,
    /// The code of the second factor.
    SecondFactor,
    /// Having a passcode sent.
    SendCode,
    /// Calling the API with a token.
    Token,
    /// Having a link sent that sets a new password.
    Reset,
    /// Coming back from a sign-in provider, which stands in the place of the account.
    Provider,
}

impl Kind {
    const fn word(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::SecondFactor => "second-factor",
            Self::SendCode => "send-code",
            Self::Token => "token",
            Self::Reset => "reset",
            Self::Provider => "provider",
        }
    }

    /// Limits for account and address together, for the address, and for the account.
    fn limits(self) -> [Limit; 3] {
        let limit = |free, pause, longest, forget| Limit {
            free,
            pause,
            longest,
            forget,
        };
        match self {
            Self::Password | Self::SecondFactor => [
                limit(5, 2, 15 * 60, 24),
                limit(30, 2, 15 * 60, 2),
                limit(100, 2, 15 * 60, 24),
            ],
            Self::SendCode => [
                limit(3, 60, HOUR, 24),
                limit(30, 30, HOUR, 2),
                limit(10, 60, HOUR, 24),
            ],
            // Only wrong ones count, so that one program that goes on with a token that has ended does
            // not shut out the others at its address.
            Self::Token => [
                limit(30, 2, 15 * 60, 2),
                limit(30, 2, 15 * 60, 2),
                limit(300, 2, 15 * 60, 2),
            ],
            // Strangers who ask for somebody's link must not keep them waiting for long.
            Self::Reset => [
                limit(3, 60, HOUR, 24),
                limit(30, 30, HOUR, 2),
                limit(10, 60, 5 * 60, 24),
            ],
            // Each refusal is a record. Whole offices sign in from one address, and nobody elsewhere may shut a provider
            // for everybody.
            Self::Provider => [
                limit(100, 2, 15 * 60, 2),
                limit(100, 2, 15 * 60, 2),
                limit(i64::MAX, 0, 0, 2),
            ],
        }
    }
}

#[derive(Clone, sqlx::FromRow)]
struct Count {
    key: String,
    failures: i64,
    last_failure_at: Timestamp,
    blocked_until: Timestamp,
}

/// The keys of one try, hashed: the table holds no names and no addresses.
#[derive(Clone, Debug)]
pub(crate) struct Keys {
    kind: Kind,
    /// As in [`Kind::limits`].
    counted: [String; 3],
    /// Says that the account has signed in from this address.
    known: String,
}

impl Keys {
    pub fn new(kind: Kind, account: &str, client: &Client) -> Self {
        let address = network(&client.address);
        let word = kind.word();
        let key = |parts: [&str; 3]| {
            let mut hasher = Sha256::new();
            for part in parts {
                hasher.update((part.len() as u64).to_be_bytes());
                hasher.update(part);
            }
            crate::audit::hex(&hasher.finalize())
        };
        Self {
            kind,
            counted: [
                key([word, account, &address]),
                key([word, "", &address]),
                key([word, account, ""]),
            ],
            known: key(["known", account, &address]),
        }
    }
}

/// The network of an address: one customer commands a whole /64 of IPv6.
fn network(address: &str) -> String {
    match address.parse::<std::net::Ipv6Addr>() {
        Ok(v6) => match v6.to_ipv4_mapped() {
            Some(v4) => v4.to_string(),
            None => v6.segments()[..4]
                .iter()
                .map(|part| format!("{part:x}"))
                .collect::<Vec<_>>()
                .join(":"),
        },
        Err(_) => address.to_owned(),
    }
}

/// Counts a try that is about to be judged.
///
/// # Errors
/// [`AppError::TooMany`] with the seconds to wait; then nothing is counted.
pub(crate) async fn count(ctx: &Ctx, keys: &Keys) -> Outcome<()> {
    let system = ctx.as_system();
    let permit = system.by_system()?;
    let mut tx = system.begin(&permit).await?;
    let now = tx.now();
    let known = !fetch_in!(tx, Count, "identity/throttle_read", &[keys.known.as_str()])?.is_empty();
    let mut counts = Vec::with_capacity(3);
    for (key, limit) in keys.counted.iter().zip(keys.kind.limits()) {
        let mut count = fetch_one!(tx, Count, "identity/throttle_lock", key)?;
        if now >= count.last_failure_at.plus_hours(limit.forget) {
            count.failures = 0;
            count.blocked_until = Timestamp(0);
        }
        counts.push((count, limit));
    }
    // The account from everywhere does not count where the account is at home.
    if known {
        counts.truncate(2);
    }
    let wait = counts
        .iter()
        .map(|(count, _)| count.blocked_until.0.saturating_sub(now.0))
        .max()
        .unwrap_or(0);
    if wait > 0 {
        tracing::info!(kind = keys.kind.word(), "too many tries");
        let seconds = u64::try_from((wait + 999) / 1000).unwrap_or(1);
        return Err(AppError::TooMany(seconds).into());
    }
    for (count, limit) in counts {
        let failures = count.failures.saturating_add(1);
        let until = now.plus_seconds(pause(limit, failures));
        execute!(
            tx,
            "identity/throttle_set",
            &count.key,
            failures,
            now,
            until
        )?;
    }
    tx.commit_unrecorded().await
}

/// The pause after so many failures, in seconds.
fn pause(limit: Limit, failures: i64) -> i64 {
    let beyond = failures - limit.free;
    if beyond < 0 {
        return 0;
    }
    let doubled = limit.pause.saturating_mul(1 << beyond.min(30));
    doubled.min(limit.longest)
}

/// The try was good: the account starts afresh here, the address gets its try back, and both are
/// known to belong together.
pub(super) async fn forgive(tx: &mut Tx, keys: &Keys) -> Outcome<()> {
    let now = tx.now();
    execute!(tx, "identity/throttle_clear", &keys.counted[0])?;
    execute!(tx, "identity/throttle_give_back", &keys.counted[1])?;
    execute!(tx, "identity/throttle_give_back", &keys.counted[2])?;
    // Kept for a month: the clearing of old rows goes by the last failure.
    let until = now.plus_days(30);
    execute!(
        tx,
        "identity/throttle_set",
        &keys.known,
        0_i64,
        until,
        Timestamp(0)
    )?;
    Ok(())
}

/// The try came to nothing, through no fault of whoever tried: it does not count.
pub(super) async fn take_back(ctx: &Ctx, keys: &Keys) -> Outcome<()> {
    let system = ctx.as_system();
    let permit = system.by_system()?;
    let mut tx = system.begin(&permit).await?;
    for key in &keys.counted {
        execute!(tx, "identity/throttle_give_back", key)?;
    }
    tx.commit_unrecorded().await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_up_to_a_quarter_of_an_hour() {
        let [pair, ..] = Kind::Password.limits();
        assert_eq!(pause(pair, 1), 0);
        assert_eq!(pause(pair, 4), 0);
        assert_eq!(pause(pair, 5), 2);
        assert_eq!(pause(pair, 6), 4);
        assert_eq!(pause(pair, 12), 256);
        assert_eq!(pause(pair, 40), 900);
        assert_eq!(pause(pair, i64::MAX), 900);
    }

    #[test]
    fn an_ipv6_customer_is_one_network() {
        assert_eq!(
            network("2001:db8:1:2:3::4"),
            network("2001:db8:1:2:ffff::9")
        );
        assert_ne!(network("2001:db8:1:2::1"), network("2001:db8:1:3::1"));
        assert_eq!(network("::ffff:192.0.2.7"), "192.0.2.7");
        assert_eq!(network("192.0.2.7"), "192.0.2.7");
    }
}
