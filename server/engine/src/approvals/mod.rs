//! Approvals: deciding, and deadlines that decide (APR-01..07, POL-19).

pub(crate) mod deadline;
pub mod decide;
pub mod read;
pub mod store;

pub use decide::decide;
pub use read::{StageRecord, read};
