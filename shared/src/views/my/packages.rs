//! Available packages, and one package with the form to ask for it.

use super::{Badge, FlowView, PackageRef, RoleLine};
use crate::forms::requests::answer_field;
use crate::policy::{Question, QuestionKind};
use crate::views::{Page, When};
use serde::{Deserialize, Serialize};

/// A package in the list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackageCardView {
    pub package: PackageRef,
    pub description: String,
    pub resources: Vec<String>,
    /// `90 days`.
    pub lasts: String,
    /// `2 approvals`.
    pub approvals: String,
    /// The person has it or waits for it.
    pub badge: Option<Badge>,
    /// Nothing stands against asking for it now.
    pub may_request: bool,
    /// Where to keep it for longer; none: that cannot be asked for.
    pub extend: Option<String>,
}

/// Available packages (UI-02).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackagesPage {
    pub cards: Page<PackageCardView>,
    pub query: String,
    /// An outside person without an account, who finds packages by link only.
    pub visitor: bool,
}

/// A package that is suggested (UI-03).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SuggestionView {
    pub package: PackageRef,
    pub description: String,
    /// Why: `Seven of your nine colleagues under Ingrid have it.`
    pub reason: String,
}

/// How a question is answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum QuestionField {
    Short {
        pattern: Option<String>,
    },
    Long,
    /// Value and label of each answer.
    Choice(Vec<(String, String)>),
}

/// A question of a form, of a policy or of a resource.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuestionView {
    /// Name of the input.
    pub field: String,
    pub text: String,
    pub required: bool,
    pub kind: QuestionField,
    /// The language of the words; none: the portal's own.
    pub language: Option<String>,
    /// What the person's profile says (CAT-17); empty: nothing.
    pub value: String,
    /// The value may not be changed.
    pub locked: bool,
    /// The attribute that the answer becomes; empty: none (CAT-16).
    pub attribute: String,
}

impl QuestionView {
    /// A question for somebody who reads these languages, the best first.
    pub fn new(question: &Question, languages: &[String]) -> Self {
        let shown = question.in_languages(languages);
        let demand = question.attribute.as_ref();
        Self {
            field: answer_field(question.id),
            text: shown.text.to_owned(),
            required: question.required,
            kind: match &question.kind {
                QuestionKind::ShortText { pattern } => QuestionField::Short {
                    pattern: pattern.clone(),
                },
                QuestionKind::LongText => QuestionField::Long,
                QuestionKind::Choice { .. } => {
                    let choices = shown.choices.into_iter();
                    let owned = |(value, label): (&str, &str)| (value.to_owned(), label.to_owned());
                    QuestionField::Choice(choices.map(owned).collect())
                }
            },
            language: shown.language.map(str::to_owned),
            value: demand.map_or_else(String::new, |demand| demand.value.clone()),
            locked: question.locked().is_some(),
            attribute: demand.map_or_else(String::new, |demand| demand.name.title()),
        }
    }
}

/// One way to get the package: a usable policy (POL-36).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WayView {
    pub id: String,
    pub name: String,
    pub description: String,
    /// `1 approval, then 90 days of access`.
    pub summary: String,
    pub flow: FlowView,
    pub justification_required: bool,
    pub questions: Vec<QuestionView>,
    /// The requestor may choose the period (POL-29).
    pub chooses_period: bool,
    /// The last day that can be chosen when access starts today, as a date input wants it.
    pub latest_end: Option<String>,
    /// What the period can be, in a sentence.
    pub period_hint: String,
    /// How many hours it lasts at most when it is taken at once, in an emergency; none: it cannot be (BYD-19).
    pub emergency_hours: Option<u32>,
}

/// What the form starts with: the words of an earlier request (REQ-10).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prefill {
    pub justification: String,
    /// Input name and answer.
    pub answers: Vec<(String, String)>,
    pub start: String,
    pub end: String,
}

/// One package.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackagePage {
    pub package: PackageRef,
    pub description: String,
    pub roles: Vec<RoleLine>,
    /// Whether the reader may see them (PKG-08).
    pub roles_shown: bool,
    pub badge: Option<Badge>,
    /// The person holds it; the end if there is one.
    pub held: bool,
    pub held_until: Option<When>,
    /// It was taken in an emergency; ordinary access can follow (BYD-19).
    pub emergency: bool,
    /// Where to keep it for longer; none: that cannot be asked for.
    pub extend: Option<String>,
    /// The person's open request for it.
    pub open_request: Option<String>,
    /// The usable ways; more than one: the person chooses.
    pub ways: Vec<WayView>,
    /// The way whose form is shown.
    pub chosen: Option<String>,
    /// Why it cannot be asked for, each failed check in words (BYD-01).
    pub reasons: Vec<String>,
    pub prefill: Prefill,
    /// Today, as a date input wants it.
    pub today: String,
}
