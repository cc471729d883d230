//! Names that are unique without regard to case and spacing.

use super::Fields;
use crate::error::FieldErrors;
use crate::limits::NAME_MAX;

/// The form of a name by which it is compared and sorted: lower case, single-spaced, without
/// characters that nobody can see.
pub fn name_key(name: &str) -> String {
    let visible: String = name.chars().filter(|c| !is_invisible(*c)).collect();
    let words: Vec<_> = visible.split_whitespace().collect();
    words.join(" ").to_lowercase()
}

/// Zero-width and direction-changing characters, with which two equal-looking names could differ.
const fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}'
    )
}

/// Characters that turn the direction of what stands around them: with one in their name, strangers could make a list
/// read as if they were somebody else.
pub(super) const fn turns_text(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The name field of a form: one line, visible, within the limit.
pub fn parse_name(fields: &Fields, field: &str, errors: &mut FieldErrors) -> String {
    let missing = t!("Give it a name.");
    let name = fields.required(field, NAME_MAX, missing, errors);
    if name_key(&name).is_empty() {
        errors.add(field, missing);
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_look_alike_have_one_key() {
        for name in [
            "Payments Tools",
            "payments  tools",
            " PAYMENTS\ttools ",
            "Pay\u{200b}ments Tools",
        ] {
            assert_eq!(name_key(name), "payments tools", "{name:?}");
        }
        assert_ne!(name_key("Payments-Tools"), "payments tools");
    }

    #[test]
    fn a_name_must_be_visible_and_short_enough() {
        for (typed, message) in [
            ("", "Give it a name."),
            ("  \u{200b} ", "Give it a name."),
            ("two\nlines", "Keep this on one line."),
        ] {
            let mut errors = FieldErrors::default();
            parse_name(
                &Fields(vec![("name".into(), typed.into())]),
                "name",
                &mut errors,
            );
            assert_eq!(errors.get("name").as_deref(), Some(message), "{typed:?}");
        }
        let long = "x".repeat(NAME_MAX + 1);
        let mut errors = FieldErrors::default();
        parse_name(&Fields(vec![("name".into(), long)]), "name", &mut errors);
        assert!(errors.get("name").is_some_and(|m| m.contains("120")));
    }
}
