//! The steps of an editor.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::{StepMark, StepState};

/// One step.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct EditorStep {
    /// Its name.
    pub label: String,
    /// What was chosen, in a few words.
    pub summary: Option<String>,
    /// Where it is; none while it cannot be opened yet.
    pub href: Option<String>,
    /// Where it stands.
    pub state: StepState,
}

impl EditorStep {
    /// A step from name, address and state.
    #[must_use]
    pub fn new(label: impl Into<String>, href: Option<String>, state: StepState) -> Self {
        Self {
            label: label.into(),
            summary: None,
            href,
            state,
        }
    }
}

/// The steps below each other; a short row on a phone.
#[component]
pub fn Stepper(
    /// Whose steps: "New package".
    #[prop(into)]
    label: String,
    /// From the first to the last.
    steps: Vec<EditorStep>,
) -> impl IntoView {
    let steps = steps
        .into_iter()
        .map(|step| {
            let current = (step.state == StepState::Current).then_some("step");
            let name = match step.href {
                Some(href) => view! { <a class="stepper-name" href=href aria-current=current>{step.label}</a> }.into_any(),
                None => view! { <span class="stepper-name" aria-current=current>{step.label}</span> }.into_any(),
            };
            view! {
                <li class=format!("stepper-step {}", step.state.class())>
                    <StepMark state=step.state/>
                    <span class="stepper-text">
                        {name}
                        {step.summary.map(|summary| view! { <span class="stepper-summary">{summary}</span> })}
                    </span>
                </li>
            }
        })
        .collect_view();
    view! { <nav class="stepper" aria-label=label><ol>{steps}</ol></nav> }.into_any()
}

/// The frame of an editor: steps on the left, form in the middle, what it will mean on the right.
#[component]
pub fn Editor(
    /// The `Stepper`; leave away when there is one step only.
    #[prop(optional, into)]
    steps: Option<leptos::children::ViewFnOnce>,
    /// The living summary: a `SidePanel` with sentences and facts.
    #[prop(optional, into)]
    summary: Option<leptos::children::ViewFnOnce>,
    /// The form.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="editor">
            {steps.map(|steps| view! { <div class="editor-steps">{steps.run()}</div> })}
            <div class="editor-form">{children()}</div>
            {summary.map(|summary| view! { <div class="editor-summary">{summary.run()}</div> })}
        </div>
    }
    .into_any()
}
