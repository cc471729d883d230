//! Roles held in the product: tenant roles and the roles of one catalog (ROL-01, ROL-03..06).

mod administrators;
mod change;
mod holders;
mod read;

pub use change::{add, remove};
pub use read::{held_by, view};

pub(crate) use administrators::{count_administrators, keep_an_administrator, lock_administrators};
