//! The step with questions to whoever asks.

use super::browser;
use super::panel::StepSection;
use super::state::{EditorState, values};
use super::step::Step;
use crate::pages::catalogs::translations_hint;
use crate::ui::{
    Checkbox, Choice, Disclosure, FieldError, Fieldset, Hidden, SelectField, TextArea, TextField,
    field_id,
};
use leptos::prelude::*;
use shared::FieldErrors;
use shared::forms::{Fields, is_filled, question_rows};
use shared::limits;

/// Empty rows that are there without JavaScript.
const BLANK: usize = 3;
const SHORT: u32 = limits::SHORT_TEXT_MAX as u32;

/// Questions to whoever asks.
#[component]
pub fn Questions(state: EditorState, fields: Fields, errors: FieldErrors) -> impl IntoView {
    let filled: Vec<u32> = question_rows(&fields)
        .into_iter()
        .filter(|row| is_filled(&fields, *row))
        .take(limits::QUESTIONS_MAX + 1)
        .collect();
    let next = filled.last().map_or(1, |last| last.saturating_add(1));
    let shown = RwSignal::new(filled.len());
    let mut all = filled;
    all.extend((next..).take(BLANK));
    let rows = RwSignal::new(all);
    let add = move |_| {
        if shown.get_untracked() == rows.with_untracked(Vec::len) {
            rows.update(|rows| rows.push(rows.last().map_or(1, |last| last.saturating_add(1))));
        }
        shown.update(|shown| *shown += 1);
        state.collect_later();
    };
    let full = move || shown.get() >= limits::QUESTIONS_MAX;
    let error = errors.get("questions");
    view! {
        <StepSection state step=Step::Questions
            lead=t!("Approvers see the answers. Questions that are left empty are not asked.")>
            <FieldError id=field_id("questions") error=error/>
            <For each=move || rows.get().into_iter().enumerate() key=|(_, row)| *row let((index, row))>
                <div hidden=move || state.alive.get() && shown.get() <= index>
                    <QuestionRow state row fields=fields.clone() errors=errors.clone()/>
                </div>
            </For>
            <p id=field_id("questions") tabindex="-1" hidden=move || !state.alive.get()>
                <button type="button" class="btn btn-secondary" on:click=add disabled=full>
                    <span>{t!("Add a question")}</span>
                </button>
            </p>
        </StepSection>
    }
}

/// One question.
#[component]
fn QuestionRow(state: EditorState, row: u32, fields: Fields, errors: FieldErrors) -> impl IntoView {
    let removed = RwSignal::new(false);
    let field = move |name: &str| format!("question{row}_{name}");
    let kinds = || {
        vec![
            Choice::new("shortText", t!("One line of text")),
            Choice::new("longText", t!("Longer text")),
            Choice::new("choice", t!("One of several answers")),
        ]
    };
    let is_kind = move |wanted: &'static str| {
        state.hidden_unless(move |fields| match fields.get(&field("kind")) {
            "" => wanted == "shortText",
            kind => kind == wanted,
        })
    };
    let gone = move || format!("question{row}-gone");
    let take_out = move |_| {
        removed.set(true);
        state.collect_later();
        // The pressed button is gone with the question.
        browser::focus_on(gone());
    };
    let value = values(&fields);
    let row_view = move || {
        let value = |name: &str| value(&field(name));
        let required = value("required").is_some_and(|on| on == "on");
        let error = |name: &str| errors.get(&field(name));
        let (text_error, kind_error, pattern_error, choices_error) = (
            error("text"),
            error("kind"),
            error("pattern"),
            error("choices"),
        );
        let (id, text, kind) = (
            value("id").unwrap_or_default(),
            value("text"),
            value("kind"),
        );
        let (pattern, choices, translations) =
            (value("pattern"), value("choices"), value("translations"));
        let translations_error = error("translations");
        let open = translations.is_some() || translations_error.is_some();
        view! {
            <Fieldset legend=t!("Question {number}", number = row)>
                <Hidden name=field("id") value=id/>
                <TextField name=field("text") label=t!("Question") value=text error=text_error
                    maxlength=SHORT/>
                <SelectField name=field("kind") label=t!("Answered with") choices=kinds() value=kind narrow=true
                    error=kind_error/>
                <div hidden=move || is_kind("shortText")>
                    <TextField name=field("pattern") label=t!("Pattern") optional=true value=pattern
                        error=pattern_error maxlength=SHORT
                        hint=t!("For one line of text: a regular expression that the whole answer must match, such as {example}.", example = "[A-Z]{2}-[0-9]{4}")/>
                </div>
                <div hidden=move || is_kind("choice")>
                    <TextArea name=field("choices") label=t!("Answers to choose from") value=choices rows=3
                        error=choices_error hint=t!("For one of several answers: one per line, at least two.")/>
                </div>
                <Checkbox name=field("required") label=t!("Must be answered") checked=required/>
                <Disclosure title=t!("Other languages") open>
                    <TextArea name=field("translations") label=t!("The question in other languages") optional=true
                        rows=3 value=translations error=translations_error hint=translations_hint()/>
                </Disclosure>
                <p hidden=move || !state.alive.get()>
                    <button type="button" class="btn btn-quiet btn-small" on:click=take_out
                        aria-label=t!("Take out question {number}", number = row)>
                        <span>{t!("Take out")}</span>
                    </button>
                </p>
            </Fieldset>
        }
    };
    move || {
        if removed.get() {
            view! {
                <p class="muted small" role="status" tabindex="-1" id=gone()>{t!("Question taken out.")}</p>
            }
            .into_any()
        } else {
            row_view().into_any()
        }
    }
}
