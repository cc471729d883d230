//! Numbers at a glance.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::{Glyph, Icon, OptText, Tone, ToneMark};

/// One number with its meaning; a link to what is behind it.
#[component]
pub fn Stat(
    /// What is counted.
    #[prop(into)]
    label: String,
    /// The number, formatted.
    #[prop(into)]
    value: String,
    /// A line below: "2 end this week".
    #[prop(optional, into)]
    note: OptText,
    /// How the note is meant.
    #[prop(optional)]
    tone: Tone,
    /// Where the things are.
    #[prop(optional, into)]
    href: OptText,
) -> impl IntoView {
    let marked = tone != Tone::Neutral;
    let inside = view! {
        <span class="stat-label">{label}</span>
        <span class="stat-value">{value}</span>
        {note.0.map(|note| view! {
            <span class=format!("stat-note {}", tone.class())>
                {marked.then(|| view! { <ToneMark tone/> })}
                <span>{note}</span>
            </span>
        })}
    };
    match href.0 {
        Some(href) => {
            view! { <a class="stat" href=href>{inside}<Icon glyph=Glyph::ArrowRight/></a> }
                .into_any()
        }
        None => view! { <div class="stat">{inside}</div> }.into_any(),
    }
}

/// Stats side by side.
#[component]
pub fn Stats(
    /// The `Stat`s.
    children: Children,
) -> impl IntoView {
    view! { <div class="stats">{children()}</div> }.into_any()
}

/// One bar.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Bar {
    /// What it counts.
    pub label: String,
    /// How many.
    pub value: u32,
    /// How many in words: "12 requests".
    pub shown: String,
}

/// Bars with their labels and numbers: a table whose numbers are drawn.
#[component]
pub fn BarChart(
    /// What is compared.
    #[prop(into)]
    caption: String,
    /// The bars, in the order to show.
    bars: Vec<Bar>,
) -> impl IntoView {
    let most = bars.iter().map(|bar| bar.value).max().unwrap_or(0).max(1);
    let rows = bars
        .into_iter()
        .map(|bar| {
            let width = f64::from(bar.value) / f64::from(most) * 100.0;
            view! {
                <tr>
                    <th scope="row">{bar.label}</th>
                    <td class="bar-cell">
                        <svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false">
                            <rect x="0" y="0" width=format!("{width:.1}") height="8"></rect>
                        </svg>
                    </td>
                    <td class="td-number">{bar.shown}</td>
                </tr>
            }
        })
        .collect_view();
    view! { <table class="bars"><caption>{caption}</caption><tbody>{rows}</tbody></table> }
        .into_any()
}
