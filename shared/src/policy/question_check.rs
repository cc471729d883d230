//! The rules for questions, of policies and of resources (POL-25, CAT-16).

use super::answers::is_usable_pattern;
use super::question::is_language;
use super::{Question, QuestionKind};
use crate::error::FieldErrors;
use crate::limits;
use std::collections::BTreeSet;

/// Checks everything but the patterns; keys are `question<number>_<part>`, numbers from 1.
pub(crate) fn check_questions(questions: &[Question], errors: &mut FieldErrors) {
    for (index, question) in questions.iter().enumerate() {
        let field = |name: &str| format!("question{}_{name}", index + 1);
        let text = question.text.trim();
        if text.is_empty() {
            errors.add(&field("text"), t!("Write the question."));
        } else if text.chars().count() > limits::SHORT_TEXT_MAX {
            errors.add(
                &field("text"),
                t!("Keep the question within 250 characters."),
            );
        }
        if !question.id.0.is_nil() && questions[..index].iter().any(|q| q.id == question.id) {
            errors.add(&field("text"), t!("This question is there twice."));
        }
        if let QuestionKind::Choice { choices } = &question.kind
            && !are_choices(choices)
        {
            errors.add(
                &field("choices"),
                t!("List 2 to 50 different choices of up to 250 characters, one per line."),
            );
        }
        if let Err(message) = check_translations(question) {
            errors.add(&field("translations"), message);
        }
    }
}

/// Checks the patterns of questions, which needs regular expressions.
pub(crate) fn check_patterns(questions: &[Question], errors: &mut FieldErrors) {
    for (index, question) in questions.iter().enumerate() {
        if let QuestionKind::ShortText {
            pattern: Some(pattern),
        } = &question.kind
            && !is_usable_pattern(pattern)
        {
            errors.add(
                &format!("question{}_pattern", index + 1),
                t!("This is not a usable regular expression."),
            );
        }
    }
}

fn are_choices(choices: &[String]) -> bool {
    let distinct: BTreeSet<_> = choices.iter().collect();
    (2..=limits::CHOICES_MAX).contains(&choices.len())
        && distinct.len() == choices.len()
        && choices.iter().all(|choice| is_short(choice))
}

fn is_short(text: &str) -> bool {
    !text.trim().is_empty() && text.chars().count() <= limits::SHORT_TEXT_MAX
}

/// One translation for a language, with a name for every choice.
fn check_translations(question: &Question) -> Result<(), String> {
    let choices = match &question.kind {
        QuestionKind::Choice { choices } => choices.len(),
        QuestionKind::ShortText { .. } | QuestionKind::LongText => 0,
    };
    if question.translations.len() > limits::TRANSLATIONS_MAX {
        return Err(t!("A question can be in up to 30 languages.").to_owned());
    }
    let mut known = BTreeSet::new();
    for translation in &question.translations {
        let language = translation.language.as_str();
        if !is_language(language) {
            return Err(t!("Begin each line with a language, such as de: or pt-BR:").to_owned());
        }
        if !known.insert(language.to_lowercase()) {
            return Err(t!("The language {language} is there twice.", language));
        }
        let labels = &translation.choices;
        if labels.len() != choices {
            return Err(match choices {
                0 => t!("In {language}, write the question alone.", language),
                count => t!(
                    "In {language}, name the question and all {count} answers, with | between them.",
                    language,
                    count
                ),
            });
        }
        if !is_short(&translation.text) || !labels.iter().all(|label| is_short(label)) {
            return Err(t!(
                "In {language}, keep the question and every answer within 250 characters, and none empty.",
                language
            ));
        }
    }
    Ok(())
}
