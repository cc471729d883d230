//! May a holder keep access for longer, and until when (POL-30, POL-31)?

use super::{Applicability, CatalogFacts, Check, Conflict, Expiration, PolicySettings, Refusal};
use crate::assignment::AssignmentState;
use crate::directory::Subject;
use crate::error::FieldErrors;
use crate::time::Timestamp;

/// How the access stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExtensionFacts {
    pub state: AssignmentState,
    /// It was complete once; only then its end is settled (BYD-05).
    pub was_ready: bool,
    /// The present end; none: without end.
    pub ends_at: Option<Timestamp>,
    /// The package is retired then (BYD-20).
    pub retires_at: Option<Timestamp>,
    /// Something is asked for already, an extension or the package itself.
    pub open_request: bool,
    /// Separation of duties (PKG-17, PKG-18).
    pub conflicts: Vec<Conflict>,
    /// It was taken in an emergency (BYD-19).
    pub emergency: bool,
}

/// Until when access can be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Extension {
    pub present: Timestamp,
    /// None: without end.
    pub latest: Option<Timestamp>,
}

impl PolicySettings {
    /// The latest end of access that is extended at `granted`. A duration counts from then on, so
    /// that nobody ever has more than one duration before them; a date is a ceiling for everyone,
    /// and so is the retirement of the package.
    pub fn latest_end(
        &self,
        retires_at: Option<Timestamp>,
        granted: Timestamp,
    ) -> Option<Timestamp> {
        let by_policy = match self.expiration {
            Expiration::Never => None,
            Expiration::OnDate(end) => Some(end),
            Expiration::AfterDays(days) => Some(granted.plus_days(i64::from(days))),
            Expiration::AfterHours(hours) => Some(granted.plus_hours(i64::from(hours))),
        };
        earlier(by_policy, retires_at)
    }

    /// May the holder extend this access now? Every check that fails, otherwise. The policy is the
    /// one that gave the access.
    ///
    /// # Errors
    /// What is in the way, in [`Applicability::refusals`].
    pub fn extension(
        &self,
        catalog: CatalogFacts,
        facts: &ExtensionFacts,
        subject: &Subject,
        now: Timestamp,
    ) -> Result<Extension, Applicability> {
        let mut refusals = Vec::new();
        let mut refuse = |refused: bool, check| {
            if refused {
                refusals.push(Refusal {
                    policy: None,
                    check,
                });
            }
        };
        let over = facts.ends_at.is_some_and(|end| end <= now);
        refuse(!subject.enabled, Check::AccountBlocked);
        refuse(!facts.state.is_live() || over, Check::AccessEnded);
        refuse(facts.state.is_live() && !facts.was_ready, Check::NotReady);
        refuse(facts.open_request, Check::RequestOpen);
        refuse(!catalog.published, Check::CatalogDisabled);
        refuse(
            subject.is_outsider() && !catalog.externally_visible,
            Check::CatalogClosedToOutsiders,
        );
        refuse(!facts.conflicts.is_empty(), Check::Incompatible);
        refuse(facts.emergency, Check::EmergencyAccess);
        refuse(!self.can_extend && !facts.emergency, Check::ExtensionOff);
        if self.can_extend {
            let scope = self
                .is_open(now)
                .and_then(|()| self.scope_contains(subject));
            if let Err(check) = scope {
                refuse(true, check);
            }
        }
        let latest = self.latest_end(facts.retires_at, now);
        refuse(facts.ends_at.is_none(), Check::WithoutEnd);
        let gains = match (facts.ends_at, latest) {
            (Some(present), Some(latest)) => latest > present,
            _ => true,
        };
        refuse(!over && !gains, Check::LongestAlready);
        match facts.ends_at {
            Some(present) if refusals.is_empty() => Ok(Extension { present, latest }),
            _ => Err(Applicability {
                usable: Vec::new(),
                refusals,
                conflicts: facts.conflicts.clone(),
            }),
        }
    }

    /// The end of access that is extended at `granted`; none: without end.
    pub fn extended_end(
        &self,
        asked: Option<Timestamp>,
        retires_at: Option<Timestamp>,
        granted: Timestamp,
    ) -> Option<Timestamp> {
        earlier(self.latest_end(retires_at, granted), asked)
    }
}

impl Extension {
    /// Checks the end that a holder wants; `None` leaves it to the policy (POL-29). The key of an
    /// error is `end`.
    ///
    /// # Errors
    /// It cannot be chosen, is no later than the present one, or too late.
    pub fn check(
        self,
        settings: &PolicySettings,
        asked: Option<Timestamp>,
    ) -> Result<(), FieldErrors> {
        let Some(asked) = asked else { return Ok(()) };
        if !settings.custom_schedule {
            return Err(FieldErrors::one(
                "end",
                t!("This package does not let you choose the end."),
            ));
        }
        if asked <= self.present {
            return Err(FieldErrors::one(
                "end",
                t!(
                    "Choose a day after the present end, {present}.",
                    present = self.present.long_date()
                ),
            ));
        }
        check_latest(self.latest, asked)
    }
}

/// Checks the end that an administrator sets: within what the policy allows from now on, but any
/// earlier one as well. The key of an error is `end`.
///
/// # Errors
/// It lies in the past, or is too late.
pub fn check_moved_end(
    settings: &PolicySettings,
    asked: Option<Timestamp>,
    retires_at: Option<Timestamp>,
    now: Timestamp,
) -> Result<(), FieldErrors> {
    let latest = settings.latest_end(retires_at, now);
    match asked {
        Some(asked) if asked <= now => Err(FieldErrors::one(
            "end",
            t!("Choose a day that is not over yet."),
        )),
        Some(asked) => check_latest(latest, asked),
        None if latest.is_some_and(|latest| latest <= now) => Err(FieldErrors::one(
            "end",
            t!("This policy allows no later end any more."),
        )),
        None => Ok(()),
    }
}

/// Up to the end of the last day: days are what people choose.
fn check_latest(latest: Option<Timestamp>, asked: Timestamp) -> Result<(), FieldErrors> {
    match latest {
        Some(latest) if asked > latest.end_of_day() => Err(FieldErrors::one(
            "end",
            t!(
                "This package allows access until {latest} at most.",
                latest = latest.long_date()
            ),
        )),
        _ => Ok(()),
    }
}

fn earlier(one: Option<Timestamp>, other: Option<Timestamp>) -> Option<Timestamp> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}
