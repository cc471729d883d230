//! Policies: a table per rule, and properties that hold whatever a policy says.

mod alternates;
mod answers;
mod check;
mod emergency;
mod evaluate;
mod evaluate_properties;
mod extension;
mod form;
mod guests;
mod less;
mod plan;
mod scope_loss;
mod separation;
mod several;
pub(in crate::policy) mod strategies;
mod words;

use super::{ApproverRule, PolicySettings, StageSettings, TargetScope};
use crate::directory::{Principal, Subject, UserKind};
use crate::ids::{ObjectId, OrganizationId, UserId};
use crate::time::Timestamp;
use std::collections::BTreeSet;
use uuid::Uuid;

/// 1 March 2026, 12:00 UTC.
pub(in crate::policy) const NOW: Timestamp = Timestamp(1_772_366_400_000);

pub(in crate::policy) const fn user(n: u128) -> UserId {
    UserId(Uuid::from_u128(n))
}

pub(in crate::policy) const fn group(n: u128) -> ObjectId {
    ObjectId(Uuid::from_u128(0x1000 + n))
}

pub(in crate::policy) const fn organization(n: u128) -> OrganizationId {
    OrganizationId(Uuid::from_u128(0x2000 + n))
}

pub(in crate::policy) const fn person(n: u128) -> Principal {
    Principal::User(user(n))
}

/// A policy that everyone inside can use, without approval and without end.
pub(in crate::policy) const fn open_policy() -> PolicySettings {
    PolicySettings::new(TargetScope::AllMemberUsers)
}

pub(in crate::policy) const fn stage(approvers: ApproverRule) -> StageSettings {
    StageSettings::new(approvers, 7)
}

pub(in crate::policy) fn named(n: u128) -> ApproverRule {
    ApproverRule::Named {
        approvers: vec![person(n)],
    }
}

pub(in crate::policy) fn member(n: u128) -> Subject {
    Subject {
        id: user(n),
        kind: UserKind::Member,
        enabled: true,
        groups: BTreeSet::new(),
        affiliation: None,
    }
}
