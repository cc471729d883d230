//! Values of fields: trimmed, within limits, shown as they are. The limits are counted in
//! characters.

use super::problem::{At, Problems};
use shared::directory::UserKind;
use shared::forms::identity::mail_address;
use shared::limits::{DESCRIPTION_MAX, NAME_MAX};

/// A user name.
pub const USER_NAME_MAX: usize = 254;
/// A key of another system.
pub const KEY_MAX: usize = 250;
/// A job title, department, cost center, company, given name or surname.
pub const ATTRIBUTE_MAX: usize = 200;
/// A web address.
pub const URL_MAX: usize = 2_000;

/// One line of text within a limit; control characters are refused.
pub fn line(text: &str, max: usize, at: &At, problems: &mut Problems) -> String {
    let text = text.trim();
    let length = text.chars().count();
    if length > max {
        problems.add(
            at,
            format!("This has {length} characters; at most {max} are kept."),
        );
    } else if text.chars().any(char::is_control) {
        problems.add(
            at,
            "This contains line breaks or characters that cannot be shown.",
        );
    }
    text.to_owned()
}

/// As [`line`], and not empty.
pub fn required(text: &str, max: usize, at: &At, problems: &mut Problems) -> String {
    let text = line(text, max, at, problems);
    if text.is_empty() {
        problems.add(at, "This must not be empty.");
    }
    text
}

/// A description; line breaks are kept.
pub fn paragraph(text: &str, at: &At, problems: &mut Problems) -> String {
    let text = text.trim().replace("\r\n", "\n");
    let length = text.chars().count();
    if length > DESCRIPTION_MAX {
        problems.add(
            at,
            format!("This has {length} characters; at most {DESCRIPTION_MAX} are kept."),
        );
    } else if text
        .chars()
        .any(|c| c.is_control() && c != '\n' && c != '\t')
    {
        problems.add(at, "This contains characters that cannot be shown.");
    }
    text
}

/// The name of a person or an object.
pub fn name(text: &str, at: &At, problems: &mut Problems) -> String {
    required(text, NAME_MAX, at, problems)
}

/// A user name, in lower case; without spaces.
pub fn user_name(text: &str, at: &At, problems: &mut Problems) -> String {
    let name = required(text, USER_NAME_MAX, at, problems).to_lowercase();
    if name.contains(char::is_whitespace) {
        problems.add(at, "A user name has no spaces.");
    }
    name
}

/// A mail address, in lower case.
pub fn mail(text: &str, at: &At, problems: &mut Problems) -> String {
    if text.trim().is_empty() {
        problems.add(at, "This must not be empty.");
        return String::new();
    }
    mail_address(text).unwrap_or_else(|| {
        problems.add(at, format!("{} is not a mail address.", quoted(text)));
        String::new()
    })
}

/// A mail address or nothing.
pub fn optional_mail(text: &str, at: &At, problems: &mut Problems) -> String {
    if text.trim().is_empty() {
        String::new()
    } else {
        mail(text, at, problems)
    }
}

/// A web address (`https://…` or `http://…`) or nothing.
pub fn url(text: &str, at: &At, problems: &mut Problems) -> String {
    let url = line(text, URL_MAX, at, problems);
    let lower = url.to_ascii_lowercase();
    if !url.is_empty() && !lower.starts_with("https://") && !lower.starts_with("http://") {
        problems.add(at, "A web address begins with https:// or http://.");
    }
    url
}

/// `true` or `false`, in the words that spreadsheets use.
pub fn flag(text: &str, at: &At, problems: &mut Problems) -> Option<bool> {
    match text.trim().to_ascii_lowercase().as_str() {
        "true" | "yes" | "1" => Some(true),
        "false" | "no" | "0" => Some(false),
        _ => {
            problems.add(at, format!("{} is neither true nor false.", quoted(text)));
            None
        }
    }
}

/// One word of a vocabulary, in any case.
pub fn word<T: Copy>(
    text: &str,
    words: &[(T, &str)],
    at: &At,
    problems: &mut Problems,
) -> Option<T> {
    let text = text.trim();
    let found = words
        .iter()
        .find(|(_, word)| word.eq_ignore_ascii_case(text))
        .map(|(value, _)| *value);
    if found.is_none() {
        let known: Vec<_> = words.iter().map(|(_, word)| *word).collect();
        problems.add(
            at,
            format!("{} is none of: {}.", quoted(text), known.join(", ")),
        );
    }
    found
}

/// The kinds of people that an import can bring.
pub const USER_KINDS: &[(UserKind, &str)] =
    &[(UserKind::Member, "member"), (UserKind::Guest, "guest")];

/// The beginning of a text, in quotation marks, for a message.
pub fn quoted(text: &str) -> String {
    const SHOWN: usize = 60;
    let text = text.trim();
    let mut shown: String = text
        .chars()
        .filter(|c| !c.is_control())
        .take(SHOWN)
        .collect();
    if text.chars().count() > SHOWN {
        shown.push('…');
    }
    format!("“{shown}”")
}
