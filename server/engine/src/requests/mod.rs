//! Requests: submitting, moving along, canceling (REQ-01..05, REQ-11).

pub mod behalf;
pub mod cancel;
pub(crate) mod close;
pub mod gates;
pub mod list;
pub(crate) mod progress;
pub mod related;
pub mod store;
pub mod submit;

pub use behalf::{open_request_of, submit_for, validate_for};
pub use cancel::cancel;
pub use list::{FoundRequests, RequestQuery, RequestRecord, list, read};
pub use related::{Expand, Related};
pub use submit::{submit, validate};
