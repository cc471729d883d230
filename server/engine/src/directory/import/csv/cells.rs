//! One line of a file, by the names of its columns.

use super::super::problem::{At, Problems};
use super::super::record::{Reference, Wanted};
use super::super::text::{KEY_MAX, line};
use std::collections::HashMap;

pub struct Cells<'a> {
    /// The line.
    pub at: &'a At,
    pub columns: &'a HashMap<String, usize>,
    pub texts: &'a [&'a str],
}

impl Cells<'_> {
    /// Where a field stands.
    pub fn place(&self, name: &str) -> At {
        self.at.field(name)
    }

    /// The text of a field; `None` if the file has no such column.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.columns
            .get(name)
            .and_then(|index| self.texts.get(*index))
            .map(|text| text.trim())
    }

    /// The text of a field, empty if the file has no such column.
    pub fn text(&self, name: &str) -> &str {
        self.get(name).unwrap_or_default()
    }

    /// A one-line value, where the column is there.
    pub fn line(&self, name: &str, max: usize, problems: &mut Problems) -> Option<String> {
        self.get(name)
            .map(|text| line(text, max, &self.place(name), problems))
    }

    /// A key of another system; an empty field is none.
    pub fn key(&self, name: &str, problems: &mut Problems) -> Option<String> {
        self.line(name, KEY_MAX, problems)
            .filter(|key| !key.is_empty())
    }

    /// The parts of a list, where the column is there.
    pub fn list(&self, name: &str) -> Option<Vec<&str>> {
        self.get(name).map(|text| {
            text.split(';')
                .map(str::trim)
                .filter(|part| !part.is_empty())
                .collect()
        })
    }

    /// A mention of a record.
    pub fn reference(
        &self,
        name: &str,
        key: &str,
        wanted: Wanted,
        problems: &mut Problems,
    ) -> Reference {
        let at = self.place(name);
        Reference {
            key: line(key, KEY_MAX, &at, problems),
            at,
            wanted,
        }
    }

    /// A list of mentions, where the column is there.
    pub fn references(
        &self,
        name: &str,
        wanted: Wanted,
        problems: &mut Problems,
    ) -> Option<Vec<Reference>> {
        let parts = self.list(name)?;
        Some(
            parts
                .into_iter()
                .map(|key| self.reference(name, key, wanted, problems))
                .collect(),
        )
    }
}
