//! The rules of Bailiwick, pure: no IO, no clock, no randomness. The same code runs in the
//! browser and on the server.

#[macro_use]
pub mod lang;

pub mod approval;
pub mod assignment;
pub mod authz;
pub mod catalog;
mod claims;
pub mod directory;
pub mod error;
pub mod forms;
pub mod ids;
pub mod lifecycle;
pub mod limits;
pub mod notices;
pub mod numbers;
pub mod policy;
pub mod programs;
pub mod providers;
pub mod request;
pub mod scim;
pub mod settings;
pub mod suggestion;
pub mod texts;
pub mod time;
pub mod views;
mod words;

pub use error::{AppError, FieldErrors};
