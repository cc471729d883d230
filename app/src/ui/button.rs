//! Buttons, and links that look like them.

use leptos::prelude::*;

use super::{Glyph, Icon, OptText};

/// How much a button asks for attention.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Look {
    /// The one thing to do here.
    Primary,
    /// Another thing one can do.
    #[default]
    Secondary,
    /// Present but quiet.
    Quiet,
    /// Takes something away.
    Danger,
}

impl Look {
    const fn class(self) -> &'static str {
        match self {
            Self::Primary => "btn-primary",
            Self::Secondary => "btn-secondary",
            Self::Quiet => "btn-quiet",
            Self::Danger => "btn-danger",
        }
    }
}

/// The classes of a button: `small` in tables and cards, `wide` on a line of its own.
pub(super) fn button_class(look: Look, small: bool, wide: bool) -> String {
    let mut class = format!("btn {}", look.class());
    if small {
        class.push_str(" btn-small");
    }
    if wide {
        class.push_str(" btn-wide");
    }
    class
}

/// A button. It submits the form it stands in unless `kind="button"`.
#[component]
pub fn Button(
    /// How much it asks for attention.
    #[prop(optional)]
    look: Look,
    /// The drawing before the words.
    #[prop(optional_no_strip, into)]
    icon: Option<Glyph>,
    /// Smaller, for tables and cards.
    #[prop(optional)]
    small: bool,
    /// As wide as what it stands in.
    #[prop(optional)]
    wide: bool,
    /// `submit` (default) or `button`.
    #[prop(default = "submit")]
    kind: &'static str,
    /// The form field this button sets when it submits.
    #[prop(optional, into)]
    name: OptText,
    /// The value sent under `name`.
    #[prop(optional, into)]
    value: OptText,
    /// The id of the form to submit when the button stands outside of it.
    #[prop(optional, into)]
    form: OptText,
    /// Submits to this address instead of the form's own.
    #[prop(optional, into)]
    formaction: OptText,
    /// Submits without the browser's checks: going back a step, saving a draft.
    #[prop(optional)]
    unchecked: bool,
    /// Cannot be used now; say why next to it.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// What it does, when the visible words alone do not tell ("Remove Ada Lind").
    #[prop(optional, into)]
    label: OptText,
    /// The id of the popover (menu or dialog) it opens.
    #[prop(optional, into)]
    opens: OptText,
    /// The words.
    children: Children,
) -> impl IntoView {
    view! {
        <button class=button_class(look, small, wide) type=kind name=name.0 value=value.0 form=form.0
            formaction=formaction.0 formnovalidate=unchecked disabled=disabled aria-label=label.0
            popovertarget=opens.0>
            {icon.map(|glyph| view! { <Icon glyph/> })}
            <span>{children()}</span>
        </button>
    }
    .into_any()
}

/// A link that looks like a button: it goes somewhere and changes nothing.
#[component]
pub fn LinkButton(
    /// Where it goes.
    #[prop(into)]
    href: String,
    /// How much it asks for attention.
    #[prop(optional)]
    look: Look,
    /// The drawing before the words.
    #[prop(optional_no_strip, into)]
    icon: Option<Glyph>,
    /// Smaller, for tables and cards.
    #[prop(optional)]
    small: bool,
    /// As wide as what it stands in.
    #[prop(optional)]
    wide: bool,
    /// What it leads to, when the visible words alone do not tell.
    #[prop(optional, into)]
    label: OptText,
    /// Loads the whole page from the server: downloads, sign-in, other sites.
    #[prop(optional)]
    external: bool,
    /// The words.
    children: Children,
) -> impl IntoView {
    view! {
        <a class=button_class(look, small, wide) href=href aria-label=label.0 rel=external.then_some("external")>
            {icon.map(|glyph| view! { <Icon glyph/> })}
            <span>{children()}</span>
        </a>
    }
    .into_any()
}

/// A button of one icon, with its name for screen readers and on hover.
#[component]
pub fn IconButton(
    /// The drawing.
    glyph: Glyph,
    /// What it does.
    #[prop(into)]
    label: String,
    /// `submit` (default) or `button`.
    #[prop(default = "submit")]
    kind: &'static str,
    /// The form field this button sets when it submits.
    #[prop(optional, into)]
    name: OptText,
    /// The value sent under `name`.
    #[prop(optional, into)]
    value: OptText,
    /// The id of the popover (menu or dialog) it opens.
    #[prop(optional, into)]
    opens: OptText,
) -> impl IntoView {
    view! {
        <button class="btn btn-quiet btn-icon" type=kind name=name.0 value=value.0 popovertarget=opens.0
            aria-label=label.clone() title=label>
            <Icon glyph/>
        </button>
    }
    .into_any()
}
