//! The last step: everything at a glance, and what is missing.

use super::panel::StepSection;
use super::simulator::Simulator;
use super::state::EditorState;
use super::step::Step;
use crate::ui::{Fact, FactList, FormErrors};
use leptos::prelude::*;
use shared::forms::PolicyInput;
use shared::policy::summary;

/// Everything at a glance.
#[component]
pub fn Review(
    state: EditorState,
    /// The package, if it exists already.
    place: Option<String>,
) -> impl IntoView {
    let facts = Memo::new(move |_| facts(state));
    let problems = Memo::new(move |_| {
        let (alive, here) = (state.alive.get(), state.step.get() == Step::Review);
        let problems = if alive && here {
            state.problems()
        } else {
            shared::FieldErrors::default()
        };
        problems.0.into_iter().collect::<Vec<_>>()
    });
    view! {
        <StepSection state step=Step::Review lead=t!("Check what you decided. Every step can be opened again.")>
            {move || view! { <FormErrors errors=problems.get()/> }}
            {move || {
                let facts = facts.get();
                view! {
                    <FactList wide=true>
                        {facts
                            .into_iter()
                            .map(|(term, fact)| view! { <Fact term=term>{fact}</Fact> })
                            .collect_view()}
                    </FactList>
                }
            }}
            <Simulator state place/>
        </StepSection>
    }
}

fn facts(state: EditorState) -> Vec<(&'static str, String)> {
    let mut facts = Vec::new();
    state.fields.with(|fields| {
        let policy = PolicyInput::read(fields, &mut shared::FieldErrors::default());
        let said = state.names.with(|names| summary(&policy.settings, names));
        if state.package {
            facts.push((t!("Package"), named(fields.get("name"))));
            facts.push((
                t!("Roles"),
                match fields.all("role").len() {
                    0 => t!("None yet").to_owned(),
                    1 => t!("One role").to_owned(),
                    many => format!("{many} roles"),
                },
            ));
        }
        facts.push((t!("Policy"), named(&policy.name)));
        facts.push((t!("Who"), sentence(&said.who)));
        if !said.approval.is_empty() {
            facts.push((t!("Approval"), sentence(&said.approval)));
        }
        facts.push((t!("Lifecycle"), sentence(&said.lasts)));
        if !said.more.is_empty() {
            facts.push((t!("Also"), said.more.join(" ")));
        }
    });
    facts
}

fn named(name: &str) -> String {
    if name.is_empty() {
        t!("No name yet").to_owned()
    } else {
        name.to_owned()
    }
}

fn sentence(clause: &str) -> String {
    let mut letters = clause.chars();
    let capital: String = letters
        .next()
        .map(|first| first.to_uppercase().collect())
        .unwrap_or_default();
    format!("{capital}{}.", letters.as_str())
}
