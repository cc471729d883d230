//! The raw fields of a submitted form. Nothing typed is ever lost: the same value renders the form
//! again beside the messages.

use crate::error::FieldErrors;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// Name-value pairs in the order they were sent; a name may occur several times.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Fields(pub Vec<(String, String)>);

impl Fields {
    /// The first value of a field, trimmed; empty if there is none.
    pub fn get(&self, name: &str) -> &str {
        self.0
            .iter()
            .find(|(key, _)| key == name)
            .map_or("", |(_, value)| value.trim())
    }

    /// Was the field sent at all?
    pub fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(key, _)| key == name)
    }

    /// A checkbox that is ticked.
    pub fn is_on(&self, name: &str) -> bool {
        matches!(self.get(name), "on" | "true" | "1" | "yes")
    }

    /// Every value of a repeated field, trimmed, without empty ones.
    pub fn all(&self, name: &str) -> Vec<&str> {
        self.0
            .iter()
            .filter(|(key, _)| key == name)
            .map(|(_, value)| value.trim())
            .filter(|value| !value.is_empty())
            .collect()
    }

    /// Sets a field, replacing what was there.
    pub fn set(&mut self, name: &str, value: impl Into<String>) {
        self.0.retain(|(key, _)| key != name);
        self.0.push((name.to_owned(), value.into()));
    }

    /// Adds one more value to a repeated field.
    pub fn push(&mut self, name: &str, value: impl Into<String>) {
        self.0.push((name.to_owned(), value.into()));
    }

    /// A text of at most `max` characters; control characters other than line breaks are refused.
    pub fn text(&self, name: &str, max: usize, errors: &mut FieldErrors) -> String {
        let text = self.get(name).replace("\r\n", "\n");
        let length = text.chars().count();
        if length > max {
            errors.add(
                name,
                t!(
                    "Keep this within {max} characters; it has {length}.",
                    max,
                    length
                ),
            );
        } else if text
            .chars()
            .any(|c| c.is_control() && c != '\n' && c != '\t')
        {
            errors.add(name, t!("This contains characters that cannot be shown."));
        }
        text
    }

    /// As [`Self::text`], one line.
    pub fn line(&self, name: &str, max: usize, errors: &mut FieldErrors) -> String {
        let text = self.text(name, max, errors);
        if text.contains('\n') {
            errors.add(name, t!("Keep this on one line."));
        }
        text
    }

    /// As [`Self::line`], and it must not be empty.
    pub fn required(
        &self,
        name: &str,
        max: usize,
        missing: &str,
        errors: &mut FieldErrors,
    ) -> String {
        let text = self.line(name, max, errors);
        if text.is_empty() {
            errors.add(name, missing);
        }
        text
    }

    /// One word of a closed vocabulary, or an id.
    pub fn parsed<T: std::str::FromStr>(
        &self,
        name: &str,
        message: &str,
        errors: &mut FieldErrors,
    ) -> Option<T> {
        let parsed = self.get(name).parse().ok();
        if parsed.is_none() {
            errors.add(name, message);
        }
        parsed
    }

    /// Every value of a repeated field, parsed; duplicates are dropped.
    pub fn parsed_all<T: std::str::FromStr + PartialEq>(
        &self,
        name: &str,
        message: &str,
        errors: &mut FieldErrors,
    ) -> Vec<T> {
        let mut found: Vec<T> = Vec::new();
        for value in self.all(name) {
            match value.parse() {
                Ok(value) if found.contains(&value) => {}
                Ok(value) => found.push(value),
                Err(_) => errors.add(name, message),
            }
        }
        found
    }

    /// A date (`2026-03-12`) as its first instant, UTC; empty is `None`.
    pub fn date(&self, name: &str, errors: &mut FieldErrors) -> Option<Timestamp> {
        let text = self.get(name);
        if text.is_empty() {
            return None;
        }
        let date = Timestamp::parse_date(text);
        if date.is_none() {
            errors.add(
                name,
                t!("Write the date as year-month-day, such as 2026-03-12."),
            );
        }
        date
    }

    /// A whole number; empty is `None`.
    pub fn number(&self, name: &str, errors: &mut FieldErrors) -> Option<u32> {
        let text = self.get(name);
        if text.is_empty() {
            return None;
        }
        let number = text.parse().ok();
        if number.is_none() {
            errors.add(name, t!("Write a whole number."));
        }
        number
    }
}

/// A form that is shown again: what was typed and what is wrong with it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormState {
    /// Which form of the page; pages with one form leave it empty.
    pub form: String,
    pub fields: Fields,
    pub errors: FieldErrors,
}

impl FormState {
    /// A form to show again. Passwords are not kept: they would end up in the page.
    pub fn returned(form: &str, mut fields: Fields, errors: FieldErrors) -> Self {
        fields.0.retain(|(name, _)| !name.ends_with("password"));
        Self {
            form: form.to_owned(),
            fields,
            errors,
        }
    }
}
