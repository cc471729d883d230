//! The frame around every form control: label, hint, message.

use leptos::prelude::*;

use super::{Glyph, Icon, OptText};

/// The id of the control of a field, so that a message elsewhere can link to it.
#[must_use]
pub fn field_id(name: &str) -> String {
    let mut id = String::from("f-");
    id.extend(name.chars().map(|c| {
        if c.is_ascii_alphanumeric() || c == '-' {
            c
        } else {
            '-'
        }
    }));
    id
}

/// Ids of the texts that describe a control: its hint and its message.
pub(super) fn described_by(id: &str, hint: bool, error: bool) -> Option<String> {
    match (hint, error) {
        (true, true) => Some(format!("{id}-error {id}-hint")),
        (true, false) => Some(format!("{id}-hint")),
        (false, true) => Some(format!("{id}-error")),
        (false, false) => None,
    }
}

/// Label, hint and message around a control. `TextField` and its kin use it; use it yourself for a control
/// that is not in the set, giving the control `id=field_id(name)`.
#[component]
pub fn Field(
    /// The id of the control.
    #[prop(into)]
    id: String,
    /// The words above the control.
    #[prop(into)]
    label: String,
    /// Help below the label.
    #[prop(optional, into)]
    hint: OptText,
    /// What is wrong with the value, if anything.
    #[prop(optional, into)]
    error: OptText,
    /// Marks fields that may stay empty; the rest is required.
    #[prop(optional)]
    optional: bool,
    /// Only as wide as short values need.
    #[prop(optional)]
    narrow: bool,
    /// The control.
    children: Children,
) -> impl IntoView {
    let class = match (error.0.is_some(), narrow) {
        (true, true) => "field has-error field-narrow",
        (true, false) => "field has-error",
        (false, true) => "field field-narrow",
        (false, false) => "field",
    };
    view! {
        <div class=class>
            <label class="field-label" for=id.clone()>
                {label}
                {optional.then(|| view! { <span class="field-optional">" "{t!("(optional)")}</span> })}
            </label>
            {hint.0.map(|hint| view! { <p class="field-hint" id=format!("{id}-hint")>{hint}</p> })}
            {children()}
            <FieldError id=id.clone() error=error/>
        </div>
    }
    .into_any()
}

/// The message at a field. Nothing when there is none.
#[component]
pub fn FieldError(
    /// The id of the control.
    #[prop(into)]
    id: String,
    /// What is wrong.
    #[prop(optional, into)]
    error: OptText,
) -> impl IntoView {
    error.0.map(|error| {
        view! {
            <p class="field-error" id=format!("{id}-error")>
                <Icon glyph=Glyph::Warning/>
                <span>{error}</span>
            </p>
        }
    })
}
