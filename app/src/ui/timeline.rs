//! The story of a request: what happened, what happens now, what comes next.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::{StepState, Time, When};

/// One step of the story.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TimelineStep {
    /// What: "Maya Ortiz approved", "Waiting for the security team".
    pub title: String,
    /// Who, where the title does not say.
    pub actor: Option<String>,
    /// When it happened, or until when it should.
    pub when: Option<When>,
    /// What the person wrote.
    pub note: Option<String>,
    /// What it means or what happens next, in a sentence.
    pub detail: Option<String>,
    /// Where it stands.
    pub state: StepState,
}

/// The steps below each other, the present one open and explained.
#[component]
pub fn Timeline(
    /// From the first to the last.
    steps: Vec<TimelineStep>,
) -> impl IntoView {
    let steps = steps
        .into_iter()
        .map(|step| {
            let current = (step.state == StepState::Current).then_some("step");
            view! {
                <li class=format!("event {}", step.state.class()) aria-current=current>
                    <StepMark state=step.state/>
                    <div class="event-body">
                        <p class="event-head">
                            <span class="event-title">{step.title}</span>
                            {step.when.map(|when| view! { <span class="event-when"><Time when/></span> })}
                        </p>
                        {step.actor.map(|actor| view! { <p class="event-actor">{actor}</p> })}
                        {step.detail.map(|detail| view! { <p class="event-detail">{detail}</p> })}
                        {step.note.map(|note| view! { <blockquote class="event-note">{note}</blockquote> })}
                    </div>
                </li>
            }
        })
        .collect_view();
    view! { <ol class="timeline">{steps}</ol> }.into_any()
}

/// The mark of a step: a check, a filled point, a ring, a cross or a dash, with its word for screen readers.
#[component]
pub fn StepMark(
    /// Where the step stands.
    state: StepState,
) -> impl IntoView {
    let path = match state {
        StepState::Done => "M5 8.2l2.1 2.1L11 5.9",
        StepState::Current => "M8 6.5a1.5 1.5 0 1 0 0 3 1.5 1.5 0 0 0 0-3",
        StepState::Upcoming => "",
        StepState::Failed => "M5.7 5.7l4.6 4.6M10.3 5.7l-4.6 4.6",
        StepState::Skipped => "M5.25 8h5.5",
    };
    view! {
        <span class=format!("step-mark {}", state.class())>
            <svg viewBox="0 0 16 16" width="16" height="16" fill="none" stroke="currentColor" stroke-width="1.75"
                stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">
                <path d=path></path>
            </svg>
            <span class="sr-only">{format!("{}: ", state.word())}</span>
        </span>
    }
    .into_any()
}
