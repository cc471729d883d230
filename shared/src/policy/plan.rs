//! What will happen to a request: who decides in each stage, and from when to when access lasts.

use super::{AlternateRule, ApproverRule, Expiration, Needed, PolicySettings, StageSettings};
use crate::directory::Principal;
use crate::error::FieldErrors;
use crate::ids::UserId;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The people around a requestor that relative approvers resolve to. Only enabled people are
/// listed here.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Relations {
    pub manager: Option<UserId>,
    /// The manager of the manager, whether or not the manager is enabled.
    pub second_level_manager: Option<UserId>,
    /// Sponsors of the person.
    pub sponsors: Vec<Principal>,
    /// Sponsors of the person's organization.
    pub internal_sponsors: Vec<Principal>,
    pub external_sponsors: Vec<Principal>,
}

/// Whom a stage asks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StagePlan {
    pub approvers: Vec<Principal>,
    /// The fallback stepped in because the rule found nobody.
    pub fallback: bool,
}

/// Resolves a stage for one requestor. People who may not decide (the subject and whoever asked
/// on the subject's behalf) are left out, which can bring in the fallback (POL-14, POL-15, APR-05).
pub fn plan_stage(stage: &StageSettings, relations: &Relations, not: &[UserId]) -> StagePlan {
    let found = match &stage.approvers {
        ApproverRule::Named { approvers } => approvers.clone(),
        ApproverRule::Manager { .. } => {
            relations.manager.map(Principal::User).into_iter().collect()
        }
        ApproverRule::Sponsors { .. } => relations.sponsors.clone(),
        ApproverRule::InternalSponsors { .. } => relations.internal_sponsors.clone(),
        ApproverRule::ExternalSponsors { .. } => relations.external_sponsors.clone(),
    };
    let fallback = stage
        .approvers
        .is_relative()
        .then(|| stage.approvers.named());
    planned(found, fallback, not)
}

/// Is a place lost that only somebody who may not decide could fill, where one of each has to approve?
/// It is not one less to fill: nobody can complete the stage (BYD-14).
pub fn loses_a_place(stage: &StageSettings, plan: &StagePlan) -> bool {
    stage.needed == Needed::Each
        && plan.approvers.len() < distinct(stage.approvers.named().to_vec()).len()
}

/// Those who decide when everybody whom a rule means has left; `None` for a rule without fallback
/// (BYD-15).
pub fn plan_fallback(stage: &StageSettings, not: &[UserId]) -> Option<StagePlan> {
    let fallback = stage
        .approvers
        .is_relative()
        .then(|| stage.approvers.named())?;
    Some(planned(Vec::new(), Some(fallback), not))
}

/// Resolves the alternates of a stage for one requestor, as [`plan_stage`]; `None` if the stage has
/// none (POL-17, POL-18).
pub fn plan_alternates(
    stage: &StageSettings,
    relations: &Relations,
    not: &[UserId],
) -> Option<StagePlan> {
    let (found, fallback) = match &stage.escalation.as_ref()?.alternates {
        AlternateRule::Named { approvers } => (approvers.clone(), None),
        AlternateRule::SecondLevelManager { fallback } => {
            let found = relations.second_level_manager.map(Principal::User);
            (found.into_iter().collect(), Some(fallback.as_slice()))
        }
    };
    Some(planned(found, fallback, not))
}

/// Is a stage pointless, because everybody whom it would ask (`deciders`) has approved an earlier one,
/// and the policy does not want to hear it again (BYD-15)? The first of them then, who stands for it;
/// a stage that would ask nobody is not pointless but stuck.
pub fn approved_before(
    deciders: &[UserId],
    approved: &BTreeSet<UserId>,
    ask_again: bool,
) -> Option<UserId> {
    let nobody_new = deciders.iter().all(|one| approved.contains(one));
    deciders
        .first()
        .copied()
        .filter(|_| nobody_new && !ask_again)
}

/// Those found who may decide, or else the fallback of a rule that has one.
fn planned(found: Vec<Principal>, fallback: Option<&[Principal]>, not: &[UserId]) -> StagePlan {
    let allowed = |principals: &[Principal]| {
        let may_decide = |principal: &Principal| match principal {
            Principal::User(id) => !not.contains(id),
            Principal::Group(_) => true,
        };
        distinct(principals.iter().copied().filter(may_decide).collect())
    };
    let found = allowed(&found);
    match fallback {
        Some(fallback) if found.is_empty() => StagePlan {
            approvers: allowed(fallback),
            fallback: true,
        },
        _ => StagePlan {
            approvers: found,
            fallback: false,
        },
    }
}

/// Nobody is asked twice, however often they are named.
fn distinct(principals: Vec<Principal>) -> Vec<Principal> {
    let mut found: Vec<Principal> = Vec::new();
    for principal in principals {
        if !found.contains(&principal) {
            found.push(principal);
        }
    }
    found
}

/// The period a requestor or administrator asked for; `None` leaves it to the policy.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    pub start: Option<Timestamp>,
    pub end: Option<Timestamp>,
}

/// The period of an assignment. `end` is `None` for access without end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Window {
    pub start: Timestamp,
    pub end: Option<Timestamp>,
}

/// Checks an asked-for period against the policy at the time of asking (POL-29, REQ-04). Keys of
/// the errors: `start`, `end`.
pub fn requested_window(
    settings: &PolicySettings,
    asked: Asked,
    now: Timestamp,
    chosen_by_requestor: bool,
) -> Result<Asked, FieldErrors> {
    let mut errors = FieldErrors::default();
    if chosen_by_requestor && !settings.custom_schedule && asked != Asked::default() {
        errors.add(
            "start",
            t!("This package does not let you choose the period."),
        );
        return Err(errors);
    }
    let start = asked.start.unwrap_or(now);
    if asked
        .start
        .is_some_and(|start| start < now.start_of_today_anywhere())
    {
        errors.add("start", t!("The start cannot be in the past."));
    }
    if start > now.plus_days(3_660) {
        errors.add("start", t!("Choose a start within the next ten years."));
    }
    if let Some(end) = asked.end {
        if end <= start || end <= now {
            errors.add(
                "end",
                t!("The end must be after the start, and in the future."),
            );
        }
        if let Some(latest) = access_end(settings, Asked::default(), start.max(now))
            && end > latest.end_of_day()
        {
            errors.add(
                "end",
                t!(
                    "This package allows access until {latest} at most.",
                    latest = latest.long_date()
                ),
            );
        }
    }
    if let Expiration::OnDate(end) = settings.expiration
        && start >= end
    {
        errors.add(
            "start",
            t!("Access ends on {end} for everyone.", end = end.long_date()),
        );
    }
    if errors.is_empty() {
        Ok(asked)
    } else {
        Err(errors)
    }
}

/// When access ends that begins at `begin`: a duration counts from delivery (BYD-05), a date is a
/// ceiling for everyone, and an asked-for end can only shorten.
pub fn access_end(settings: &PolicySettings, asked: Asked, begin: Timestamp) -> Option<Timestamp> {
    let by_policy = match settings.expiration {
        Expiration::Never => None,
        Expiration::OnDate(end) => Some(end),
        Expiration::AfterDays(days) => Some(begin.plus_days(i64::from(days))),
        Expiration::AfterHours(hours) => Some(begin.plus_hours(i64::from(hours))),
    };
    match (by_policy, asked.end) {
        (Some(policy), Some(asked)) => Some(policy.min(asked)),
        (policy, asked) => policy.or(asked),
    }
}
