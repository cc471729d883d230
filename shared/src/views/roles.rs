//! Roles of the product and who holds them.

use super::{PickView, When};
use serde::{Deserialize, Serialize};

/// The roles of the portal or of one catalog.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RolesView {
    pub roles: Vec<RoleView>,
    /// Whom one could add; empty if nothing may be added.
    pub options: Vec<PickView>,
}

/// One role with its holders.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleView {
    /// The word for forms.
    pub role: String,
    pub title: String,
    pub explanation: String,
    pub holders: Vec<HolderView>,
    pub may_add: bool,
    pub may_remove: bool,
}

/// Somebody who holds a role.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HolderView {
    /// Of the holding, for its removal.
    pub id: String,
    pub name: String,
    pub detail: String,
    /// A group or a program, not a person.
    pub group: bool,
    /// The person's page, for those who may open it.
    pub href: Option<String>,
    pub since: When,
}
