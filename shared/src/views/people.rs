//! People and groups as pages show them.

use super::my::{Badge, Meaning};
use super::rights::GrantView;
use super::{Page, When};
use serde::{Deserialize, Serialize};

/// A user or group to pick.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PickView {
    /// The text form of a [`crate::directory::Principal`], or of a holder of a role.
    pub value: String,
    pub label: String,
    /// What tells two of the same name apart.
    pub detail: String,
    pub group: bool,
}

/// The list of people.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeopleView {
    pub page: Page<PersonRow>,
    pub q: String,
    /// `member`, `guest`, `visitor`, or empty for all.
    pub kind: String,
    /// `enabled`, `disabled`, or empty for both.
    pub state: String,
    /// `governed`, `notGoverned`, or empty for all.
    pub lifecycle: String,
}

/// One line of the list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonRow {
    pub id: String,
    pub name: String,
    pub mail: String,
    /// `Member`, `Guest`, `Visitor`.
    pub kind: String,
    /// Job title and department, or the organization of somebody from outside.
    pub detail: String,
    pub enabled: bool,
    /// Whether the portal looks after a guest's account (ASG-09); empty for everybody else.
    pub lifecycle: String,
    /// When the account is removed (ORG-09).
    pub removal: Option<When>,
    /// The account was removed.
    pub removed: bool,
    /// Live assignments.
    pub packages: i64,
}

/// A person to link to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonLink {
    pub id: String,
    pub name: String,
    pub detail: String,
    pub enabled: bool,
}

/// One person: facts, and what the person holds and why (BYD-29).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonView {
    pub id: String,
    pub name: String,
    pub user_name: String,
    pub mail: String,
    pub kind: String,
    pub enabled: bool,
    /// Job title and department.
    pub detail: String,
    /// Further facts: term and value; only those that are known.
    pub facts: Vec<(String, String)>,
    /// Partner organization: id and name.
    pub organization: Option<(String, String)>,
    pub manager: Option<PersonLink>,
    pub sponsors: Vec<PersonLink>,
    /// The first people who report to this one, and how many there are.
    pub reports: Vec<PersonLink>,
    pub reports_count: i64,
    pub access: AccessView,
    /// Roles held in the portal itself.
    pub portal_roles: Vec<GrantView>,
    /// The latest requests.
    pub requests: Vec<PersonRequest>,
    pub created: When,
    pub version: i64,
    /// Whether the portal looks after a guest's account (ASG-09); empty for everybody else.
    pub lifecycle: String,
    /// Since when a guest is blocked because the last access ended (ORG-08).
    pub blocked: Option<When>,
    /// When the account is removed (ORG-09), or was.
    pub removal: Option<When>,
    pub removed: Option<When>,
    /// They have a second factor, which whoever looks may remove.
    pub second_factor: bool,
    pub may_change: bool,
    /// Why the account cannot be disabled, if so.
    pub keeps_enabled: Option<String>,
    /// What disabling the account does.
    pub consequence: String,
}

/// What a person holds and where it comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccessView {
    /// Packages, groups that contain a group of the person's, and the directory itself.
    pub sources: Vec<SourceView>,
    pub roles: Vec<HeldRoleView>,
    /// Which source gives which role: ids.
    pub edges: Vec<(String, String)>,
    /// There is more than is shown.
    pub cut: bool,
}

/// A source of roles.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceView {
    pub id: String,
    pub label: String,
    pub detail: String,
    pub href: Option<String>,
    pub meaning: Meaning,
}

/// A role of a group, application or site.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldRoleView {
    pub id: String,
    pub resource: String,
    /// The page of the resource.
    pub href: String,
    pub role: String,
    /// `Group`, `Application`, `Site`.
    pub kind: String,
    /// How far delivery is; ready ones are good.
    pub badge: Badge,
    /// The labels of its sources.
    pub sources: Vec<String>,
    /// Since when it is held; nothing while it is being set up.
    pub since: Option<When>,
}

/// A request for this person's access.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonRequest {
    pub what: String,
    pub package: String,
    pub badge: Badge,
    pub when: When,
    pub href: String,
}
