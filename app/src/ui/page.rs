//! The frame of a page's content.

use leptos::{children::ViewFnOnce, prelude::*};

use super::{Breadcrumb, Link, OptText, PageTitle};

/// A page: title, heading, and below it the content, with a side panel where there is one.
#[component]
pub fn Page(
    /// The heading and the title of the tab.
    #[prop(into)]
    title: String,
    /// A line below the heading.
    #[prop(optional, into)]
    lead: OptText,
    /// The trail above the heading.
    #[prop(optional)]
    trail: Vec<Link>,
    /// What stands before the heading: a `LetterTile` or large `Avatar`.
    #[prop(optional, into)]
    mark: Option<ViewFnOnce>,
    /// What stands beside the heading: a `StatusBadge`.
    #[prop(optional, into)]
    status: Option<ViewFnOnce>,
    /// Buttons at the right of the heading.
    #[prop(optional, into)]
    actions: Option<ViewFnOnce>,
    /// `Tabs` below the heading.
    #[prop(optional, into)]
    tabs: Option<ViewFnOnce>,
    /// The panel at the right, below on a phone: `SidePanel`s.
    #[prop(optional, into)]
    aside: Option<ViewFnOnce>,
    /// One column of reading width: forms and texts.
    #[prop(optional)]
    narrow: bool,
    /// The content.
    children: Children,
) -> impl IntoView {
    let class = match (aside.is_some(), narrow) {
        (true, _) => "page-body with-aside",
        (_, true) => "page-body page-narrow",
        _ => "page-body",
    };
    view! {
        <PageTitle text=title.clone()/>
        <div class="page">
            {(!trail.is_empty()).then(|| view! { <Breadcrumb trail/> })}
            <header class="page-head">
                {mark.map(|mark| view! { <div class="page-mark">{mark.run()}</div> })}
                <div class="page-words">
                    <div class="page-title-line">
                        <h1 class="page-title">{title}</h1>
                        {status.map(|status| status.run())}
                    </div>
                    {lead.0.map(|lead| view! { <p class="page-lead">{lead}</p> })}
                </div>
                {actions.map(|actions| view! { <div class="actions">{actions.run()}</div> })}
            </header>
            {tabs.map(|tabs| tabs.run())}
            <div class=class>
                <div class="page-main">{children()}</div>
                {aside.map(|aside| view! { <aside class="page-aside" aria-label=t!("About this")>{aside.run()}</aside> })}
            </div>
        </div>
    }
    .into_any()
}
