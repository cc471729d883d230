//! Escaping for the places where server rendering does not escape by itself.

/// Escapes text for the inside of an element. `textarea` and `title` need it: server rendering writes
/// their children as they are.
pub(super) fn escape_text(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            other => out.push(other),
        }
    }
    out
}
