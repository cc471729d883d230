//! A choice from a list that opens.

use leptos::{html, prelude::*};
use serde::{Deserialize, Serialize};

use super::{Field, OptText, field::described_by, field_id};

/// One thing to choose.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub label: String,
    /// A line of explanation, where there is room for it.
    pub detail: Option<String>,
    /// Shown, but cannot be chosen now.
    pub disabled: bool,
}

impl Choice {
    /// A choice from value and words.
    #[must_use]
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            label: label.into(),
            ..Self::default()
        }
    }

    /// With a line of explanation.
    #[must_use]
    pub fn detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into());
        self
    }

    /// That cannot be chosen now.
    #[must_use]
    pub fn disabled(mut self) -> Self {
        self.disabled = true;
        self
    }
}

/// A list one opens to choose from. For up to four choices `RadioCards` is better.
#[component]
pub fn SelectField(
    /// The form field.
    #[prop(into)]
    name: String,
    /// The words above it.
    #[prop(into)]
    label: String,
    /// What there is to choose.
    choices: Vec<Choice>,
    /// The value chosen at first.
    #[prop(optional, into)]
    value: OptText,
    /// The first, empty entry: "Choose a catalog".
    #[prop(optional, into)]
    prompt: OptText,
    /// What is wrong with the value.
    #[prop(optional, into)]
    error: OptText,
    /// Help below the label.
    #[prop(optional, into)]
    hint: OptText,
    /// Must be chosen.
    #[prop(optional)]
    required: bool,
    /// May stay empty; says so beside the label.
    #[prop(optional)]
    optional: bool,
    /// Only as wide as short values need.
    #[prop(optional)]
    narrow: bool,
    /// Follows what is chosen.
    #[prop(optional_no_strip, into)]
    live: Option<RwSignal<String>>,
) -> impl IntoView {
    let id = field_id(&name);
    let described = described_by(&id, hint.0.is_some(), error.0.is_some());
    let invalid = error.0.is_some().then_some("true");
    let chosen = value.0.unwrap_or_default();
    let node = NodeRef::<html::Select>::new();
    if let Some(live) = live {
        Effect::new(move |_| {
            if let Some(select) = node.get() {
                live.set(select.value());
            }
        });
    }
    let options = choices
        .into_iter()
        .map(|choice| {
            let selected = choice.value == chosen;
            view! { <option value=choice.value selected=selected disabled=choice.disabled>{choice.label}</option> }
        })
        .collect_view();
    view! {
        <Field id=id.clone() label=label hint=hint error=error optional=optional narrow=narrow>
            <select class="input" id=id name=name required=required aria-describedby=described aria-invalid=invalid
                node_ref=node
                on:change=move |event| if let Some(live) = live { live.set(event_target_value(&event)) }>
                {prompt.0.map(|prompt| view! { <option value="">{prompt}</option> })}
                {options}
            </select>
        </Field>
    }
    .into_any()
}
