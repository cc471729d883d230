//! Ways through: tabs and the trail of where one is.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::{Glyph, Icon, Link};
use shared::views::figure;

/// One of the views of a thing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Tab {
    /// The words.
    pub label: String,
    /// Where it is.
    pub href: String,
    /// Whether it is open now.
    pub current: bool,
    /// How many things are in it.
    pub count: Option<u64>,
}

impl Tab {
    /// A tab from words, address and state.
    #[must_use]
    pub fn new(label: impl Into<String>, href: impl Into<String>, current: bool) -> Self {
        Self {
            label: label.into(),
            href: href.into(),
            current,
            count: None,
        }
    }

    /// With how many things are in it.
    #[must_use]
    pub fn count(mut self, count: u64) -> Self {
        self.count = Some(count);
        self
    }
}

/// The views of a thing, as links: each has its own address.
#[component]
pub fn Tabs(
    /// Whose views: "Package".
    #[prop(into)]
    label: String,
    /// The views.
    tabs: Vec<Tab>,
) -> impl IntoView {
    let tabs = tabs
        .into_iter()
        .map(|tab| {
            view! {
                <li>
                    <a class="tab" href=tab.href aria-current=tab.current.then_some("page")>
                        <span>{tab.label}</span>
                        {tab.count.map(|count| view! { <span class="tab-count">{figure(i64::try_from(count).unwrap_or(i64::MAX))}</span> })}
                    </a>
                </li>
            }
        })
        .collect_view();
    view! { <nav class="tabs" aria-label=label><ul>{tabs}</ul></nav> }.into_any()
}

/// The trail from the top to what is above this page. The page itself is its heading.
#[component]
pub fn Breadcrumb(
    /// From the top down.
    trail: Vec<Link>,
) -> impl IntoView {
    let items = trail
        .into_iter()
        .map(|link| view! { <li><a href=link.href>{link.label}</a><Icon glyph=Glyph::ChevronRight/></li> })
        .collect_view();
    view! { <nav class="breadcrumb" aria-label=t!("Breadcrumb")><ol>{items}</ol></nav> }.into_any()
}
