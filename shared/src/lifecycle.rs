//! Accounts of guests: which of them the portal looks after, and what becomes of them when their last
//! access ends (ASG-09, ORG-08, ORG-09, ORG-10).

use crate::settings::TenantSettings;
use crate::time::Timestamp;
use crate::words::words;

words! {
    /// Whether the portal looks after an account (Graph: `subjectLifecycle`).
    SubjectLifecycle {
        /// A member, or somebody who never got access here.
        NotDefined = "notDefined",
        /// A guest who had an account before getting access here.
        NotGoverned = "notGoverned",
        /// The portal made the account, or took it under management.
        Governed = "governed",
    }
}

impl SubjectLifecycle {
    /// What people read; nothing for those to whom it does not apply.
    pub fn title(self) -> &'static str {
        match self {
            Self::NotDefined => "",
            Self::NotGoverned => t!("Not under management"),
            Self::Governed => t!("Under management"),
        }
    }
}

/// Days before the removal of an account on which its owner is reminded.
pub const REMIND_DAYS: i64 = 7;

/// What becomes of a guest's account when the last access has ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Departure {
    /// Nobody signs in with it any more.
    pub block: bool,
    /// When it is removed; `None`: never.
    pub remove_at: Option<Timestamp>,
    /// When to remind its owner; `None`: not at all, because it is too soon or never removed.
    pub remind_at: Option<Timestamp>,
}

impl Departure {
    /// What the settings of now make of an account whose last access ended at `ended`. Dates that are
    /// set stay as they are when the settings change later (ORG-09).
    pub fn new(settings: &TenantSettings, ended: Timestamp) -> Self {
        let days = i64::from(settings.remove_guests_after_days);
        let remove_at = settings.remove_guests.then(|| ended.plus_days(days));
        Self {
            block: settings.block_guests,
            remove_at,
            remind_at: remove_at
                .filter(|_| days > REMIND_DAYS)
                .map(|at| at.plus_days(-REMIND_DAYS)),
        }
    }
}

/// What guests are told beforehand about their accounts, in the language of the reader (ORG-08, ORG-09).
pub fn departure_told(settings: &TenantSettings, organization: &str) -> String {
    let days = u64::from(settings.remove_guests_after_days);
    match (settings.block_guests, settings.remove_guests) {
        (_, true) if days == 0 => {
            t!("When your last access ends, your account is removed.").to_owned()
        }
        (true, true) => tn!(
            days,
            "When your last access ends, your account is blocked, and a day later it is removed.",
            "When your last access ends, your account is blocked, and {n} days later it is removed."
        ),
        (false, true) => tn!(
            days,
            "A day after your last access ends, your account is removed.",
            "{n} days after your last access ends, your account is removed."
        ),
        (true, false) => t!("When your last access ends, your account is blocked.").to_owned(),
        (false, false) => t!(
            "Your account stays until somebody at {organization} removes it.",
            organization
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn org_08_org_09_the_settings_decide_about_blocking_and_the_day_of_removal() {
        let day = |days: i64| Timestamp(0).plus_days(days);
        // block, remove, days: removed on, reminded on
        let table = [
            (true, true, 30, Some(30), Some(23)),
            (false, true, 8, Some(8), Some(1)),
            (true, true, 7, Some(7), None),
            (true, true, 0, Some(0), None),
            (true, false, 30, None, None),
            (false, false, 30, None, None),
        ];
        for (block, remove, days, removed, reminded) in table {
            let settings = TenantSettings {
                block_guests: block,
                remove_guests: remove,
                remove_guests_after_days: days,
                ..TenantSettings::default()
            };
            let departure = Departure::new(&settings, day(0));
            assert_eq!(
                departure,
                Departure {
                    block,
                    remove_at: removed.map(day),
                    remind_at: reminded.map(day),
                }
            );
        }
    }

    #[test]
    fn org_08_org_09_guests_are_told_what_the_settings_say() {
        let table = [
            (
                true,
                true,
                30,
                "your account is blocked, and 30 days later it is removed",
            ),
            (
                true,
                true,
                1,
                "your account is blocked, and a day later it is removed",
            ),
            (true, true, 0, "ends, your account is removed"),
            (false, true, 0, "ends, your account is removed"),
            (
                false,
                true,
                8,
                "8 days after your last access ends, your account is removed",
            ),
            (true, false, 30, "ends, your account is blocked."),
            (false, false, 30, "stays until somebody at Fjord removes it"),
        ];
        for (block, remove, days, said) in table {
            let settings = TenantSettings {
                block_guests: block,
                remove_guests: remove,
                remove_guests_after_days: days,
                ..TenantSettings::default()
            };
            let told = departure_told(&settings, "Fjord");
            assert!(told.contains(said), "{told}");
        }
    }
}
