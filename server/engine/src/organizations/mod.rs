//! Partner organizations: whose people may come in from outside, told by their mail domain, and
//! who vouches for them (ORG-01, ORG-03..05).

mod change;
mod delete;
mod model;
mod propose;
mod read;
mod write;

pub use change::{create, update};
pub use delete::delete;
pub(crate) use propose::propose;
pub use read::{Draft, OrganizationFilter, edit_form, list, new_form, view};
