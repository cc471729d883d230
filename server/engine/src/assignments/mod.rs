//! Assignments: who has which package, from when to when (ASG-01..08).

pub(crate) mod create;
pub mod direct;
pub(crate) mod end;
pub mod remove;
pub mod store;

pub(crate) use direct::is_bound_by_approval;
pub use direct::{DirectAssignment, assign_by_mail, assign_directly};
pub use remove::{remove_directly, remove_own};
pub(crate) use store::AssignmentRow;
