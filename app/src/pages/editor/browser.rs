//! What the editor asks of the browser: the present values of its form, a place to keep a draft, and
//! the view on a field. Only called from event handlers and effects.

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use serde::{Deserialize, Serialize};
use shared::forms::Fields;
use shared::policy::NameBook;

/// What was typed and not saved yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    pub fields: Fields,
    pub names: NameBook,
}

/// The fields as they would be sent now.
pub fn read_form(form: &web_sys::HtmlFormElement) -> Fields {
    let mut fields = Fields::default();
    let controls = form.elements();
    for index in 0..controls.length() {
        let Some(control) = controls.item(index) else {
            continue;
        };
        let (name, value) = if let Some(input) = control.dyn_ref::<web_sys::HtmlInputElement>() {
            let choice = matches!(input.type_().as_str(), "checkbox" | "radio");
            if choice && !input.checked() {
                continue;
            }
            (input.name(), input.value())
        } else if let Some(select) = control.dyn_ref::<web_sys::HtmlSelectElement>() {
            (select.name(), select.value())
        } else if let Some(area) = control.dyn_ref::<web_sys::HtmlTextAreaElement>() {
            (area.name(), area.value())
        } else {
            continue;
        };
        if !name.is_empty() {
            fields.push(&name, value);
        }
    }
    fields
}

/// Kept until the tab is closed; nothing of it leaves the browser.
fn storage() -> Option<web_sys::Storage> {
    window().session_storage().ok().flatten()
}

pub fn save_draft(key: &str, draft: &Draft) {
    if let (Some(storage), Ok(text)) = (storage(), serde_json::to_string(draft)) {
        // A full or forbidden storage costs the draft, not the work.
        drop(storage.set_item(key, &text));
    }
}

pub fn load_draft(key: &str) -> Option<Draft> {
    let text = storage()?.get_item(key).ok().flatten()?;
    serde_json::from_str(&text).ok()
}

pub fn drop_draft(key: &str) {
    if let Some(storage) = storage() {
        drop(storage.remove_item(key));
    }
}

/// Has the server said that this draft was saved?
pub fn was_saved(draft: &str) -> bool {
    let Some(page) = document().dyn_ref::<web_sys::HtmlDocument>().cloned() else {
        return false;
    };
    let wanted = format!("bailiwick-saved={draft}");
    !draft.is_empty()
        && page.cookie().is_ok_and(|cookies| {
            cookies.split(';').any(|cookie| {
                let cookie = cookie.trim();
                // With https every cookie is kept to this host.
                cookie.strip_prefix("__Host-").unwrap_or(cookie) == wanted
            })
        })
}

/// Brings the element into view and puts the focus there.
pub fn focus_on(id: String) {
    request_animation_frame(move || {
        if let Some(element) = document().get_element_by_id(&id) {
            element.scroll_into_view();
            if let Some(element) = element.dyn_ref::<web_sys::HtmlElement>() {
                drop(element.focus());
            }
        }
    });
}

/// Opens a place of this page, so that address and back button know of it.
pub fn open_place(anchor: &str) {
    drop(window().location().set_hash(anchor));
}
