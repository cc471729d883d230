//! Requests: submitting, moving along, canceling (REQ-01..05, REQ-11).

pub mod cancel;
pub mod gates;
pub(crate) mod progress;
pub mod store;
pub mod submit;

pub use cancel::cancel;
pub use submit::submit;
