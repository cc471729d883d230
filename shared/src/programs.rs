//! Programs that call the API, and the tokens they call it with.

use crate::words::words;
use serde::{Deserialize, Serialize};

words! {
    /// What a token is good for. What its program may do beyond that is up to the program's roles.
    TokenScope {
        /// Reading through the API.
        ApiRead = "api.read",
        /// Reading and changing through the API.
        ApiWrite = "api.write",
        /// Bringing people and groups in (SCIM 2.0).
        Scim = "scim",
    }
}

impl TokenScope {
    /// The name people read.
    pub fn title(self) -> &'static str {
        match self {
            Self::ApiRead => t!("Read through the API"),
            Self::ApiWrite => t!("Read and change through the API"),
            Self::Scim => t!("Bring people and groups in (SCIM)"),
        }
    }

    /// What it allows, in one sentence.
    pub fn explanation(self) -> &'static str {
        match self {
            Self::ApiRead => t!("Sees what the roles of the program let it see."),
            Self::ApiWrite => t!("Does what the roles of the program let it do."),
            Self::Scim => {
                t!(
                    "Makes, changes and disables accounts and groups of the directory. Needs no role."
                )
            }
        }
    }
}

/// The scopes of a token. Text form: the words with spaces between them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Scopes(pub Vec<TokenScope>);

impl Scopes {
    /// Is the token good for this? Whoever may change may read.
    pub fn include(&self, wanted: TokenScope) -> bool {
        self.0.contains(&wanted)
            || wanted == TokenScope::ApiRead && self.0.contains(&TokenScope::ApiWrite)
    }

    /// The scopes that a text names; words that mean nothing (any more) are left out.
    pub fn read(text: &str) -> Self {
        let mut scopes: Vec<TokenScope> = text
            .split_whitespace()
            .filter_map(|word| word.parse().ok())
            .collect();
        scopes.sort_unstable();
        scopes.dedup();
        Self(scopes)
    }
}

impl std::fmt::Display for Scopes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (index, scope) in self.0.iter().enumerate() {
            let space = if index == 0 { "" } else { " " };
            write!(f, "{space}{scope}")?;
        }
        Ok(())
    }
}

/// How tokens begin, so that those who find one know what it is.
pub const TOKEN_PREFIX: &str = "bw_";
/// Letters after the prefix: 32 bytes in hexadecimal.
const TOKEN_LETTERS: usize = 64;
/// Days a token is good for, unless somebody says otherwise.
pub const TOKEN_DAYS: u32 = 90;
/// The days a token can be good for.
pub const TOKEN_DAYS_RANGE: std::ops::RangeInclusive<u32> = 1..=365;
/// Tokens of one program at a time.
pub const TOKENS_MAX: usize = 20;

/// Could this text be a token?
pub fn is_token(text: &str) -> bool {
    text.strip_prefix(TOKEN_PREFIX).is_some_and(|rest| {
        rest.len() == TOKEN_LETTERS
            && rest
                .bytes()
                .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_may_change_may_read_and_nothing_else_follows() {
        let scopes = Scopes::read("api.write nonsense api.write");
        assert_eq!(scopes.to_string(), "api.write");
        assert!(scopes.include(TokenScope::ApiRead) && scopes.include(TokenScope::ApiWrite));
        assert!(!scopes.include(TokenScope::Scim));
        assert!(!Scopes::read("api.read").include(TokenScope::ApiWrite));
        assert!(!Scopes::read("scim").include(TokenScope::ApiRead));
        assert_eq!(Scopes::read(""), Scopes::default());
    }

    #[test]
    fn a_token_is_known_by_its_looks() {
        let good = format!("{TOKEN_PREFIX}{}", "0a".repeat(32));
        assert!(is_token(&good));
        for bad in [
            "",
            "bw_",
            &good[1..],
            &good.to_uppercase(),
            &format!("{good}0"),
        ] {
            assert!(!is_token(bad), "{bad}");
        }
    }
}
