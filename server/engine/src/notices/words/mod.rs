//! The texts of the mails.

pub(super) mod access;
pub(super) mod approvers;
pub(super) mod digest;
pub(super) mod emergencies;
pub(super) mod guests;
pub(super) mod requestors;
pub(super) mod requests;
pub(super) mod running;
pub(super) mod sponsors;

use crate::engine::EngineOptions;
use shared::time::Timestamp;

/// Who writes: for which portal, and when.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Writer<'a> {
    /// The address of the portal, without a trailing slash.
    pub url: &'a str,
    pub portal: &'a str,
    pub now: Timestamp,
}

impl<'a> Writer<'a> {
    pub fn new(options: &'a EngineOptions, now: Timestamp) -> Self {
        Self {
            url: &options.public_url,
            portal: &options.organization,
            now,
        }
    }

    /// The address of a page.
    pub fn link(&self, path: &str) -> String {
        format!("{}{path}", self.url)
    }
}

/// User text is indented, so that it cannot pass for ours.
fn indented(text: &str) -> String {
    text.lines()
        .map(|line| format!("    {line}"))
        .collect::<Vec<_>>()
        .join("\n")
}

/// A text of somebody under a line that says what it is; nothing if it is empty.
fn quoted(title: &str, text: &str) -> String {
    if text.is_empty() {
        String::new()
    } else {
        format!("\n{title}\n{}\n", indented(text))
    }
}
