//! Bailiwick's pages: one Leptos application, rendered on the server and hydrated in the browser.

#![recursion_limit = "512"]

#[macro_use(t)]
extern crate shared;

#[cfg(feature = "ssr")]
pub mod actions;
mod frame;
pub mod pages;
mod parts;
mod routes;
mod shell;
pub mod ui;
pub mod web;

pub use shell::{App, document};

/// Takes over the server-rendered page in the browser.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    settle_address();
    wasm_bindgen_futures::spawn_local(async {
        if web::load_texts().await.is_some() {
            leptos::mount::hydrate_lazy(App);
        }
    });
}

/// Puts the page's own address into the address bar where a refused form was answered, so that the
/// router takes over the page that is shown, and reloading it sends nothing twice.
#[cfg(feature = "hydrate")]
fn settle_address() {
    use leptos::prelude::{document, window};
    let address = document()
        .document_element()
        .and_then(|root| root.get_attribute("data-address"));
    if let (Some(address), Ok(history)) = (address, window().history()) {
        // Refused only for other origins, which the server never names.
        drop(history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&address)));
    }
}
