//! What can go wrong, as the caller sees it: a code, a sentence, and messages at fields. Never a
//! cause, never personal data.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;

/// Messages by form field name; the key `""` holds those that belong to no single field.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldErrors(pub BTreeMap<String, String>);

impl FieldErrors {
    /// One message at one field.
    pub fn one(field: &str, message: impl Into<String>) -> Self {
        let mut errors = Self::default();
        errors.add(field, message);
        errors
    }

    /// Adds a message; the first one at a field stays.
    pub fn add(&mut self, field: &str, message: impl Into<String>) {
        self.0
            .entry(field.to_owned())
            .or_insert_with(|| message.into());
    }

    /// The message at a field.
    pub fn get(&self, field: &str) -> Option<String> {
        self.0.get(field).cloned()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// `Ok(value)` if nothing was found wrong.
    pub fn into_result<T>(self, value: T) -> Result<T, AppError> {
        if self.is_empty() {
            Ok(value)
        } else {
            Err(AppError::Invalid(self))
        }
    }
}

/// The failure of a use case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AppError {
    /// Nobody is signed in. 401.
    SignInNeeded,
    /// It does not exist, or this person may not know that it does. 404.
    NotFound,
    /// Visible, but not allowed; the sentence says why and whom to ask. 403.
    Forbidden(String),
    /// Input that cannot be accepted, with messages at fields. 422.
    Invalid(FieldErrors),
    /// The state of things does not allow it (any more); the sentence says what happened. 409.
    Conflict(String),
    /// Too many tries; the seconds to wait. 429.
    TooMany(u64),
    /// Something broke on our side; the log has the cause under the request id. 500.
    Internal,
    /// The database or another service does not answer. 503.
    Unavailable,
    /// A service elsewhere that this depends on does not do its part; the sentence says which. 502.
    Elsewhere(String),
}

impl AppError {
    /// The HTTP status that goes with it.
    pub const fn status(&self) -> u16 {
        match self {
            Self::SignInNeeded => 401,
            Self::NotFound => 404,
            Self::Forbidden(_) => 403,
            Self::Invalid(_) => 422,
            Self::Conflict(_) => 409,
            Self::TooMany(_) => 429,
            Self::Internal => 500,
            Self::Unavailable => 503,
            Self::Elsewhere(_) => 502,
        }
    }

    /// A message at one field.
    pub fn field(field: &str, message: impl Into<String>) -> Self {
        Self::Invalid(FieldErrors::one(field, message))
    }

    /// The messages to show in a form: those at fields, or the sentence for the whole form.
    pub fn field_errors(&self) -> FieldErrors {
        match self {
            Self::Invalid(errors) => errors.clone(),
            other => FieldErrors::one("", other.to_string()),
        }
    }
}

/// The sentence, in the language of whom it is said to.
impl fmt::Display for AppError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sentence = match self {
            Self::SignInNeeded => t!("You need to sign in."),
            Self::NotFound => t!("This does not exist, or you may not see it."),
            Self::Forbidden(sentence) | Self::Conflict(sentence) | Self::Elsewhere(sentence) => {
                sentence
            }
            Self::Invalid(_) => t!("Some of what you entered cannot be used."),
            Self::TooMany(seconds) => &tn!(
                *seconds,
                "Too many tries. Wait {n} second, then try again.",
                "Too many tries. Wait {n} seconds, then try again."
            ),
            Self::Internal => t!("Something went wrong on our side. Nothing was changed."),
            Self::Unavailable => {
                t!("The service cannot answer right now. Nothing was changed; try again shortly.")
            }
        };
        f.write_str(sentence)
    }
}

impl std::error::Error for AppError {}

/// A word that is not in its vocabulary.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{word:?} is not a {vocabulary}")]
pub struct UnknownWord {
    pub vocabulary: &'static str,
    pub word: String,
}
