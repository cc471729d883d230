//! The document around every page, and the application inside it.

use crate::frame::Frame;
use crate::routes::Pages;
use crate::web::{Returned, provide_returned, provide_shell};
use leptos::prelude::*;
use leptos_meta::{HashedStylesheet, MetaTags, provide_meta_context};
use leptos_router::components::Router;
use shared::lang::{Lang, Part};

/// The HTML document: head, styles, hydration scripts and the application inside.
pub fn document(options: LeptosOptions) -> impl IntoView {
    // A refused form answers at the form's own address with the page that holds it.
    let address = use_context::<Returned>().map(|returned| returned.address);
    let lang = shared::lang::current();
    let texts = texts(lang);
    let preload = texts
        .as_deref()
        .map(|folder| crate::web::texts_file(folder, Part::Start));
    view! {
        <!DOCTYPE html>
        <html lang=lang.as_str() data-address=address data-texts=texts>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <link rel="icon" href="/favicon.svg" type="image/svg+xml"/>
                <link rel="apple-touch-icon" href="/apple-touch-icon.png"/>
                <HashedStylesheet options=options.clone() id="bailiwick"/>
                {preload.map(|address| view! {
                    <link rel="preload" href=address r#as="fetch" crossorigin="anonymous"/>
                })}
                <HydrationScripts options/>
                <MetaTags/>
            </head>
            <body>
                <App/>
            </body>
        </html>
    }
}

/// The folder in which the browser finds the sentences of the page's language.
#[cfg(feature = "ssr")]
fn texts(lang: Lang) -> Option<String> {
    crate::web::texts_folder(lang)
}

#[cfg(not(feature = "ssr"))]
const fn texts(_: Lang) -> Option<String> {
    None
}

/// The application: frame and pages.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    provide_shell();
    provide_returned();
    Effect::new(|_| {
        send_once();
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

/// A form that was sent waits for its answer: pressed twice, it would do its thing twice, or be refused because
/// that is done.
fn send_once() {
    /// Milliseconds after which somebody who got no answer may try again.
    const PATIENCE: f64 = 10_000.0;
    let sent = StoredValue::new_local(None);
    window_event_listener(leptos::ev::submit, move |event| {
        if event.default_prevented() {
            return;
        }
        let (form, now) = (event.target(), event.time_stamp());
        let again = sent.with_value(|sent: &Option<(_, f64)>| {
            sent.as_ref()
                .is_some_and(|(known, at)| *known == form && now - at < PATIENCE)
        });
        if again {
            event.prevent_default();
        } else {
            sent.set_value(Some((form, now)));
        }
    });
    // Back from the next page, the form is there to be sent anew.
    window_event_listener(leptos::ev::pageshow, move |_| sent.set_value(None));
}

fn document_element() -> Option<web_sys::Element> {
    leptos::prelude::document().document_element()
}
