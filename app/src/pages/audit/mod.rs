//! The audit log (BYD-26).

mod filters;
mod list;
mod record;

pub use list::AuditPage;
pub use record::RecordPage;
