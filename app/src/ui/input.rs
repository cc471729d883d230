//! One-line fields: text, mail address, date, number, search, and text with suggestions.

use leptos::{html, prelude::*};

use super::{Field, Glyph, Icon, Limit, OptText, field::described_by, field_id};

/// Copies what stands in a control into `live` once the page is alive, so that text typed before then counts.
pub(super) fn adopt(node: NodeRef<html::Input>, live: Option<RwSignal<String>>) {
    if let Some(live) = live {
        Effect::new(move |_| {
            if let Some(input) = node.get() {
                live.set(input.value());
            }
        });
    }
}

/// A one-line text field.
#[component]
pub fn TextField(
    /// The form field.
    #[prop(into)]
    name: String,
    /// Its id, where the page has several fields of this name: in the dialogs of a table's rows.
    #[prop(optional, into)]
    id: OptText,
    /// The words above it.
    #[prop(into)]
    label: String,
    /// What it holds at first.
    #[prop(optional, into)]
    value: OptText,
    /// What is wrong with the value.
    #[prop(optional, into)]
    error: OptText,
    /// Help below the label.
    #[prop(optional, into)]
    hint: OptText,
    /// `text` (default), `email`, `password`, `url`, `tel`, `time` or `datetime-local`.
    #[prop(default = "text")]
    kind: &'static str,
    /// Must be filled; the browser checks too.
    #[prop(optional)]
    required: bool,
    /// May stay empty; says so beside the label.
    #[prop(optional)]
    optional: bool,
    /// The longest text allowed, in characters.
    #[prop(optional, into)]
    maxlength: Limit,
    /// A regular expression the whole value must match.
    #[prop(optional, into)]
    pattern: OptText,
    /// An example, never the label.
    #[prop(optional, into)]
    placeholder: OptText,
    /// What the browser may fill in: `username`, `current-password`, `one-time-code`, `off`.
    #[prop(optional, into)]
    autocomplete: OptText,
    /// Which keyboard a phone shows: `numeric`, `email`.
    #[prop(optional, into)]
    inputmode: OptText,
    /// Only as wide as short values need.
    #[prop(optional)]
    narrow: bool,
    /// Shown but not to be changed.
    #[prop(optional)]
    readonly: bool,
    /// Takes the focus when the page opens. At most one per page.
    #[prop(optional)]
    autofocus: bool,
    /// Follows what is typed, for a summary that updates as one types.
    #[prop(optional_no_strip, into)]
    live: Option<RwSignal<String>>,
) -> impl IntoView {
    let id = id.0.unwrap_or_else(|| field_id(&name));
    let described = described_by(&id, hint.0.is_some(), error.0.is_some());
    let invalid = error.0.is_some().then_some("true");
    let node = NodeRef::new();
    adopt(node, live);
    view! {
        <Field id=id.clone() label=label hint=hint error=error optional=optional narrow=narrow>
            <input class="input" id=id type=kind name=name value=value.0 required=required maxlength=maxlength.0
                pattern=pattern.0 placeholder=placeholder.0 autocomplete=autocomplete.0 inputmode=inputmode.0
                readonly=readonly autofocus=autofocus aria-describedby=described aria-invalid=invalid node_ref=node
                on:input=move |event| if let Some(live) = live { live.set(event_target_value(&event)) }/>
        </Field>
    }
    .into_any()
}

/// A date, as `2027-03-12`.
#[component]
pub fn DateField(
    /// The form field.
    #[prop(into)]
    name: String,
    /// Its id, where the page has several fields of this name.
    #[prop(optional, into)]
    id: OptText,
    /// The words above it.
    #[prop(into)]
    label: String,
    /// What it holds at first, ISO 8601.
    #[prop(optional, into)]
    value: OptText,
    /// What is wrong with the value.
    #[prop(optional, into)]
    error: OptText,
    /// Help below the label.
    #[prop(optional, into)]
    hint: OptText,
    /// Must be filled.
    #[prop(optional)]
    required: bool,
    /// May stay empty; says so beside the label.
    #[prop(optional)]
    optional: bool,
    /// The earliest date, ISO 8601.
    #[prop(optional, into)]
    min: OptText,
    /// The latest date, ISO 8601.
    #[prop(optional, into)]
    max: OptText,
    /// Follows what is picked.
    #[prop(optional_no_strip, into)]
    live: Option<RwSignal<String>>,
) -> impl IntoView {
    let id = id.0.unwrap_or_else(|| field_id(&name));
    let described = described_by(&id, hint.0.is_some(), error.0.is_some());
    let invalid = error.0.is_some().then_some("true");
    let node = NodeRef::new();
    adopt(node, live);
    view! {
        <Field id=id.clone() label=label hint=hint error=error optional=optional narrow=true>
            <input class="input" id=id type="date" name=name value=value.0 required=required min=min.0 max=max.0
                aria-describedby=described aria-invalid=invalid node_ref=node
                on:input=move |event| if let Some(live) = live { live.set(event_target_value(&event)) }/>
        </Field>
    }
    .into_any()
}

