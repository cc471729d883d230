//! Tries to break Bailiwick: random years of its life with the program killed at every step.

pub mod chain;
pub mod simulate;

/// What went wrong, as a sentence for the person at the terminal.
pub type Complaint = Box<dyn std::error::Error + Send + Sync>;
