//! Immediate access in an emergency (BYD-19): without the stages, for a short time, looked at afterwards.

use super::{Check, Expiration, PackageFacts, PolicySettings};
use crate::directory::Subject;
use crate::time::Timestamp;

impl PolicySettings {
    /// The policy as it counts for a request in an emergency: nobody decides before, and access ends
    /// after the hours it allows at the latest. Whatever else it asks stays. None: it allows no such
    /// access, or needs no approval anyway.
    pub fn in_emergency(&self, now: Timestamp) -> Option<Self> {
        let hours = self.emergency_hours.filter(|_| !self.stages.is_empty())?;
        let mut settings = self.clone();
        settings.stages.clear();
        settings.requestor_justification_required = true;
        settings.custom_schedule = false;
        settings.expiration = match self.expiration {
            Expiration::OnDate(end) if end <= now.plus_hours(i64::from(hours)) => {
                Expiration::OnDate(end)
            }
            Expiration::AfterHours(own) => Expiration::AfterHours(own.min(hours)),
            Expiration::AfterDays(days) => {
                Expiration::AfterHours(days.saturating_mul(24).min(hours))
            }
            Expiration::OnDate(_) | Expiration::Never => Expiration::AfterHours(hours),
        };
        Some(settings)
    }
}

/// What keeps somebody who could ask through the policy from taking the access at once; none if nothing
/// does. Everything that is in the way of asking is in the way of an emergency, too.
pub fn emergency_refused(
    settings: &PolicySettings,
    facts: &PackageFacts,
    subject: &Subject,
) -> Option<Check> {
    if settings.emergency_hours.is_none() || settings.stages.is_empty() {
        Some(Check::EmergencyOff)
    } else if facts.emergency_access {
        Some(Check::AlreadyAssigned)
    } else if facts.emergency_unreviewed {
        Some(Check::EmergencyUnreviewed)
    } else if !subject.in_directory() {
        Some(Check::EmergencyWithoutAccount)
    } else {
        None
    }
}
