//! Answers to the questions of a policy (POL-25).

use super::{Question, QuestionKind};
use crate::error::FieldErrors;
use crate::ids::QuestionId;
use crate::limits;
use serde::{Deserialize, Serialize};

/// An answer as given, with the question as it was asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Answer {
    pub question: QuestionId,
    pub text: String,
    pub value: String,
}

/// Can the pattern be used to check answers? It must be a regular expression by itself (`a)|(b` only
/// looks like one inside the anchors) and small enough to run on every answer without harm.
pub(super) fn is_usable_pattern(pattern: &str) -> bool {
    !pattern.trim().is_empty()
        && pattern.chars().count() <= limits::SHORT_TEXT_MAX
        && build(pattern).is_some()
        && anchored(pattern).is_some()
}

fn build(pattern: &str) -> Option<regex_lite::Regex> {
    // Matching takes time in proportion to the size of the program and the length of the answer,
    // never more; both are bounded.
    regex_lite::RegexBuilder::new(pattern)
        .size_limit(1 << 16)
        .build()
        .ok()
}

/// The pattern, anchored at both ends.
fn anchored(pattern: &str) -> Option<regex_lite::Regex> {
    build(&format!("^(?:{pattern})$"))
}

/// Does the whole answer match? A pattern that cannot be used matches nothing.
fn matches(pattern: &str, value: &str) -> bool {
    is_usable_pattern(pattern) && anchored(pattern).is_some_and(|regex| regex.is_match(value))
}

/// Checks given answers (`lookup` by question) against the questions; the keys of the errors are
/// `answer_<question id>` (POL-25). What may not be changed is answered by itself (CAT-17).
pub fn check_answers(
    questions: &[Question],
    lookup: impl Fn(QuestionId) -> Option<String>,
) -> Result<Vec<Answer>, FieldErrors> {
    let mut errors = FieldErrors::default();
    let mut answers = Vec::new();
    for question in questions {
        let field = format!("answer_{}", question.id);
        if let Some(locked) = question.locked() {
            answers.push(Answer {
                question: question.id,
                text: question.text.clone(),
                value: locked.to_owned(),
            });
            continue;
        }
        let value = lookup(question.id).unwrap_or_default().trim().to_owned();
        if value.is_empty() {
            if question.required {
                errors.add(&field, t!("This question needs an answer."));
            }
            continue;
        }
        let limit = match question.kind {
            QuestionKind::LongText => limits::TEXT_MAX,
            _ => limits::SHORT_TEXT_MAX,
        };
        if value.chars().count() > limit {
            errors.add(
                &field,
                t!("Keep the answer within {limit} characters.", limit),
            );
            continue;
        }
        let one_line = !matches!(question.kind, QuestionKind::LongText);
        if value
            .chars()
            .any(|c| c.is_control() && (one_line || !matches!(c, '\n' | '\r' | '\t')))
        {
            errors.add(
                &field,
                if one_line {
                    t!("Keep the answer on one line.")
                } else {
                    t!("The answer contains characters that cannot be shown.")
                },
            );
            continue;
        }
        match &question.kind {
            QuestionKind::ShortText {
                pattern: Some(pattern),
            } => {
                if !matches(pattern, &value) {
                    errors.add(&field, t!("The answer does not have the expected form."));
                }
            }
            QuestionKind::Choice { choices } => {
                if !choices.contains(&value) {
                    errors.add(&field, t!("Choose one of the listed answers."));
                }
            }
            QuestionKind::ShortText { pattern: None } | QuestionKind::LongText => {}
        }
        answers.push(Answer {
            question: question.id,
            text: question.text.clone(),
            value,
        });
    }
    if errors.is_empty() {
        Ok(answers)
    } else {
        Err(errors)
    }
}
