//! An authenticator app, by the letter of RFC 6238.

use hmac::{Hmac, Mac};
use sha1::Sha1;

/// The six digits that an app shows for this key (Base32, with blanks) at a time in milliseconds.
pub fn app_shows(key: &str, ms: i64) -> String {
    let bits: String = key
        .chars()
        .filter(|letter| !letter.is_whitespace())
        .map(|letter| {
            let value = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".find(letter).unwrap();
            format!("{value:05b}")
        })
        .collect();
    let bytes: Vec<u8> = (0..bits.len() / 8)
        .map(|at| u8::from_str_radix(&bits[at * 8..at * 8 + 8], 2).unwrap())
        .collect();
    let mut mac = Hmac::<Sha1>::new_from_slice(&bytes).unwrap();
    mac.update(&(ms / 30_000).to_be_bytes());
    let hash = mac.finalize().into_bytes();
    let at = usize::from(hash[19] & 15);
    let four: [u8; 4] = hash[at..at + 4].try_into().unwrap();
    format!(
        "{:06}",
        (u32::from_be_bytes(four) & 0x7fff_ffff) % 1_000_000
    )
}
