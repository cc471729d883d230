//! What the pages of My Access read.

mod access;
mod approvals;
mod packages;
mod requests;
mod suggestions;
