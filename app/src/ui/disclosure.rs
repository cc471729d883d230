//! Something folded away until it is wanted. Works without scripts.

use leptos::prelude::*;

/// A heading that opens what is below it.
#[component]
pub fn Disclosure(
    /// The words to press.
    #[prop(into)]
    title: String,
    /// Open at first.
    #[prop(optional)]
    open: bool,
    /// What is inside.
    children: Children,
) -> impl IntoView {
    view! {
        <details class="disclosure" open=open>
            <summary>{title}</summary>
            <div class="disclosure-body">{children()}</div>
        </details>
    }
    .into_any()
}
