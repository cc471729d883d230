//! What becomes of access whose holder is no longer among the people the policy is for (BYD-08).

use super::{Check, PolicySettings, TargetScope};
use crate::directory::Subject;
use crate::error::FieldErrors;
use crate::limits;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// What a policy does about holders who leave its scope.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "value", rename_all = "camelCase")]
pub enum ScopeLoss {
    /// They keep what they have, until it ends for another reason.
    #[default]
    Keep,
    /// Access ends so many days after the loss is noticed, within [`limits::SCOPE_LOSS_DAYS`]; with 0 at once.
    EndAfterDays(u32),
}

impl ScopeLoss {
    /// Does leaving change nothing?
    pub const fn is_keep(&self) -> bool {
        matches!(self, Self::Keep)
    }

    /// The text form used in forms.
    pub const fn kind(self) -> &'static str {
        match self {
            Self::Keep => "keep",
            Self::EndAfterDays(_) => "end",
        }
    }

    /// What the policy says, as a sentence; none where leaving changes nothing.
    pub fn sentence(self) -> Option<String> {
        match self {
            Self::Keep => None,
            Self::EndAfterDays(0) => {
                Some(t!("Whoever is no longer among these people loses it at once.").to_owned())
            }
            Self::EndAfterDays(days) => Some(tn!(
                days,
                "Whoever is no longer among these people loses it after {n} day.",
                "Whoever is no longer among these people loses it after {n} days."
            )),
        }
    }
}

/// Where a holder stands towards the scope of a policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Among the people the policy is for.
    Inside,
    Outside(Check),
    /// The policy is for nobody in particular: access is assigned directly (POL-08), and there is nothing to leave.
    NoScope,
}

/// What is known of an assignment and the scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ScopeFacts {
    /// The holder was in the scope when they got the access, or was seen there since. Whoever never was has
    /// nothing to lose.
    pub was_inside: bool,
    /// When access ends because the holder left; none: nothing is noted.
    pub ends_at: Option<Timestamp>,
}

/// What is to be done about an assignment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScopeStep {
    Nothing,
    /// For the first time in the scope: from now on there is something to lose.
    Seen,
    /// The holder has left: note the end and tell them.
    Note {
        because: Check,
        ends_at: Timestamp,
    },
    /// The holder is back, or the policy keeps what people have: what was noted does not hold any more.
    CallOff,
    /// The time is over.
    End(Check),
}

impl PolicySettings {
    /// Is the holder still among the people the policy is for? Whoever is blocked can get nothing, so they are
    /// not; a policy that is switched off is still for the same people.
    pub fn standing(&self, subject: &Subject) -> Standing {
        if self.scope == TargetScope::NotSpecified {
            return Standing::NoScope;
        }
        if !subject.enabled {
            return Standing::Outside(Check::AccountBlocked);
        }
        match self.scope_contains(subject) {
            Ok(()) => Standing::Inside,
            Err(check) => Standing::Outside(check),
        }
    }

    /// What is to be done about access through this policy at `now`. An end that was noted stays, whatever
    /// number of days the policy says later.
    pub fn scope_step(&self, facts: ScopeFacts, subject: &Subject, now: Timestamp) -> ScopeStep {
        let noted = facts.ends_at;
        let called_off = if noted.is_some() {
            ScopeStep::CallOff
        } else {
            ScopeStep::Nothing
        };
        match (self.scope_loss, self.standing(subject)) {
            (_, Standing::Inside) if !facts.was_inside => ScopeStep::Seen,
            (ScopeLoss::Keep, _) | (_, Standing::Inside | Standing::NoScope) => called_off,
            (ScopeLoss::EndAfterDays(_), Standing::Outside(_)) if !facts.was_inside => called_off,
            (ScopeLoss::EndAfterDays(days), Standing::Outside(because)) => match noted {
                Some(end) if end <= now => ScopeStep::End(because),
                Some(_) => ScopeStep::Nothing,
                None if days == 0 => ScopeStep::End(because),
                None => ScopeStep::Note {
                    because,
                    ends_at: now.plus_days(i64::from(days)),
                },
            },
        }
    }

    pub(super) fn check_scope_loss(&self, errors: &mut FieldErrors) {
        match self.scope_loss {
            ScopeLoss::Keep => {}
            ScopeLoss::EndAfterDays(_) if self.scope == TargetScope::NotSpecified => errors.add(
                "scope_loss",
                t!("Access that is only assigned directly is for nobody in particular, so nobody can leave."),
            ),
            ScopeLoss::EndAfterDays(days) if !limits::SCOPE_LOSS_DAYS.contains(&days) => {
                errors.add("scope_loss_days", t!("Choose 0 to 365 days."));
            }
            ScopeLoss::EndAfterDays(_) => {}
        }
    }
}
