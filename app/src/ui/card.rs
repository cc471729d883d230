//! Surfaces that hold content.

use leptos::children::ViewFnOnce;
use leptos::prelude::*;

use super::OptText;
use shared::views::figure;

/// A bordered surface.
#[component]
pub fn Card(
    /// The heading.
    #[prop(optional, into)]
    title: OptText,
    /// The level of the heading: 2 right below the heading of the page, 3 in a `Section`.
    #[prop(default = 2)]
    level: u8,
    /// Buttons beside the heading.
    #[prop(optional, into)]
    actions: Option<ViewFnOnce>,
    /// No padding: for a table or list that reaches the edges.
    #[prop(optional)]
    flush: bool,
    /// What it holds.
    children: Children,
) -> impl IntoView {
    let titled = title.0.is_some();
    let heading = title.0.map(|title| {
        if level == 2 {
            view! { <h2 class="card-title">{title}</h2> }.into_any()
        } else {
            view! { <h3 class="card-title">{title}</h3> }.into_any()
        }
    });
    let head = (titled || actions.is_some()).then(|| {
        view! {
            <div class="card-head">
                {heading}
                {actions.map(|actions| view! { <div class="actions">{actions.run()}</div> })}
            </div>
        }
    });
    view! {
        <div class=if flush { "card card-flush" } else { "card" }>
            {head}
            <div class="card-body">{children()}</div>
        </div>
    }
    .into_any()
}

/// A part of a page with its heading.
#[component]
pub fn Section(
    /// The heading.
    #[prop(into)]
    title: String,
    /// A line below it.
    #[prop(optional, into)]
    lead: OptText,
    /// How many there are, beside the heading.
    #[prop(optional)]
    count: Option<u64>,
    /// Buttons at the right of the heading.
    #[prop(optional, into)]
    actions: Option<ViewFnOnce>,
    /// The id, so that links can point here.
    #[prop(optional, into)]
    id: OptText,
    /// What it holds.
    children: Children,
) -> impl IntoView {
    view! {
        <section class="section" id=id.0>
            <div class="section-head">
                <div class="section-words">
                    <h2 class="section-title">
                        {title}
                        {count.map(|count| view! { <span class="section-count">{figure(i64::try_from(count).unwrap_or(i64::MAX))}</span> })}
                    </h2>
                    {lead.0.map(|lead| view! { <p class="section-lead">{lead}</p> })}
                </div>
                {actions.map(|actions| view! { <div class="actions">{actions.run()}</div> })}
            </div>
            {children()}
        </section>
    }
    .into_any()
}

/// Cards side by side, as many as fit.
#[component]
pub fn CardGrid(
    /// The cards.
    children: Children,
) -> impl IntoView {
    view! { <div class="card-grid">{children()}</div> }.into_any()
}

/// Things below each other with even space between them.
#[component]
pub fn Stack(
    /// Less space.
    #[prop(optional)]
    tight: bool,
    /// The things.
    children: Children,
) -> impl IntoView {
    view! { <div class=if tight { "stack stack-tight" } else { "stack" }>{children()}</div> }
        .into_any()
}

/// Things beside each other that wrap where there is no room.
#[component]
pub fn Row(
    /// The things.
    children: Children,
) -> impl IntoView {
    view! { <div class="row">{children()}</div> }.into_any()
}
