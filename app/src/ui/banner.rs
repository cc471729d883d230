//! Messages about the page, and about what was just done.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::{Glyph, Icon, OptText, Tone};

const fn glyph(tone: Tone) -> Glyph {
    match tone {
        Tone::Good => Glyph::CheckCircle,
        Tone::Warning => Glyph::Warning,
        Tone::Danger => Glyph::CrossCircle,
        Tone::Notice | Tone::Neutral => Glyph::Info,
    }
}

/// A message that stays: about the state of the thing on the page.
#[component]
pub fn Banner(
    /// What it means.
    tone: Tone,
    /// The heading.
    #[prop(optional, into)]
    title: OptText,
    /// The words, and links or buttons to act.
    children: Children,
) -> impl IntoView {
    view! {
        <div class=format!("banner {}", tone.class())>
            <Icon glyph=glyph(tone)/>
            <div class="banner-text">
                {title.0.map(|title| view! { <p class="banner-title">{title}</p> })}
                <div class="banner-body">{children()}</div>
            </div>
        </div>
    }
    .into_any()
}

/// What happened with the last thing done: shown once, on the page that follows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FlashMessage {
    /// What it means.
    pub tone: Tone,
    /// The sentence: "Request sent to Maya Ortiz."
    pub text: String,
    /// A next step, as address and words.
    pub link: Option<super::Link>,
}

/// The place for flash messages. Always on the page, so that screen readers notice what changes in it.
#[component]
pub fn Flash(
    /// The message, if there is one.
    #[prop(into)]
    message: Signal<Option<FlashMessage>>,
) -> impl IntoView {
    view! {
        <div class="flash-region" role="status" aria-live="polite">
            {move || message.get().map(|flash| view! {
                <div class=t!("banner flash {class}", class = flash.tone.class())>
                    <Icon glyph=glyph(flash.tone)/>
                    <p class="banner-text">
                        <span>{flash.text}</span>
                        {flash.link.map(|link| view! { " "<a href=link.href>{link.label}</a> })}
                    </p>
                </div>
            })}
        </div>
    }
    .into_any()
}
