//! What stands where content would be: nothing yet, something went wrong, not allowed, loading.

use leptos::{children::ViewFnOnce, prelude::*};

use super::{Glyph, Icon, OptText};

/// Nothing here yet, and what to do about it.
#[component]
pub fn EmptyState(
    /// The drawing.
    glyph: Glyph,
    /// What is not there: "No requests wait for you".
    #[prop(into)]
    title: String,
    /// Why, or what would be here.
    #[prop(optional, into)]
    text: OptText,
    /// The next step: a `LinkButton`.
    #[prop(optional, into)]
    action: Option<ViewFnOnce>,
) -> impl IntoView {
    view! {
        <div class="state">
            <span class="state-plate"><Icon glyph/></span>
            <p class="state-title">{title}</p>
            {text.0.map(|text| view! { <p class="state-text">{text}</p> })}
            {action.map(|action| view! { <div class="state-action">{action.run()}</div> })}
        </div>
    }
    .into_any()
}

/// Something went wrong: what, and what to do now.
#[component]
pub fn ErrorState(
    /// What happened: "This page could not be loaded".
    #[prop(into)]
    title: String,
    /// What to do: "Try again in a minute."
    #[prop(into)]
    text: String,
    /// Where "Try again" goes.
    #[prop(optional, into)]
    retry: OptText,
    /// The number to give to support.
    #[prop(optional, into)]
    reference: OptText,
) -> impl IntoView {
    view! {
        <div class="state state-error" role="alert">
            <span class="state-plate"><Icon glyph=Glyph::Warning/></span>
            <p class="state-title">{title}</p>
            <p class="state-text">{text}</p>
            {retry.0.map(|href| view! {
                <div class="state-action">
                    <a class="btn btn-secondary" href=href rel="external"><Icon glyph=Glyph::Refresh/><span>{t!("Try again")}</span></a>
                </div>
            })}
            {reference.0.map(|reference| view! { <p class="state-reference">"Reference "<code>{reference}</code></p> })}
        </div>
    }
    .into_any()
}

/// One may see this exists but not do it, and whom to ask.
#[component]
pub fn NoPermission(
    /// What one may not do: "You may not change this catalog".
    #[prop(into)]
    title: String,
    /// Whom to ask, where that may be said.
    #[prop(optional, into)]
    text: OptText,
) -> impl IntoView {
    view! {
        <div class="state">
            <span class="state-plate"><Icon glyph=Glyph::Lock/></span>
            <p class="state-title">{title}</p>
            {text.0.map(|text| view! { <p class="state-text">{text}</p> })}
            <div class="state-action"><a class="btn btn-secondary" href="/"><span>{t!("Go to My Access")}</span></a></div>
        </div>
    }
    .into_any()
}

/// There is no such page, or none one may know of.
#[component]
pub fn NotFound() -> impl IntoView {
    view! {
        <div class="state">
            <span class="state-plate"><Icon glyph=Glyph::Search/></span>
            <h1 class="state-title">{t!("There is nothing at this address")}</h1>
            <p class="state-text">
                {t!("It may have been removed, or it is not for you to see. If someone sent you the link, ask them.")}
            </p>
            <div class="state-action"><a class="btn btn-secondary" href="/"><span>{t!("Go to My Access")}</span></a></div>
        </div>
    }
    .into_any()
}

/// Lines that keep the place of what is being loaded.
#[component]
pub fn Skeleton(
    /// How many lines.
    #[prop(default = 3)]
    lines: u32,
) -> impl IntoView {
    view! {
        <div class="skeleton" role="status">
            <span class="sr-only">{t!("Loading")}</span>
            {(0..lines).map(|_| view! { <span class="skeleton-line"></span> }).collect_view()}
        </div>
    }
    .into_any()
}
