//! Programs that call the API.

use super::When;
use serde::{Deserialize, Serialize};

/// The programs of the portal, by name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProgramsView {
    pub rows: Vec<ProgramRow>,
}

/// A program in the list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProgramRow {
    pub id: String,
    pub name: String,
    pub description: String,
    pub enabled: bool,
    /// Tokens that are good today.
    pub tokens: i64,
    pub last_used: Option<When>,
}

/// One program.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProgramView {
    pub id: String,
    pub name: String,
    pub description: String,
    pub enabled: bool,
    pub version: i64,
    pub created: When,
    pub roles: Vec<ProgramRole>,
    pub tokens: Vec<TokenView>,
    pub scopes: Vec<ScopeView>,
    /// Where identity providers send people and groups.
    pub scim_address: String,
}

/// A role of the portal or of a catalog.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProgramRole {
    pub title: String,
    /// The catalog; none: the portal.
    pub catalog: Option<String>,
    pub href: String,
}

/// A token; what it is itself nobody knows any more.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TokenView {
    pub id: String,
    pub name: String,
    /// What it is for.
    pub scopes: Vec<String>,
    pub created: When,
    pub expires: When,
    pub expired: bool,
    pub last_used: Option<When>,
    /// From where it was used last.
    pub address: String,
}

/// A purpose a token can have.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScopeView {
    pub scope: String,
    pub title: String,
    pub explanation: String,
}
