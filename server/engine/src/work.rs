//! What the background has done since the start, for whoever watches the server.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

/// How often work of one kind succeeded and failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    pub done: u64,
    pub failed: u64,
}

/// The figures by kind of work.
#[derive(Debug, Default)]
pub struct Work(Mutex<BTreeMap<&'static str, Figures>>);

impl Work {
    pub(crate) fn note(&self, kind: &'static str, done: bool) {
        let mut kinds = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let figures = kinds.entry(kind).or_default();
        if done {
            figures.done += 1;
        } else {
            figures.failed += 1;
        }
    }

    /// Every kind that has had work so far.
    pub fn figures(&self) -> BTreeMap<&'static str, Figures> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}
