//! Attributes of people that resources require (CAT-16, CAT-17, CAT-18).

use super::Question;
use crate::words::words;
use serde::{Deserialize, Serialize};

words! {
    /// What the directory itself knows of a person and an answer can set.
    ProfileProperty {
        JobTitle = "jobTitle",
        Department = "department",
        CostCenter = "costCenter",
        CompanyName = "companyName",
        Country = "country",
    }
}

impl ProfileProperty {
    /// What people read.
    pub fn title(self) -> &'static str {
        match self {
            Self::JobTitle => t!("Job title"),
            Self::Department => t!("Department"),
            Self::CostCenter => t!("Cost center"),
            Self::CompanyName => t!("Company"),
            Self::Country => t!("Country"),
        }
    }
}

/// An attribute of a person by name: a property of the profile, or an extension with a free name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Attribute(String);

impl Attribute {
    /// Characters in the name of an extension.
    pub const NAME_MAX: usize = 64;

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The property of the profile, if it is one.
    pub fn property(&self) -> Option<ProfileProperty> {
        self.0.parse().ok()
    }

    /// What people read.
    pub fn title(&self) -> String {
        self.property()
            .map_or_else(|| self.0.clone(), |property| property.title().to_owned())
    }
}

impl std::fmt::Display for Attribute {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::str::FromStr for Attribute {
    type Err = crate::error::UnknownWord;

    /// A letter, then letters, digits, `_` and `.`.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut bytes = text.bytes();
        let begins = bytes.next().is_some_and(|byte| byte.is_ascii_alphabetic());
        let goes_on = bytes.all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.'));
        if begins && goes_on && text.len() <= Self::NAME_MAX {
            Ok(Self(text.to_owned()))
        } else {
            Err(crate::error::UnknownWord {
                vocabulary: stringify!(Attribute),
                word: text.chars().take(40).collect(),
            })
        }
    }
}

impl From<ProfileProperty> for Attribute {
    fn from(property: ProfileProperty) -> Self {
        Self(property.as_str().to_owned())
    }
}

/// What a question asks for is an attribute of the person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Demand {
    pub name: Attribute,
    /// A value that is set may be changed (CAT-17).
    pub editable: bool,
    /// What the person had when they were asked; empty: nothing.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub value: String,
}

impl Demand {
    /// May the value be told to somebody who does not know the profile of the person? Only an extension: the
    /// catalog that uses the name collected it.
    pub fn is_told(&self, profile_known: bool) -> bool {
        profile_known || self.name.property().is_none()
    }

    /// Is the answer to be written to a person who has `present` now? A value that may not be changed
    /// is entered once (CAT-17), also when two answers come at the same time.
    pub fn writes(&self, present: &str, answer: &str) -> bool {
        !answer.is_empty() && answer != present && (self.editable || present.is_empty())
    }
}

/// A value that access wrote to a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// What the person had before; empty: nothing.
    pub previous: String,
    pub value: String,
}

impl Written {
    /// What the person gets back when the last access that required the attribute is gone: the value from
    /// before, or none. Nothing happens to a value that somebody changed meanwhile (CAT-18, BYD-06).
    pub fn given_back(&self, present: &str) -> Option<&str> {
        (present == self.value).then_some(self.previous.as_str())
    }
}

/// One question for each attribute. Of several resources that require the same, the first one's words
/// count; it may be changed only where all of them allow it.
pub fn merge_demands(questions: impl IntoIterator<Item = Question>) -> Vec<Question> {
    let mut merged: Vec<Question> = Vec::new();
    for question in questions {
        let Some(demand) = &question.attribute else {
            continue;
        };
        let known = merged
            .iter_mut()
            .filter_map(|known| known.attribute.as_mut())
            .find(|known| known.name == demand.name);
        match known {
            Some(known) => known.editable &= demand.editable,
            None => merged.push(question),
        }
    }
    merged
}
