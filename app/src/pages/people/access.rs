//! What a person holds and why, drawn and as a table (BYD-29).

use crate::pages::my::parts::{Status, tone, when};
use crate::ui::{
    AccessGraph, AccessGraphData, Banner, Cell, Column, EmptyState, Glyph, GraphNode, Section,
    Table, Time, Tone,
};
use leptos::prelude::*;
use shared::views::people::{AccessView, HeldRoleView, SourceView};

/// The largest drawing that is still read at a glance.
const DRAWN: usize = 40;

/// Everything the person holds.
#[component]
pub fn Access(name: String, access: AccessView) -> impl IntoView {
    if access.sources.is_empty() {
        return view! {
            <Section title=t!("What they hold")>
                <EmptyState glyph=Glyph::Key title=t!("{name} holds nothing", name)
                    text=t!("No package was given, and the directory shows no role in a group, application or site.")/>
            </Section>
        }
        .into_any();
    }
    let count = access.roles.len() as u64;
    let drawn = (access.roles.len() <= DRAWN && access.sources.len() <= DRAWN)
        .then(|| view! { <AccessGraph data=graph(name, &access)/> });
    let cut = access.cut.then(|| {
        view! {
            <Banner tone=Tone::Notice>
                <p>{t!("There is more than fits here; the first 300 roles are shown.")}</p>
            </Banner>
        }
    });
    view! {
        <Section title=t!("What they hold, and why") count=count
            lead=t!("Each role with everything it comes from. Taking one source away leaves a role that another still gives.")>
            {cut}
            {drawn}
        </Section>
        <Section title=t!("Roles")>
            <RoleTable roles=access.roles/>
        </Section>
    }
    .into_any()
}

fn graph(person: String, access: &AccessView) -> AccessGraphData {
    AccessGraphData {
        person,
        detail: String::new(),
        packages: access.sources.iter().map(source).collect(),
        roles: access.roles.iter().map(role).collect(),
        edges: access.edges.clone(),
    }
}

fn source(source: &SourceView) -> GraphNode {
    GraphNode {
        id: source.id.clone(),
        label: source.label.clone(),
        detail: source.detail.clone(),
        href: source.href.clone(),
        tone: tone(source.meaning),
    }
}

fn role(role: &HeldRoleView) -> GraphNode {
    let held = role.since.is_some() || role.id.starts_with("in-");
    GraphNode {
        id: role.id.clone(),
        label: role.resource.clone(),
        detail: if held {
            format!("{} · {}", role.role, role.kind)
        } else {
            format!("{} · {}", role.role, role.badge.label)
        },
        href: Some(role.href.clone()),
        tone: tone(role.badge.meaning),
    }
}

#[component]
fn RoleTable(roles: Vec<HeldRoleView>) -> impl IntoView {
    let columns = vec![
        Column::new(t!("Resource")),
        Column::new(t!("Role")),
        Column::new(t!("Kind")),
        Column::new(t!("Comes from")),
        Column::new(t!("State")),
        Column::new(t!("Since")),
    ];
    let rows = roles
        .into_iter()
        .map(|role| {
            let since = match role.since {
                Some(since) => view! { <Time when=when(since)/> }.into_any(),
                None => view! { <span class="muted">"–"</span> }.into_any(),
            };
            view! {
                <tr>
                    <Cell head=true><a href=role.href>{role.resource}</a></Cell>
                    <Cell label=t!("Role")>{role.role}</Cell>
                    <Cell label=t!("Kind")>{role.kind}</Cell>
                    <Cell label=t!("Comes from")>{role.sources.join(", ")}</Cell>
                    <Cell label=t!("State")><Status badge=role.badge/></Cell>
                    <Cell label=t!("Since")>{since}</Cell>
                </tr>
            }
        })
        .collect_view();
    view! { <Table caption=t!("Roles held") columns>{rows}</Table> }
}
