//! An access package as one meets it when choosing.

use leptos::{children::ViewFnOnce, prelude::*};
use serde::{Deserialize, Serialize};

use super::{Chip, Glyph, Icon, LetterTile, StatusBadge, Tone};

/// What a card says about a package.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PackageSummary {
    /// The package's page.
    pub href: String,
    /// Its name.
    pub name: String,
    /// Its description, one or two lines.
    pub description: String,
    /// The name of its catalog.
    pub catalog: String,
    /// The catalog's hue, from `hue_of`.
    pub hue: u8,
    /// What is in it: "Payments API", "On-call group".
    pub resources: Vec<String>,
    /// How long access lasts: "90 days".
    pub lasts: String,
    /// Who decides and how fast: "2 approvals · usually 4 h".
    pub approvals: String,
    /// Where the person stands: already has it, waits for it.
    pub status: Option<(Tone, String)>,
}

/// How many resources a card names before it counts the rest.
const SHOWN: usize = 3;

/// A package: what it is, what it gives, what it takes.
#[component]
pub fn PackageCard(
    /// What it says.
    package: PackageSummary,
    /// The level of its heading: 2 right below the heading of the page, 3 in a `Section`.
    #[prop(default = 2)]
    level: u8,
    /// The one thing to do: a small `LinkButton`. Its label should name the package for screen readers.
    #[prop(optional, into)]
    action: Option<ViewFnOnce>,
) -> impl IntoView {
    let more = package.resources.len().saturating_sub(SHOWN);
    let chips = package
        .resources
        .into_iter()
        .take(SHOWN)
        .map(|label| view! { <li><Chip label/></li> })
        .collect_view();
    let link = view! { <a href=package.href>{package.name.clone()}</a> };
    let heading = if level == 2 {
        view! { <h2 class="package-name">{link}</h2> }.into_any()
    } else {
        view! { <h3 class="package-name">{link}</h3> }.into_any()
    };
    view! {
        <article class="package-card">
            <div class="package-head">
                <LetterTile name=package.name.clone() hue=package.hue/>
                <div class="package-names">
                    {heading}
                    <p class="package-catalog">{package.catalog}</p>
                </div>
                {package.status.map(|(tone, label)| view! { <StatusBadge tone label/> })}
            </div>
            <p class="package-text">{package.description}</p>
            <ul class="chips" aria-label=t!("What it gives")>
                {chips}
                {(more > 0).then(|| view! { <li><span class="chip chip-more">{format!("{more} more")}</span></li> })}
            </ul>
            <div class="package-foot">
                <ul class="package-terms">
                    <li><Icon glyph=Glyph::Clock/><span>{package.lasts}</span></li>
                    <li><Icon glyph=Glyph::Shield/><span>{package.approvals}</span></li>
                </ul>
                {action.map(|action| view! { <div class="package-action">{action.run()}</div> })}
            </div>
        </article>
    }
    .into_any()
}
