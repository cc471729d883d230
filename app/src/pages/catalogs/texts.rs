//! Names and descriptions in the languages of their readers, folded away below the first ones (NOT-05).

use super::came_back;
use crate::ui::{Disclosure, TextArea, TextField};
use leptos::prelude::*;
use shared::FieldErrors;
use shared::forms::{Fields, FormState};
use shared::lang::Lang;
use shared::limits::{DESCRIPTION_MAX, NAME_MAX};
use shared::texts::Texts;

const NAME: u32 = NAME_MAX as u32;
const DESCRIPTION: u32 = DESCRIPTION_MAX as u32;

/// What was typed, or the texts as they are.
pub fn texts_typed(form: &FormState, texts: &Texts) -> Fields {
    if came_back(form) {
        return form.fields.clone();
    }
    let mut fields = Fields::default();
    texts.write(&mut fields);
    fields
}

/// The fields of every language. Those who read it see these texts instead of the first ones.
#[component]
pub fn OtherTexts(fields: Fields, errors: FieldErrors) -> impl IntoView {
    let mut open = false;
    let texts = Lang::ALL
        .iter()
        .map(|lang| {
            let (name, description) = (format!("name_{lang}"), format!("description_{lang}"));
            let value = |field: &str| fields.get(field).to_owned();
            open |= [&name, &description]
                .iter()
                .any(|field| !value(field).is_empty() || errors.get(field).is_some());
            let (named, described) = (value(&name), value(&description));
            let (wrong_name, wrong_description) = (errors.get(&name), errors.get(&description));
            let language = lang.own_name();
            view! {
                <TextField name=name label=t!("Name ({language})", language) optional=true value=named
                    error=wrong_name maxlength=NAME autocomplete="off"
                    hint=t!("Left empty, everybody reads the name above.")/>
                <TextArea name=description label=t!("Description ({language})", language) optional=true rows=3
                    value=described error=wrong_description maxlength=DESCRIPTION/>
            }
        })
        .collect_view();
    view! { <Disclosure title=t!("Other languages") open>{texts}</Disclosure> }
}
