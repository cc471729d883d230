//! The frame of pages for people who are not signed in.

use leptos::prelude::*;

use super::{Brand, Flash, FlashMessage, PageTitle};

/// One card in the middle: sign-in, partner landing, passcode, errors.
#[component]
pub fn PublicFrame(
    /// The title of the tab.
    #[prop(into)]
    title: String,
    /// What was just done.
    #[prop(optional, into)]
    flash: Signal<Option<FlashMessage>>,
    /// Wider, for a page with two columns.
    #[prop(optional)]
    wide: bool,
    /// The content, beginning with an `<h1>`.
    children: Children,
) -> impl IntoView {
    view! {
        <PageTitle text=title/>
        <div class="public">
            <header class="public-head"><Brand/></header>
            <main class=if wide { "public-card public-wide" } else { "public-card" } id="main" tabindex="-1">
                <Flash message=flash/>
                {children()}
            </main>
            <footer class="public-foot"><p>{t!("Bailiwick keeps who may use what, and for how long.")}</p></footer>
        </div>
    }
    .into_any()
}
