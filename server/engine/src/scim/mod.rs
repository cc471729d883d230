//! People and groups as identity providers bring them in (SCIM 2.0). What a change does is what the
//! import of files does with the same record; here it is told of one person or group at a time.
//!
//! The columns of the directory are the truth. Beside them stands the resource as it was told, so that
//! what the directory has no column for comes back as it was sent.

mod condition;
mod groups;
mod guard;
mod resource;
mod users;

pub use groups::{change_group, create_group, delete_group, group, groups};
pub use resource::{Change, Found, Query, Resource};
pub use users::{change_user, create_user, delete_user, user, users};

use crate::directory::import::Problems;
use crate::error::Failure;
use shared::AppError;
use shared::scim::{Fault, Kind};

/// Why a request is not carried out.
#[derive(Debug)]
pub enum Refused {
    /// It cannot be read, or contradicts the directory.
    Fault(Fault),
    /// The resource is not at the version that was expected.
    Stale,
    /// Something else needs it; the sentence says what.
    Used(String),
    Failure(Failure),
}

/// What a request comes to.
pub type Answer<T> = Result<T, Refused>;

impl From<Fault> for Refused {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl<E: Into<Failure>> From<E> for Refused {
    fn from(failure: E) -> Self {
        Self::Failure(failure.into())
    }
}

impl Refused {
    fn missing() -> Self {
        AppError::NotFound.into()
    }

    fn value(detail: impl Into<String>) -> Self {
        Fault::new(Kind::InvalidValue, detail).into()
    }
}

/// The first problem of a record, as a fault.
fn checked(problems: Problems) -> Answer<()> {
    match problems.listed.into_iter().next() {
        None => Ok(()),
        Some(problem) => Err(Refused::value(problem.to_string())),
    }
}
