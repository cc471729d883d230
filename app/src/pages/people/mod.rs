//! People for administrators.

mod access;
mod list;
mod person;

pub use list::PeoplePage;
pub use person::PersonPage;
