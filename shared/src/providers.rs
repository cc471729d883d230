//! Sign-in by OpenID Connect: what a provider of identities is for.

pub use crate::claims::{ClaimMap, Claimed, complete};
use crate::words::words;

words! {
    /// Whose people sign in there.
    People {
        /// Members of the organization that runs the portal.
        Members = "members",
        /// People of the partner organizations that name the provider (ORG-02).
        Partners = "partners",
    }
}

words! {
    /// What happens to somebody whom nobody here knows.
    Strangers {
        /// They get an account at once.
        Create = "create",
        Refuse = "refuse",
    }
}

words! {
    /// By what somebody who comes for the first time is recognized as a person who is known already.
    Matching {
        Nothing = "nothing",
        /// By a mail address that the provider calls verified.
        Mail = "mail",
        UserName = "userName",
    }
}

words! {
    /// How the groups that the provider names are found here.
    GroupMatching {
        /// Not at all.
        Nothing = "nothing",
        ExternalId = "externalId",
        Name = "name",
    }
}

/// The address of a provider as it calls itself, from what was typed: the address of its discovery
/// document will do as well. `https`, or `http` on this machine; nothing else, and no secrets inside.
pub fn issuer(text: &str) -> Option<String> {
    let text = text.trim();
    let text = text
        .strip_suffix("/.well-known/openid-configuration")
        .unwrap_or(text);
    let rest = match text.strip_prefix("https://") {
        Some(rest) => rest,
        None => {
            let rest = text.strip_prefix("http://")?;
            is_loopback(host(rest)).then_some(rest)?
        }
    };
    let plain = |b: u8| b.is_ascii_graphic() && !b"?#@\\\"<>".contains(&b);
    (!host(rest).is_empty() && rest.bytes().all(plain)).then(|| text.to_owned())
}

/// The host in what follows the scheme of an address; with brackets where it is IPv6.
fn host(rest: &str) -> &str {
    let authority = rest.split('/').next().unwrap_or_default();
    if authority.starts_with('[') {
        return authority.split_inclusive(']').next().unwrap_or_default();
    }
    authority.split(':').next().unwrap_or_default()
}

/// Is this host the present machine?
pub fn is_loopback(host: &str) -> bool {
    let parts: Vec<Option<u8>> = host.split('.').map(|part| part.parse().ok()).collect();
    matches!(parts.as_slice(), [Some(127), Some(_), Some(_), Some(_)])
        || ["localhost", "::1", "[::1]"].contains(&host)
}

/// What the names of environment variables that hold secrets of clients begin with. Nothing else of
/// the environment can be named, whoever fills in the form.
pub const SECRET_PREFIX: &str = "BAILIWICK_OIDC_SECRET_";

/// Can a secret be under this name?
pub fn is_secret_name(name: &str) -> bool {
    name.strip_prefix(SECRET_PREFIX).is_some_and(|rest| {
        (1..=60).contains(&rest.len())
            && !rest.ends_with("_FILE")
            && rest
                .bytes()
                .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_provider_is_reached_safely_or_on_this_machine() {
        for (typed, meant) in [
            ("https://login.example", "https://login.example"),
            (
                " https://login.example/realms/a ",
                "https://login.example/realms/a",
            ),
            (
                "https://login.example/a/.well-known/openid-configuration",
                "https://login.example/a",
            ),
            ("http://127.0.0.1:8080/a", "http://127.0.0.1:8080/a"),
            ("http://localhost:3", "http://localhost:3"),
            ("http://[::1]:3/", "http://[::1]:3/"),
        ] {
            assert_eq!(issuer(typed).as_deref(), Some(meant));
        }
        for bad in [
            "",
            "login.example",
            "http://login.example",
            "http://127.0.0.1.example",
            "http://localhost@evil.example",
            "https://",
            "https://a@b.example",
            "https://b.example?x",
            "https://b.example#x",
            "https://b .example",
            "ftp://127.0.0.1",
            "file:///etc/passwd",
        ] {
            assert_eq!(issuer(bad), None, "{bad}");
        }
    }

    #[test]
    fn only_secrets_for_providers_can_be_named() {
        assert!(is_secret_name("BAILIWICK_OIDC_SECRET_ENTRA_2"));
        for bad in [
            "",
            "DATABASE_URL",
            "BAILIWICK_OIDC_SECRET_",
            "BAILIWICK_OIDC_SECRET_a",
            "BAILIWICK_OIDC_SECRET_X_FILE",
            "BAILIWICK_SMTP_URL",
        ] {
            assert!(!is_secret_name(bad), "{bad}");
        }
    }
}
