//! Menus that open below their button, on the browser's own popover.

use leptos::prelude::*;

use super::{Glyph, Icon, OptText};

/// A button that opens a short list of links and forms. Its children are `MenuLink` and `MenuForm`.
#[component]
pub fn Menu(
    /// Unique on the page.
    #[prop(into)]
    id: String,
    /// The name of the button.
    #[prop(into)]
    label: String,
    /// The drawing on the button; three dots unless given.
    #[prop(default = Glyph::More)]
    glyph: Glyph,
    /// Shows the name beside the drawing.
    #[prop(optional)]
    words: bool,
    /// The entries.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="menu">
            <button class=if words { "btn btn-secondary" } else { "btn btn-quiet btn-icon" } type="button"
                popovertarget=id.clone() aria-label=(!words).then_some(label)>
                <Icon glyph/>
                {words.then(|| view! { <span>{label.clone()}</span> })}
            </button>
            <div class="menu-panel" id=id popover="auto">{children()}</div>
        </div>
    }
    .into_any()
}

/// An entry that goes somewhere.
#[component]
pub fn MenuLink(
    /// Where.
    #[prop(into)]
    href: String,
    /// The words.
    #[prop(into)]
    label: String,
    /// The drawing before the words.
    #[prop(optional_no_strip, into)]
    icon: Option<Glyph>,
) -> impl IntoView {
    view! { <a class="menu-item" href=href>{icon.map(|glyph| view! { <Icon glyph/> })}<span>{label}</span></a> }
    .into_any()
}

/// An entry that does something: a form of one button.
#[component]
pub fn MenuForm(
    /// Where it posts.
    #[prop(into)]
    action: String,
    /// The words.
    #[prop(into)]
    label: String,
    /// The drawing before the words.
    #[prop(optional_no_strip, into)]
    icon: Option<Glyph>,
    /// The field the button sets.
    #[prop(optional, into)]
    name: OptText,
    /// Its value.
    #[prop(optional, into)]
    value: OptText,
    /// Takes something away.
    #[prop(optional)]
    danger: bool,
) -> impl IntoView {
    view! {
        <form method="post" action=action>
            <button class=if danger { "menu-item menu-danger" } else { "menu-item" } type="submit" name=name.0 value=value.0>
                {icon.map(|glyph| view! { <Icon glyph/> })}
                <span>{label}</span>
            </button>
        </form>
    }
    .into_any()
}
