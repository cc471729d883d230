//! Walking through a long list page by page.

use leptos::prelude::*;

use super::{Glyph, Icon, OptText};

/// Links to the first page and to the next one; the page before is where the browser goes back to.
/// Nothing when everything fits on one page.
#[component]
pub fn Pager(
    /// The address of the first page, on those after it.
    #[prop(optional, into)]
    first: OptText,
    /// The address of the page after.
    #[prop(optional, into)]
    next: OptText,
    /// What is shown: "50 of 1,204".
    #[prop(optional, into)]
    summary: OptText,
) -> impl IntoView {
    if first.0.is_none() && next.0.is_none() && summary.0.is_none() {
        return None;
    }
    Some(view! {
        <nav class="pager" aria-label=t!("Pages")>
            <span class="pager-summary">{summary.0}</span>
            {first.0.map(|href| view! {
                <a class="btn btn-secondary btn-small" href=href><Icon glyph=Glyph::ChevronLeft/><span>{t!("First page")}</span></a>
            })}
            {next.0.map(|href| view! {
                <a class="btn btn-secondary btn-small btn-trailing" href=href rel="next"><span>{t!("Next")}</span><Icon glyph=Glyph::ChevronRight/></a>
            })}
        </nav>
    })
}
