//! The title of the browser tab.

use leptos::prelude::*;
use leptos_meta::Title;

use super::escape::escape_text;

/// Sets the document title to `text — Bailiwick`.
///
/// The only way to set a title: `leptos_meta`'s own component writes the text into the server's HTML
/// without escaping it.
#[component]
pub fn PageTitle(
    /// What the page is about, as plain text.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    let full = format!("{text} — Bailiwick");
    // In the browser the text becomes `document.title`, which is not parsed as HTML.
    let safe = if cfg!(feature = "ssr") {
        escape_text(&full)
    } else {
        full
    };
    view! { <Title text=safe/> }.into_any()
}
