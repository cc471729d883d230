//! What the background has done since the start, for whoever watches the server.

use shared::time::Timestamp;
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

/// Every kind of work there is, in the order in which one tells of it.
pub const KINDS: &[&str] = &[
    "delivery",
    "mail",
    "approval deadline",
    "escalation",
    "end of a deputy",
    "reminder",
    "scheduled start",
    "end of access",
    "ending notice",
    "guest without access",
    "reminder of a guest",
    "removal of a guest",
    "digest",
    "tidying up",
    "counting weeks",
];

/// How often work of one kind succeeded and failed, and how it went last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    pub done: u64,
    pub failed: u64,
    /// When the last thing was done or failed.
    pub last: Option<Timestamp>,
    /// The last failure: when, and what was wrong.
    pub error: Option<(Timestamp, String)>,
    /// The last thing failed.
    pub failing: bool,
}

#[derive(Debug, Default)]
struct Known {
    figures: BTreeMap<&'static str, Figures>,
    /// When the background last looked for work.
    looked: Option<Timestamp>,
}

/// The figures by kind of work.
#[derive(Debug, Default)]
pub struct Work(Mutex<Known>);

impl Work {
    fn known(&self) -> std::sync::MutexGuard<'_, Known> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Something was done, or failed with these words.
    pub(crate) fn note(&self, kind: &'static str, now: Timestamp, outcome: Result<(), String>) {
        let mut known = self.known();
        let figures = known.figures.entry(kind).or_default();
        figures.last = Some(now);
        figures.failing = outcome.is_err();
        match outcome {
            Ok(()) => figures.done += 1,
            Err(error) => {
                figures.failed += 1;
                figures.error = Some((now, error));
            }
        }
    }

    /// The background looks for work.
    pub(crate) fn look(&self, now: Timestamp) {
        self.known().looked = Some(now);
    }

    /// When the background last looked for work; never before it has started.
    pub fn looked(&self) -> Option<Timestamp> {
        self.known().looked
    }

    /// Every kind that has had work so far.
    pub fn figures(&self) -> BTreeMap<&'static str, Figures> {
        self.known().figures.clone()
    }
}
