//! The sentences of a page's language, on their way to the browser.

use shared::lang::Lang;

/// Where the catalogue of a language is loaded from; none is needed for English, which is in the
/// program. The address changes with the content, so browsers may keep it forever.
#[cfg(feature = "ssr")]
pub fn address(lang: Lang) -> Option<String> {
    (lang != Lang::English).then(|| {
        let version = shared::lang::key("", served(lang));
        format!("/texts/{lang}/{version:08x}.json")
    })
}

#[cfg(feature = "ssr")]
fn served(lang: Lang) -> &'static str {
    use std::collections::HashMap;
    use std::sync::LazyLock;
    static SERVED: LazyLock<HashMap<Lang, String>> = LazyLock::new(|| {
        let all = Lang::ALL.iter();
        all.map(|lang| (*lang, shared::lang::wire(*lang))).collect()
    });
    SERVED.get(&lang).map_or("", String::as_str)
}

/// Answers with the catalogue of a language; with the present one also where an old page asks.
#[cfg(feature = "ssr")]
pub async fn serve(
    axum::extract::Path((lang, _version)): axum::extract::Path<(String, String)>,
) -> axum::response::Response {
    use axum::http::{StatusCode, header};
    use axum::response::IntoResponse;
    let Ok(lang) = lang.parse::<Lang>() else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let headers = [
        (header::CONTENT_TYPE, "application/json"),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
    ];
    (headers, served(lang)).into_response()
}

/// Loads the sentences of the language that the page was rendered in, and speaks it from then on.
/// Without them (the network went away) the page stays as the server wrote it.
#[cfg(feature = "hydrate")]
pub async fn load() -> Option<()> {
    use leptos::prelude::{document, window};
    use wasm_bindgen::JsCast;
    use wasm_bindgen_futures::JsFuture;
    let root = document().document_element()?;
    let lang: Lang = root.get_attribute("lang")?.parse().ok()?;
    if let Some(address) = root.get_attribute("data-texts") {
        let response = JsFuture::from(window().fetch_with_str(&address))
            .await
            .ok()?;
        let response: web_sys::Response = response.dyn_into().ok()?;
        let text = JsFuture::from(response.ok().then(|| response.text().ok())??)
            .await
            .ok()?;
        shared::lang::load(lang, text.as_string()?)?;
    }
    shared::lang::settle(lang);
    Some(())
}