/// A whole number with its unit.
#[component]
pub fn NumberField(
    /// The form field.
    #[prop(into)]
    name: String,
    /// The words above it.
    #[prop(into)]
    label: String,
    /// What it holds at first.
    #[prop(optional, into)]
    value: OptText,
    /// What is wrong with the value.
    #[prop(optional, into)]
    error: OptText,
    /// Help below the label.
    #[prop(optional, into)]
    hint: OptText,
    /// The word after the number: "days".
    #[prop(optional, into)]
    unit: OptText,
    /// Must be filled.
    #[prop(optional)]
    required: bool,
    /// May stay empty; says so beside the label.
    #[prop(optional)]
    optional: bool,
    /// The least value.
    #[prop(optional)]
    min: Option<i64>,
    /// The greatest value.
    #[prop(optional)]
    max: Option<i64>,
    /// Follows what is typed.
    #[prop(optional_no_strip, into)]
    live: Option<RwSignal<String>>,
) -> impl IntoView {
    let id = field_id(&name);
    let described = described_by(&id, hint.0.is_some(), error.0.is_some());
    let invalid = error.0.is_some().then_some("true");
    let node = NodeRef::new();
    adopt(node, live);
    view! {
        <Field id=id.clone() label=label hint=hint error=error optional=optional narrow=true>
            <span class="with-unit">
                <input class="input" id=id type="number" inputmode="numeric" step="1" name=name value=value.0
                    required=required min=min max=max aria-describedby=described aria-invalid=invalid node_ref=node
                    on:input=move |event| if let Some(live) = live { live.set(event_target_value(&event)) }/>
                {unit.0.map(|unit| view! { <span class="unit">{unit}</span> })}
            </span>
        </Field>
    }
    .into_any()
}

/// A search field of its own form: `GET action?name=…`. Works with JavaScript off.
#[component]
pub fn SearchField(
    /// Where the search goes, usually the page itself.
    #[prop(into)]
    action: String,
    /// What is searched: "Search packages".
    #[prop(into)]
    label: String,
    /// The query parameter.
    #[prop(default = "q".to_owned(), into)]
    name: String,
    /// What was searched for.
    #[prop(optional, into)]
    value: OptText,
    /// Other query parameters to keep: filters, tab.
    #[prop(optional)]
    keep: Vec<(String, String)>,
) -> impl IntoView {
    let id = field_id(&name);
    view! {
        <form class="search" role="search" method="get" action=action aria-label=label>
            {keep.into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value/> }).collect_view()}
            <label class="sr-only" for=id.clone()>{label.clone()}</label>
            <Icon glyph=Glyph::Search/>
            <input class="input" id=id type="search" name=name value=value.0 placeholder=label.clone() maxlength="200"
                autocomplete="off"/>
            <button class="btn btn-secondary" type="submit"><span>{t!("Search")}</span></button>
        </form>
    }
    .into_any()
}

/// A one-line field that suggests values: `(value, words)`. Any text can be typed; the server decides.
#[component]
pub fn SuggestField(
    /// The form field.
    #[prop(into)]
    name: String,
    /// The words above it.
    #[prop(into)]
    label: String,
    /// What can be picked: the value sent and the words that explain it.
    suggestions: Vec<(String, String)>,
    /// What it holds at first.
    #[prop(optional, into)]
    value: OptText,
    /// What is wrong with the value.
    #[prop(optional, into)]
    error: OptText,
    /// Help below the label.
    #[prop(optional, into)]
    hint: OptText,
    /// Must be filled.
    #[prop(optional)]
    required: bool,
    /// May stay empty; says so beside the label.
    #[prop(optional)]
    optional: bool,
    /// An example, never the label.
    #[prop(optional, into)]
    placeholder: OptText,
) -> impl IntoView {
    let id = field_id(&name);
    let list = format!("{id}-list");
    let described = described_by(&id, hint.0.is_some(), error.0.is_some());
    let invalid = error.0.is_some().then_some("true");
    view! {
        <Field id=id.clone() label=label hint=hint error=error optional=optional>
            <input class="input" id=id type="text" name=name value=value.0 required=required list=list.clone()
                placeholder=placeholder.0 autocomplete="off" aria-describedby=described aria-invalid=invalid/>
            <datalist id=list>
                {suggestions
                    .into_iter()
                    .map(|(value, words)| view! { <option value=value label=words></option> })
                    .collect_view()}
            </datalist>
        </Field>
    }
    .into_any()
}
