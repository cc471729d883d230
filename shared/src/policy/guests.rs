//! Rules for guests (ORG-11): whom each is for, what has to be in order, and what happens when it is not.

use crate::directory::{Principal, UserKind};
use crate::ids::{GuestPolicyId, ObjectId, OrganizationId, UserId};
use crate::limits::CONFIRM_AHEAD_DAYS;
use crate::time::Timestamp;
use crate::words::words;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

words! {
    /// What of a guest a condition looks at.
    GuestAttribute {
        Department = "department",
        JobTitle = "jobTitle",
        Country = "country",
        /// The partner organization; values are its id.
        Organization = "organization",
        MailDomain = "mailDomain",
    }
}

words! {
    /// How a condition compares; letters and spaces around do not count.
    GuestTest { Equals = "equals", Differs = "differs", OneOf = "oneOf" }
}

words! {
    /// What is not in order with a guest.
    GuestReason {
        /// No sponsor confirmed the guest in time.
        Unconfirmed = "unconfirmed",
        Idle = "idle",
        /// The last access has ended.
        NoAccess = "noAccess",
        FewSponsors = "fewSponsors",
        /// Invited, and never signed in.
        NeverUsed = "neverUsed",
        /// A sponsor said that the guest is not needed any more.
        LetGo = "letGo",
    }
}

/// One condition on a guest. Of several all have to hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct GuestCondition {
    pub attribute: GuestAttribute,
    pub test: GuestTest,
    pub values: Vec<String>,
}

/// Which guests a rule is for, before exceptions.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "value", rename_all = "camelCase")]
pub enum GuestScope {
    #[default]
    All,
    Where(Vec<GuestCondition>),
    /// Direct members of any of these groups.
    Groups(BTreeSet<ObjectId>),
}

/// What happens to an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "value", rename_all = "camelCase")]
pub enum GuestEffect {
    Disable,
    Remove,
    /// Disabled, and removed so many days later.
    DisableThenRemove(u32),
}

/// What one policy for guests says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct GuestRules {
    pub scope: GuestScope,
    /// People, and direct members of groups, whom it is not for.
    pub except: BTreeSet<Principal>,
    /// A sponsor confirms the guest every so many days; none: nobody has to.
    pub confirm_days: Option<u32>,
    pub idle_days: Option<u32>,
    pub no_access: bool,
    pub sponsors_min: Option<u32>,
    pub unused_days: Option<u32>,
    pub effect: GuestEffect,
    /// Days between the notice and what happens.
    pub grace_days: u32,
}

impl Default for GuestRules {
    fn default() -> Self {
        Self {
            scope: GuestScope::All,
            except: BTreeSet::new(),
            confirm_days: None,
            idle_days: None,
            no_access: false,
            sponsors_min: None,
            unused_days: None,
            effect: GuestEffect::DisableThenRemove(30),
            grace_days: 7,
        }
    }
}

/// A policy in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GuestPolicy {
    pub id: GuestPolicyId,
    pub name: String,
    pub rules: GuestRules,
    /// Since when sponsors have to confirm: whoever came long before is not due at once.
    pub confirms_since: Option<Timestamp>,
}

/// What is known of somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GuestFacts {
    pub id: UserId,
    pub kind: UserKind,
    pub enabled: bool,
    /// Has a role in the portal itself: whoever works here as an administrator is no business of these rules.
    pub has_role: bool,
    pub department: String,
    pub job_title: String,
    pub country: String,
    pub mail_domain: String,
    pub organization: Option<OrganizationId>,
    /// Groups the person is directly in.
    pub groups: BTreeSet<ObjectId>,
    pub created_at: Timestamp,
    pub signed_in_at: Option<Timestamp>,
    pub confirmed_at: Option<Timestamp>,
    /// An administrator let the guest in again: everything counts from there.
    pub counts_from: Option<Timestamp>,
    /// Enabled sponsors.
    pub sponsors: u32,
    /// When the last access ended; none while there is some, or the wish for it, and where there never was.
    pub access_ended_at: Option<Timestamp>,
}

