//! What whoever asks is asked: questions of a policy (POL-25), and attributes that a resource requires
//! (CAT-16), which are questions too.

use super::Demand;
use crate::ids::QuestionId;
use serde::{Deserialize, Serialize};

/// What a question accepts (POL-25).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum QuestionKind {
    /// One line; `pattern` is a regular expression that the whole answer must match.
    ShortText {
        pattern: Option<String>,
    },
    LongText,
    Choice {
        choices: Vec<String>,
    },
}

/// A question in another language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Translation {
    /// A language tag, `de` or `pt-BR`.
    pub language: String,
    pub text: String,
    /// What each choice is called, in the order of the choices; the answer stays the choice itself.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<String>,
}

/// A question to the requestor (POL-25, CAT-16).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Question {
    pub id: QuestionId,
    pub text: String,
    pub required: bool,
    #[serde(flatten)]
    pub kind: QuestionKind,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub translations: Vec<Translation>,
    /// The answer becomes this attribute of the person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attribute: Option<Demand>,
}

/// A question in the words of one reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownQuestion<'a> {
    pub text: &'a str,
    /// Value and label of each choice; empty for text.
    pub choices: Vec<(&'a str, &'a str)>,
    /// The language of the words; none: the portal's own.
    pub language: Option<&'a str>,
}

impl Question {
    /// A question in one language, about nothing that the directory keeps.
    pub const fn new(id: QuestionId, text: String, required: bool, kind: QuestionKind) -> Self {
        Self {
            id,
            text,
            required,
            kind,
            translations: Vec::new(),
            attribute: None,
        }
    }

    /// The value that the answer has whatever is typed: an attribute that is set and may not be
    /// changed (CAT-17).
    pub fn locked(&self) -> Option<&str> {
        let demand = self.attribute.as_ref()?;
        (!demand.editable && !demand.value.is_empty()).then_some(demand.value.as_str())
    }

    /// The words for somebody who reads these languages, the best first. The portal itself speaks
    /// English, so whoever prefers that gets the words that were written first.
    pub fn in_languages(&self, languages: &[String]) -> ShownQuestion<'_> {
        let found = languages.iter().find_map(|wanted| {
            let exact = |own: &&Translation| own.language.eq_ignore_ascii_case(wanted);
            let near = |own: &&Translation| base(&own.language).eq_ignore_ascii_case(base(wanted));
            let mut all = self.translations.iter();
            let found = all
                .find(exact)
                .or_else(|| self.translations.iter().find(near));
            found
                .map(Some)
                .or_else(|| base(wanted).eq_ignore_ascii_case("en").then_some(None))
        });
        let translation = found.flatten();
        let choices = match &self.kind {
            QuestionKind::Choice { choices } => choices.as_slice(),
            QuestionKind::ShortText { .. } | QuestionKind::LongText => &[],
        };
        let labels = translation.map_or(choices, |own| own.choices.as_slice());
        ShownQuestion {
            text: translation.map_or(self.text.as_str(), |own| own.text.as_str()),
            choices: choices
                .iter()
                .enumerate()
                .map(|(at, choice)| {
                    let label = labels.get(at).unwrap_or(choice);
                    (choice.as_str(), label.as_str())
                })
                .collect(),
            language: translation.map(|own| own.language.as_str()),
        }
    }
}

/// `de` of `de-CH`.
fn base(language: &str) -> &str {
    language.split('-').next().unwrap_or(language)
}

/// The languages of an `Accept-Language` header, the most wanted first; what cannot be read is left out.
pub fn preferred_languages(header: &str) -> Vec<String> {
    const MOST: usize = 20;
    let mut found: Vec<(u32, String)> = header
        .split(',')
        .take(MOST)
        .filter_map(|part| {
            let (language, rest) = part.split_once(';').unwrap_or((part, ""));
            let language = language.trim();
            let weight = match rest.trim().strip_prefix("q=") {
                Some(weight) => weight.trim().parse::<f32>().ok()?,
                None => 1.0,
            };
            let thousandth = (weight.clamp(0.0, 1.0) * 1_000.0).round();
            // Between 0 and 1,000.
            let weight = thousandth as u32;
            (is_language(language) && weight > 0).then(|| (weight, language.to_owned()))
        })
        .collect();
    found.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
    found.into_iter().map(|(_, language)| language).collect()
}

/// Does it look like a language tag?
pub(super) fn is_language(text: &str) -> bool {
    let part = |part: &str| {
        (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    text.len() <= 35
        && text.split('-').all(part)
        && (2..=3).contains(&base(text).len())
        && base(text).bytes().all(|byte| byte.is_ascii_alphabetic())
}
