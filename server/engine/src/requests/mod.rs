//! Requests: submitting, moving along, canceling (REQ-01..05, REQ-11).

pub(crate) mod approved;
pub mod cancel;
pub mod gates;
pub mod list;
pub mod related;
pub(crate) mod stages;
pub mod store;
pub mod submit;

pub use cancel::cancel;
pub use list::{FoundRequests, RequestQuery, RequestRecord, list, read};
pub use related::{Expand, Related};
pub use submit::submit;
