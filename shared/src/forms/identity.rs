//! The forms of signing in.

use super::Fields;
use super::name::turns_text;
use crate::error::{AppError, FieldErrors};
use crate::limits::{MAIL_MAX, NAME_MAX, PASSWORD_MAX, PASSWORD_MIN};

/// User name and password.
#[derive(Clone, PartialEq, Eq)]
pub struct SignInInput {
    /// Lower case.
    pub user_name: String,
    pub password: String,
}

impl std::fmt::Debug for SignInInput {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct(stringify!(SignInInput))
            .finish_non_exhaustive()
    }
}

impl SignInInput {
    /// # Errors
    /// A field is empty or longer than any user name or password can be.
    pub fn parse(fields: &Fields) -> Result<Self, AppError> {
        let mut errors = FieldErrors::default();
        let user_name = fields.required(
            "user_name",
            MAIL_MAX,
            t!("Write your user name."),
            &mut errors,
        );
        let password = exact(fields, "password");
        if password.is_empty() {
            errors.add("password", t!("Write your password."));
        } else if password.len() > PASSWORD_MAX * 4 {
            errors.add("password", t!("This is longer than any password can be."));
        }
        errors.into_result(Self {
            user_name: user_name.to_lowercase(),
            password,
        })
    }
}

/// A mail address to which a code is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailInput {
    /// Lower case.
    pub mail: String,
}

impl MailInput {
    /// # Errors
    /// It is not a mail address.
    pub fn parse(fields: &Fields) -> Result<Self, AppError> {
        mail_address(fields.get("mail"))
            .map(|mail| Self { mail })
            .ok_or_else(|| {
                AppError::field(
                    "mail",
                    t!("Write your mail address, such as kim@partner.example."),
                )
            })
    }
}

/// A passcode, typed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeInput {
    pub challenge: uuid::Uuid,
    /// Six digits.
    pub code: String,
    /// How the person wants to be called; empty if not said.
    pub name: String,
}

impl CodeInput {
    /// # Errors
    /// The code is not six digits, or the name is too long.
    pub fn parse(fields: &Fields) -> Result<Self, AppError> {
        let mut errors = FieldErrors::default();
        let challenge = fields.parsed(
            "challenge",
            t!("This page is too old. Ask for a new code."),
            &mut errors,
        );
        let code: String = fields
            .get("code")
            .chars()
            .filter(|c| !c.is_whitespace() && *c != '-')
            .collect();
        if code.len() != 6 || !code.bytes().all(|b| b.is_ascii_digit()) {
            errors.add("code", t!("The code has six digits."));
        }
        let name = fields.text("name", NAME_MAX, &mut errors);
        if name.contains('\n') {
            errors.add("name", t!("Keep this on one line."));
        } else if name.chars().any(turns_text) {
            errors.add("name", t!("This contains characters that cannot be shown."));
        }
        errors.into_result(Self {
            challenge: challenge.unwrap_or_default(),
            code,
            name,
        })
    }
}

/// A change of one's own password.
#[derive(Clone, PartialEq, Eq)]
pub struct PasswordInput {
    pub current: String,
    pub new: String,
}

impl std::fmt::Debug for PasswordInput {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct(stringify!(PasswordInput))
            .finish_non_exhaustive()
    }
}

impl PasswordInput {
    /// # Errors
    /// The present password is missing, the new one breaks the rules, or the repetition differs.
    pub fn parse(fields: &Fields) -> Result<Self, AppError> {
        let mut errors = FieldErrors::default();
        let current = super::account::current_password(fields, &mut errors);
        let new = super::account::new_password(fields, &mut errors);
        errors.into_result(Self { current, new })
    }
}

/// The rules of a new password.
///
/// # Errors
/// A sentence that says which rule is broken.
pub fn check_password(password: &str) -> Result<(), String> {
    let length = password.chars().count();
    if length < PASSWORD_MIN {
        return Err(t!("Use at least {least} characters.", least = PASSWORD_MIN));
    }
    if length > PASSWORD_MAX {
        return Err(t!("Use at most {most} characters.", most = PASSWORD_MAX));
    }
    let first = password.chars().next();
    if password.chars().all(|c| Some(c) == first) {
        return Err(t!("Use more than one character.").to_owned());
    }
    Ok(())
}

/// The first value of a field, exactly as it was typed.
pub(super) fn exact(fields: &Fields, name: &str) -> String {
    fields
        .0
        .iter()
        .find(|(key, _)| key == name)
        .map_or_else(String::new, |(_, value)| value.clone())
}

/// A mail address in lower case, or nothing if it is none. Plain addresses only: no quotes, no
/// comments, no characters outside ASCII.
pub fn mail_address(text: &str) -> Option<String> {
    let mail = text.trim().to_ascii_lowercase();
    if mail.len() > MAIL_MAX {
        return None;
    }
    let (local, domain) = mail.split_once('@')?;
    let plain = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c);
    let local_ok = !local.is_empty()
        && local.len() <= 64
        && local.chars().all(plain)
        && !local.starts_with('.')
        && !local.ends_with('.')
        && !local.contains("..");
    let label_ok = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
    };
    let domain_ok = domain.contains('.') && domain.split('.').all(label_ok);
    (local_ok && domain_ok).then_some(mail)
}

