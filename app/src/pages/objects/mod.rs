//! Groups, applications and sites for administrators.

mod list;
mod view;

pub use list::ObjectsPage;
pub use view::ObjectPage;

use crate::ui::{Tab, Tabs};
use leptos::prelude::*;

/// The tabs over people and the three kinds of objects; `current` is a kind's word, or `people`.
#[component]
pub fn DirectoryTabs(current: String) -> impl IntoView {
    let tabs = [
        ("people", t!("People"), "/admin/people"),
        ("group", t!("Groups"), "/admin/objects?kind=group"),
        (
            "application",
            t!("Applications"),
            "/admin/objects?kind=application",
        ),
        ("site", t!("Sites"), "/admin/objects?kind=site"),
    ]
    .into_iter()
    .map(|(word, label, href)| Tab::new(label, href, word == current))
    .collect();
    view! { <Tabs label=t!("Directory") tabs/> }
}
