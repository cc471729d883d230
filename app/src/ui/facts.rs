//! Facts about a thing: a term and what it is.

use leptos::prelude::*;

use super::OptText;

/// Facts below each other. Its children are `Fact`s.
#[component]
pub fn FactList(
    /// Term and value side by side instead of below each other.
    #[prop(optional)]
    wide: bool,
    /// The facts.
    children: Children,
) -> impl IntoView {
    view! { <dl class=if wide { "facts facts-wide" } else { "facts" }>{children()}</dl> }.into_any()
}

/// One fact.
#[component]
pub fn Fact(
    /// What it is about.
    #[prop(into)]
    term: String,
    /// What it is.
    children: Children,
) -> impl IntoView {
    view! { <div class="fact"><dt>{term}</dt><dd>{children()}</dd></div> }.into_any()
}

/// The panel beside the page: "About this package".
#[component]
pub fn SidePanel(
    /// The heading.
    #[prop(into)]
    title: String,
    /// A line below it.
    #[prop(optional, into)]
    lead: OptText,
    /// Facts and links.
    children: Children,
) -> impl IntoView {
    let label = title.clone();
    view! {
        <section class="side-panel" aria-label=label>
            <h2 class="side-title">{title}</h2>
            {lead.0.map(|lead| view! { <p class="side-lead">{lead}</p> })}
            {children()}
        </section>
    }
    .into_any()
}