/// What was started about a guest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GuestPlan {
    pub policy: GuestPolicyId,
    pub because: GuestReason,
    pub noticed_at: Timestamp,
    /// When the time to bring things in order is over.
    pub acts_at: Timestamp,
    /// What was said then was done: the account is disabled and waits for its removal.
    pub acted: bool,
    pub remove_at: Option<Timestamp>,
    /// When the plan is looked at by itself.
    pub due_at: Timestamp,
}

/// What is to be done about a guest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GuestStep {
    Nothing,
    /// Tell the guest and the sponsors what happens at `acts_at`.
    Notice {
        policy: GuestPolicyId,
        because: GuestReason,
        acts_at: Timestamp,
    },
    /// Tell them again.
    Remind,
    /// It is in order again, or no rule says so any more.
    CallOff,
    /// The time is over: do what was said.
    Act,
    /// Disabled long enough.
    Remove,
}

/// As texts are compared.
fn folded(text: &str) -> String {
    text.trim().to_lowercase()
}

impl GuestCondition {
    fn holds(&self, guest: &GuestFacts) -> bool {
        let organization = guest.organization.map(|id| id.to_string());
        let has = folded(match self.attribute {
            GuestAttribute::Department => &guest.department,
            GuestAttribute::JobTitle => &guest.job_title,
            GuestAttribute::Country => &guest.country,
            GuestAttribute::Organization => organization.as_deref().unwrap_or_default(),
            GuestAttribute::MailDomain => &guest.mail_domain,
        });
        let named = self.values.iter().any(|value| folded(value) == has);
        match self.test {
            GuestTest::Equals | GuestTest::OneOf => named,
            GuestTest::Differs => !named,
        }
    }
}

impl GuestEffect {
    /// Would it change anything for an account that is enabled, or is not?
    const fn changes(self, enabled: bool) -> bool {
        match self {
            Self::Disable => enabled,
            Self::Remove | Self::DisableThenRemove(_) => true,
        }
    }
}

impl GuestRules {
    /// Is this guest among those the rules are for?
    pub fn is_for(&self, guest: &GuestFacts) -> bool {
        let excepted = self.except.iter().any(|one| match one {
            Principal::User(id) => *id == guest.id,
            Principal::Group(id) => guest.groups.contains(id),
        });
        !excepted
            && match &self.scope {
                GuestScope::All => true,
                // Without a condition nobody is meant, rather than everybody.
                GuestScope::Where(conditions) => {
                    !conditions.is_empty() && conditions.iter().all(|one| one.holds(guest))
                }
                GuestScope::Groups(groups) => !groups.is_disjoint(&guest.groups),
            }
    }
}

impl GuestPolicy {
    /// When a sponsor has to confirm the guest next.
    pub fn confirm_at(&self, guest: &GuestFacts) -> Option<Timestamp> {
        let days = i64::from(self.rules.confirm_days?);
        let known = [guest.confirmed_at, guest.counts_from];
        let from = known.into_iter().flatten().fold(guest.created_at, Ord::max);
        let due = from.plus_days(days);
        // Sponsors hear of it in time, also where the rule is new and the guest is not.
        let heard = self
            .confirms_since
            .map(|at| at.plus_days(CONFIRM_AHEAD_DAYS));
        Some(heard.map_or(due, |heard| due.max(heard)))
    }

