//! Filters that live in the address.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::{Glyph, Icon};

/// One filter: a link that switches it on or off.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FilterChip {
    /// The words: "Waiting".
    pub label: String,
    /// The address with this filter switched over.
    pub href: String,
    /// Whether it is on.
    pub on: bool,
    /// How many it would show.
    pub count: Option<u64>,
}

impl FilterChip {
    /// A filter from words, address and state.
    #[must_use]
    pub fn new(label: impl Into<String>, href: impl Into<String>, on: bool) -> Self {
        Self {
            label: label.into(),
            href: href.into(),
            on,
            count: None,
        }
    }

    /// With how many it would show.
    #[must_use]
    pub fn count(mut self, count: u64) -> Self {
        self.count = Some(count);
        self
    }
}

/// A row of filters.
#[component]
pub fn Filters(
    /// What is filtered: "Show requests".
    #[prop(into)]
    label: String,
    /// The filters.
    chips: Vec<FilterChip>,
) -> impl IntoView {
    let chips = chips
        .into_iter()
        .map(|chip| {
            view! {
                <li>
                    <a class="filter" href=chip.href aria-current=chip.on.then_some("true")>
                        {chip.on.then(|| view! { <Icon glyph=Glyph::Check/> })}
                        <span>{chip.label}</span>
                        {chip.count.map(|count| view! { <span class="filter-count">{count.to_string()}</span> })}
                    </a>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="filters" aria-label=label>{chips}</ul> }.into_any()
}

/// The line above a table: search on the left, filters beside it.
#[component]
pub fn Toolbar(
    /// `SearchField`, `Filters` and buttons.
    children: Children,
) -> impl IntoView {
    view! { <div class="toolbar">{children()}</div> }.into_any()
}
