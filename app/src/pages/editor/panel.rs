//! What stands beside the form: the steps, and what the policy means.

use super::state::EditorState;
use super::step::Step;
use crate::ui::{
    ApprovalFlow, EditorStep, FlowEscalation, FlowKind, FlowPerson, FlowStep, SidePanel, StepState,
    Stepper,
};
use leptos::prelude::*;
use shared::forms::PolicyInput;
use shared::policy::{Station, StationKind, StationPerson, Summary, flow, summary};

/// The steps on the left, each with where it stands.
#[component]
pub fn Steps(state: EditorState) -> impl IntoView {
    let steps = Memo::new(move |_| {
        let problems = state.problems();
        let here = state.step.get();
        let seen = state.seen.get();
        let alive = state.alive.get();
        Step::all(state.package)
            .iter()
            .map(|step| {
                let wrong = problems
                    .0
                    .keys()
                    .any(|field| Step::of(field, state.package) == *step);
                let standing = match (*step == here, seen.contains(step), wrong) {
                    _ if !alive => StepState::Upcoming,
                    (true, ..) => StepState::Current,
                    (false, true, true) => StepState::Failed,
                    (false, true, false) => StepState::Done,
                    (false, false, _) => StepState::Upcoming,
                };
                EditorStep::new(step.title(), Some(format!("#{}", step.anchor())), standing)
            })
            .collect::<Vec<_>>()
    });
    view! { {move || view! { <Stepper label=t!("Steps") steps=steps.get()/> }} }
}

/// The policy in words and as a drawing, as it stands now.
fn meaning(state: EditorState) -> (Summary, Vec<Station>) {
    let policy = state
        .fields
        .with(|fields| PolicyInput::read(fields, &mut shared::FieldErrors::default()).settings);
    state
        .names
        .with(|names| (summary(&policy, names), flow(&policy, names)))
}

/// What the policy means, in words and drawn.
#[component]
pub fn Panel(state: EditorState) -> impl IntoView {
    let meaning = Memo::new(move |_| meaning(state));
    let line = Memo::new(move |_| meaning.with(|(summary, _)| summary.line()));
    let more = Memo::new(move |_| meaning.with(|(summary, _)| summary.more.clone()));
    let stations = Memo::new(move |_| meaning.with(|(_, stations)| stations.clone()));
    let steps = Signal::derive(move || stations.get().into_iter().map(draw).collect::<Vec<_>>());
    view! {
        <SidePanel title=t!("What this means")>
            <p class="editor-meaning" aria-live="polite">{move || line.get()}</p>
            <ul class="editor-more muted small">
                {move || more.get().into_iter().map(|said| view! { <li>{said}</li> }).collect_view()}
            </ul>
            <ApprovalFlow steps/>
        </SidePanel>
    }
}

fn face(person: StationPerson) -> FlowPerson {
    if person.place {
        FlowPerson::role(person.name)
    } else if person.group {
        FlowPerson::group(person.name)
    } else {
        FlowPerson::person(person.name)
    }
}

/// A station as the drawing takes it.
fn draw(station: Station) -> FlowStep {
    FlowStep {
        kind: match station.kind {
            StationKind::Requestor => FlowKind::Requestor,
            StationKind::Stage => FlowKind::Stage,
            StationKind::Access => FlowKind::Access,
        },
        title: station.title,
        people: station.people.into_iter().map(face).collect(),
        note: station.note,
        deadline: station.deadline,
        escalation: station.escalation.map(|escalation| FlowEscalation {
            after: escalation.after,
            people: escalation.people.into_iter().map(face).collect(),
            note: escalation.note,
        }),
        state: StepState::Upcoming,
    }
}

/// One step of the form.
#[component]
pub fn StepSection(
    state: EditorState,
    step: Step,
    /// What is decided here.
    lead: &'static str,
    children: Children,
) -> impl IntoView {
    let title = format!("{}-title", step.anchor());
    let labelled = title.clone();
    view! {
        <section
            class="editor-step"
            id=step.anchor()
            tabindex="-1"
            aria-labelledby=labelled
            hidden=move || state.alive.get() && state.step.get() != step
        >
            <h2 class="editor-step-title" id=title>{step.title()}</h2>
            <p class="muted">{lead}</p>
            {children()}
        </section>
    }
}
