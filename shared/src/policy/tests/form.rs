//! The policy form.

use super::super::{ApproverRule, Expiration, PolicySettings, QuestionKind, TargetScope};
use super::NOW;
use super::strategies::consistent;
use crate::forms::{Fields, NEW_QUESTION, PolicyInput};
use proptest::prelude::*;

fn fields(pairs: &[(&str, &str)]) -> Fields {
    let mut fields = Fields(vec![
        ("policy_name".to_owned(), "Employees".to_owned()),
        ("scope".to_owned(), "allMemberUsers".to_owned()),
        ("enabled".to_owned(), "on".to_owned()),
        ("approval".to_owned(), "0".to_owned()),
        ("expiration".to_owned(), "never".to_owned()),
    ]);
    for (name, _) in pairs {
        fields.0.retain(|(key, _)| key != name);
    }
    for (name, value) in pairs {
        fields.push(name, *value);
    }
    fields
}

fn settings(pairs: &[(&str, &str)]) -> PolicySettings {
    PolicyInput::parse(&fields(pairs))
        .expect("a policy")
        .settings
}

/// The fields with messages, of reading and of checking.
fn refused(pairs: &[(&str, &str)]) -> Vec<String> {
    let mut errors = crate::FieldErrors::default();
    let input = PolicyInput::read(&fields(pairs), &mut errors);
    for (field, message) in input.check(NOW).0 {
        errors.add(&field, message);
    }
    errors.0.into_keys().collect()
}

#[test]
fn pol_13_the_number_of_stages_decides_what_counts() {
    let two = [
        ("approval", "2"),
        ("stage1_kind", "manager"),
        ("stage1_named", "user:00000000-0000-0000-0000-000000000009"),
        ("stage1_days", "7"),
        ("stage1_justification", "on"),
        ("stage2_kind", "named"),
        ("stage2_named", "group:00000000-0000-0000-0000-000000001001"),
        ("stage2_days", "3"),
        ("stage3_kind", "nonsense"),
        ("stage3_days", "many"),
    ];
    let policy = settings(&two);
    assert_eq!(policy.stages.len(), 2);
    assert!(matches!(
        policy.stages[0].approvers,
        ApproverRule::Manager { .. }
    ));
    assert!(policy.stages[0].approver_justification_required);
    assert_eq!(policy.stages[1].decide_within_days, 3);
    assert_eq!(refused(&[("approval", "")]), ["approval"]);
    assert_eq!(refused(&[("approval", "4")]), ["approval"]);
    assert_eq!(
        refused(&[("approval", "1")]),
        ["stage1_days", "stage1_kind", "stage1_named"]
    );
}

#[test]
fn pol_08_direct_assignment_drops_what_requestors_would_meet() {
    let policy = settings(&[
        ("scope", "notSpecified"),
        ("approval", "3"),
        ("requestor_justification", "on"),
        ("custom_schedule", "on"),
    ]);
    assert_eq!(policy.scope, TargetScope::NotSpecified);
    assert!(
        policy.stages.is_empty()
            && !policy.requestor_justification_required
            && !policy.custom_schedule
    );
}

#[test]
fn pol_25_messages_stand_at_the_row_that_was_filled() {
    let rows = [
        ("question1_text", ""),
        ("question1_choices", " "),
        ("question2_text", "Which ticket?"),
        ("question2_pattern", "["),
        ("question4_text", ""),
        ("question4_kind", "choice"),
        ("question4_choices", "red\r\n\r\n blue "),
    ];
    assert_eq!(refused(&rows), ["question2_pattern", "question4_text"]);
    let mut errors = crate::FieldErrors::default();
    let input = PolicyInput::read(&fields(&rows), &mut errors);
    assert_eq!(input.question_rows, [2, 4]);
    assert_eq!(input.settings.questions[0].id, NEW_QUESTION);
    assert_eq!(
        input.settings.questions[1].kind,
        QuestionKind::Choice {
            choices: vec!["red".to_owned(), "blue".to_owned()]
        }
    );
}

#[test]
fn pol_25_a_flood_of_questions_is_refused() {
    let mut many = fields(&[]);
    for row in 0..5_000 {
        many.push(&format!("question{row}_text"), "Why?");
    }
    let mut errors = crate::FieldErrors::default();
    let input = PolicyInput::read(&many, &mut errors);
    assert_eq!(input.settings.questions.len(), 21);
    assert!(input.check(NOW).get("questions").is_some());
}

#[test]
fn pol_27_a_date_includes_its_whole_day() {
    let policy = settings(&[("expiration", "onDate"), ("expires_on", "2026-12-31")]);
    let Expiration::OnDate(date) = policy.expiration else {
        panic!("a date: {:?}", policy.expiration)
    };
    assert_eq!(date.rfc3339(), "2026-12-31T23:59:59.999Z");
}

#[test]
fn pol_28_a_missing_or_unreadable_end_is_said_at_its_field() {
    for (pairs, field) in [
        (&[("expiration", "onDate")][..], "expires_on"),
        (
            &[("expiration", "onDate"), ("expires_on", "31.12.2026")],
            "expires_on",
        ),
        (
            &[("expiration", "onDate"), ("expires_on", "2020-01-01")],
            "expires_on",
        ),
        (&[("expiration", "afterDays")], "expires_days"),
        (
            &[("expiration", "afterDays"), ("expires_days", "-1")],
            "expires_days",
        ),
        (
            &[("expiration", "afterDays"), ("expires_days", "0")],
            "expires_days",
        ),
        (
            &[
                ("expiration", "afterHours"),
                ("expires_hours", "99999999999"),
            ],
            "expires_hours",
        ),
        (&[("expiration", "whenever")], "expiration"),
    ] {
        assert_eq!(refused(pairs), [field], "{pairs:?}");
    }
}

#[test]
fn hostile_fields_get_a_message_and_nothing_else() {
    let long = "x".repeat(100_000);
    assert_eq!(refused(&[("policy_name", &long)]), ["policy_name"]);
    assert_eq!(refused(&[("policy_name", "two\nlines")]), ["policy_name"]);
    assert_eq!(
        refused(&[("policy_description", &long)]),
        ["policy_description"]
    );
    assert_eq!(refused(&[("scope", "everyone")]), ["scope"]);
    assert_eq!(
        refused(&[
            ("scope", "specificDirectoryUsers"),
            ("subjects", "user:1' OR 1=1")
        ]),
        ["subjects"]
    );
    assert_eq!(
        settings(&[("policy_description", "<script>alert(1)</script>")]).scope,
        TargetScope::AllMemberUsers
    );
}

proptest! {
    /// What a form shows is what it sends: nothing is lost by opening and saving a policy.
    #[test]
    fn pol_32_opening_and_saving_changes_nothing(settings in consistent(), version in proptest::option::of(1..9i64)) {
        let input = PolicyInput {
            name: "Employees".to_owned(),
            description: "Those <b>here</b>\nand there".to_owned(),
            question_rows: (1..).take(settings.questions.len()).collect(),
            settings,
            version,
        };
        prop_assert_eq!(PolicyInput::parse(&input.to_fields()), Ok(input));
    }

    /// Reading never fails, whatever is sent.
    #[test]
    fn any_form_can_be_read(
        pairs in proptest::collection::vec(
            ("(policy_name|scope|approval|stage[0-4]_(kind|named|days)|question[0-9]{1,12}_(text|kind|choices)|expiration|expires_on)", "\\PC{0,40}"),
            0..20,
        ),
    ) {
        let mut errors = crate::FieldErrors::default();
        let input = PolicyInput::read(&Fields(pairs), &mut errors);
        let _ = input.check(NOW);
    }
}
