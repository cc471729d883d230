//! Measures Bailiwick: loads an organization of a known size, drives real requests against the
//! server and against a baseline that does as little as possible, and reports both.
//!
//! A use case joins in [`drive::rows::ROWS`] in a few lines.

pub mod chain;
pub mod drive;
pub mod measure;
mod progress;
pub mod raw;
pub mod report;
pub mod seed;
pub mod stopwatch;
pub mod store;

/// What went wrong, as a sentence for the person at the terminal.
pub type Complaint = Box<dyn std::error::Error + Send + Sync>;
