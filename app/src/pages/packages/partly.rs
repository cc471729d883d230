//! What became of several things that were done at once.

use crate::pages::my::request_form::summary;
use crate::ui::{Banner, FormErrors, Tone};
use leptos::prelude::*;
use shared::forms::FormState;

/// What was done, and why the rest was not: each with its own sentence.
#[component]
pub fn Partly(form: FormState) -> impl IntoView {
    let done = form.fields.get("done").to_owned();
    view! {
        {(!done.is_empty()).then(|| view! { <Banner tone=Tone::Notice><p>{done}</p></Banner> })}
        <FormErrors errors=summary(&form, &[])/>
    }
}
