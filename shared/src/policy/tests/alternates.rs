//! Alternates: who is asked when nobody decides for some days, and when that may be.

use super::super::{
    AlternateRule, ApproverRule, Escalation, NameBook, Relations, StageSettings, flow,
    plan_alternates, summary,
};
use super::strategies::{principal, settings};
use super::{NOW, group, named, open_policy, person, stage, user};
use crate::directory::Principal;
use crate::forms::PolicyInput;
use proptest::collection::vec;
use proptest::prelude::*;

fn after(after_days: u32, alternates: AlternateRule) -> Option<Escalation> {
    Some(Escalation {
        after_days,
        alternates,
    })
}

fn people(numbers: &[u128]) -> AlternateRule {
    AlternateRule::Named {
        approvers: numbers.iter().copied().map(person).collect(),
    }
}

fn second(fallback: &[u128]) -> AlternateRule {
    AlternateRule::SecondLevelManager {
        fallback: fallback.iter().copied().map(person).collect(),
    }
}

fn refused(stage: StageSettings) -> Vec<String> {
    let mut policy = open_policy();
    policy.stages = vec![stage];
    policy.check(NOW).0.into_keys().collect()
}

#[test]
fn pol_17_alternates_come_in_after_a_day_and_never_on_the_last() {
    for days in 1..=15 {
        for after_days in 0..=15 {
            let stage = StageSettings {
                escalation: after(after_days, people(&[2])),
                ..StageSettings::new(named(1), days)
            };
            let fine = (4..=14).contains(&days) && after_days >= 1 && after_days + 2 <= days;
            assert_eq!(
                refused(stage).is_empty(),
                fine,
                "{after_days} of {days} days"
            );
        }
    }
}

#[test]
fn pol_17_pol_18_each_wrong_alternate_is_named_at_its_field() {
    let stage = |escalation| StageSettings {
        escalation,
        ..stage(named(1))
    };
    assert_eq!(refused(stage(after(3, people(&[])))), ["stage1_alternates"]);
    assert_eq!(
        refused(stage(after(3, second(&[9])))),
        ["stage1_alternate_kind"]
    );
    assert_eq!(
        refused(stage(after(6, people(&[2])))),
        ["stage1_escalate_days"]
    );
    let manager = StageSettings {
        approvers: ApproverRule::Manager {
            fallback: vec![person(9)],
        },
        ..stage(after(3, second(&[])))
    };
    assert_eq!(refused(manager), ["stage1_alternates"]);
}

#[test]
fn pol_18_the_managers_manager_or_the_fallback_is_asked() {
    let stage = StageSettings {
        escalation: after(3, second(&[9, 8])),
        ..stage(ApproverRule::Manager {
            fallback: vec![person(7)],
        })
    };
    let relations = Relations {
        second_level_manager: Some(user(2)),
        ..Relations::default()
    };
    let asked = |relations: &Relations, not: &[_]| {
        let plan = plan_alternates(&stage, relations, not).expect("alternates");
        (plan.approvers, plan.fallback)
    };
    assert_eq!(asked(&relations, &[user(1)]), (vec![person(2)], false));
    // Whoever asks for somebody in the team of their team is not asked.
    assert_eq!(
        asked(&relations, &[user(2), user(8)]),
        (vec![person(9)], true)
    );
    assert_eq!(
        asked(&Relations::default(), &[]),
        (vec![person(9), person(8)], true)
    );
    assert_eq!(
        plan_alternates(&super::stage(named(1)), &relations, &[]),
        None
    );
}

#[test]
fn pol_17_the_drawing_and_the_sentence_name_the_alternates() {
    let mut names = NameBook::default();
    names.insert(person(1), "Ada Lind", "");
    names.insert(person(2), "Ben Okoye", "");
    names.insert(Principal::Group(group(1)), "Sales", "");
    let mut policy = open_policy();
    policy.stages = vec![
        StageSettings {
            escalation: after(1, second(&[2])),
            ..stage(ApproverRule::Manager {
                fallback: vec![person(1)],
            })
        },
        StageSettings {
            escalation: after(3, people(&[2])),
            ..stage(named(1))
        },
    ];
    assert_eq!(
        summary(&policy, &names).approval,
        "their manager decides within 7 days (after 1 day their manager's manager can, too), then Ada Lind within 7 days (after 3 days Ben Okoye can, too)"
    );
    let stations = flow(&policy, &names);
    let first = stations[1].escalation.as_ref().expect("a branch");
    assert_eq!(first.after, "after 1 day");
    assert_eq!(first.people[0].name, "Their manager's manager");
    assert_eq!(first.note.as_deref(), Some("If there is none: Ben Okoye."));
    let second = stations[2].escalation.as_ref().expect("a branch");
    assert_eq!(second.people[0].name, "Ben Okoye");
}

#[test]
fn pol_17_the_form_asks_for_alternates_only_when_they_are_wanted() {
    let mut policy = open_policy();
    policy.stages = vec![StageSettings {
        escalation: after(3, people(&[2, 3])),
        ..stage(named(1))
    }];
    let input = PolicyInput {
        name: "Standard".to_owned(),
        description: String::new(),
        settings: policy,
        question_rows: Vec::new(),
        version: None,
    };
    let mut fields = input.to_fields();
    assert_eq!(PolicyInput::parse(&fields), Ok(input.clone()));
    fields.set("stage1_escalate_days", "");
    let errors = PolicyInput::parse(&fields).expect_err("no number of days");
    assert!(errors.get("stage1_escalate_days").is_some());
    fields.set("stage1_escalate", "");
    let without = PolicyInput::parse(&fields).expect("a policy");
    assert_eq!(without.settings.stages[0].escalation, None);
}

#[test]
fn policies_written_before_there_were_alternates_are_still_read() {
    let text = r#"{"approvers":{"kind":"named","approvers":[]},"decideWithinDays":7,"approverJustificationRequired":true}"#;
    let stage: StageSettings = serde_json::from_str(text).expect("an old stage");
    assert_eq!(stage.escalation, None);
    assert_eq!(serde_json::to_string(&stage).expect("a text"), text);
}

proptest! {
    /// Whatever a policy says, alternates are distinct, and never somebody who may not decide.
    #[test]
    fn apr_05_pol_17_nobody_stands_in_for_themselves(
        policy in settings(),
        boss in proptest::option::of(0..6u128),
        not in vec(0..6u128, 0..3),
        others in vec(principal(), 0..3),
    ) {
        let not: Vec<_> = not.into_iter().map(user).collect();
        let relations = Relations {
            second_level_manager: boss.map(user),
            sponsors: others,
            ..Relations::default()
        };
        for stage in &policy.stages {
            let Some(plan) = plan_alternates(stage, &relations, &not) else {
                prop_assert_eq!(&stage.escalation, &None);
                continue;
            };
            for (index, principal) in plan.approvers.iter().enumerate() {
                prop_assert!(!plan.approvers[..index].contains(principal));
                prop_assert!(!matches!(principal, Principal::User(id) if not.contains(id)));
            }
        }
    }
}
