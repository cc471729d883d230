//! Groups, applications and sites as pages show them.

use super::{Page, When};
use serde::{Deserialize, Serialize};

/// The list of objects.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ObjectsView {
    pub page: Page<ObjectRow>,
    pub q: String,
    /// `group`, `application` or `site`.
    pub kind: String,
}

/// One line of the list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ObjectRow {
    pub id: String,
    pub name: String,
    pub description: String,
    /// `Security group`, `Application`, …
    pub kind: String,
    /// Roles that people hold.
    pub holdings: i64,
    /// Packages that give one of its roles.
    pub packages: i64,
}

/// One object: who holds its roles, and why (BYD-29).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ObjectView {
    pub id: String,
    pub name: String,
    pub description: String,
    pub kind: String,
    /// The word of the kind, for links to the list.
    pub kind_word: String,
    /// Why members cannot be granted here, if so.
    pub caution: Option<String>,
    pub facts: Vec<(String, String)>,
    pub url: Option<String>,
    pub packages: Vec<GivenBy>,
    /// Groups inside this one, and groups it is inside of.
    pub inside: Vec<ObjectLink>,
    pub part_of: Vec<ObjectLink>,
    pub holders: Page<ObjectHolder>,
    pub added: When,
}

/// An object to link to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ObjectLink {
    pub id: String,
    pub name: String,
}

/// A package that gives a role of the object.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct GivenBy {
    pub package: String,
    pub href: String,
    pub catalog: String,
    pub role: String,
}

/// Somebody who holds a role of the object.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ObjectHolder {
    pub person_id: String,
    pub name: String,
    pub mail: String,
    pub enabled: bool,
    pub role: String,
    /// Packages, or the directory itself.
    pub sources: Vec<String>,
    pub since: When,
}
