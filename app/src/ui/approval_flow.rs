//! The way from asking to having, drawn: who decides, in which order, within what time.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::{Avatar, Glyph, Icon, StepState};

/// What kind of station a step is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum FlowKind {
    /// Who asks.
    Requestor,
    /// Who decides.
    #[default]
    Stage,
    /// What one gets.
    Access,
}

/// Someone at a station.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FlowPerson {
    /// The name, or what they are.
    pub name: String,
    /// A group, not a person.
    pub group: bool,
    /// Not yet anyone by name: "Their manager".
    pub role: bool,
}

impl FlowPerson {
    /// A person by name.
    #[must_use]
    pub fn person(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            group: false,
            role: false,
        }
    }

    /// Whoever holds a role when the time comes.
    #[must_use]
    pub fn role(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            group: false,
            role: true,
        }
    }

    /// A group by name.
    #[must_use]
    pub fn group(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            group: true,
            role: false,
        }
    }
}

/// Who steps in when a stage is not decided in time.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FlowEscalation {
    /// After how long: "after 3 days".
    pub after: String,
    /// Who then decides too.
    pub people: Vec<FlowPerson>,
    /// A line below: who stands in when there is nobody in that place.
    pub note: Option<String>,
}

/// One station.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FlowStep {
    /// What kind of station.
    pub kind: FlowKind,
    /// Its name: "Who asks", "Stage 1", "Access".
    pub title: String,
    /// Who stands there; empty for access.
    pub people: Vec<FlowPerson>,
    /// A line below: "any one of them", "must say why", "for 90 days".
    pub note: Option<String>,
    /// The time on the line that leads here: "within 7 days".
    pub deadline: Option<String>,
    /// Who steps in when time runs out.
    pub escalation: Option<FlowEscalation>,
    /// Where a running request stands; `Upcoming` everywhere in an editor.
    pub state: StepState,
}

/// How many people are drawn at a station before the rest is counted.
const SHOWN: usize = 4;

fn people(people: Vec<FlowPerson>) -> impl IntoView {
    let more = people.len().saturating_sub(SHOWN);
    let shown = people
        .into_iter()
        .take(SHOWN)
        .map(|person| {
            let face = if person.role {
                view! { <span class="avatar" aria-hidden="true"><Icon glyph=Glyph::Person/></span> }
                    .into_any()
            } else {
                view! { <Avatar name=person.name.clone() group=person.group/> }.into_any()
            };
            view! { <li>{face}<span>{person.name}</span></li> }
        })
        .collect_view();
    view! {
        <ul class="flow-people">
            {shown}
            {(more > 0).then(|| view! { <li class="flow-more">{t!("and {more} more", more)}</li> })}
        </ul>
    }
    .into_any()
}

fn station(step: FlowStep, running: bool) -> impl IntoView {
    let kind = match step.kind {
        FlowKind::Requestor => "flow-requestor",
        FlowKind::Stage => "flow-stage",
        FlowKind::Access => "flow-access",
    };
    // A running request shows how each station stands; a plan shows what kind of station it is.
    let glyph = match (running, step.state, step.kind) {
        (true, StepState::Done, _) => Glyph::Check,
        (true, StepState::Failed, _) => Glyph::Cross,
        (true, StepState::Skipped, _) => Glyph::Minus,
        (true, StepState::Current, FlowKind::Stage) => Glyph::Clock,
        (_, _, FlowKind::Requestor) => Glyph::Person,
        (_, _, FlowKind::Stage) => Glyph::Shield,
        (_, _, FlowKind::Access) => Glyph::Key,
    };
    let word = running
        .then(|| view! { <span class="sr-only">{format!("{}: ", step.state.word())}</span> });
    let current = (running && step.state == StepState::Current).then_some("step");
    view! {
        <li class=format!("flow-step {kind} {}", step.state.class()) aria-current=current>
            <span class="flow-mark"><Icon glyph/></span>
            <div class="flow-station">
                {step.deadline.map(|deadline| view! { <p class="flow-deadline">{deadline}</p> })}
                <p class="flow-title">{word}{step.title}</p>
                {(!step.people.is_empty()).then(|| people(step.people))}
                {step.note.map(|note| view! { <p class="flow-note">{note}</p> })}
                {step.escalation.map(|escalation| view! {
                    <div class="flow-escalation">
                        <p class="flow-escalation-title">{t!("No answer {after}", after = escalation.after)}</p>
                        {people(escalation.people)}
                        {escalation.note.map(|note| view! { <p class="flow-note">{note}</p> })}
                    </div>
                })}
            </div>
        </li>
    }
    .into_any()
}

/// The stations from left to right, below each other where there is no room. The same drawing in the editor,
/// on a request's page and in the simulator.
#[component]
pub fn ApprovalFlow(
    /// From who asks to what they get.
    #[prop(into)]
    steps: Signal<Vec<FlowStep>>,
    /// Whether the steps belong to a request under way, so that their state is drawn.
    #[prop(optional)]
    running: bool,
) -> impl IntoView {
    view! {
        <div class="flow-frame">
            <ol class=if running { "flow flow-running" } else { "flow" } aria-label=t!("Approval flow")>
                {move || steps.get().into_iter().map(|step| station(step, running)).collect_view()}
            </ol>
        </div>
    }
    .into_any()
}
