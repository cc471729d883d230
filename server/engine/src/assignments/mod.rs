//! Assignments: who has which package, from when to when (ASG-01..08).

pub(crate) mod create;
pub mod direct;
pub(crate) mod end;
pub mod extend;
pub mod remove;
mod reprocess;
pub mod store;

pub(crate) use direct::is_bound_by_approval;
pub use direct::{DirectAssignment, assign_by_mail, assign_directly};
pub use extend::{extend, move_end, own_access, validate_extension};
pub use remove::{remove_directly, remove_for_report, remove_own};
pub use reprocess::{Reapplied, reprocess};
pub(crate) use store::AssignmentRow;
