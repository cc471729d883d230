//! Choices that all stand in view: radio cards and check boxes.

use leptos::{html, prelude::*};

use super::{Choice, FieldError, OptText, field::described_by, field_id};

/// One of a few, each with its explanation, as cards.
#[component]
pub fn RadioCards(
    /// The form field.
    #[prop(into)]
    name: String,
    /// The question.
    #[prop(into)]
    label: String,
    /// What there is to choose.
    choices: Vec<Choice>,
    /// The value chosen at first.
    #[prop(optional, into)]
    value: OptText,
    /// What is wrong with the value.
    #[prop(optional, into)]
    error: OptText,
    /// Help below the question.
    #[prop(optional, into)]
    hint: OptText,
    /// One must be chosen.
    #[prop(optional)]
    required: bool,
    /// Side by side where there is room.
    #[prop(optional)]
    columns: bool,
    /// Follows what is chosen.
    #[prop(optional_no_strip, into)]
    live: Option<RwSignal<String>>,
) -> impl IntoView {
    let id = field_id(&name);
    let described = described_by(&id, hint.0.is_some(), error.0.is_some());
    let chosen = value.0.unwrap_or_default();
    let cards = choices
        .into_iter()
        .enumerate()
        .map(|(index, choice)| {
            // The first control carries the field's own id: messages link to it.
            let control = if index == 0 { id.clone() } else { format!("{id}-{index}") };
            let checked = choice.value == chosen;
            let node = NodeRef::<html::Input>::new();
            if let Some(live) = live {
                Effect::new(move |_| {
                    if let Some(input) = node.get()
                        && input.checked()
                    {
                        live.set(input.value());
                    }
                });
            }
            view! {
                <label class="radio-card">
                    <input type="radio" id=control name=name.clone() value=choice.value checked=checked
                        required=required disabled=choice.disabled node_ref=node
                        on:change=move |event| if let Some(live) = live { live.set(event_target_value(&event)) }/>
                    <span class="radio-card-text">
                        <span class="radio-card-label">{choice.label}</span>
                        {choice.detail.map(|detail| view! { <span class="radio-card-detail">{detail}</span> })}
                    </span>
                </label>
            }
        })
        .collect_view();
    let class = if error.0.is_some() {
        "field field-group has-error"
    } else {
        "field field-group"
    };
    view! {
        <fieldset class=class aria-describedby=described>
            <legend class="field-label">{label}</legend>
            {hint.0.map(|hint| view! { <p class="field-hint" id=format!("{id}-hint")>{hint}</p> })}
            <div class=if columns { "radio-cards radio-cards-columns" } else { "radio-cards" }>{cards}</div>
            <FieldError id=id.clone() error=error/>
        </fieldset>
    }
    .into_any()
}

/// A yes or no. Sends `name=value` (value `on` unless given) when checked, nothing otherwise.
#[component]
pub fn Checkbox(
    /// The form field.
    #[prop(into)]
    name: String,
    /// Its id, where the page has several boxes of this name.
    #[prop(optional, into)]
    id: OptText,
    /// The words beside it.
    #[prop(into)]
    label: String,
    /// What is sent when checked.
    #[prop(default = "on".to_owned(), into)]
    value: String,
    /// Whether it is checked at first.
    #[prop(optional)]
    checked: bool,
    /// What is wrong.
    #[prop(optional, into)]
    error: OptText,
    /// A line of explanation.
    #[prop(optional, into)]
    hint: OptText,
    /// Must be checked.
    #[prop(optional)]
    required: bool,
    /// Cannot be changed now.
    #[prop(optional)]
    disabled: bool,
    /// Follows the check.
    #[prop(optional_no_strip, into)]
    live: Option<RwSignal<bool>>,
) -> impl IntoView {
    let id = id.0.unwrap_or_else(|| field_id(&name));
    let described = described_by(&id, hint.0.is_some(), error.0.is_some());
    let invalid = error.0.is_some().then_some("true");
    let node = NodeRef::<html::Input>::new();
    if let Some(live) = live {
        Effect::new(move |_| {
            if let Some(input) = node.get() {
                live.set(input.checked());
            }
        });
    }
    view! {
        <div class="field field-check">
            <label class="check">
                <input type="checkbox" id=id.clone() name=name value=value checked=checked required=required
                    disabled=disabled aria-describedby=described aria-invalid=invalid node_ref=node
                    on:change=move |event| if let Some(live) = live { live.set(event_target_checked(&event)) }/>
                <span>{label}</span>
            </label>
            {hint.0.map(|hint| view! { <p class="field-hint" id=format!("{id}-hint")>{hint}</p> })}
            <FieldError id=id.clone() error=error/>
        </div>
    }
    .into_any()
}

/// Any number of several, sent as repeated `name=value`.
#[component]
pub fn CheckboxGroup(
    /// The form field, repeated for every checked box.
    #[prop(into)]
    name: String,
    /// The question.
    #[prop(into)]
    label: String,
    /// What there is to choose.
    choices: Vec<Choice>,
    /// The values checked at first.
    #[prop(optional)]
    values: Vec<String>,
    /// What is wrong.
    #[prop(optional, into)]
    error: OptText,
    /// Help below the question.
    #[prop(optional, into)]
    hint: OptText,
) -> impl IntoView {
    let id = field_id(&name);
    let described = described_by(&id, hint.0.is_some(), error.0.is_some());
    let boxes = choices
        .into_iter()
        .enumerate()
        .map(|(index, choice)| {
            let control = if index == 0 { id.clone() } else { format!("{id}-{index}") };
            let checked = values.contains(&choice.value);
            view! {
                <label class="check">
                    <input type="checkbox" id=control name=name.clone() value=choice.value checked=checked
                        disabled=choice.disabled/>
                    <span class="check-text">
                        <span>{choice.label}</span>
                        {choice.detail.map(|detail| view! { <span class="check-detail">{detail}</span> })}
                    </span>
                </label>
            }
        })
        .collect_view();
    let class = if error.0.is_some() {
        "field field-group has-error"
    } else {
        "field field-group"
    };
    view! {
        <fieldset class=class aria-describedby=described>
            <legend class="field-label">{label}</legend>
            {hint.0.map(|hint| view! { <p class="field-hint" id=format!("{id}-hint")>{hint}</p> })}
            <div class="checks">{boxes}</div>
            <FieldError id=id.clone() error=error/>
        </fieldset>
    }
    .into_any()
}
