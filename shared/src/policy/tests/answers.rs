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
        translations: Vec::new(),
        attribute: None,
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

mod attributes {
    use super::super::super::{
        Attribute, Demand, Question, QuestionKind, Translation, Written, check_answers,
        merge_demands, preferred_languages,
    };
    use crate::ids::QuestionId;
    use uuid::Uuid;

    fn asks(n: u128, name: &str, editable: bool, value: &str) -> Question {
        let name: Attribute = name.parse().expect("a name");
        Question {
            attribute: Some(Demand {
                name,
                editable,
                value: value.to_owned(),
            }),
            ..Question::new(
                QuestionId(Uuid::from_u128(n)),
                format!("Question {n}?"),
                true,
                QuestionKind::ShortText {
                    pattern: Some("[0-9]{4}".to_owned()),
                },
            )
        }
    }

    #[test]
    fn cat_17_a_set_value_is_locked_unless_it_may_be_changed() {
        // editable, present value, typed, answer
        let table = [
            (false, "", "1234", Some("1234")),
            (false, "", "", None),
            (false, "0815", "1234", Some("0815")),
            // Also one that would not be accepted any more.
            (false, "old style", "", Some("old style")),
            (true, "0815", "1234", Some("1234")),
            (true, "0815", "", None),
            (true, "old style", "old style", None),
        ];
        for (editable, value, typed, expected) in table {
            let question = asks(1, "costCenter", editable, value);
            let answers = check_answers(&[question], |_| Some(typed.to_owned()));
            let found = answers
                .ok()
                .and_then(|answers| Some(answers.first()?.value.clone()));
            assert_eq!(found.as_deref(), expected, "{editable} {value} {typed}");
        }
    }

    #[test]
    fn cat_17_an_empty_value_is_entered_once() {
        // editable, present when access begins, answer, written
        let table = [
            (false, "", "1234", true),
            // Another request was faster.
            (false, "4711", "1234", false),
            (true, "4711", "1234", true),
            (true, "1234", "1234", false),
            (true, "", "", false),
        ];
        for (editable, present, answer, written) in table {
            let demand = asks(1, "costCenter", editable, "").attribute.expect("one");
            assert_eq!(
                demand.writes(present, answer),
                written,
                "{present} {answer}"
            );
        }
    }

    #[test]
    fn cat_18_what_was_there_before_comes_back_and_what_others_changed_stays() {
        let written = |previous: &str| Written {
            previous: previous.to_owned(),
            value: "1234".to_owned(),
        };
        assert_eq!(written("").given_back("1234"), Some(""));
        assert_eq!(written("0815").given_back("1234"), Some("0815"));
        assert_eq!(written("").given_back("4711"), None);
    }

    #[test]
    fn cat_16_resources_that_require_the_same_ask_once() {
        let merged = merge_demands([
            asks(1, "costCenter", true, ""),
            asks(2, "badge", true, ""),
            asks(3, "costCenter", false, ""),
        ]);
        let found: Vec<_> = merged
            .iter()
            .map(|question| {
                (
                    question.id.0.as_u128(),
                    question.attribute.as_ref().expect("one").editable,
                )
            })
            .collect();
        assert_eq!(found, [(1, false), (2, true)]);
    }

    #[test]
    fn pol_25_the_language_of_the_browser_chooses_the_words() {
        let question = Question {
            translations: vec![
                Translation {
                    language: "de".to_owned(),
                    text: "Welche Farbe?".to_owned(),
                    choices: vec!["Rot".to_owned(), "Blau".to_owned()],
                },
                Translation {
                    language: "pt-BR".to_owned(),
                    text: "Que cor?".to_owned(),
                    choices: vec!["Vermelho".to_owned(), "Azul".to_owned()],
                },
            ],
            ..Question::new(
                QuestionId(Uuid::from_u128(1)),
                "Which color?".to_owned(),
                true,
                QuestionKind::Choice {
                    choices: vec!["Red".to_owned(), "Blue".to_owned()],
                },
            )
        };
        let table = [
            ("", "Which color?", "Red"),
            ("de-CH,de;q=0.9,en;q=0.8", "Welche Farbe?", "Rot"),
            ("nb-NO, pt;q=0.5, de;q=0.7", "Welche Farbe?", "Rot"),
            ("pt-PT", "Que cor?", "Vermelho"),
            ("en-US,de;q=0.9", "Which color?", "Red"),
            ("nb", "Which color?", "Red"),
            (";;q=x,*,de;q=0", "Which color?", "Red"),
        ];
        for (header, text, first) in table {
            let shown = question.in_languages(&preferred_languages(header));
            // The value stays what it is; only its name changes.
            assert_eq!(
                (shown.text, shown.choices[0]),
                (text, ("Red", first)),
                "{header}"
            );
        }
    }
}
