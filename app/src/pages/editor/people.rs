//! A field for people and groups: those chosen, and a search for more.

use super::load::find_principals;
use super::state::EditorState;
use crate::ui::{Avatar, FieldError, OptText, field_id};
use leptos::prelude::*;
use shared::forms::Fields;
use shared::views::PickView;
use shared::views::editor::FoundView;
use std::time::Duration;

/// Picks people and groups; sends repeated `name=user:<id>` or `name=group:<id>`. In the browser the
/// search answers while one types; without JavaScript a button asks, and the page comes back.
#[component]
pub fn PeopleField(
    state: EditorState,
    #[prop(into)] name: String,
    #[prop(into)] label: Signal<String>,
    #[prop(into)] hint: Signal<String>,
    fields: Fields,
    /// Results of searches that were asked for with a button.
    found: Vec<FoundView>,
    #[prop(into)] error: OptText,
) -> impl IntoView {
    let id = field_id(&name);
    let find = format!("{name}_find");
    let chosen: Vec<String> = fields.all(&name).into_iter().map(str::to_owned).collect();
    let found = found.into_iter().find(|found| found.field == name);
    let query = found.as_ref().map(|found| found.query.clone());
    let rows = RwSignal::new(first_rows(state, &chosen, found));
    let search = searcher(state, name.clone(), rows);
    let described = if error.0.is_some() {
        format!("{id}-error {id}-hint")
    } else {
        format!("{id}-hint")
    };
    let class = if error.0.is_some() {
        t!("field field-group picker has-error")
    } else {
        t!("field field-group picker")
    };
    view! {
        <fieldset class=class id=id.clone() tabindex="-1" aria-describedby=described>
            <legend class="field-label">{label}</legend>
            <p class="field-hint" id=format!("{id}-hint")>{hint}</p>
            <div class="picker-find">
                <input class="input" type="search" id=field_id(&find) name=find value=query
                    aria-label=t!("Find people and groups") placeholder=t!("Name or mail address") maxlength="100"
                    autocomplete="off"
                    on:input=move |event| search(event_target_value(&event))/>
                <button class="btn btn-secondary" type="submit" name="intent" value="look"
                    hidden=move || state.alive.get()>
                    <span>{t!("Find")}</span>
                </button>
            </div>
            <div class="picker-box" hidden=move || rows.with(Vec::is_empty)>
                <div class="picker-list" aria-live="polite">
                    <For each=move || rows.get() key=|row| row.value.clone() let:row>
                        {pick(name.clone(), row, &chosen)}
                    </For>
                </div>
            </div>
            <FieldError id=id.clone() error=error/>
        </fieldset>
    }
}

fn pick(name: String, row: PickView, chosen: &[String]) -> impl IntoView + use<> {
    let checked = chosen.contains(&row.value);
    view! {
        <label class="pick">
            <input type="checkbox" name=name value=row.value checked=checked/>
            <Avatar name=row.label.clone() group=row.group/>
            <span class="pick-text">
                <span class="pick-label">{row.label}</span>
                <span class="pick-detail">{row.detail}</span>
            </span>
        </label>
    }
}

/// Those chosen, then those found.
fn first_rows(state: EditorState, chosen: &[String], found: Option<FoundView>) -> Vec<PickView> {
    let mut rows: Vec<PickView> = chosen.iter().map(|value| known(state, value)).collect();
    for option in found.into_iter().flat_map(|found| found.options) {
        if !chosen.contains(&option.value) {
            rows.push(option);
        }
    }
    rows
}

fn known(state: EditorState, value: &str) -> PickView {
    state.names.with_untracked(|names| {
        let named = names.get(value);
        PickView {
            value: value.to_owned(),
            label: named.map_or_else(
                || t!("Not in the directory any more").to_owned(),
                |named| named.name.clone(),
            ),
            detail: named.map(|named| named.detail.clone()).unwrap_or_default(),
            group: value.starts_with("group:"),
        }
    })
}

/// Searches a moment after the last key; a late answer to an old question, or to a page that was
/// left, is dropped.
fn searcher(
    state: EditorState,
    name: String,
    rows: RwSignal<Vec<PickView>>,
) -> impl Fn(String) + Clone {
    let asked = StoredValue::new(String::new());
    move |query: String| {
        let query = query.trim().to_owned();
        asked.set_value(query.clone());
        let name = name.clone();
        set_timeout(
            move || {
                if asked.try_get_value().as_ref() != Some(&query) {
                    return;
                }
                leptos::task::spawn_local(async move {
                    let found = if query.is_empty() {
                        Vec::new()
                    } else {
                        find_principals(query.clone()).await.unwrap_or_default()
                    };
                    if asked.try_get_value().as_ref() != Some(&query) {
                        return;
                    }
                    state.learn(&found);
                    let chosen = state.fields.with_untracked(|fields| {
                        fields
                            .all(&name)
                            .into_iter()
                            .map(str::to_owned)
                            .collect::<Vec<_>>()
                    });
                    let mut shown: Vec<PickView> =
                        chosen.iter().map(|value| known(state, value)).collect();
                    shown.extend(found.into_iter().filter(|one| !chosen.contains(&one.value)));
                    rows.set(shown);
                });
            },
            Duration::from_millis(250),
        );
    }
}
