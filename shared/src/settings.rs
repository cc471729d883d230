//! What is set for the whole portal (UI-08). New settings join as fields; documents that were stored
//! before keep their meaning, because every field has the value it had when it did not exist.

use crate::directory::UserKind;
use crate::forms::Fields;
use crate::forms::identity::mail_domain;
use crate::lang::Lang;
use crate::words::words;
use crate::{FieldErrors, forms, limits};
use serde::{Deserialize, Serialize};

words! {
    /// Who sees, in My Access, what a package gives (PKG-08).
    ResourcesShown { Nobody = "nobody", Members = "members", Everyone = "everyone" }
}

words! {
    /// From which mail domains people are invited (ORG-06).
    InvitedDomains {
        All = "all",
        /// All but those that are listed.
        AllBut = "allBut",
        /// Those that are listed.
        Only = "only",
    }
}

words! {
    /// Who cannot work here with a password alone.
    SecondFactorFor {
        Nobody = "nobody",
        /// Whoever holds a role in the portal, directly or through a group.
        RoleHolders = "roleHolders",
        /// Everybody who signs in with a password.
        Everyone = "everyone",
    }
}

/// The settings of the portal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct TenantSettings {
    /// Members find packages that only certain people and groups can ask for, too (PKG-07). Off: a
    /// package is listed only to those who may ask for it (BYD-03).
    pub members_find_narrow_packages: bool,
    pub resources_shown: ResourcesShown,
    /// Guests under management can no longer sign in when their last access has ended (ORG-08).
    pub block_guests: bool,
    /// The accounts of guests under management are removed after their last access (ORG-09).
    pub remove_guests: bool,
    /// So many days after it; 0: at once. At most [`limits::REMOVAL_DAYS_MAX`].
    pub remove_guests_after_days: u32,
    pub invited_domains: InvitedDomains,
    /// Mail domains in lower case; what they mean says `invited_domains`.
    pub domains: Vec<String>,
    /// Of mail to people who have not chosen one (NOT-05).
    pub language: Lang,
    pub second_factor_for: SecondFactorFor,
    /// Counts changes, so that two administrators do not overwrite each other.
    pub version: i64,
}

