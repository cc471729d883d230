//! The frame of pages that people see signed out and signed in.

use crate::pages::my::parts::{address, tone};
use crate::ui::{FlashMessage, Page, PublicFrame};
use crate::web::shell_view;
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use shared::forms::FormState;

/// Within the portal's frame for people who are signed in, alone for everybody else.
#[component]
pub fn Either(
    #[prop(into)] title: String,
    #[prop(optional)] wide: bool,
    children: Children,
) -> impl IntoView {
    let shell = shell_view();
    if shell.signed_in {
        return view! { <Page title narrow=!wide>{children()}</Page> }.into_any();
    }
    let flash = shell.flash.map(|notice| FlashMessage {
        tone: tone(notice.meaning),
        text: notice.text,
        link: None,
    });
    let heading = title.clone();
    view! {
        <PublicFrame title wide flash=Signal::stored(flash)>
            <h1>{heading}</h1>
            {children()}
        </PublicFrame>
    }
    .into_any()
}

/// Where the person goes after signing in, as the address says; always a path of this site. Not
/// read from the router's query map, which decodes twice.
pub fn next_of_query() -> String {
    use_location()
        .search
        .with_untracked(|query| shared::forms::identity::next_of_query(query))
}

/// A page of signing in that knows where the person wants to go.
pub fn on_the_way(page: &str, next: &str) -> String {
    let next = if next == "/" { "" } else { next };
    address(page, &[("next", next)])
}

/// The messages of a refused form, for `FormErrors`.
pub fn messages(state: &FormState) -> Vec<(String, String)> {
    state.errors.0.clone().into_iter().collect()
}
