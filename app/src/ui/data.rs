//! Small values many components take.

use serde::{Deserialize, Serialize};

/// A text that may be absent. Properties of this type accept `"…"`, `String`, `Option<String>` and `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OptText(pub Option<String>);

impl From<&str> for OptText {
    fn from(text: &str) -> Self {
        Self(Some(text.to_owned()))
    }
}

impl From<String> for OptText {
    fn from(text: String) -> Self {
        Self(Some(text))
    }
}

impl From<Option<String>> for OptText {
    fn from(text: Option<String>) -> Self {
        Self(text)
    }
}

impl From<Option<&str>> for OptText {
    fn from(text: Option<&str>) -> Self {
        Self(text.map(str::to_owned))
    }
}

/// The longest text a field takes, in characters, if there is a limit. Properties of this type accept
/// `200`, a `u32`, a `usize` and `Option<u32>`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Limit(pub Option<u32>);

impl From<u32> for Limit {
    fn from(limit: u32) -> Self {
        Self(Some(limit))
    }
}

impl From<i32> for Limit {
    fn from(limit: i32) -> Self {
        Self(u32::try_from(limit).ok())
    }
}

impl From<usize> for Limit {
    fn from(limit: usize) -> Self {
        Self(u32::try_from(limit).ok())
    }
}

impl From<Option<u32>> for Limit {
    fn from(limit: Option<u32>) -> Self {
        Self(limit)
    }
}

/// What a status, banner or step means. Always shown with a shape and a word, never by color alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Tone {
    /// Nothing to act on: ended, canceled, draft.
    #[default]
    Neutral,
    /// As it should be: active, approved, delivered.
    Good,
    /// Something is going on or waits: pending, scheduled.
    Notice,
    /// Needs attention soon: ends soon, partly ready.
    Warning,
    /// Went wrong or was refused: failed, denied.
    Danger,
}

impl Tone {
    /// The class that carries the tone's colors.
    #[must_use]
    pub const fn class(self) -> &'static str {
        match self {
            Self::Neutral => "tone-neutral",
            Self::Good => "tone-good",
            Self::Notice => "tone-notice",
            Self::Warning => "tone-warning",
            Self::Danger => "tone-danger",
        }
    }
}

/// Where a step of a flow or timeline stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum StepState {
    /// Finished well.
    Done,
    /// Going on now.
    Current,
    /// Still to come.
    #[default]
    Upcoming,
    /// Finished badly: denied, failed, timed out.
    Failed,
    /// Will not happen: skipped or canceled.
    Skipped,
}

impl StepState {
    /// The class that carries the state's look.
    #[must_use]
    pub const fn class(self) -> &'static str {
        match self {
            Self::Done => "is-done",
            Self::Current => "is-current",
            Self::Upcoming => "is-upcoming",
            Self::Failed => "is-failed",
            Self::Skipped => "is-skipped",
        }
    }

    /// The state in words, for people who cannot see the mark.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Done => t!("Done"),
            Self::Current => t!("Now"),
            Self::Upcoming => t!("To come"),
            Self::Failed => t!("Failed"),
            Self::Skipped => t!("Skipped"),
        }
    }
}

/// A moment, already put into words by the server.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct When {
    /// ISO 8601, for machines: `2027-03-12T09:00:00Z`.
    pub iso: String,
    /// In full, shown on hover and read aloud: `Friday 12 March 2027, 09:00 UTC`.
    pub exact: String,
    /// As people say it: `in 3 days`.
    pub relative: String,
}

impl When {
    /// A moment from its three texts.
    #[must_use]
    pub fn new(
        iso: impl Into<String>,
        exact: impl Into<String>,
        relative: impl Into<String>,
    ) -> Self {
        Self {
            iso: iso.into(),
            exact: exact.into(),
            relative: relative.into(),
        }
    }
}

impl From<shared::views::When> for When {
    fn from(when: shared::views::When) -> Self {
        Self::new(when.iso, when.exact, when.relative)
    }
}

/// A link with its words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Link {
    /// Where it goes.
    pub href: String,
    /// What it says.
    pub label: String,
}

impl Link {
    /// A link from address and words.
    #[must_use]
    pub fn new(href: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            href: href.into(),
            label: label.into(),
        }
    }
}
