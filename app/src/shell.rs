//! The document around every page, and the application inside it.

use crate::frame::Frame;
use crate::routes::Pages;
use crate::web::{Returned, provide_returned, provide_shell};
use leptos::prelude::*;
use leptos_meta::{HashedStylesheet, MetaTags, provide_meta_context};
use leptos_router::components::Router;

/// The HTML document: head, styles, hydration scripts and the application inside.
pub fn document(options: LeptosOptions) -> impl IntoView {
    // A refused form answers at the form's own address with the page that holds it.
    let address = use_context::<Returned>().map(|returned| returned.address);
    view! {
        <!DOCTYPE html>
        <html lang="en" data-address=address>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <link rel="icon" href="/favicon.svg" type="image/svg+xml"/>
                <link rel="apple-touch-icon" href="/apple-touch-icon.png"/>
                <HashedStylesheet options=options.clone() id="bailiwick"/>
                <HydrationScripts options/>
                <MetaTags/>
            </head>
            <body>
                <App/>
            </body>
        </html>
    }
}

/// The application: frame and pages.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    provide_shell();
    provide_returned();
    Effect::new(|_| {
        // Tells browser tests, and nobody else, that the page has become interactive.
        if let Some(root) = document_element() {
            drop(root.set_attribute("data-hydrated", ""));
        }
    });
    view! {
        <Router>
            <Frame>
                <Pages/>
            </Frame>
        </Router>
    }
}

fn document_element() -> Option<web_sys::Element> {
    leptos::prelude::document().document_element()
}
