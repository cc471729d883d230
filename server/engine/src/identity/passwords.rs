//! Argon2id, away from the threads that answer requests.

use crate::engine::Engine;
use crate::error::{Failure, Outcome};
use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use argon2::{Argon2, Params};
use std::sync::OnceLock;
use tokio::sync::Semaphore;

/// Hashing takes 19 MiB and some 20 ms; more at once than this would only queue in memory.
static GATE: Semaphore = Semaphore::const_new(4);

/// Stands in for the hash of an account that does not exist, so that a refusal always takes the
/// same work.
static DECOY: OnceLock<String> = OnceLock::new();

/// The hash of a new password, as a PHC string.
pub(super) async fn hash(engine: &Engine, password: &str) -> Outcome<String> {
    hash_with(password, engine.entropy.bytes::<16>().to_vec()).await
}

/// The same with a salt that is kept elsewhere too.
pub(super) async fn hash_with(password: &str, salt: Vec<u8>) -> Outcome<String> {
    let password = password.to_owned();
    run(move || hash_now(&password, &salt)).await?
}

/// Is this the password behind the hash? Without a hash the answer is no, after the same work.
pub(super) async fn verify(password: &str, stored: Option<&str>) -> Outcome<bool> {
    let password = password.to_owned();
    let stored = stored.map(str::to_owned);
    run(move || match stored {
        Some(stored) => matches_now(&password, &stored),
        None => {
            let decoy = DECOY.get_or_init(|| hash_now("decoy", &[7; 16]).unwrap_or_default());
            matches_now(&password, decoy);
            false
        }
    })
    .await
}

/// Does work that keeps a processor busy.
pub(super) async fn run<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Outcome<T> {
    let place = GATE
        .acquire()
        .await
        .map_err(|_| Failure::Broken("the password gate is closed".to_owned()))?;
    // The work keeps the place: it goes on when whoever asked for it has hung up.
    let work = move || {
        let _place = place;
        work()
    };
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|error| Failure::Broken(format!("hashing stopped: {error}")))
}

fn hash_now(password: &str, salt: &[u8]) -> Outcome<String> {
    let broken = |error: argon2::password_hash::Error| Failure::Broken(format!("hashing: {error}"));
    let salt = SaltString::encode_b64(salt).map_err(broken)?;
    Ok(Argon2::default()
        .hash_password(password.as_bytes(), &salt)
        .map_err(broken)?
        .to_string())
}

fn matches_now(password: &str, stored: &str) -> bool {
    PasswordHash::new(stored).is_ok_and(|hash| {
        // A stored hash may ask for other costs than today's, but not for absurd ones.
        let costs_ok = Params::try_from(&hash).is_ok_and(|params| params.m_cost() <= 1 << 18);
        costs_ok
            && Argon2::default()
                .verify_password(password.as_bytes(), &hash)
                .is_ok()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_right_password_matches() {
        let hash = hash_now("correct horse battery", &[1; 16]).expect("hashes");
        assert!(hash.starts_with("$argon2id$"));
        assert!(matches_now("correct horse battery", &hash));
        assert!(!matches_now("correct horse batterz", &hash));
        assert!(!matches_now("", ""));
    }

    #[tokio::test]
    async fn work_keeps_its_place_when_nobody_waits_for_it_any_more() {
        let (go, wait) = std::sync::mpsc::channel::<()>();
        let free = GATE.available_permits();
        let asked = tokio::spawn(run(move || wait.recv()));
        while GATE.available_permits() == free {
            tokio::task::yield_now().await;
        }
        asked.abort();
        assert!(asked.await.expect_err("hung up").is_cancelled());
        assert_eq!(GATE.available_permits(), free - 1);
        go.send(()).expect("the work goes on");
        while GATE.available_permits() < free {
            tokio::task::yield_now().await;
        }
    }
}
