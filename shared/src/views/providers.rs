//! Sign-in providers as pages show them.

use super::When;
use crate::providers::ClaimMap;
use serde::{Deserialize, Serialize};

/// The list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProvidersView {
    pub rows: Vec<ProviderRow>,
}

/// One line of the list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProviderRow {
    pub id: String,
    pub name: String,
    pub issuer: String,
    /// For partner organizations rather than for members.
    pub partners: bool,
    pub enabled: bool,
    /// People who have signed in there.
    pub people: i64,
}

/// What has to be entered at a provider.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PortalAddresses {
    pub redirect: String,
    pub after_sign_out: String,
}

/// One provider.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProviderView {
    pub id: String,
    pub name: String,
    pub issuer: String,
    pub client_id: String,
    /// Where the secret is, in words.
    pub secret: String,
    /// The secret is named, but is not there.
    pub secret_missing: bool,
    pub scopes: String,
    pub partners: bool,
    pub enabled: bool,
    /// Whom it lets in and how they are recognized, a sentence each.
    pub rules: Vec<String>,
    /// Property and claim.
    pub claims: Vec<(String, String)>,
    pub domains: Vec<String>,
    /// Partner organizations whose people sign in there: name and address of the page.
    pub organizations: Vec<(String, String)>,
    pub people: i64,
    pub addresses: PortalAddresses,
    pub created: When,
    pub modified: When,
    pub version: i64,
    /// What deleting it does.
    pub consequence: String,
}

/// What the form for a new or changed provider starts from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProviderForm {
    /// Empty for a new one.
    pub id: String,
    pub name: String,
    pub issuer: String,
    pub client_id: String,
    pub secret_name: String,
    /// Names of secrets that the server knows; not the secrets.
    pub secrets: Vec<String>,
    pub scopes: String,
    pub people: String,
    /// One per line.
    pub domains: String,
    pub strangers: String,
    pub matching: String,
    pub group_matching: String,
    pub claims: ClaimMap,
    pub enabled: bool,
    pub addresses: PortalAddresses,
    pub version: i64,
}

/// A provider on the sign-in page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProviderButton {
    pub id: String,
    pub name: String,
}
