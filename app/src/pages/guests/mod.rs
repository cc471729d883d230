//! Rules for guests (ORG-11).

mod form;
mod list;

pub use form::{GuestPolicyPage, NewGuestPolicyPage};
pub use list::GuestPoliciesPage;
