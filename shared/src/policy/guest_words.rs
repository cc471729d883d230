//! Rules for guests in words (ORG-11).

use super::guests::{GuestAttribute, GuestEffect, GuestReason, GuestRules, GuestTest};

impl GuestAttribute {
    /// What people read.
    pub fn title(self) -> &'static str {
        match self {
            Self::Department => t!("Department"),
            Self::JobTitle => t!("Job title"),
            Self::Country => t!("Country"),
            Self::Organization => t!("Partner organization"),
            Self::MailDomain => t!("Mail domain"),
        }
    }
}

impl GuestTest {
    /// What people read.
    pub fn title(self) -> &'static str {
        match self {
            Self::Equals => t!("is" in "condition"),
            Self::Differs => t!("is not" in "condition"),
            Self::OneOf => t!("is one of" in "condition"),
        }
    }
}

impl GuestReason {
    /// What is not in order, for lists.
    pub fn title(self) -> &'static str {
        match self {
            Self::Unconfirmed => t!("Not confirmed by a sponsor"),
            Self::Idle => t!("No sign-in for a long time"),
            Self::NoAccess => t!("The last access has ended"),
            Self::FewSponsors => t!("Too few sponsors"),
            Self::NeverUsed => t!("Never signed in"),
            Self::LetGo => t!("No longer needed, a sponsor said"),
        }
    }
}

impl GuestEffect {
    /// What happens, as a sentence.
    pub fn sentence(self) -> String {
        match self {
            Self::Disable => t!("The account is blocked from signing in.").to_owned(),
            Self::Remove => t!("All access ends and the account is removed.").to_owned(),
            Self::DisableThenRemove(days) => tn!(
                days,
                "The account is blocked from signing in, and removed {n} day later.",
                "The account is blocked from signing in, and removed {n} days later."
            ),
        }
    }

    /// The text form used in forms.
    pub const fn kind(self) -> &'static str {
        match self {
            Self::Disable => "disable",
            Self::Remove => "remove",
            Self::DisableThenRemove(_) => "disableThenRemove",
        }
    }
}

impl GuestRules {
    /// What has to be in order, one sentence for each.
    pub fn demands(&self) -> Vec<String> {
        let mut said = Vec::new();
        if let Some(days) = self.confirm_days {
            said.push(tn!(
                days,
                "A sponsor confirms the guest every {n} day.",
                "A sponsor confirms the guest every {n} days."
            ));
        }
        if let Some(days) = self.idle_days {
            said.push(tn!(
                days,
                "The guest signs in at least every {n} day.",
                "The guest signs in at least every {n} days."
            ));
        }
        if self.no_access {
            said.push(t!("The guest has access through a package, or waits for it.").to_owned());
        }
        if let Some(least) = self.sponsors_min {
            said.push(tn!(
                least,
                "The guest has at least {n} sponsor.",
                "The guest has at least {n} sponsors."
            ));
        }
        if let Some(days) = self.unused_days {
            said.push(tn!(
                days,
                "The guest signs in within {n} day of the invitation.",
                "The guest signs in within {n} days of the invitation."
            ));
        }
        said
    }

    /// What happens otherwise, and when.
    pub fn consequence(&self) -> String {
        let grace = tn!(
            self.grace_days,
            "Otherwise, {n} day after a notice:",
            "Otherwise, {n} days after a notice:"
        );
        format!("{grace} {}", self.effect.sentence())
    }
}
