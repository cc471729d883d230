//! Walking through a long list page by page.

use leptos::prelude::*;

use super::{Glyph, Icon, OptText};

/// Links to the pages before and after. Nothing when everything fits on one page.
#[component]
pub fn Pager(
    /// The address of the page before.
    #[prop(optional, into)]
    prev: OptText,
    /// The address of the page after.
    #[prop(optional, into)]
    next: OptText,
    /// What is shown: "50 of 1,204".
    #[prop(optional, into)]
    summary: OptText,
) -> impl IntoView {
    if prev.0.is_none() && next.0.is_none() && summary.0.is_none() {
        return None;
    }
    Some(view! {
        <nav class="pager" aria-label=t!("Pages")>
            <span class="pager-summary">{summary.0}</span>
            {prev.0.map(|href| view! {
                <a class="btn btn-secondary btn-small" href=href rel="prev"><Icon glyph=Glyph::ChevronLeft/><span>{t!("Previous")}</span></a>
            })}
            {next.0.map(|href| view! {
                <a class="btn btn-secondary btn-small btn-trailing" href=href rel="next"><span>{t!("Next")}</span><Icon glyph=Glyph::ChevronRight/></a>
            })}
        </nav>
    })
}
