//! What is set for the whole portal (UI-08). New settings join as fields; documents that were stored
//! before keep their meaning, because every field has the value it had when it did not exist.

use crate::directory::UserKind;
use crate::forms::Fields;
use crate::words::words;
use crate::{FieldErrors, forms};
use serde::{Deserialize, Serialize};

words! {
    /// Who sees, in My Access, what a package gives (PKG-08).
    ResourcesShown { Nobody = "nobody", Members = "members", Everyone = "everyone" }
}

/// The settings of the portal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct TenantSettings {
    /// Members find packages that only certain people and groups can ask for, too (PKG-07). Off: a
    /// package is listed only to those who may ask for it (BYD-03).
    pub members_find_narrow_packages: bool,
    pub resources_shown: ResourcesShown,
    /// Counts changes, so that two administrators do not overwrite each other.
    pub version: i64,
}

impl Default for TenantSettings {
    fn default() -> Self {
        Self {
            members_find_narrow_packages: false,
            resources_shown: ResourcesShown::Everyone,
            version: 0,
        }
    }
}

impl TenantSettings {
    /// Does such a person see what packages give? (PKG-08)
    pub fn shows_resources_to(&self, kind: UserKind) -> bool {
        match self.resources_shown {
            ResourcesShown::Nobody => false,
            ResourcesShown::Members => kind == UserKind::Member,
            ResourcesShown::Everyone => true,
        }
    }

    /// Does such a person find packages meant for others? (PKG-07)
    pub fn shows_narrow_packages_to(&self, kind: UserKind) -> bool {
        self.members_find_narrow_packages && kind == UserKind::Member
    }

    /// Reads the form: `members_find_narrow_packages`, `resources_shown`, `version`.
    ///
    /// # Errors
    /// Messages at fields.
    pub fn parse(fields: &Fields) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::default();
        let shown = fields.parsed(
            "resources_shown",
            "Choose who sees what packages give.",
            &mut errors,
        );
        match shown {
            Some(resources_shown) if errors.is_empty() => Ok(Self {
                members_find_narrow_packages: fields.is_on("members_find_narrow_packages"),
                resources_shown,
                version: forms::catalogs::version(fields),
            }),
            _ => Err(errors),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pkg_08_none_members_or_everyone() {
        use UserKind::{Guest, Member, Visitor};
        let table = [
            (ResourcesShown::Nobody, [false, false, false]),
            (ResourcesShown::Members, [true, false, false]),
            (ResourcesShown::Everyone, [true, true, true]),
        ];
        for (resources_shown, expected) in table {
            let settings = TenantSettings {
                resources_shown,
                ..TenantSettings::default()
            };
            let found = [Member, Guest, Visitor].map(|kind| settings.shows_resources_to(kind));
            assert_eq!(found, expected, "{resources_shown}");
        }
    }

    #[test]
    fn pkg_07_only_members_and_only_when_switched_on() {
        let off = TenantSettings::default();
        assert!(!off.shows_narrow_packages_to(UserKind::Member));
        let on = TenantSettings {
            members_find_narrow_packages: true,
            ..off
        };
        assert!(on.shows_narrow_packages_to(UserKind::Member));
        assert!(!on.shows_narrow_packages_to(UserKind::Guest));
    }

    #[test]
    fn ui_08_documents_from_before_a_setting_keep_their_meaning() {
        let old: TenantSettings = serde_json::from_str("{}").expect("a document");
        assert_eq!(old, TenantSettings::default());
    }
}
