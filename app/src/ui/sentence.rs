//! Sentences with more than text in them.

use leptos::prelude::*;

/// Stands in a sentence where something other than text goes: `t!("It ends {time}.", time = HERE)`.
pub const HERE: &str = "\u{1f}";

/// A sentence with `inside` in the place of [`HERE`], wherever that is in its language.
pub fn around<V: IntoView>(sentence: &str, inside: V) -> impl IntoView + use<V> {
    let (before, after) = sentence.split_once(HERE).unwrap_or((sentence, ""));
    let text = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    (text(before), inside, text(after))
}
