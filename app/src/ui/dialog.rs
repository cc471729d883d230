//! Dialogs, on the browser's own popover: they open with JavaScript off too.

use leptos::prelude::*;

use super::{Glyph, Icon};

/// A dialog. A `Button` with `kind="button"` and `opens=id` opens it; Escape, a click beside it or its own
/// cross closes it. With `open` it stands in the page: for a form that came back with messages.
#[component]
pub fn Dialog(
    /// The id the opening button names.
    #[prop(into)]
    id: String,
    /// The heading.
    #[prop(into)]
    title: String,
    /// Stands open in the page, above what follows.
    #[prop(optional)]
    open: bool,
    /// What it holds; end it with `FormActions`.
    children: Children,
) -> impl IntoView {
    let heading = format!("{id}-title");
    view! {
        <dialog class="dialog" id=id popover="auto" open=open aria-labelledby=heading>
            <h2 class="dialog-title" id=heading.clone()>{title}</h2>
            <div class="dialog-body">{children()}</div>
            // Last, so that opening the dialog leads to its first field and not to its way out.
            {(!open).then(|| view! {
                <button class="btn btn-quiet btn-icon dialog-close" type="button" popovertarget=id.clone()
                    popovertargetaction="hide" aria-label=t!("Close")><Icon glyph=Glyph::Cross/></button>
            })}
        </dialog>
    }
    .into_any()
}
