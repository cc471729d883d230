//! Tiles that stand for a catalog, a package or a person.

use leptos::prelude::*;

/// How many hues there are; `hue-0` to `hue-11` in the styles.
const HUES: u32 = 12;

/// The hue of a catalog, the same everywhere: from its id or another text that does not change.
#[must_use]
pub fn hue_of(key: &str) -> u8 {
    // FNV-1a: short, even, and the same on every target.
    let hash = key.bytes().fold(0x811c_9dc5_u32, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    u8::try_from((hash ^ (hash >> 15)) % HUES).unwrap_or(0)
}

/// The first letter or digit of a name, as a capital.
fn first_letter(name: &str) -> String {
    name.chars()
        .find(|c| c.is_alphanumeric())
        .map_or_else(|| "·".to_owned(), |c| c.to_uppercase().to_string())
}

/// Up to two initials of a name.
#[must_use]
pub fn initials(name: &str) -> String {
    let mut words = name
        .split_whitespace()
        .filter(|word| word.chars().any(char::is_alphanumeric));
    let first = words.next().map(first_letter);
    let last = words.next_back().map(first_letter);
    match (first, last) {
        (Some(first), Some(last)) => first + &last,
        (Some(first), None) => first,
        _ => "·".to_owned(),
    }
}

/// A letter on a plate in the catalog's hue. Decoration beside the name.
#[component]
pub fn LetterTile(
    /// The name whose first letter is shown.
    #[prop(into)]
    name: String,
    /// The hue, from `hue_of`.
    hue: u8,
    /// Larger, for page headings.
    #[prop(optional)]
    large: bool,
) -> impl IntoView {
    let size = if large { "tile tile-large" } else { "tile" };
    view! { <span class=format!("{size} hue-{}", u32::from(hue) % HUES) aria-hidden="true">{first_letter(&name)}</span> }
    .into_any()
}

/// A person's initials in a circle, a group's in a rounded square. Decoration beside the name.
#[component]
pub fn Avatar(
    /// Whose.
    #[prop(into)]
    name: String,
    /// A group, not a person.
    #[prop(optional)]
    group: bool,
    /// Larger, for a person's own page.
    #[prop(optional)]
    large: bool,
) -> impl IntoView {
    let class = match (group, large) {
        (false, false) => "avatar",
        (true, false) => "avatar avatar-group",
        (false, true) => "avatar avatar-large",
        (true, true) => "avatar avatar-group avatar-large",
    };
    view! { <span class=class aria-hidden="true">{initials(&name)}</span> }.into_any()
}

/// A person or group by name: avatar, name, and a line below it.
#[component]
pub fn PersonLine(
    /// The name.
    #[prop(into)]
    name: String,
    /// Mail address, title or department.
    #[prop(optional, into)]
    detail: super::OptText,
    /// A group, not a person.
    #[prop(optional)]
    group: bool,
    /// Makes the name a link.
    #[prop(optional, into)]
    href: super::OptText,
) -> impl IntoView {
    let label = match href.0 {
        Some(href) => view! { <a class="person-name" href=href>{name.clone()}</a> }.into_any(),
        None => view! { <span class="person-name">{name.clone()}</span> }.into_any(),
    };
    view! {
        <span class="person">
            <Avatar name=name group=group/>
            <span class="person-text">
                {label}
                {detail.0.map(|detail| view! { <span class="person-detail">{detail}</span> })}
            </span>
        </span>
    }
    .into_any()
}
