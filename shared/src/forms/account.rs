//! The forms about one's own account: a forgotten password, and the second factor.

use super::Fields;
use super::identity::{check_password, exact};
use crate::error::{AppError, FieldErrors};
use crate::limits::{MAIL_MAX, PASSWORD_MAX};

/// Letters of a recovery code, without the dash between them.
pub const RECOVERY_LETTERS: usize = 10;

/// Whose password was forgotten.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForgotInput {
    /// User name or mail address, lower case.
    pub account: String,
}

impl ForgotInput {
    /// # Errors
    /// Nothing was typed, or more than any user name or address.
    pub fn parse(fields: &Fields) -> Result<Self, AppError> {
        let mut errors = FieldErrors::default();
        let account = fields.required(
            "account",
            MAIL_MAX,
            t!("Write your user name or mail address."),
            &mut errors,
        );
        errors.into_result(Self {
            account: account.to_lowercase(),
        })
    }
}

/// A new password, by the link that came by mail.
#[derive(Clone, PartialEq, Eq)]
pub struct ResetInput {
    /// The link's secret.
    pub token: String,
    pub new: String,
}

impl std::fmt::Debug for ResetInput {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct(stringify!(ResetInput))
            .finish_non_exhaustive()
    }
}

impl ResetInput {
    /// # Errors
    /// The password breaks the rules, or the repetition differs.
    pub fn parse(fields: &Fields) -> Result<Self, AppError> {
        let mut errors = FieldErrors::default();
        let new = new_password(fields, &mut errors);
        errors.into_result(Self {
            token: fields.get("token").to_owned(),
            new,
        })
    }
}

/// The new password of a form that asks for it twice: `new_password`, `repeat_password`.
pub(super) fn new_password(fields: &Fields, errors: &mut FieldErrors) -> String {
    let new = exact(fields, "new_password");
    if let Err(message) = check_password(&new) {
        errors.add("new_password", message);
    } else if new != exact(fields, "repeat_password") {
        errors.add(
            "repeat_password",
            t!("This is not the same as the new password."),
        );
    }
    new
}

/// The present password of whoever changes something about the account: `current_password`.
pub(super) fn current_password(fields: &Fields, errors: &mut FieldErrors) -> String {
    let current = exact(fields, "current_password");
    if current.is_empty() || current.len() > PASSWORD_MAX * 4 {
        errors.add("current_password", t!("Write your current password."));
    }
    current
}

/// What proves the second factor.
#[derive(Clone, PartialEq, Eq)]
pub enum TypedCode {
    /// Six digits of an authenticator app.
    App(u32),
    /// A recovery code: lower case, without the dash.
    Recovery(String),
}

impl std::fmt::Debug for TypedCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct(stringify!(TypedCode))
            .finish_non_exhaustive()
    }
}

impl TypedCode {
    /// Reads the field `code`, with blanks and dashes wherever people like them.
    ///
    /// # Errors
    /// It is neither.
    pub fn parse(fields: &Fields) -> Result<Self, AppError> {
        let code = typed(fields);
        if let Some(digits) = six_digits(&code) {
            return Ok(Self::App(digits));
        }
        let letters = |b: u8| b.is_ascii_lowercase() || (b'2'..=b'7').contains(&b);
        if code.len() == RECOVERY_LETTERS && code.bytes().all(letters) {
            return Ok(Self::Recovery(code));
        }
        Err(AppError::field(
            "code",
            t!("Write the six digits that your app shows, or one of your recovery codes."),
        ))
    }
}

/// The first code of an app that is being set up.
///
/// # Errors
/// The field `code` is not six digits.
pub fn app_code(fields: &Fields) -> Result<u32, AppError> {
    six_digits(&typed(fields))
        .ok_or_else(|| AppError::field("code", t!("Write the six digits that your app shows.")))
}

fn typed(fields: &Fields) -> String {
    fields
        .get("code")
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '-')
        .take(40)
        .collect::<String>()
        .to_lowercase()
}

fn six_digits(code: &str) -> Option<u32> {
    (code.len() == 6 && code.bytes().all(|b| b.is_ascii_digit()))
        .then(|| code.parse().ok())
        .flatten()
}

/// The password of whoever begins to set a second factor up.
#[derive(Clone, PartialEq, Eq)]
pub struct SetUpInput {
    pub password: String,
}

impl std::fmt::Debug for SetUpInput {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct(stringify!(SetUpInput))
            .finish_non_exhaustive()
    }
}

impl SetUpInput {
    /// # Errors
    /// The password is missing.
    pub fn parse(fields: &Fields) -> Result<Self, AppError> {
        let mut errors = FieldErrors::default();
        let password = current_password(fields, &mut errors);
        errors.into_result(Self { password })
    }
}

/// Password and code of whoever changes the second factor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProofInput {
    pub password: String,
    pub code: TypedCode,
}

impl ProofInput {
    /// # Errors
    /// One of them is missing or cannot be one.
    pub fn parse(fields: &Fields) -> Result<Self, AppError> {
        let SetUpInput { password } = SetUpInput::parse(fields)?;
        let code = TypedCode::parse(fields)?;
        Ok(Self { password, code })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(code: &str) -> Option<TypedCode> {
        let mut fields = Fields::default();
        fields.set("code", code);
        TypedCode::parse(&fields).ok()
    }

    #[test]
    fn a_code_is_six_digits_or_a_recovery_code() {
        assert_eq!(of(" 012 345 "), Some(TypedCode::App(12_345)));
        let code = TypedCode::Recovery("abcde2345f".into());
        assert_eq!(of("ABCDE-2345f"), Some(code));
        for bad in [
            "",
            "12345",
            "1234567",
            "abcde-2345",
            "abcde-2345!",
            "abcde-23451",
            "١٢٣٤٥٦",
        ] {
            assert_eq!(of(bad), None, "{bad}");
        }
        assert!(!format!("{:?}", of("123456")).contains("123456"));
    }

    #[test]
    fn a_new_password_is_typed_twice_and_judged() {
        let mut fields = Fields::default();
        fields.set("token", "abc");
        fields.set("new_password", "correct horse battery");
        assert!(ResetInput::parse(&fields).is_err());
        fields.set("repeat_password", "correct horse battery");
        let input = ResetInput::parse(&fields).expect("complete");
        assert_eq!(input.token, "abc");
        assert!(!format!("{input:?}").contains("horse"));
        fields.set("new_password", "short");
        assert!(ResetInput::parse(&fields).is_err());
    }
}