impl Default for TenantSettings {
    fn default() -> Self {
        Self {
            members_find_narrow_packages: false,
            resources_shown: ResourcesShown::Everyone,
            block_guests: true,
            remove_guests: true,
            remove_guests_after_days: 30,
            invited_domains: InvitedDomains::All,
            domains: Vec::new(),
            language: Lang::English,
            second_factor_for: SecondFactorFor::Nobody,
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

    /// Does somebody who signs in with a password need a second factor?
    pub fn demands_second_factor(&self, holds_a_role: bool) -> bool {
        match self.second_factor_for {
            SecondFactorFor::Nobody => false,
            SecondFactorFor::RoleHolders => holds_a_role,
            SecondFactorFor::Everyone => true,
        }
    }

    /// Is somebody with this mail address invited? (ORG-06)
    pub fn invites(&self, mail: &str) -> bool {
        let domain = mail_domain(mail).to_lowercase();
        let listed = self.domains.contains(&domain);
        match self.invited_domains {
            InvitedDomains::All => true,
            InvitedDomains::AllBut => !listed,
            InvitedDomains::Only => listed,
        }
    }

    /// Reads the form: `members_find_narrow_packages`, `resources_shown`, `block_guests`,
    /// `remove_guests`, `remove_guests_after_days`, `invited_domains`, `domains`, `language`, `second_factor_for`,
    /// `version`.
    ///
    /// # Errors
    /// Messages at fields.
    pub fn parse(fields: &Fields) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::default();
        let shown = fields.parsed(
            "resources_shown",
            t!("Choose who sees what packages give."),
            &mut errors,
        );
        let remove_guests = fields.is_on("remove_guests");
        let days = fields.number("remove_guests_after_days", &mut errors);
        if days.is_some_and(|days| days > limits::REMOVAL_DAYS_MAX)
            || remove_guests && days.is_none()
        {
            errors.add("remove_guests_after_days", t!("Choose 0 to 3,660 days."));
        }
        let invited_domains = if fields.get("invited_domains").is_empty() {
            Some(InvitedDomains::All)
        } else {
            fields.parsed(
                "invited_domains",
                t!("Choose who can be invited."),
                &mut errors,
            )
        };
        let domains = forms::organizations::domains(fields.get("domains"), &mut errors);
        if domains.is_empty() && invited_domains.is_some_and(|kind| kind != InvitedDomains::All) {
            errors.add("domains", t!("Name at least one mail domain."));
        }
        let language = if fields.get("language").is_empty() {
            Some(Lang::English)
        } else {
            fields.parsed("language", t!("Choose a language."), &mut errors)
        };
        let second_factor_for = if fields.get("second_factor_for").is_empty() {
            Some(SecondFactorFor::Nobody)
        } else {
            fields.parsed(
                "second_factor_for",
                t!("Choose who needs a second factor."),
                &mut errors,
            )
        };
        let (
            Some(resources_shown),
            Some(invited_domains),
            Some(language),
            Some(second_factor_for),
            true,
        ) = (
            shown,
            invited_domains,
            language,
            second_factor_for,
            errors.is_empty(),
        )
        else {
            return Err(errors);
        };
        Ok(Self {
            language,
            second_factor_for,
            block_guests: fields.is_on("block_guests"),
            remove_guests,
            remove_guests_after_days: days.unwrap_or(30),
            invited_domains,
            domains,
            members_find_narrow_packages: fields.is_on("members_find_narrow_packages"),
            resources_shown,
            version: forms::catalogs::version(fields),
        })
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
    fn org_06_domains_are_listed_to_be_invited_or_not() {
        use InvitedDomains::{All, AllBut, Only};
        let table = [
            (All, "ada@contoso.example", true),
            (AllBut, "ada@Contoso.example", false),
            (AllBut, "ada@mail.contoso.example", true),
            (AllBut, "ada@fabrikam.example", true),
            (Only, "ada@contoso.example", true),
            (Only, "ada@fabrikam.example", false),
            (Only, "", false),
        ];
        for (invited_domains, mail, expected) in table {
            let settings = TenantSettings {
                invited_domains,
                domains: vec!["contoso.example".to_owned()],
                ..TenantSettings::default()
            };
            assert_eq!(settings.invites(mail), expected, "{invited_domains} {mail}");
        }
    }

    #[test]
    fn ui_08_the_form_says_what_is_wrong_with_it() {
        let mut fields = Fields::default();
        for (name, value) in [
            ("resources_shown", "nobody"),
            ("remove_guests", "on"),
            ("remove_guests_after_days", "4000"),
            ("invited_domains", "only"),
            ("domains", ""),
            ("language", "tlh"),
            ("second_factor_for", "cats"),
        ] {
            fields.set(name, value);
        }
        let errors = TenantSettings::parse(&fields).expect_err("mistakes");
        let found: Vec<&str> = errors.0.keys().map(String::as_str).collect();
        let wrong = [
            "domains",
            "language",
            "remove_guests_after_days",
            "second_factor_for",
        ];
        assert_eq!(found, wrong);
        fields.set("second_factor_for", "roleHolders");
        fields.set("remove_guests_after_days", "0");
        fields.set("domains", "Contoso.example");
        fields.set("language", "de");
        let settings = TenantSettings::parse(&fields).expect("no mistakes");
        assert!(settings.remove_guests && !settings.block_guests);
        assert_eq!(settings.domains, ["contoso.example"]);
        assert_eq!(settings.language, Lang::German);
        assert!(settings.demands_second_factor(true) && !settings.demands_second_factor(false));
    }

    #[test]
    fn ui_08_documents_from_before_a_setting_keep_their_meaning() {
        let old: TenantSettings = serde_json::from_str("{}").expect("a document");
        assert_eq!(old, TenantSettings::default());
    }
}
