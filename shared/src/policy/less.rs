//! Approving less than was asked for: a shorter period, or fewer roles (BYD-13).

use super::{Asked, PolicySettings, access_end};
use crate::error::FieldErrors;
use crate::ids::RoleId;
use crate::limits;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// What approvers have taken from a request so far.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Less {
    /// Access ends then at the latest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<Timestamp>,
    /// It lasts so many days at most, from when it is set up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days: Option<u32>,
    /// Roles that are never given because of this request.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub left_out: Vec<LeftOut>,
}

/// A role that is left out, with the name it had then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOut {
    pub role: RoleId,
    /// `Payroll: Editor`
    pub name: String,
}

impl Less {
    /// Is everything approved that was asked for?
    pub const fn is_nothing(&self) -> bool {
        self.end.is_none() && self.days.is_none() && self.left_out.is_empty()
    }

    /// Is this role left out?
    pub fn leaves_out(&self, role: RoleId) -> bool {
        self.left_out.iter().any(|left| left.role == role)
    }

    /// Both together: what a later approver takes comes on top of what an earlier one took.
    #[must_use]
    pub fn and(&self, more: &Self) -> Self {
        let mut left_out = self.left_out.clone();
        for left in &more.left_out {
            if !left_out.iter().any(|known| known.role == left.role) {
                left_out.push(left.clone());
            }
        }
        Self {
            end: self.end.into_iter().chain(more.end).min(),
            days: self.days.into_iter().chain(more.days).min(),
            left_out,
        }
    }

    /// When access ends that begins at `begin`: as [`access_end`], or earlier.
    pub fn access_end(
        &self,
        settings: &PolicySettings,
        asked: Asked,
        begin: Timestamp,
    ) -> Option<Timestamp> {
        self.at_most(access_end(settings, asked, begin), begin)
    }

    /// The end of a period from `begin` on, or an earlier one that was taken from it; `None`: without end.
    pub fn at_most(&self, end: Option<Timestamp>, begin: Timestamp) -> Option<Timestamp> {
        let days = self.days.map(|days| begin.plus_days(i64::from(days)));
        [end, self.end, days].into_iter().flatten().min()
    }

    /// What it comes to, in a sentence: `Until 12 March 2026 at the latest, without Payroll: Editor.`
    pub fn sentence(&self) -> String {
        let mut parts = Vec::new();
        if let Some(end) = self.end {
            parts.push(t!("until {end} at the latest", end = end.long_date()));
        }
        if let Some(days) = self.days {
            let plural = if days == 1 { "" } else { "s" };
            parts.push(format!("for {days} day{plural} at most"));
        }
        if !self.left_out.is_empty() {
            let names: Vec<&str> = self
                .left_out
                .iter()
                .map(|left| left.name.as_str())
                .collect();
            parts.push(format!("without {}", names.join(", ")));
        }
        let text = parts.join(", ");
        let mut letters = text.chars();
        letters.next().map_or_else(String::new, |first| {
            format!("{}{}.", first.to_uppercase(), letters.as_str())
        })
    }

    /// Checks what an approver takes (`self`) from what is left of a request (`so_far`). Keys of the
    /// errors: `less_end`, `less_days`, `left_out`.
    ///
    /// `roles` are those of the package.
    pub fn check(
        &self,
        so_far: &Self,
        settings: &PolicySettings,
        asked: Asked,
        roles: &[RoleId],
        now: Timestamp,
    ) -> FieldErrors {
        let mut errors = FieldErrors::default();
        let begin = asked.start.map_or(now, |start| start.max(now));
        let ends = so_far.access_end(settings, asked, begin);
        let anyway = |end: Timestamp| t!("It ends on {end} anyway.", end = end.long_date());
        if let Some(end) = self.end {
            if end <= begin {
                errors.add(
                    "less_end",
                    t!("The end must be after the start, and in the future."),
                );
            } else if let Some(before) = ends.filter(|before| *before <= end) {
                errors.add("less_end", anyway(before));
            }
        }
        if let Some(days) = self.days {
            if !limits::ACCESS_DAYS.contains(&days) {
                errors.add("less_days", t!("Choose 1 to 3,660 days."));
            } else if let Some(before) =
                ends.filter(|before| *before <= begin.plus_days(i64::from(days)))
            {
                errors.add("less_days", anyway(before));
            }
        }
        let given = |role: &&RoleId| !so_far.leaves_out(**role);
        if self.left_out.iter().any(|left| !roles.contains(&left.role)) {
            errors.add(
                "left_out",
                t!("The package has changed. Look at its roles again."),
            );
        } else if !self.left_out.is_empty()
            && roles
                .iter()
                .filter(given)
                .all(|role| self.leaves_out(*role))
        {
            errors.add(
                "left_out",
                t!("Leave one role in at least, or deny the request."),
            );
        }
        errors
    }
}
