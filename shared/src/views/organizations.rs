//! Partner organizations as pages show them.

use super::providers::ProviderButton;
use super::{Page, PickView, When};
use serde::{Deserialize, Serialize};

/// The list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrganizationsView {
    pub page: Page<OrganizationRow>,
    pub q: String,
    /// `configured`, `proposed`, or empty for both.
    pub state: String,
}

/// One line of the list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrganizationRow {
    pub id: String,
    pub name: String,
    pub description: String,
    pub proposed: bool,
    pub domains: Vec<String>,
    pub sponsors: i64,
    /// Guests and visitors known from there.
    pub people: i64,
}

/// One organization.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrganizationView {
    pub id: String,
    pub name: String,
    pub description: String,
    pub proposed: bool,
    pub domains: Vec<String>,
    /// The name of the provider its people sign in with; nothing: with a code.
    pub provider: Option<String>,
    pub internal: Vec<SponsorView>,
    pub external: Vec<SponsorView>,
    /// The first people from there, and how many there are.
    pub people: Vec<OutsiderView>,
    pub people_count: i64,
    /// Policies that list it.
    pub policies: Vec<OrganizationPolicy>,
    pub created: When,
    pub modified: When,
    pub version: i64,
    /// What deleting it does, in one sentence or two.
    pub consequence: String,
}

/// A sponsor of an organization.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SponsorView {
    pub name: String,
    pub detail: String,
    pub group: bool,
    pub enabled: bool,
    /// The person's page, for those who may open it.
    pub href: Option<String>,
}

/// Somebody from an organization.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutsiderView {
    pub name: String,
    pub mail: String,
    /// `Guest` or `Visitor`.
    pub kind: String,
    pub enabled: bool,
    pub href: Option<String>,
}

/// A policy that lists the organization.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrganizationPolicy {
    /// Of a catalog that the reader does not see, only that there is one.
    pub package: String,
    /// The package's page, for those who may open it.
    pub href: Option<String>,
    pub policy: String,
    pub catalog: String,
    pub enabled: bool,
}

/// What the form for a new or changed organization starts from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrganizationForm {
    /// Empty for a new one.
    pub id: String,
    pub name: String,
    pub description: String,
    /// One per line.
    pub domains: String,
    /// `configured` or `proposed`.
    pub state: String,
    /// The provider its people sign in with; empty: with a code.
    pub provider: String,
    pub providers: Vec<ProviderButton>,
    /// Picked principals.
    pub internal: Vec<String>,
    pub external: Vec<String>,
    pub internal_options: Vec<PickView>,
    pub external_options: Vec<PickView>,
    pub version: i64,
}
