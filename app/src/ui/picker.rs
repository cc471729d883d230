//! Picking people and groups.

use leptos::{html, prelude::*};
use serde::{Deserialize, Serialize};

use super::{Avatar, FieldError, Glyph, Icon, OptText, field::described_by, field_id};

/// A person, group or other thing to pick.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PickOption {
    /// What is sent: an id.
    pub value: String,
    /// The name.
    pub label: String,
    /// What tells two of the same name apart: mail address, "Group · 14 people".
    pub detail: String,
    /// Drawn as a group instead of with initials.
    pub group: bool,
}

impl PickOption {
    /// A person.
    #[must_use]
    pub fn person(
        value: impl Into<String>,
        label: impl Into<String>,
        detail: impl Into<String>,
    ) -> Self {
        Self {
            value: value.into(),
            label: label.into(),
            detail: detail.into(),
            group: false,
        }
    }

    /// A group or other collection.
    #[must_use]
    pub fn group(
        value: impl Into<String>,
        label: impl Into<String>,
        detail: impl Into<String>,
    ) -> Self {
        Self {
            value: value.into(),
            label: label.into(),
            detail: detail.into(),
            group: true,
        }
    }

    fn matches(&self, needle: &str) -> bool {
        self.label.to_lowercase().contains(needle) || self.detail.to_lowercase().contains(needle)
    }
}

/// Picks people and groups from a list: boxes to check (repeated `name=id`), or one to choose with `single`.
///
/// With JavaScript a search field narrows the list while typing. Without, every entry is there. For lists longer
/// than what is shown, `find_name` adds a button that asks the server for others: the form is submitted with
/// `find_name=text` and the button's `intent=find`, and the page comes back with what was typed.
#[component]
pub fn PrincipalPicker(
    /// The form field, repeated for every pick.
    #[prop(into)]
    name: String,
    /// The question.
    #[prop(into)]
    label: String,
    /// Who can be picked; those picked already belong in here too.
    options: Vec<PickOption>,
    /// The values picked at first.
    #[prop(optional)]
    selected: Vec<String>,
    /// Exactly one, not several.
    #[prop(optional)]
    single: bool,
    /// What is wrong.
    #[prop(optional, into)]
    error: OptText,
    /// Help below the question.
    #[prop(optional, into)]
    hint: OptText,
    /// Said when there is no one to pick.
    #[prop(default = "No one to choose from.".to_owned(), into)]
    empty: String,
    /// The field that asks the server for other options, for lists that are longer than what is shown.
    #[prop(optional, into)]
    find_name: OptText,
    /// What was searched for.
    #[prop(optional, into)]
    find_value: OptText,
) -> impl IntoView {
    let id = field_id(&name);
    let described = described_by(&id, hint.0.is_some(), error.0.is_some());
    let needle = RwSignal::new(String::new());
    let alive = RwSignal::new(false);
    Effect::new(move |_| alive.set(true));
    let is_empty = options.is_empty();
    let finds = find_name.0.is_some();
    let find = NodeRef::<html::Button>::new();
    // Enter in the search means the search, whatever else the form has.
    let find_on_enter = move |event: web_sys::KeyboardEvent| {
        if let Some(find) = find.get_untracked()
            && event.key() == "Enter"
            && !event.is_composing()
        {
            event.prevent_default();
            event.stop_propagation();
            find.click();
        }
    };
    let narrow = move |event| needle.set(event_target_value(&event).trim().to_lowercase());
    // Those picked come first, so that the choice is seen without scrolling.
    let (picked, others): (Vec<_>, Vec<_>) = options
        .into_iter()
        .partition(|option| selected.contains(&option.value));
    let rows = picked
        .into_iter()
        .map(|option| (option, true))
        .chain(others.into_iter().map(|option| (option, false)))
        .enumerate()
        .map(|(index, (option, checked))| {
            let control = if index == 0 { id.clone() } else { format!("{id}-{index}") };
            let row = option.clone();
            let hidden = move || {
                needle.with(|needle| !needle.is_empty() && !row.matches(needle))
            };
            view! {
                <label class="pick" hidden=hidden>
                    <input type=if single { "radio" } else { "checkbox" } id=control name=name.clone()
                        value=option.value checked=checked/>
                    <Avatar name=option.label.clone() group=option.group/>
                    <span class="pick-text">
                        <span class="pick-label">{option.label}</span>
                        <span class="pick-detail">{option.detail}</span>
                    </span>
                </label>
            }
        })
        .collect_view();
    let class = if error.0.is_some() {
        "field field-group picker has-error"
    } else {
        "field field-group picker"
    };
    view! {
        <fieldset class=class aria-describedby=described>
            <legend class="field-label">{label}</legend>
            {hint.0.map(|hint| view! { <p class="field-hint" id=format!("{id}-hint")>{hint}</p> })}
            {find_name.0.map(|name| view! {
                <div class="picker-find">
                    <input class="input" type="search" id=field_id(&name) name=name value=find_value.0
                        aria-label=t!("Find by name or mail address") placeholder=t!("Name or mail address") maxlength="100"
                        on:input=narrow on:keydown=find_on_enter/>
                    <button class="btn btn-secondary" type="submit" name="intent" value="find" formnovalidate=true node_ref=find>
                        <span>{t!("Find")}</span>
                    </button>
                </div>
            })}
            <div class="picker-box">
                <div class="picker-filter" hidden=move || !alive.get() || is_empty || finds>
                    <Icon glyph=Glyph::Search/>
                    <input class="input" type="search" aria-label=t!("Narrow the list") placeholder=t!("Narrow the list")
                        on:input=narrow
                        on:keydown=|event| if event.key() == "Enter" { event.prevent_default() }/>
                </div>
                <div class="picker-list">
                    {rows}
                    {is_empty.then(|| view! { <p class="picker-empty">{empty}</p> })}
                </div>
            </div>
            <FieldError id=id.clone() error=error/>
        </fieldset>
    }
    .into_any()
}
