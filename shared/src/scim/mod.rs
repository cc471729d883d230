//! SCIM 2.0 without IO (RFC 7643, RFC 7644): the grammar of filters and paths, and changing a resource
//! as a PATCH says.

mod filter;
mod json;
mod lexer;
mod patch;
mod path;
mod project;
mod several;

pub use filter::{Filter, Literal, Operator};
pub use json::{get, get_mut, is_plain_throughout, remove, set, truth};
pub use patch::{Operation, apply, operations};
pub use path::{AttributePath, Path};
pub use project::Projection;

use crate::words::words;

#[cfg(test)]
mod tests;

/// The schema of users.
pub const USER: &str = "urn:ietf:params:scim:schemas:core:2.0:User";
/// The schema of groups.
pub const GROUP: &str = "urn:ietf:params:scim:schemas:core:2.0:Group";
/// The extension of users for organizations.
pub const ENTERPRISE: &str = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
/// What users have here beyond the standard.
pub const OWN_USER: &str = "urn:bailiwick:scim:schemas:extension:2.0:User";
/// What groups have here beyond the standard.
pub const OWN_GROUP: &str = "urn:bailiwick:scim:schemas:extension:2.0:Group";

/// Resources on one page of a list at most.
pub const PAGE_MAX: i64 = 200;
/// Characters of a filter or a path at most.
pub const FILTER_MAX: usize = 2_000;
/// How deep filters nest at most.
pub const DEPTH_MAX: usize = 16;
/// Operations of one PATCH at most.
pub const OPERATIONS_MAX: usize = 1_000;

words! {
    /// What is wrong with a request (RFC 7644, table 9).
    Kind {
        InvalidFilter = "invalidFilter",
        TooMany = "tooMany",
        Uniqueness = "uniqueness",
        Mutability = "mutability",
        InvalidSyntax = "invalidSyntax",
        InvalidPath = "invalidPath",
        NoTarget = "noTarget",
        InvalidValue = "invalidValue",
        InvalidVers = "invalidVers",
    }
}

/// A request that cannot be carried out, and why. The detail is for the log of whoever sent it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub kind: Kind,
    pub detail: String,
}

impl Fault {
    pub fn new(kind: Kind, detail: impl Into<String>) -> Self {
        Self {
            kind,
            detail: detail.into(),
        }
    }
}
