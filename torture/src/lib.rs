//! Tries to break Bailiwick: random years of its life with the program killed at any step, the real
//! program killed under load or cut off from its database, falsified audit logs, and parsers fed with
//! spoiled input.

pub mod all;
pub mod chain;
pub mod fuzz;
pub mod program;
pub mod report;
pub mod simulate;

/// What went wrong, as a sentence for the person at the terminal.
pub type Complaint = Box<dyn std::error::Error + Send + Sync>;
