//! Moments.

use leptos::prelude::*;

use super::When;

/// A moment as people say it, with the exact time on hover and for screen readers.
#[component]
pub fn Time(
    /// The moment, in words from the server.
    when: When,
    /// Shows the exact time instead; the relative one is on hover.
    #[prop(optional)]
    exact: bool,
) -> impl IntoView {
    let (shown, other) = if exact {
        (when.exact, when.relative)
    } else {
        (when.relative, when.exact)
    };
    view! {
        <time class="time" datetime=when.iso title=other.clone()>
            {shown}
            <span class="sr-only">{format!(" ({other})")}</span>
        </time>
    }
    .into_any()
}
