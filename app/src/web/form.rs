//! Forms that come back: what was typed and what is wrong with it, on the page that is rendered
//! again after a refused submission.

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use serde::{Deserialize, Serialize};
use shared::forms::FormState;

/// A refused form, and the page it belongs to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Returned {
    pub path: String,
    /// Path and query of the page: what the address bar should say.
    pub address: String,
    pub state: FormState,
}

/// Hands the refused form, if there is one, to the pages. Called once by the application.
pub fn provide_returned() {
    let returned = SharedValue::new(|| use_context::<Returned>().unwrap_or_default());
    provide_context(StoredValue::new(returned.into_inner()));
}

/// The state of the form with this name on the present page: empty, or as it was refused.
pub fn use_form(form: &str) -> FormState {
    let state = returned();
    if state.form == form {
        state
    } else {
        FormState::default()
    }
}

/// As [`use_form`], for forms that stand in every row of a table and are named by one of these words and
/// the id of their row: `end-…`.
pub fn use_row_form(words: &[&str]) -> FormState {
    let state = returned();
    let word = state.form.split_once('-').map_or("", |(word, _)| word);
    if words.contains(&word) {
        state
    } else {
        FormState::default()
    }
}

fn returned() -> FormState {
    let path = use_location().pathname.get_untracked();
    use_context::<StoredValue<Returned>>()
        .map(|returned| returned.get_value())
        .filter(|returned| returned.path == path)
        .map(|returned| returned.state)
        .unwrap_or_default()
}
