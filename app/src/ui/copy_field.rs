//! A text to copy, such as a share link.

use leptos::{html, prelude::*};

use super::{Glyph, Icon, OptText};

/// A text in a field of its own, easy to select; with JavaScript a button copies it.
#[component]
pub fn CopyField(
    /// Unique on the page.
    #[prop(into)]
    id: String,
    /// What it is: "Share link".
    #[prop(into)]
    label: String,
    /// The text.
    #[prop(into)]
    value: String,
    /// Help below the label.
    #[prop(optional, into)]
    hint: OptText,
) -> impl IntoView {
    let alive = RwSignal::new(false);
    Effect::new(move |_| alive.set(true));
    let copied = RwSignal::new(false);
    let node = NodeRef::<html::Input>::new();
    let copy = move |_| {
        if let Some(input) = node.get() {
            input.select();
            drop(window().navigator().clipboard().write_text(&input.value()));
            copied.set(true);
        }
    };
    view! {
        <div class="field">
            <label class="field-label" for=id.clone()>{label}</label>
            {hint.0.map(|hint| view! { <p class="field-hint">{hint}</p> })}
            <div class="copy">
                <input class="input" id=id type="text" readonly=true value=value node_ref=node/>
                <button class="btn btn-secondary" type="button" hidden=move || !alive.get() on:click=copy>
                    <Icon glyph=Glyph::Copy/>
                    <span role="status">{move || if copied.get() { t!("Copied") } else { t!("Copy") }}</span>
                </button>
            </div>
        </div>
    }
    .into_any()
}
