//! Requests: submitting, moving along, canceling (REQ-01..05, REQ-11), and what administrators do with
//! them (REQ-06..09, REQ-12).

mod again;
mod answers;
pub(crate) mod approved;
pub mod behalf;
pub mod cancel;
pub(crate) mod close;
mod delete;
mod emergency;
pub mod gates;
pub(crate) mod gave_up;
pub mod list;
pub mod related;
pub(crate) mod stages;
pub mod store;
pub mod submit;

pub use again::reprocess;
pub(crate) use answers::takes_answers;
pub use answers::{change_answers, change_answers_of};
pub use behalf::{open_request_of, submit_for, validate_for};
pub use cancel::cancel;
pub use delete::delete;
pub use emergency::take_at_once;
pub use list::{FoundRequests, RequestQuery, RequestRecord, list, read};
pub use related::{Expand, Party, Related};
pub use submit::{submit, validate};
