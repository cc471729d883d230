//! What is refused, and at which field.

use super::super::{ApproverRule, Expiration, Question, QuestionKind, TargetScope};
use super::strategies::{consistent, settings};
use super::{NOW, group, named, open_policy, organization, person, stage, user};
use crate::directory::Principal;
use crate::ids::QuestionId;
use crate::limits;
use proptest::prelude::*;
use uuid::Uuid;

/// The fields at which the policy is refused.
fn refused(policy: &super::super::PolicySettings) -> Vec<String> {
    policy.check(NOW).0.into_keys().collect()
}

fn question(n: u128, kind: QuestionKind) -> Question {
    Question {
        id: QuestionId(Uuid::from_u128(n)),
        text: "Why?".to_owned(),
        required: true,
        kind,
        translations: Vec::new(),
        attribute: None,
    }
}

#[test]
fn pol_01_inside_and_outside_cannot_share_a_policy() {
    for scope in TargetScope::ALL {
        let mut policy = open_policy();
        policy.scope = *scope;
        policy.subjects = vec![person(1)];
        policy.organizations = vec![organization(1)];
        let fields = refused(&policy);
        assert_eq!(
            fields.contains(&"subjects".to_owned()),
            *scope != TargetScope::SpecificDirectoryUsers,
            "{scope}"
        );
        assert_eq!(
            fields.contains(&"organizations".to_owned()),
            *scope != TargetScope::SpecificConnectedOrganizationUsers,
            "{scope}"
        );
    }
}

#[test]
fn pol_02_lists_one_to_five_hundred_people_and_groups() {
    let mut policy = open_policy();
    policy.scope = TargetScope::SpecificDirectoryUsers;
    assert_eq!(refused(&policy), ["subjects"]);
    policy.subjects = (0..500).map(person).collect();
    assert!(refused(&policy).is_empty());
    policy.subjects.push(Principal::Group(group(1)));
    assert_eq!(refused(&policy), ["subjects"]);
}

#[test]
fn pol_05_lists_one_to_a_thousand_organizations() {
    let mut policy = open_policy();
    policy.scope = TargetScope::SpecificConnectedOrganizationUsers;
    assert_eq!(refused(&policy), ["organizations"]);
    policy.organizations = (0..1_000).map(organization).collect();
    assert!(refused(&policy).is_empty());
    policy.organizations.push(organization(1_000));
    assert_eq!(refused(&policy), ["organizations"]);
}

#[test]
fn pol_07_anyone_from_outside_needs_an_approval() {
    let mut policy = open_policy();
    policy.scope = TargetScope::AllExternalUsers;
    assert_eq!(refused(&policy), ["approval"]);
    policy.stages = vec![stage(named(1))];
    assert!(refused(&policy).is_empty());
}

#[test]
fn pol_08_direct_assignment_has_no_approval() {
    let mut policy = open_policy();
    policy.scope = TargetScope::NotSpecified;
    assert!(refused(&policy).is_empty());
    policy.stages = vec![stage(named(1))];
    assert_eq!(refused(&policy), ["approval"]);
}

#[test]
fn pol_13_stages_one_to_three() {
    let mut policy = open_policy();
    for count in 0..=4 {
        policy.stages = vec![stage(named(1)); count];
        assert_eq!(refused(&policy).is_empty(), count <= 3, "{count} stages");
    }
}

#[test]
fn pol_14_a_manager_needs_a_fallback() {
    let mut policy = open_policy();
    policy.stages = vec![stage(ApproverRule::Manager { fallback: vec![] })];
    assert_eq!(refused(&policy), ["stage1_named"]);
    policy.stages = vec![stage(ApproverRule::Named { approvers: vec![] })];
    assert_eq!(refused(&policy), ["stage1_named"]);
    policy.stages = vec![stage(ApproverRule::Named {
        approvers: (0..51).map(person).collect(),
    })];
    assert_eq!(refused(&policy), ["stage1_named"]);
}

#[test]
fn pol_15_sponsors_belong_to_the_right_side() {
    let fallback = || vec![person(9)];
    let rules = [
        (
            ApproverRule::Manager {
                fallback: fallback(),
            },
            false,
        ),
        (
            ApproverRule::Sponsors {
                fallback: fallback(),
            },
            false,
        ),
        (
            ApproverRule::InternalSponsors {
                fallback: fallback(),
            },
            true,
        ),
        (
            ApproverRule::ExternalSponsors {
                fallback: fallback(),
            },
            true,
        ),
    ];
    for (rule, outside) in rules {
        for scope in [TargetScope::AllMemberUsers, TargetScope::AllExternalUsers] {
            let mut policy = open_policy();
            policy.scope = scope;
            policy.stages = vec![stage(rule.clone())];
            assert_eq!(
                refused(&policy).is_empty(),
                scope.is_external() == outside,
                "{} for {scope}",
                rule.kind()
            );
        }
    }
}

#[test]
fn pol_16_a_relative_approver_decides_in_one_stage_only() {
    let manager = || {
        stage(ApproverRule::Manager {
            fallback: vec![person(9)],
        })
    };
    let sponsors = || {
        stage(ApproverRule::Sponsors {
            fallback: vec![person(9)],
        })
    };
    let mut policy = open_policy();
    policy.stages = vec![manager(), sponsors(), stage(named(1))];
    assert!(refused(&policy).is_empty());
    policy.stages = vec![manager(), stage(named(1)), manager()];
    assert_eq!(refused(&policy), ["stage3_kind"]);
    policy.stages = vec![stage(named(1)), stage(named(1)), stage(named(1))];
    assert!(refused(&policy).is_empty());
}