/// The domain of a mail address.
pub fn mail_domain(mail: &str) -> &str {
    mail.rsplit_once('@').map_or("", |(_, domain)| domain)
}

/// Where to go after signing in: a path of this site, or the start page for anything else. Never
/// another site, never the sign-in page itself.
pub fn safe_next(next: &str) -> &str {
    let next = next.trim();
    let own = next.starts_with('/')
        && !next.starts_with("//")
        && next.len() <= 500
        && next.bytes().all(|b| b.is_ascii_graphic() && b != b'\\');
    let path = next.split(['?', '#']).next().unwrap_or_default();
    let loops =
        path.starts_with("/sign-") || path.starts_with("/auth/") || path.starts_with("/api/");
    if own && !loops { next } else { "/" }
}

/// The path that the query of an address asks to go on to, decoded exactly once: the value may be
/// an address with a query of its own.
pub fn next_of_query(query: &str) -> String {
    let value = query
        .trim_start_matches('?')
        .split('&')
        .find_map(|pair| pair.strip_prefix("next="))
        .unwrap_or_default();
    let mut bytes = Vec::with_capacity(value.len());
    let mut rest = value.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => {
                let mut digit = || rest.next().and_then(|b| char::from(b).to_digit(16));
                match (digit(), digit()) {
                    (Some(high), Some(low)) => u8::try_from(high * 16 + low).unwrap_or(b'?'),
                    _ => return "/".to_owned(),
                }
            }
            other => other,
        });
    }
    String::from_utf8(bytes).map_or_else(|_| "/".to_owned(), |next| safe_next(&next).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn next_stays_on_this_site() {
        for good in ["/", "/packages/1?from=2", "/admin/catalogs#x"] {
            assert_eq!(safe_next(good), good);
        }
        for bad in [
            "",
            "packages",
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "/\t/evil.example",
            "/a\r\nSet-Cookie: x=y",
            "javascript:alert(1)",
            "/sign-in?next=/sign-in",
            "/sign-out",
            "/auth/demo",
        ] {
            assert_eq!(safe_next(bad), "/", "{bad:?}");
        }
    }

    #[test]
    fn next_is_decoded_once() {
        let asked = "challenge=1&next=/packages%3Fq%3Da%2520b%26x%3D%253C";
        assert_eq!(next_of_query(asked), "/packages?q=a%20b&x=%3C");
        for odd in [
            "",
            "next=",
            "next=%",
            "next=%zz",
            "next=%ff",
            "next=%2F%2Fevil.example",
        ] {
            assert_eq!(next_of_query(odd), "/", "{odd}");
        }
    }

    #[test]
    fn mail_addresses_are_plain_and_lower_case() {
        assert_eq!(
            mail_address(" Kim.Ro@Partner.Example ").as_deref(),
            Some("kim.ro@partner.example")
        );
        for bad in [
            "",
            "kim",
            "kim@",
            "@partner.example",
            "kim@partner",
            "a b@partner.example",
            "kim@partner..example",
            "kim@-partner.example",
            "kim<@partner.example",
            "a@b@c.example",
            ".kim@partner.example",
            "kim@partner.example\nBcc: x@y.example",
        ] {
            assert_eq!(mail_address(bad), None, "{bad:?}");
        }
        assert_eq!(mail_domain("kim@partner.example"), "partner.example");
    }

    #[test]
    fn passwords_keep_their_blanks_and_have_rules() {
        let mut fields = Fields::default();
        fields.set("user_name", " Ada.Lind ");
        fields.set("password", " secret ");
        let input = SignInInput::parse(&fields).expect("complete");
        assert_eq!(input.user_name, "ada.lind");
        assert_eq!(input.password, " secret ");
        assert!(!format!("{input:?}").contains("secret"));
        assert!(check_password("elevenchars").is_err());
        assert!(check_password("aaaaaaaaaaaaaaaa").is_err());
        assert!(check_password(&"ab".repeat(101)).is_err());
        assert!(check_password("correct horse battery").is_ok());
    }

    #[test]
    fn codes_may_be_typed_with_blanks() {
        let mut fields = Fields::default();
        fields.set("challenge", uuid::Uuid::nil().to_string());
        fields.set("code", "123 456");
        assert_eq!(CodeInput::parse(&fields).expect("complete").code, "123456");
        fields.set("name", "Kim \u{202e}dirgnI");
        assert!(CodeInput::parse(&fields).is_err());
        fields.set("name", "Kim Ro");
        assert!(CodeInput::parse(&fields).is_ok());
        fields.set("code", "12345");
        assert!(CodeInput::parse(&fields).is_err());
    }
}