    /// What is not in order, the most telling first.
    pub fn broken(&self, guest: &GuestFacts, now: Timestamp) -> Vec<GuestReason> {
        let counts_from = guest.counts_from.unwrap_or(guest.created_at);
        let over =
            |days: u32, from: Timestamp| from.max(counts_from).plus_days(i64::from(days)) <= now;
        let rules = &self.rules;
        let last_seen = guest.signed_in_at.unwrap_or(guest.created_at);
        let found = [
            (
                GuestReason::NeverUsed,
                guest.signed_in_at.is_none()
                    && rules
                        .unused_days
                        .is_some_and(|days| over(days, guest.created_at)),
            ),
            (
                GuestReason::NoAccess,
                rules.no_access
                    && guest
                        .access_ended_at
                        .is_some_and(|at| guest.counts_from.is_none_or(|from| at > from)),
            ),
            (
                GuestReason::FewSponsors,
                rules
                    .sponsors_min
                    .is_some_and(|least| guest.sponsors < least),
            ),
            (
                GuestReason::Unconfirmed,
                self.confirm_at(guest).is_some_and(|at| at <= now),
            ),
            (
                GuestReason::Idle,
                rules.idle_days.is_some_and(|days| over(days, last_seen)),
            ),
        ];
        found
            .into_iter()
            .filter(|(_, is)| *is)
            .map(|(reason, _)| reason)
            .collect()
    }
}

/// The policy that decides about somebody: the first that is for them. Nobody but guests has one.
pub fn first_match<'a>(policies: &'a [GuestPolicy], guest: &GuestFacts) -> Option<&'a GuestPolicy> {
    if guest.kind != UserKind::Guest || guest.has_role {
        return None;
    }
    policies.iter().find(|policy| policy.rules.is_for(guest))
}

impl GuestPlan {
    /// Is what started it still so?
    fn holds(&self, policy: &GuestPolicy, guest: &GuestFacts, now: Timestamp) -> bool {
        match self.because {
            // Until a sponsor confirms the guest, which ends it there and then.
            GuestReason::LetGo => true,
            because => policy.id == self.policy && policy.broken(guest, now).contains(&because),
        }
    }
}

/// What is to be done about somebody at `now`. What was told stays: days that a policy says later change nothing
/// about a plan that was started.
pub fn guest_step(
    policies: &[GuestPolicy],
    guest: &GuestFacts,
    plan: Option<&GuestPlan>,
    now: Timestamp,
) -> GuestStep {
    let Some(policy) = first_match(policies, guest) else {
        return plan.map_or(GuestStep::Nothing, |_| GuestStep::CallOff);
    };
    match plan {
        None => match policy.broken(guest, now).first() {
            Some(because) if policy.rules.effect.changes(guest.enabled) => GuestStep::Notice {
                policy: policy.id,
                because: *because,
                acts_at: now.plus_days(i64::from(policy.rules.grace_days)),
            },
            _ => GuestStep::Nothing,
        },
        // Somebody let the guest in again.
        Some(plan) if plan.acted && guest.enabled => GuestStep::CallOff,
        Some(plan) if plan.acted => match plan.remove_at {
            Some(at) if at <= now => GuestStep::Remove,
            _ => GuestStep::Nothing,
        },
        Some(plan) if !plan.holds(policy, guest, now) => GuestStep::CallOff,
        Some(plan) if plan.acts_at <= now => GuestStep::Act,
        Some(plan)
            if plan.due_at <= now
                && mails(plan.noticed_at, plan.acts_at).contains(&Some(plan.due_at)) =>
        {
            GuestStep::Remind
        }
        Some(_) => GuestStep::Nothing,
    }
}

/// When everybody is told again: in the middle, and a day before, where there is time for it.
fn mails(noticed: Timestamp, acts: Timestamp) -> [Option<Timestamp>; 2] {
    let hours = (acts.0 - noticed.0) / 3_600_000;
    [
        (hours >= 4 * 24).then(|| noticed.plus_hours(hours / 2)),
        (hours >= 2 * 24).then(|| acts.plus_days(-1)),
    ]
}

/// When a plan is to be looked at next: for the next mail after `now`, or to do what was said.
pub fn next_mail(noticed: Timestamp, acts: Timestamp, now: Timestamp) -> Timestamp {
    let later = mails(noticed, acts)
        .into_iter()
        .flatten()
        .filter(|at| *at > now);
    later.min().unwrap_or(acts)
}
