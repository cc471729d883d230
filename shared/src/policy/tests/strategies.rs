//! Random policies and people, good and bad.

use super::super::{
    AlternateRule, ApproverRule, Escalation, Expiration, NamesShown, Needed, PolicySettings,
    Question, QuestionKind, ScopeLoss, StageSettings, TargetScope,
};
use super::{NOW, group, organization, person, user};
use crate::directory::{Affiliation, OrganizationState, Principal, Subject, UserKind};
use crate::ids::QuestionId;
use proptest::collection::{btree_set, vec};
use proptest::prelude::*;
use uuid::Uuid;

pub fn principal() -> impl Strategy<Value = Principal> {
    prop_oneof![
        (0..6u128).prop_map(person),
        (0..6u128).prop_map(|n| Principal::Group(group(n))),
    ]
}

fn rule() -> impl Strategy<Value = ApproverRule> {
    (0..5u8, btree_set(principal(), 0..4)).prop_map(|(kind, named)| {
        let named: Vec<_> = named.into_iter().collect();
        match kind {
            0 => ApproverRule::Named { approvers: named },
            1 => ApproverRule::Manager { fallback: named },
            2 => ApproverRule::Sponsors { fallback: named },
            3 => ApproverRule::InternalSponsors { fallback: named },
            _ => ApproverRule::ExternalSponsors { fallback: named },
        }
    })
}

pub fn stage() -> impl Strategy<Value = StageSettings> {
    (
        rule(),
        0..16u32,
        any::<bool>(),
        proptest::option::of(escalation()),
        needed(),
    )
        .prop_map(
            |(approvers, days, justify, escalation, needed)| StageSettings {
                approver_justification_required: justify,
                escalation,
                needed,
                ..StageSettings::new(approvers, days)
            },
        )
}

fn needed() -> impl Strategy<Value = Needed> {
    prop_oneof![
        3 => Just(Needed::One),
        1 => (0..12u32).prop_map(Needed::Several),
        1 => Just(Needed::Each),
    ]
}

fn escalation() -> impl Strategy<Value = Escalation> {
    (0..16u32, any::<bool>(), btree_set(principal(), 0..4)).prop_map(
        |(after_days, second, named)| {
            let named: Vec<_> = named.into_iter().collect();
            Escalation {
                after_days,
                alternates: if second {
                    AlternateRule::SecondLevelManager { fallback: named }
                } else {
                    AlternateRule::Named { approvers: named }
                },
            }
        },
    )
}

fn line() -> impl Strategy<Value = String> {
    "[A-Za-z<>&\"'?äß]([A-Za-z<>&\"'? äß]{0,20}[A-Za-z<>&\"'?äß])?"
}

fn question() -> impl Strategy<Value = Question> {
    let kind = prop_oneof![
        proptest::option::of("[a-z]{1,5}|[0-9]\\+")
            .prop_map(|pattern| QuestionKind::ShortText { pattern }),
        Just(QuestionKind::LongText),
        btree_set(line(), 0..5).prop_map(|choices| QuestionKind::Choice {
            choices: choices.into_iter().collect()
        }),
    ];
    (1..1_000_000u128, line(), any::<bool>(), kind).prop_map(|(id, text, required, kind)| {
        Question {
            id: QuestionId(Uuid::from_u128(id)),
            text,
            required,
            kind,
            translations: Vec::new(),
            attribute: None,
        }
    })
}

pub fn expiration() -> impl Strategy<Value = Expiration> {
    prop_oneof![
        Just(Expiration::Never),
        (-30..400i64).prop_map(|days| Expiration::OnDate(NOW.plus_days(days).end_of_day())),
        (0..5_000u32).prop_map(Expiration::AfterDays),
        (0..100_000u32).prop_map(Expiration::AfterHours),
    ]
}

pub fn scope() -> impl Strategy<Value = TargetScope> {
    proptest::sample::select(TargetScope::ALL)
}

/// Any policy at all, rules kept or not.
pub fn settings() -> impl Strategy<Value = PolicySettings> {
    (
        (
            scope(),
            btree_set(principal(), 0..4),
            btree_set(0..4u128, 0..3),
        ),
        any::<(bool, bool, bool, bool, bool)>(),
        vec(stage(), 0..4),
        vec(question(), 0..4),
        expiration(),
    )
        .prop_map(
            |(
                (scope, subjects, organizations),
                (enabled, justify, custom, again, direct),
                stages,
                questions,
                expiration,
            )| {
                PolicySettings {
                    subjects: subjects.into_iter().collect(),
                    organizations: organizations.into_iter().map(organization).collect(),
                    enabled,
                    requestor_justification_required: justify,
                    stages,
                    questions,
                    expiration,
                    custom_schedule: custom,
                    ask_again: again,
                    approve_direct: direct,
                    can_extend: direct,
                    approve_extension: direct,
                    managers_ask: direct && !scope.is_external(),
                    mail_off: enabled != custom,
                    scope_loss: match (justify, again) {
                        (false, _) => ScopeLoss::Keep,
                        (true, true) => ScopeLoss::EndAfterDays(0),
                        (true, false) => ScopeLoss::EndAfterDays(30),
                    },
                    emergency_hours: (justify && scope != TargetScope::NotSpecified).then_some(4),
                    approver_names: if again == direct {
                        NamesShown::Usual
                    } else if again {
                        NamesShown::Always
                    } else {
                        NamesShown::Never
                    },
                    ..PolicySettings::new(scope)
                }
            },
        )
}

/// A policy as the form can say it: nothing that its scope has no use for.
pub fn consistent() -> impl Strategy<Value = PolicySettings> {
    settings().prop_map(|mut policy| {
        if policy.scope != TargetScope::SpecificDirectoryUsers {
            policy.subjects.clear();
        }
        if policy.scope != TargetScope::SpecificConnectedOrganizationUsers {
            policy.organizations.clear();
        }
        if policy.scope == TargetScope::NotSpecified {
            policy.stages.clear();
            policy.requestor_justification_required = false;
            policy.custom_schedule = false;
            policy.ask_again = false;
            policy.approve_direct = false;
            policy.can_extend = false;
            policy.approve_extension = false;
            policy.managers_ask = false;
            policy.approver_names = NamesShown::Usual;
            policy.scope_loss = ScopeLoss::Keep;
        }
        policy.stages.truncate(3);
        policy
    })
}

pub fn subject() -> impl Strategy<Value = Subject> {
    (
        0..6u128,
        proptest::sample::select(UserKind::ALL),
        any::<bool>(),
        btree_set(0..6u128, 0..3),
        proptest::option::of((0..4u128, proptest::sample::select(OrganizationState::ALL))),
    )
        .prop_map(|(id, kind, enabled, groups, affiliation)| Subject {
            id: user(id),
            kind,
            enabled,
            groups: groups.into_iter().map(group).collect(),
            affiliation: affiliation
                .map(|(n, state)| Affiliation {
                    organization: organization(n),
                    state,
                })
                .filter(|_| kind != UserKind::Member),
        })
}
