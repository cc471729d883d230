//! The sentences of a page's language, on their way to the browser.

use shared::lang::{Lang, Part};

/// The folder that the parts of a language's catalogue are loaded from; none for English, which is
/// in the program. It changes with the content, so browsers may keep what is in it forever.
#[cfg(feature = "ssr")]
pub fn folder(lang: Lang) -> Option<String> {
    (lang != Lang::English).then(|| format!("/texts/{lang}/{}/", version(lang)))
}

/// Changes with the sentences of a language.
#[cfg(feature = "ssr")]
fn version(lang: Lang) -> String {
    use std::sync::LazyLock;
    static VERSIONS: LazyLock<Vec<u32>> = LazyLock::new(|| {
        let version = |lang: &Lang| {
            let parts = Part::ALL
                .iter()
                .map(|part| shared::lang::wire(*lang, *part));
            shared::lang::key("", &parts.collect::<String>())
        };
        Lang::ALL.iter().map(version).collect()
    });
    format!("{:08x}", VERSIONS[lang as usize])
}

/// The file of a part.
pub fn file(folder: &str, part: Part) -> String {
    format!("{folder}{part}.json")
}

/// Answers with a part of a catalogue; with the present one also where a page of another version asks,
/// which then must not be kept: behind one address several versions may be running.
#[cfg(feature = "ssr")]
pub async fn serve(
    axum::extract::Path((lang, asked, file)): axum::extract::Path<(String, String, String)>,
) -> axum::response::Response {
    use axum::http::{StatusCode, header};
    use axum::response::IntoResponse;
    let part = file
        .strip_suffix(".json")
        .and_then(|part| part.parse::<Part>().ok())
        .filter(|part| *part != Part::Server);
    let (Ok(lang), Some(part)) = (lang.parse::<Lang>(), part) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let keep = if asked == version(lang) {
        "public, max-age=31536000, immutable"
    } else {
        "no-store"
    };
    let headers = [
        (header::CONTENT_TYPE, "application/json"),
        (header::CACHE_CONTROL, keep),
    ];
    (headers, shared::lang::wire(lang, part)).into_response()
}

/// Loads the sentences that the first page needs, in the language it was rendered in, and speaks it
/// from then on. `None` if they cannot be had: the page then stays as the server wrote it.
#[cfg(feature = "hydrate")]
pub async fn load_start() -> Option<()> {
    let root = leptos::prelude::document().document_element()?;
    let lang: Lang = root.get_attribute("lang")?.parse().ok()?;
    shared::lang::settle(lang);
    load(Part::Start).await
}

/// Loads the sentences of a part, once; nothing where the page speaks English.
#[cfg(feature = "hydrate")]
pub async fn load(part: Part) -> Option<()> {
    use leptos::prelude::{document, window};
    use std::cell::RefCell;
    use wasm_bindgen::JsCast;
    use wasm_bindgen_futures::JsFuture;
    thread_local! {
        static LOADED: RefCell<Vec<Part>> = const { RefCell::new(Vec::new()) };
    }
    let root = document().document_element()?;
    let Some(folder) = root.get_attribute("data-texts") else {
        return Some(());
    };
    if LOADED.with_borrow(|loaded| loaded.contains(&part)) {
        return Some(());
    }
    let response = JsFuture::from(window().fetch_with_str(&file(&folder, part)));
    let response: web_sys::Response = response.await.ok()?.dyn_into().ok()?;
    let text = response.ok().then(|| response.text().ok())??;
    let text = JsFuture::from(text).await.ok()?.as_string()?;
    shared::lang::load(shared::lang::current(), &text)?;
    LOADED.with_borrow_mut(|loaded| loaded.push(part));
    Some(())
}
