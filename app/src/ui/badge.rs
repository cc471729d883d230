//! Words that carry a status.

use leptos::prelude::*;

use super::{Glyph, Icon, OptText, Tone};

/// A status: a shape, a word and a color that agree.
#[component]
pub fn StatusBadge(
    /// What it means.
    tone: Tone,
    /// The word: "Active", "Waiting for approval".
    #[prop(into)]
    label: String,
) -> impl IntoView {
    view! {
        <span class=format!("badge {}", tone.class())>
            <ToneMark tone/>
            <span>{label}</span>
        </span>
    }
    .into_any()
}

/// The shape of a tone, 12 px: a filled circle with a check, a ring half full, a triangle, an octagon, a ring.
#[component]
pub fn ToneMark(
    /// What it means.
    tone: Tone,
) -> impl IntoView {
    let (solid, line) = match tone {
        Tone::Neutral => ("", "M6 1.75a4.25 4.25 0 1 0 0 8.5 4.25 4.25 0 0 0 0-8.5"),
        Tone::Good => (
            "M6 .75a5.25 5.25 0 1 0 0 10.5A5.25 5.25 0 0 0 6 .75zm-.7 7.6L3 6.05l.9-.9 1.4 1.4 2.8-2.8.9.9z",
            "",
        ),
        Tone::Notice => (
            "M6 3.25v5.5a2.75 2.75 0 0 0 0-5.5z",
            "M6 1.25a4.75 4.75 0 1 0 0 9.5 4.75 4.75 0 0 0 0-9.5",
        ),
        Tone::Warning => (
            "M6 .9l5.6 10H.4zM5.4 4.4v3.2h1.2V4.4zm0 4.1v1.2h1.2V8.5z",
            "",
        ),
        Tone::Danger => (
            "M3.8.75h4.4l3.05 3.05v4.4L8.2 11.25H3.8L.75 8.2V3.8zM3.9 4.8L5.1 6 3.9 7.2l.9.9L6 6.9l1.2 1.2.9-.9L6.9 6l1.2-1.2-.9-.9L6 5.1 4.8 3.9z",
            "",
        ),
    };
    view! {
        <svg class="mark" viewBox="0 0 12 12" width="12" height="12" aria-hidden="true" focusable="false">
            <path d=solid fill="currentColor" fill-rule="evenodd"></path>
            <path d=line fill="none" stroke="currentColor" stroke-width="1.5"></path>
        </svg>
    }
    .into_any()
}

/// A small fact: a resource, a kind, a count. Not a status.
#[component]
pub fn Chip(
    /// The words.
    #[prop(into)]
    label: String,
    /// The drawing before the words.
    #[prop(optional_no_strip, into)]
    icon: Option<Glyph>,
    /// Makes the chip a link.
    #[prop(optional, into)]
    href: OptText,
) -> impl IntoView {
    let inside = view! {
        {icon.map(|glyph| view! { <Icon glyph/> })}
        <span>{label}</span>
    };
    match href.0 {
        Some(href) => view! { <a class="chip" href=href>{inside}</a> }.into_any(),
        None => view! { <span class="chip">{inside}</span> }.into_any(),
    }
}

/// A count beside a heading or in navigation.
#[component]
pub fn CountBadge(
    /// How many.
    count: u32,
    /// What is counted, for screen readers: "waiting".
    #[prop(into)]
    of: String,
) -> impl IntoView {
    let shown = if count > 99 {
        "99+".to_owned()
    } else {
        count.to_string()
    };
    view! {
        <span class="count">
            {shown}
            <span class="sr-only">{format!(" {of}")}</span>
        </span>
    }
    .into_any()
}
