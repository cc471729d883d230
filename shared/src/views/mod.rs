//! View models: what pages show, ready to render, so that browser and server agree on every word.

pub mod audit;
pub mod catalogs;
pub mod editor;
pub mod identity;
pub mod my;
pub mod objects;
pub mod organizations;
pub mod packages;
pub mod people;
pub mod roles;
pub mod shell;

pub use people::PickView;
pub use shell::{AdminPlaces, DemoView, ShellView};

use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

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
