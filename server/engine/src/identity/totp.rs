//! Codes of authenticator apps: TOTP as in RFC 6238, with what every app understands (SHA-1, six digits, 30 seconds).

use hmac::{Hmac, Mac};
use sha1::Sha1;

/// Bytes of a secret, as RFC 4226 recommends.
pub(super) const SECRET_BYTES: usize = 20;
/// How long a code counts, in milliseconds.
const STEP_MS: i64 = 30_000;
const ALPHABET: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// Bytes in Base32 (RFC 4648) without padding.
pub(super) fn base32(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(5) * 8);
    let (mut held, mut bits) = (0_u32, 0_u32);
    for byte in bytes {
        held = held << 8 | u32::from(*byte);
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            text.push(char::from(ALPHABET[(held >> bits & 31) as usize]));
        }
        held &= (1 << bits) - 1;
    }
    if bits > 0 {
        text.push(char::from(ALPHABET[(held << (5 - bits) & 31) as usize]));
    }
    text
}

fn bytes_of(base32: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(base32.len() * 5 / 8);
    let (mut held, mut bits) = (0_u32, 0_u32);
    for letter in base32.bytes() {
        let value = ALPHABET.iter().position(|known| *known == letter)?;
        held = held << 5 | u32::try_from(value).ok()?;
        bits += 5;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from(held >> bits & 255).ok()?);
        }
        held &= (1 << bits) - 1;
    }
    Some(bytes)
}

/// The code of one step.
fn code(secret: &[u8], step: i64) -> Option<u32> {
    let mut mac = Hmac::<Sha1>::new_from_slice(secret).ok()?;
    mac.update(&step.to_be_bytes());
    let hash = mac.finalize().into_bytes();
    let offset = usize::from(hash[19] & 15);
    let four = <[u8; 4]>::try_from(&hash[offset..offset + 4]).ok()?;
    Some((u32::from_be_bytes(four) & 0x7fff_ffff) % 1_000_000)
}

/// The step whose code this is, at a time in milliseconds: the present one, or the one before or after, because clocks
/// differ and people type. Steps up to `last` are used up.
pub(super) fn step_of(secret: &str, typed: u32, now_ms: i64, last: i64) -> Option<i64> {
    let secret = bytes_of(secret)?;
    let present = now_ms.div_euclid(STEP_MS);
    // All three are compared, whichever it is.
    let mut found = None;
    for step in present - 1..=present + 1 {
        if code(&secret, step) == Some(typed) && step > last && found.is_none() {
            found = Some(step);
        }
    }
    found
}

/// What a QR code tells the app.
pub(super) fn address(secret: &str, portal: &str, user_name: &str) -> String {
    let plain = |text: &str| {
        let mut out = String::new();
        for byte in text.bytes() {
            if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
                out.push(char::from(byte));
            } else {
                out.push_str(&format!("%{byte:02X}"));
            }
        }
        out
    };
    let (portal, user_name) = (plain(portal), plain(user_name));
    format!(
        "otpauth://totp/{portal}:{user_name}?secret={secret}&issuer={portal}&algorithm=SHA1&digits=6&period=30"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The secret of the examples in RFC 6238, appendix B.
    const SECRET: &[u8] = b"12345678901234567890";

    #[test]
    fn codes_are_those_of_the_standard() {
        let table = [
            (59, 287_082),
            (1_111_111_109, 81_804),
            (1_111_111_111, 50_471),
            (1_234_567_890, 5_924),
            (2_000_000_000, 279_037),
            (20_000_000_000, 353_130),
        ];
        for (seconds, expected) in table {
            assert_eq!(code(SECRET, seconds / 30), Some(expected), "{seconds}");
        }
    }

    #[test]
    fn base32_is_that_of_the_standard() {
        for (plain, text) in [
            ("", ""),
            ("f", "MY"),
            ("fo", "MZXQ"),
            ("foobar", "MZXW6YTBOI"),
        ] {
            assert_eq!(base32(plain.as_bytes()), text);
            assert_eq!(bytes_of(text).as_deref(), Some(plain.as_bytes()));
        }
        assert_eq!(bytes_of("m1"), None);
    }

    #[test]
    fn a_code_counts_one_step_early_or_late_and_once() {
        let secret = base32(SECRET);
        let typed = code(SECRET, 100).expect("a code");
        for (step, counts) in [
            (98, false),
            (99, true),
            (100, true),
            (101, true),
            (102, false),
        ] {
            let found = step_of(&secret, typed, step * STEP_MS, 0);
            assert_eq!(found.is_some(), counts, "{step}");
        }
        assert_eq!(step_of(&secret, typed, 100 * STEP_MS, 99), Some(100));
        assert_eq!(step_of(&secret, typed, 100 * STEP_MS, 100), None);
    }

    #[test]
    fn names_are_quoted_in_the_address() {
        let address = address("ABC", "Havsund & Sons", "ada@x");
        assert!(
            address.starts_with("otpauth://totp/Havsund%20%26%20Sons:ada%40x?secret=ABC&"),
            "{address}"
        );
    }
}
