//! Partner organizations (ORG-01, ORG-03..05).

mod form;
mod list;
mod view;

pub use form::{EditOrganizationPage, NewOrganizationPage};
pub use list::OrganizationsPage;
pub use view::OrganizationPage;
