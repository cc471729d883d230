//! What somebody may do in the portal, and why (ROL-07).

use super::When;
use serde::{Deserialize, Serialize};

/// Everything somebody may do because of a role.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RightsView {
    pub grants: Vec<GrantView>,
}

/// A role somebody holds, with all that explains it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct GrantView {
    pub title: String,
    pub explanation: String,
    /// The catalog, or the whole portal.
    pub place: String,
    /// Where the role is given and taken, for those who may open it.
    pub href: Option<String>,
    /// Names of groups, from the one the person is a member of to the one that holds the role; empty if
    /// the role is held directly.
    pub through: Vec<String>,
    pub since: When,
    /// Who gave it, if the audit log knows.
    pub by: Option<String>,
    /// What it allows, in words.
    pub may: Vec<String>,
}

/// What one role lets the reader do in a place.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RightsHere {
    pub title: String,
    /// In words, without what a wider role allows already.
    pub may: Vec<String>,
}
