//! Approvals: deciding, asking others in time, and deadlines that decide (APR-01..07, POL-17..19).

pub(crate) mod deadline;
pub mod decide;
pub(crate) mod escalate;
pub mod many;
pub mod read;
pub mod store;

pub use decide::decide;
pub use many::{Judged, decide_many};
pub use read::{StageRecord, read};
