//! Forms that post to the server and answer with a page, with or without JavaScript.

use leptos::prelude::*;

use super::{Glyph, Icon, OptText, field_id};

/// A form that posts. The server answers with a redirect, or with the same page and messages.
#[component]
pub fn PostForm(
    /// Where it posts.
    #[prop(into)]
    action: String,
    /// The id, for buttons that stand outside.
    #[prop(optional, into)]
    id: OptText,
    /// Lets the server do all the checking, so that every message shows at once.
    #[prop(optional)]
    unchecked: bool,
    /// Laid out in one line: a single button or a field with its button.
    #[prop(optional)]
    inline: bool,
    /// Fields and `FormActions`.
    children: Children,
) -> impl IntoView {
    view! {
        <form class=if inline { "form form-inline" } else { "form" } method="post" action=action id=id.0
            novalidate=unchecked>
            {children()}
        </form>
    }
    .into_any()
}

/// What Enter in a field presses: the first button of a form, which would else be whatever comes first in
/// sight, such as the search of a picker.
#[component]
pub fn EnterSends(
    /// What is wanted then; without it, what the form is for.
    #[prop(optional, into)]
    intent: OptText,
) -> impl IntoView {
    let name = intent.0.is_some().then_some("intent");
    view! {
        <button class="sr-only" type="submit" tabindex="-1" aria-hidden="true" name=name value=intent.0></button>
    }
    .into_any()
}

/// A value that travels with the form unseen.
#[component]
pub fn Hidden(
    /// The form field.
    #[prop(into)]
    name: String,
    /// The value.
    #[prop(into)]
    value: String,
) -> impl IntoView {
    view! { <input type="hidden" name=name value=value/> }.into_any()
}

/// What is wrong with a form, on top of it, each message a link to its field. Nothing when all is well.
#[component]
pub fn FormErrors(
    /// Field name and message. An empty name is a message about the form as a whole.
    errors: Vec<(String, String)>,
) -> impl IntoView {
    let title = match errors.len() {
        0 => return None,
        many => tn!(
            many,
            "One thing needs your attention",
            "{n} things need your attention"
        ),
    };
    let items = errors
        .into_iter()
        .map(|(name, message)| {
            let inside = if name.is_empty() {
                view! { <span>{message}</span> }.into_any()
            } else {
                view! { <a href=format!("#{}", field_id(&name)) rel="external">{message}</a> }
                    .into_any()
            };
            view! { <li>{inside}</li> }
        })
        .collect_view();
    Some(view! {
        <div class="banner tone-danger form-errors" role="alert" tabindex="-1">
            <Icon glyph=Glyph::Warning/>
            <div class="banner-text">
                <h2 class="banner-title">{title}</h2>
                <ul>{items}</ul>
            </div>
        </div>
    })
}

/// Fields that belong together, under a heading.
#[component]
pub fn Fieldset(
    /// The heading.
    #[prop(into)]
    legend: String,
    /// A line below it.
    #[prop(optional, into)]
    hint: OptText,
    /// The fields.
    children: Children,
) -> impl IntoView {
    view! {
        <fieldset class="fieldset">
            <legend class="fieldset-legend">{legend}</legend>
            {hint.0.map(|hint| view! { <p class="fieldset-hint">{hint}</p> })}
            <div class="fieldset-body">{children()}</div>
        </fieldset>
    }
    .into_any()
}

/// Short fields side by side; below each other on a phone.
#[component]
pub fn FieldRow(
    /// The fields.
    children: Children,
) -> impl IntoView {
    view! { <div class="field-row">{children()}</div> }.into_any()
}

/// The buttons of a form, the main one first.
#[component]
pub fn FormActions(
    /// The buttons.
    children: Children,
) -> impl IntoView {
    view! { <div class="form-actions">{children()}</div> }.into_any()
}
