//! The field for longer text.

use leptos::{html, prelude::*};

use super::{Field, Limit, OptText, escape::escape_text, field::described_by, field_id};

/// The text between the tags of a `textarea`, as HTML.
///
/// Server rendering writes the children of a `textarea` unescaped, so they are escaped here. The parser
/// drops one line break after the start tag; a text that begins with one gets another to lose. In the browser
/// the text is set as inner HTML, where nothing is dropped.
pub(super) fn area_html(text: &str) -> String {
    let escaped = escape_text(text);
    if cfg!(feature = "ssr") && escaped.starts_with('\n') {
        format!("\n{escaped}")
    } else {
        escaped
    }
}

/// A field of several lines. The only way to make a `textarea`.
#[component]
pub fn TextArea(
    /// The form field.
    #[prop(into)]
    name: String,
    /// Its id, where the page has several fields of this name.
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
    /// How many lines are seen at first.
    #[prop(default = 4)]
    rows: u32,
    /// Must be filled.
    #[prop(optional)]
    required: bool,
    /// May stay empty; says so beside the label.
    #[prop(optional)]
    optional: bool,
    /// The longest text allowed, in characters.
    #[prop(optional, into)]
    maxlength: Limit,
    /// An example, never the label.
    #[prop(optional, into)]
    placeholder: OptText,
    /// Follows what is typed.
    #[prop(optional_no_strip, into)]
    live: Option<RwSignal<String>>,
) -> impl IntoView {
    let id = id.0.unwrap_or_else(|| field_id(&name));
    let described = described_by(&id, hint.0.is_some(), error.0.is_some());
    let invalid = error.0.is_some().then_some("true");
    let html = area_html(value.0.as_deref().unwrap_or_default());
    let node = NodeRef::<html::Textarea>::new();
    if let Some(live) = live {
        Effect::new(move |_| {
            if let Some(area) = node.get() {
                live.set(area.value());
            }
        });
    }
    view! {
        <Field id=id.clone() label=label hint=hint error=error optional=optional>
            <textarea class="input" id=id name=name rows=rows required=required maxlength=maxlength.0
                placeholder=placeholder.0 aria-describedby=described aria-invalid=invalid node_ref=node
                on:input=move |event| if let Some(live) = live { live.set(event_target_value(&event)) }
                inner_html=html></textarea>
        </Field>
    }
    .into_any()
}
