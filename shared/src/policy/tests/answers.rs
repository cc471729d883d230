//! Answers to questions (POL-25).

use super::super::{Question, QuestionKind, check_answers};
use crate::ids::QuestionId;
use crate::limits;
use proptest::prelude::*;
use uuid::Uuid;

fn ask(required: bool, kind: QuestionKind, answer: &str) -> Result<String, String> {
    let id = QuestionId(Uuid::from_u128(1));
    let question = Question {
        id,
        text: "Why?".to_owned(),
        required,
        kind,
    };
    match check_answers(&[question], |asked| {
        (asked == id).then(|| answer.to_owned())
    }) {
        Ok(answers) => Ok(answers.into_iter().map(|answer| answer.value).collect()),
        Err(errors) => Err(errors.get(&format!("answer_{id}")).expect("at its field")),
    }
}

fn short(pattern: &str) -> QuestionKind {
    QuestionKind::ShortText {
        pattern: Some(pattern.to_owned()),
    }
}

#[test]
fn pol_25_a_required_question_needs_an_answer() {
    let open = || QuestionKind::ShortText { pattern: None };
    assert!(ask(true, open(), " ").is_err());
    assert_eq!(ask(false, open(), " "), Ok(String::new()));
    assert_eq!(ask(true, open(), " yes "), Ok("yes".to_owned()));
}

#[test]
fn pol_25_the_whole_answer_matches_the_pattern() {
    let table = [
        ("[0-9]{4}", "1234", true),
        ("[0-9]{4}", "12345", false),
        ("a|ab", "ab", true),
        ("a|ab", "abc", false),
        ("a|b", "xa", false),
        ("(?i)abc", "ABC", true),
        // Not a regular expression by itself: it accepts nothing, rather than half of everything.
        ("a)|(b", "ax", false),
        ("a)|(b", "a", false),
    ];
    for (pattern, answer, fine) in table {
        assert_eq!(
            ask(true, short(pattern), answer).is_ok(),
            fine,
            "{pattern} on {answer}"
        );
    }
    // A question that may stay empty is not checked when it does.
    assert_eq!(ask(false, short("[0-9]+"), ""), Ok(String::new()));
}

#[test]
fn pol_25_hostile_patterns_are_refused_or_harmless() {
    let answer = "a".repeat(limits::SHORT_TEXT_MAX);
    let nested = format!("{}a{}", "(".repeat(120), ")".repeat(120));
    for pattern in [
        "(a+)+b",
        "(a|a)*b",
        "(a*)*b",
        "a{100}{100}{100}",
        "(a{1000}){1000}",
        "(.*)(.*)(.*)(.*)(.*)(.*)b",
        nested.as_str(),
        "(?x)a # ",
        "[[:alpha:]",
        "\\",
        "$^",
        "(?P<",
    ] {
        // The answer never matches; what counts is that saying so takes no time worth mentioning.
        assert!(ask(true, short(pattern), &answer).is_err(), "{pattern}");
    }
}

#[test]
fn pol_25_a_choice_is_one_of_those_listed() {
    let choice = || QuestionKind::Choice {
        choices: vec!["Red".to_owned(), "Blue".to_owned()],
    };
    assert_eq!(ask(true, choice(), "Blue"), Ok("Blue".to_owned()));
    assert!(ask(true, choice(), "blue").is_err());
    assert!(ask(true, choice(), "Green").is_err());
}

#[test]
fn pol_25_answers_have_limits() {
    let open = || QuestionKind::ShortText { pattern: None };
    assert!(ask(true, open(), &"ä".repeat(limits::SHORT_TEXT_MAX)).is_ok());
    assert!(ask(true, open(), &"ä".repeat(limits::SHORT_TEXT_MAX + 1)).is_err());
    assert!(ask(true, open(), "two\nlines").is_err());
    assert!(ask(true, QuestionKind::LongText, "two\r\nlines").is_ok());
    assert!(ask(true, QuestionKind::LongText, "a bell \u{7}").is_err());
    assert!(ask(true, QuestionKind::LongText, &"x".repeat(limits::TEXT_MAX)).is_ok());
    assert!(ask(true, QuestionKind::LongText, &"x".repeat(100_000)).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Any text at all, as pattern and as answer: an answer comes back, and quickly.
    #[test]
    fn pol_25_no_pattern_breaks_the_check(pattern in "\\PC{0,250}", answer in "\\PC{0,250}") {
        let _ = ask(true, short(&pattern), &answer);
    }

    #[test]
    fn pol_25_no_repetition_breaks_the_check(
        pattern in "[(]{0,4}(a|[.]|b[?])[+*]?([{][0-9]{1,4}[}])?[)]{0,4}[+*]?([{][0-9]{1,3}[}])?",
    ) {
        let _ = ask(true, short(&pattern), &"a".repeat(250));
    }
}
