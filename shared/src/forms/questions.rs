//! Questions in forms: rows named `question<row>_<part>`, the same for policies and resources.

use super::Fields;
use crate::error::FieldErrors;
use crate::ids::QuestionId;
use crate::limits;
use crate::policy::{Question, QuestionKind, Translation};

/// The id of a question that has none yet; whoever stores the question gives it one.
pub const NEW_QUESTION: QuestionId = QuestionId(uuid::Uuid::nil());

/// Was anything typed into the row?
pub fn is_filled(fields: &Fields, row: u32) -> bool {
    ["text", "pattern", "choices", "translations"]
        .iter()
        .any(|part| !fields.get(&format!("question{row}_{part}")).is_empty())
}

/// Messages about the n-th question, moved to the row in which it stands.
pub(super) fn at_rows(rows: &[u32], errors: FieldErrors) -> FieldErrors {
    let moved = |field: &str| -> Option<String> {
        let (index, rest) = question_field(field)?;
        let row = rows.get(usize::try_from(index).ok()?.checked_sub(1)?)?;
        Some(format!("question{row}_{rest}"))
    };
    FieldErrors(
        errors
            .0
            .into_iter()
            .map(|(field, message)| (moved(&field).unwrap_or(field), message))
            .collect(),
    )
}

/// The row and the rest of the name of a question's field: `question2_text` is `(2, "text")`.
pub fn question_field(name: &str) -> Option<(u32, &str)> {
    let (row, rest) = name.strip_prefix("question")?.split_once('_')?;
    Some((row.parse().ok()?, rest))
}

/// The rows of questions that were sent, in order, empty ones included.
pub fn question_rows(fields: &Fields) -> Vec<u32> {
    let mut rows: Vec<u32> = fields
        .0
        .iter()
        .filter_map(|(name, _)| question_field(name))
        .filter(|(_, rest)| *rest == "text")
        .map(|(row, _)| row)
        .collect();
    rows.sort_unstable();
    rows.dedup();
    rows
}

pub(super) fn read_questions(
    fields: &Fields,
    errors: &mut FieldErrors,
) -> (Vec<u32>, Vec<Question>) {
    // One more than allowed is enough to refuse the form.
    question_rows(fields)
        .into_iter()
        .filter(|row| is_filled(fields, *row))
        .take(limits::QUESTIONS_MAX + 1)
        .map(|row| (row, read_question(fields, row, errors)))
        .unzip()
}

pub(super) fn read_question(fields: &Fields, row: u32, errors: &mut FieldErrors) -> Question {
    let field = |name: &str| format!("question{row}_{name}");
    let text = fields.required(
        &field("text"),
        limits::SHORT_TEXT_MAX,
        t!("Write the question."),
        errors,
    );
    let kind = match fields.get(&field("kind")) {
        "longText" => QuestionKind::LongText,
        "choice" => QuestionKind::Choice {
            choices: fields
                .get(&field("choices"))
                .lines()
                .map(str::trim)
                .filter(|line| !line.is_empty())
                .take(limits::CHOICES_MAX + 1)
                .map(str::to_owned)
                .collect(),
        },
        kind => {
            if !matches!(kind, "shortText" | "") {
                errors.add(&field("kind"), t!("Choose how it is answered."));
            }
            let pattern = fields.text(&field("pattern"), limits::SHORT_TEXT_MAX, errors);
            QuestionKind::ShortText {
                pattern: (!pattern.is_empty()).then_some(pattern),
            }
        }
    };
    Question {
        id: fields.get(&field("id")).parse().unwrap_or(NEW_QUESTION),
        text,
        required: fields.is_on(&field("required")),
        kind,
        translations: read_translations(fields.get(&field("translations"))),
        attribute: None,
    }
}

pub(super) fn write_question(fields: &mut Fields, row: u32, question: &Question) {
    let mut set = |name: &str, value: &str| fields.set(&format!("question{row}_{name}"), value);
    set("id", &question.id.to_string());
    set("text", &question.text);
    match &question.kind {
        QuestionKind::ShortText { pattern } => {
            set("kind", "shortText");
            set("pattern", pattern.as_deref().unwrap_or_default());
        }
        QuestionKind::LongText => set("kind", "longText"),
        QuestionKind::Choice { choices } => {
            set("kind", "choice");
            set("choices", &choices.join("\n"));
        }
    }
    if question.required {
        set("required", "on");
    }
    if !question.translations.is_empty() {
        let lines: Vec<String> = question.translations.iter().map(written).collect();
        set("translations", &lines.join("\n"));
    }
}

/// Lines of `language: question | choice | choice`; what is wrong with them is found when they are checked.
fn read_translations(text: &str) -> Vec<Translation> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines
        .take(limits::TRANSLATIONS_MAX + 1)
        .map(|line| {
            let (language, words) = line.split_once(':').unwrap_or(("", line));
            let mut parts = words.split('|').map(|part| part.trim().to_owned());
            Translation {
                language: language.trim().to_owned(),
                text: parts.next().unwrap_or_default(),
                choices: parts.collect(),
            }
        })
        .collect()
}

fn written(translation: &Translation) -> String {
    let mut parts = vec![translation.text.as_str()];
    parts.extend(translation.choices.iter().map(String::as_str));
    format!("{}: {}", translation.language, parts.join(" | "))
}