#[test]
fn pol_19_one_to_fourteen_days_to_decide() {
    for (days, fine) in [(0, false), (1, true), (14, true), (15, false)] {
        let mut policy = open_policy();
        policy.stages = vec![stage(named(1))];
        policy.stages[0].decide_within_days = days;
        assert_eq!(refused(&policy).is_empty(), fine, "{days} days");
    }
}

#[test]
fn pol_25_questions_are_complete_and_limited() {
    let choice = |choices: &[&str]| QuestionKind::Choice {
        choices: choices.iter().map(|&c| c.to_owned()).collect(),
    };
    let pattern = |pattern: &str| QuestionKind::ShortText {
        pattern: Some(pattern.to_owned()),
    };
    let table = [
        (QuestionKind::LongText, None),
        (QuestionKind::ShortText { pattern: None }, None),
        (pattern("[A-Z]{2}-\\d{4}"), None),
        (pattern("ä{250}"), None),
        (pattern(&"ä".repeat(251)), Some("question1_pattern")),
        (pattern("["), Some("question1_pattern")),
        (pattern(" "), Some("question1_pattern")),
        (pattern("a)|(b"), Some("question1_pattern")),
        (pattern(r"(\w)\1"), Some("question1_pattern")),
        (choice(&["yes", "no"]), None),
        (choice(&["yes"]), Some("question1_choices")),
        (choice(&["yes", "yes"]), Some("question1_choices")),
        (choice(&["yes", " "]), Some("question1_choices")),
        (
            choice(&["yes", &"x".repeat(251)]),
            Some("question1_choices"),
        ),
    ];
    for (kind, field) in table {
        let mut policy = open_policy();
        policy.questions = vec![question(1, kind.clone())];
        assert_eq!(refused(&policy), Vec::from_iter(field), "{kind:?}");
    }
    let mut policy = open_policy();
    policy.questions = (1..=20)
        .map(|n| question(n, QuestionKind::LongText))
        .collect();
    assert!(refused(&policy).is_empty());
    policy.questions.push(question(21, QuestionKind::LongText));
    assert_eq!(refused(&policy), ["questions"]);
    policy.questions = vec![question(1, QuestionKind::LongText); 2];
    assert_eq!(refused(&policy), ["question2_text"]);
    policy.questions.truncate(1);
    policy.questions[0].text = " ".to_owned();
    assert_eq!(refused(&policy), ["question1_text"]);
    policy.questions[0].text = "ü".repeat(251);
    assert_eq!(refused(&policy), ["question1_text"]);
}

#[test]
fn pol_27_the_end_date_lies_ahead() {
    let mut policy = open_policy();
    for (date, fine) in [
        (NOW.plus_days(-1), false),
        (NOW, false),
        (NOW.plus_seconds(1), true),
    ] {
        policy.expiration = Expiration::OnDate(date);
        assert_eq!(refused(&policy).is_empty(), fine);
    }
}

#[test]
fn pol_28_days_and_hours_within_ten_years() {
    let table = [
        (Expiration::Never, None),
        (Expiration::AfterDays(0), Some("expires_days")),
        (Expiration::AfterDays(1), None),
        (Expiration::AfterDays(3_660), None),
        (Expiration::AfterDays(3_661), Some("expires_days")),
        (Expiration::AfterHours(0), Some("expires_hours")),
        (Expiration::AfterHours(1), None),
        (Expiration::AfterHours(87_840), None),
        (Expiration::AfterHours(u32::MAX), Some("expires_hours")),
    ];
    for (expiration, field) in table {
        let mut policy = open_policy();
        policy.expiration = expiration;
        assert_eq!(refused(&policy), Vec::from_iter(field), "{expiration:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3_000))]

    /// Whatever passes keeps every rule at once.
    #[test]
    fn pol_16_no_accepted_policy_breaks_a_rule(policy in prop_oneof![settings(), consistent()]) {
        if !policy.check(NOW).is_empty() {
            return Ok(());
        }
        prop_assert!(policy.stages.len() <= limits::STAGES_MAX);
        let mut relative: Vec<_> = policy
            .stages
            .iter()
            .filter(|stage| stage.approvers.is_relative())
            .map(|stage| stage.approvers.kind())
            .collect();
        let count = relative.len();
        relative.sort_unstable();
        relative.dedup();
        prop_assert_eq!(relative.len(), count);
        for stage in &policy.stages {
            prop_assert!(!stage.approvers.named().is_empty());
            prop_assert!(limits::DECISION_DAYS.contains(&stage.decide_within_days));
        }
        // Never both lists, and each only for its own scope (POL-01).
        prop_assert!(policy.subjects.is_empty() || policy.organizations.is_empty());
        prop_assert!(!policy.scope.is_external() || policy.subjects.is_empty());
        prop_assert!(policy.scope.is_external() || policy.organizations.is_empty());
    }

}

proptest! {
    /// Nothing is lost by storing a policy (POL-32: the copy in a request says the same).
    #[test]
    fn pol_32_a_stored_policy_reads_back_the_same(policy in settings()) {
        let text = serde_json::to_string(&policy).expect("JSON");
        prop_assert_eq!(serde_json::from_str::<super::super::PolicySettings>(&text).expect("a policy"), policy);
    }
}

#[test]
fn a_principal_is_a_person_or_a_group() {
    assert_eq!(person(7).to_string().parse(), Ok(Principal::User(user(7))));
    assert!("app:x".parse::<Principal>().is_err());
}
