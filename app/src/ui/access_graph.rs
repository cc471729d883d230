//! Where a person's access comes from: person, packages, roles.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::Tone;

/// A node of a layer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct GraphNode {
    /// Unique in the graph.
    pub id: String,
    /// Its name.
    pub label: String,
    /// A line below: "until 12 March", "Group member".
    pub detail: String,
    /// Its page.
    pub href: Option<String>,
    /// How it stands.
    pub tone: Tone,
}

/// A person, what they were given, and the roles that came with it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AccessGraphData {
    /// The name of the person.
    pub person: String,
    /// A line below the name.
    pub detail: String,
    /// The packages held. Sources outside of packages ("Found in the system") stand here too.
    pub packages: Vec<GraphNode>,
    /// The roles held.
    pub roles: Vec<GraphNode>,
    /// Which package gives which role, by id.
    pub edges: Vec<(String, String)>,
}

// The drawing is laid out on a grid of these units; it scales to the width it is given.
const WIDTH: usize = 680;
const BOX: usize = 186;
const HEIGHT: usize = 52;
const GAP: usize = 16;
const COLUMNS: [usize; 3] = [1, 247, 493];
/// The longest name and the longest detail that fit into a box.
const LETTERS: [usize; 2] = [23, 27];

fn column_height(count: usize) -> usize {
    count * HEIGHT + count.saturating_sub(1) * GAP
}

/// The top of a box: columns are centered on each other.
fn top(index: usize, count: usize, total: usize) -> usize {
    (total - column_height(count)) / 2 + index * (HEIGHT + GAP) + 1
}

fn shorten(text: &str, letters: usize) -> String {
    if text.chars().count() <= letters {
        text.to_owned()
    } else {
        text.chars().take(letters - 1).chain(['…']).collect()
    }
}

fn node(column: usize, y: usize, node: &GraphNode, class: &str) -> impl IntoView + use<> {
    let x = COLUMNS[column];
    view! {
        <g class=format!("graph-node {class} {}", node.tone.class())>
            <title>{node.label.clone()}</title>
            <rect x=x y=y width=BOX height=HEIGHT rx="8"></rect>
            <text class="graph-label" x=x + 12 y=y + 22>{shorten(&node.label, LETTERS[0])}</text>
            <text class="graph-detail" x=x + 12 y=y + 40>{shorten(&node.detail, LETTERS[1])}</text>
        </g>
    }
    .into_any()
}

fn edge(from: (usize, usize), to: (usize, usize)) -> impl IntoView {
    let (x1, y1) = (COLUMNS[from.0] + BOX, from.1 + HEIGHT / 2);
    let (x2, y2) = (COLUMNS[to.0], to.1 + HEIGHT / 2);
    let middle = usize::midpoint(x1, x2);
    view! { <path class="graph-edge" d=format!("M{x1} {y1}C{middle} {y1} {middle} {y2} {x2} {y2}")></path> }
    .into_any()
}

fn drawing(data: &AccessGraphData) -> impl IntoView + use<> {
    let (packages, roles) = (data.packages.len(), data.roles.len());
    let total = column_height(packages.max(roles).max(1));
    let place = |index: usize, count: usize| top(index, count, total);
    let person = GraphNode {
        label: data.person.clone(),
        detail: data.detail.clone(),
        ..GraphNode::default()
    };
    let from_person = (0..packages)
        .map(|i| edge((0, place(0, 1)), (1, place(i, packages))))
        .collect_view();
    let to_roles = data
        .edges
        .iter()
        .filter_map(|(package, role)| {
            let from = data.packages.iter().position(|node| &node.id == package)?;
            let to = data.roles.iter().position(|node| &node.id == role)?;
            Some(edge((1, place(from, packages)), (2, place(to, roles))))
        })
        .collect_view();
    let package_nodes = data
        .packages
        .iter()
        .enumerate()
        .map(|(i, n)| node(1, place(i, packages), n, "graph-package"))
        .collect_view();
    let role_nodes = data
        .roles
        .iter()
        .enumerate()
        .map(|(i, n)| node(2, place(i, roles), n, "graph-role"))
        .collect_view();
    view! {
        <svg class="graph-drawing" viewBox=format!("0 0 {WIDTH} {}", total + 2) aria-hidden="true" focusable="false">
            <g fill="none">{from_person}{to_roles}</g>
            {node(0, place(0, 1), &person, "graph-person")}
            {package_nodes}
            {role_nodes}
        </svg>
    }
    .into_any()
}

fn list(data: AccessGraphData) -> impl IntoView {
    let AccessGraphData {
        packages,
        roles,
        edges,
        ..
    } = data;
    packages
        .into_iter()
        .map(|package| {
            let given = roles
                .iter()
                .filter(|role| edges.iter().any(|(from, to)| from == &package.id && to == &role.id))
                .map(|role| {
                    view! { <li><span>{role.label.clone()}</span>" "<span class="graph-list-detail">{role.detail.clone()}</span></li> }
                })
                .collect_view();
            let name = match package.href {
                Some(href) => view! { <a href=href>{package.label}</a> }.into_any(),
                None => view! { <span>{package.label}</span> }.into_any(),
            };
            view! {
                <li>
                    <p class="graph-list-name">{name}" "<span class="graph-list-detail">{package.detail}</span></p>
                    <ul>{given}</ul>
                </li>
            }
        })
        .collect_view()
}

/// The drawing, and a list that says the same: for screen readers, on a phone, and for whoever prefers it.
#[component]
pub fn AccessGraph(
    /// What to draw.
    data: AccessGraphData,
) -> impl IntoView {
    view! {
        <div class="graph">
            <label class="check graph-switch"><input type="checkbox" class="graph-toggle"/><span>{t!("Show as a list")}</span></label>
            {drawing(&data)}
            <ul class="graph-list">{list(data)}</ul>
        </div>
    }
    .into_any()
}
