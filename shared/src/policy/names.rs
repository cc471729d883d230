//! Names of the people, groups and organizations that a policy mentions, for sentences and drawings.

use crate::directory::Principal;
use crate::ids::OrganizationId;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A name with what tells two of the same name apart.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    pub name: String,
    /// Job title, mail address, or the kind of thing.
    pub detail: String,
}

/// Names by text form: `user:<id>`, `group:<id>`, or the bare id of an organization.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct NameBook(pub BTreeMap<String, Named>);

impl NameBook {
    pub fn insert(
        &mut self,
        key: impl ToString,
        name: impl Into<String>,
        detail: impl Into<String>,
    ) {
        self.0.insert(
            key.to_string(),
            Named {
                name: name.into(),
                detail: detail.into(),
            },
        );
    }

    /// The name behind the text form of an id.
    pub fn get(&self, key: &str) -> Option<&Named> {
        self.0.get(key)
    }

    /// The name of a person or group; a phrase for who is not known here.
    pub fn principal(&self, principal: Principal) -> &str {
        self.get(&principal.to_string())
            .map_or_else(|| unknown(principal), |named| &named.name)
    }

    /// The name of an organization.
    pub fn organization(&self, organization: OrganizationId) -> &str {
        self.get(&organization.to_string())
            .map_or(t!("an unknown organization"), |named| &named.name)
    }
}

fn unknown(principal: Principal) -> &'static str {
    match principal {
        Principal::User(_) => t!("an unknown person"),
        Principal::Group(_) => t!("an unknown group"),
    }
}
