//! The signs of filters and paths.

use super::json::is_plain;
use super::{FILTER_MAX, Fault, Kind};

/// A piece of a filter.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    /// An attribute, an operator, `and`, `or`, `not`, `true`, `false` or `null`.
    Word(String),
    Text(String),
    Number(f64),
    Open,
    Close,
    OpenBracket,
    CloseBracket,
    /// `.value` behind a bracket.
    Dot,
}

/// Takes a text apart; `wrong` is what a fault is called.
pub(super) fn tokens(text: &str, wrong: Kind) -> Result<Vec<Token>, Fault> {
    if text.chars().count() > FILTER_MAX {
        let detail = format!("At most {FILTER_MAX} characters are read.");
        return Err(Fault::new(wrong, detail));
    }
    let mut rest = text.trim_start();
    let mut found = Vec::new();
    while let Some(first) = rest.chars().next() {
        let (token, after) = match first {
            '(' => (Token::Open, &rest[1..]),
            ')' => (Token::Close, &rest[1..]),
            '[' => (Token::OpenBracket, &rest[1..]),
            ']' => (Token::CloseBracket, &rest[1..]),
            '.' => (Token::Dot, &rest[1..]),
            '"' => string(rest, wrong)?,
            '-' | '0'..='9' => number(rest, wrong)?,
            'a'..='z' | 'A'..='Z' | '$' => word(rest),
            other => {
                let detail = format!("The sign {other:?} means nothing here.");
                return Err(Fault::new(wrong, detail));
            }
        };
        found.push(token);
        rest = after.trim_start();
    }
    Ok(found)
}

/// A JSON string.
fn string(text: &str, wrong: Kind) -> Result<(Token, &str), Fault> {
    let mut escaped = false;
    for (at, letter) in text.char_indices().skip(1) {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => {
                let (literal, rest) = text.split_at(at + 1);
                let unreadable = || Fault::new(wrong, "A text in quotation marks cannot be read.");
                let value: String = serde_json::from_str(literal).map_err(|_| unreadable())?;
                if !is_plain(&value) {
                    return Err(unreadable());
                }
                return Ok((Token::Text(value), rest));
            }
            _ => {}
        }
    }
    Err(Fault::new(wrong, "A quotation mark is not closed."))
}

fn number(text: &str, wrong: Kind) -> Result<(Token, &str), Fault> {
    let end = text
        .find(|c: char| !c.is_ascii_digit() && !matches!(c, '-' | '+' | '.' | 'e' | 'E'))
        .unwrap_or(text.len());
    let (literal, rest) = text.split_at(end);
    serde_json::from_str(literal)
        .map(|value| (Token::Number(value), rest))
        .map_err(|_| Fault::new(wrong, "A number cannot be read."))
}

/// Letters, digits and what attributes and their schemas have besides: `urn:…:2.0:User:department`.
fn word(text: &str) -> (Token, &str) {
    let end = text
        .find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_' | '$' | ':' | '.'))
        .unwrap_or(text.len());
    let (word, rest) = text.split_at(end);
    (Token::Word(word.to_owned()), rest)
}
