//! From the view models of My Access to the components that show them.

use crate::ui::{
    FlowEscalation, FlowKind, FlowPerson, FlowStep, LetterTile, StatusBadge, StepState,
    TimelineStep, Tone, hue_of,
};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use shared::views;
use shared::views::my::{
    Badge, FlowView, Meaning, Named, PackageRef, Progress, RoleState, StageView, Step,
};

/// A parameter of the path, such as the id of the thing the page is about.
pub fn path_param(name: &'static str) -> Memo<String> {
    let params = use_params_map();
    Memo::new(move |_| params.with(|params| params.get(name).unwrap_or_default()))
}

/// A parameter of the query; empty when it is not there.
pub fn query_param(name: &'static str) -> Memo<String> {
    let query = use_query_map();
    Memo::new(move |_| query.with(|query| query.get(name).unwrap_or_default()))
}

/// A path with query parameters; empty ones are left out.
pub fn address(path: &str, parameters: &[(&str, &str)]) -> String {
    let query: Vec<String> = parameters
        .iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| format!("{name}={}", encoded(value)))
        .collect();
    if query.is_empty() {
        path.to_owned()
    } else {
        format!("{path}?{}", query.join("&"))
    }
}

/// A text as it stands in a query.
fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

pub fn tone(meaning: Meaning) -> Tone {
    match meaning {
        Meaning::Neutral => Tone::Neutral,
        Meaning::Good => Tone::Good,
        Meaning::Notice => Tone::Notice,
        Meaning::Warning => Tone::Warning,
        Meaning::Danger => Tone::Danger,
    }
}

fn state(progress: Progress) -> StepState {
    match progress {
        Progress::Done => StepState::Done,
        Progress::Current => StepState::Current,
        Progress::Upcoming => StepState::Upcoming,
        Progress::Failed => StepState::Failed,
        Progress::Skipped => StepState::Skipped,
    }
}

pub fn when(when: views::When) -> crate::ui::When {
    crate::ui::When {
        iso: when.iso,
        exact: when.exact,
        relative: when.relative,
    }
}

/// A status badge.
#[component]
pub fn Status(badge: Badge) -> impl IntoView {
    view! { <StatusBadge tone=tone(badge.meaning) label=badge.label/> }
}

/// A package's tile, in its catalog's hue.
#[component]
pub fn PackageTile(package: PackageRef, #[prop(optional)] large: bool) -> impl IntoView {
    view! { <LetterTile name=package.name hue=hue_of(&package.catalog_id) large/> }
}

/// Where a package's own page is.
pub fn package_href(package: &PackageRef) -> String {
    format!("/packages/{}", package.id)
}

/// A request's story for the timeline.
pub fn timeline(steps: Vec<Step>) -> Vec<TimelineStep> {
    steps
        .into_iter()
        .map(|step| TimelineStep {
            title: step.title,
            actor: None,
            when: step.when.map(when),
            note: step.note,
            detail: step.detail,
            state: state(step.state),
        })
        .collect()
}

fn person(named: Named) -> FlowPerson {
    FlowPerson {
        name: named.name,
        group: named.group,
        role: named.described,
    }
}

fn station(stage: StageView) -> FlowStep {
    FlowStep {
        kind: FlowKind::Stage,
        title: stage.title,
        people: stage.people.into_iter().map(person).collect(),
        note: stage.note,
        deadline: stage.deadline,
        escalation: stage.escalation.map(|escalation| FlowEscalation {
            after: escalation.after,
            people: escalation.people.into_iter().map(person).collect(),
            note: None,
        }),
        state: state(stage.state),
    }
}

/// The approval flow, ready to draw.
pub fn flow(flow: FlowView) -> Vec<FlowStep> {
    let mut steps = vec![FlowStep {
        kind: FlowKind::Requestor,
        title: t!("Asks").to_owned(),
        people: vec![FlowPerson::person(flow.requestor)],
        state: StepState::Done,
        ..FlowStep::default()
    }];
    steps.extend(flow.stages.into_iter().map(station));
    steps.push(FlowStep {
        kind: FlowKind::Access,
        title: t!("Access").to_owned(),
        note: Some(flow.lasts),
        state: state(flow.access),
        ..FlowStep::default()
    });
    steps
}

/// Roles, with the state of their delivery where there is one (BYD-10).
#[component]
pub fn RoleList(
    /// Whose roles these are, for who cannot see the heading.
    #[prop(into)]
    label: String,
    roles: Vec<RoleState>,
) -> impl IntoView {
    let lines = roles
        .into_iter()
        .map(|role| {
            let RoleState {
                role,
                badge,
                detail,
            } = role;
            view! {
                <li class="role-line">
                    <span class="role-what">{role.resource}</span>
                    <span class="role-how">{format!("{} · {}", role.role, role.kind)}</span>
                    {(!badge.label.is_empty()).then(|| view! { <Status badge/> })}
                    {(!detail.is_empty()).then(|| view! { <p class="role-detail">{detail}</p> })}
                </li>
            }
        })
        .collect_view();
    view! { <ul class="role-list" aria-label=label>{lines}</ul> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_carry_any_text() {
        assert_eq!(
            address("/packages", &[("q", ""), ("after", "")]),
            "/packages"
        );
        assert_eq!(
            address("/packages", &[("q", "a&b=ü"), ("after", "x~y")]),
            "/packages?q=a%26b%3D%C3%BC&after=x~y"
        );
    }
}
