//! Recovery codes: ten texts that get somebody in who lost the authenticator app, each once. Shown when they are made
//! and never again; of each only the Argon2id hash is kept. The codes of one set share a salt, so that a try is hashed
//! once and not ten times.

use super::passwords;
use super::totp::base32;
use crate::ctx::Tx;
use crate::engine::Engine;
use crate::error::Outcome;
use crate::{audit, execute, execute_rows};
use shared::forms::account::RECOVERY_LETTERS as LETTERS;
use shared::ids::UserId;

/// How many there are.
const CODES: usize = 10;

/// A set of codes that is not stored yet.
pub(super) struct NewCodes {
    /// As they are shown: `abcde-fghij`.
    pub shown: Vec<String>,
    pub salt: String,
    hashes: Vec<String>,
}

/// Makes a set. Hashes, so it is for outside of transactions.
///
/// # Errors
/// Hashing fails.
pub(super) async fn make(engine: &Engine) -> Outcome<NewCodes> {
    let salt = audit::hex(&engine.entropy.bytes::<16>());
    let codes: Vec<String> = (0..CODES)
        .map(|_| {
            let mut code = base32(&engine.entropy.bytes::<7>()).to_lowercase();
            code.truncate(LETTERS);
            code
        })
        .collect();
    let mut hashes = Vec::with_capacity(CODES);
    for code in &codes {
        hashes.push(hash(code, &salt).await?);
    }
    let shown = codes
        .iter()
        .map(|code| format!("{}-{}", &code[..LETTERS / 2], &code[LETTERS / 2..]))
        .collect();
    Ok(NewCodes {
        shown,
        salt,
        hashes,
    })
}

/// The hash under which a code is kept.
///
/// # Errors
/// Hashing fails.
pub(super) async fn hash(code: &str, salt: &str) -> Outcome<String> {
    passwords::hash_with(code, salt.as_bytes().to_vec()).await
}

/// Stores a set in the place of the one before.
///
/// # Errors
/// The database fails.
pub(super) async fn store(tx: &mut Tx, user: UserId, codes: &NewCodes) -> Outcome<()> {
    execute!(tx, "identity/recovery_clear", user)?;
    execute_rows!(tx, "identity/recovery_insert", codes.hashes, |hash| [
        user,
        hash.as_str()
    ])?;
    Ok(())
}
