//! View models: what pages show, ready to render, so that browser and server agree on every word.

pub mod audit;
pub mod catalogs;
pub mod editor;
pub mod guests;
pub mod health;
pub mod history;
pub mod identity;
pub mod my;
pub mod numbers;
pub mod objects;
pub mod organizations;
pub mod packages;
pub mod people;
pub mod policies;
pub mod programs;
pub mod providers;
pub mod rights;
pub mod roles;
pub mod separation;
pub mod shell;
pub mod simulation;

pub use people::PickView;
pub use shell::{AdminPlaces, DemoView, Notice, ShellView};

use crate::limits::COUNTED_MAX;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// A count as pages show it: `17`, or `1,000+` where counting stopped.
pub fn figure(number: i64) -> String {
    if number > COUNTED_MAX {
        t!("1,000+").to_owned()
    } else {
        number.to_string()
    }
}

/// A count inside a sentence, as [`figure`] writes it: `tn!(Figure(roles), "{n} role", "{n} roles")`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figure(pub i64);

impl From<Figure> for i64 {
    fn from(figure: Figure) -> Self {
        figure.0
    }
}

impl std::fmt::Display for Figure {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(&figure(self.0))
    }
}

/// What stands below a list that is cut off: `And 7 more.`
pub fn and_more(count: i64, shown: usize) -> Option<String> {
    let more = count - i64::try_from(shown).unwrap_or(i64::MAX);
    match more {
        ..=0 => None,
        _ if count > COUNTED_MAX => Some(t!("And many more.").to_owned()),
        _ => Some(t!("And {more} more.", more)),
    }
}

/// An instant as pages show it: relative, with the exact time behind it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct When {
    /// For `<time datetime>`.
    pub iso: String,
    /// `12 March 2026, 09:30 UTC`.
    pub exact: String,
    /// `in 3 days`.
    pub relative: String,
    /// `12 Mar 2026`.
    pub date: String,
}

impl When {
    pub fn new(at: Timestamp, now: Timestamp) -> Self {
        Self {
            iso: at.rfc3339(),
            exact: at.exact(),
            relative: at.relative(now),
            date: at.short_date(),
        }
    }
}

/// One page of a list. The cursors are opaque; empty means there is no such page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page<T> {
    pub rows: Vec<T>,
    /// The cursor of the next page.
    pub next: Option<String>,
}

impl<T> Default for Page<T> {
    fn default() -> Self {
        Self {
            rows: Vec::new(),
            next: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{and_more, figure};

    #[test]
    fn counting_stops_at_a_thousand() {
        assert_eq!(figure(0), "0");
        assert_eq!(figure(1_000), "1000");
        assert_eq!(figure(1_001), "1,000+");
    }

    #[test]
    fn a_list_that_is_cut_off_says_how_much_is_missing() {
        assert_eq!(and_more(3, 3), None);
        assert_eq!(and_more(57, 50).as_deref(), Some("And 7 more."));
        assert_eq!(and_more(1_001, 50).as_deref(), Some("And many more."));
    }
}
