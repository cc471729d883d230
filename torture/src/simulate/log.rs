//! What happened in a run, line by line, and one hash over all of it.

use sha2::{Digest, Sha256};
use shared::time::Timestamp;
use std::cell::RefCell;

/// The lines of a run.
#[derive(Debug, Default)]
pub struct Log(RefCell<Vec<String>>);

impl Log {
    /// Notes what happened at a time.
    pub fn note(&self, at: Timestamp, what: &str) {
        let mut lines = self.0.borrow_mut();
        let line = format!("{:>4}  {}  {what}", lines.len() + 1, at.rfc3339());
        lines.push(line);
    }

    /// SHA-256 over all lines, in hexadecimal: equal for equal runs.
    pub fn hash(&self) -> String {
        let mut hasher = Sha256::new();
        for line in self.0.borrow().iter() {
            hasher.update(line.as_bytes());
            hasher.update(b"\n");
        }
        let digest = hasher.finalize();
        digest.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// All lines.
    pub fn lines(&self) -> Vec<String> {
        self.0.borrow().clone()
    }
}
