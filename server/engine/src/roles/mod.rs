//! Roles held in the product: tenant roles and the roles of one catalog (ROL-01..06), and what they allow.

mod administrators;
mod change;
mod holders;
mod read;
mod rights;

pub use change::{add, remove};
pub use read::{held_by, view};
pub use rights::own_rights;

pub(crate) use administrators::{count_administrators, keep_an_administrator, lock_administrators};
pub(crate) use rights::{grants, rights_here};
