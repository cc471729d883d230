//! `$filter`: comparisons of properties with values, joined by `and`.

use crate::Problem;

/// Characters of a filter at most.
const LENGTH_MAX: usize = 2_000;

/// How a property is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    Equal,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// One comparison. The path is in lower case: names are compared without regard to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    pub path: String,
    pub comparison: Comparison,
    pub value: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Token {
    Word(String),
    Text(String),
    Open,
    Close,
}

/// Reads a filter such as `state eq 'delivered' and createdDateTime ge 2026-03-01T00:00:00Z`.
/// Brackets around comparisons change nothing, because everything is joined by `and`.
///
/// # Errors
/// Status 400 with what could not be read.
pub fn parse(text: &str) -> Result<Vec<Condition>, Problem> {
    if text.len() > LENGTH_MAX {
        return Err(Problem::bad("$filter is too long."));
    }
    let mut open = 0_usize;
    let mut tokens = Vec::new();
    for token in tokens_of(text)? {
        match token {
            Token::Open => open += 1,
            Token::Close => {
                open = open
                    .checked_sub(1)
                    .ok_or_else(|| Problem::bad("$filter closes a bracket that was not opened."))?;
            }
            other => tokens.push(other),
        }
    }
    if open > 0 {
        return Err(Problem::bad("$filter leaves a bracket open."));
    }
    let mut conditions = Vec::new();
    let mut rest = tokens.into_iter();
    loop {
        conditions.push(condition(&mut rest)?);
        match rest.next() {
            None => return Ok(conditions),
            Some(Token::Word(word)) if word.eq_ignore_ascii_case("and") => {}
            Some(other) => {
                return Err(Problem::bad(format!(
                    "$filter joins comparisons by \"and\" only, not by {}.",
                    shown(&other)
                )));
            }
        }
    }
}

fn condition(tokens: &mut impl Iterator<Item = Token>) -> Result<Condition, Problem> {
    let (Some(Token::Word(path)), Some(Token::Word(verb)), Some(value)) =
        (tokens.next(), tokens.next(), tokens.next())
    else {
        return Err(Problem::bad(
            "$filter is made of comparisons: property, eq (or lt, le, gt, ge), value.",
        ));
    };
    let comparison = match verb.to_ascii_lowercase().as_str() {
        "eq" => Comparison::Equal,
        "lt" => Comparison::Less,
        "le" => Comparison::LessOrEqual,
        "gt" => Comparison::Greater,
        "ge" => Comparison::GreaterOrEqual,
        other => {
            return Err(Problem::bad(format!(
                "$filter does not compare by {other:?}; it takes eq, lt, le, gt and ge."
            )));
        }
    };
    let value = match value {
        Token::Text(value) | Token::Word(value) => value,
        other => {
            return Err(Problem::bad(format!(
                "$filter needs a value instead of {}.",
                shown(&other)
            )));
        }
    };
    Ok(Condition {
        path: path.to_ascii_lowercase(),
        comparison,
        value,
    })
}

fn shown(token: &Token) -> String {
    match token {
        Token::Word(text) | Token::Text(text) => format!("{text:?}"),
        Token::Open => "(".to_owned(),
        Token::Close => ")".to_owned(),
    }
}

fn tokens_of(text: &str) -> Result<Vec<Token>, Problem> {
    let mut tokens = Vec::new();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '(' => tokens.push(Token::Open),
            ')' => tokens.push(Token::Close),
            '\'' => {
                let mut value = String::new();
                loop {
                    match chars.next() {
                        // A quote within a text is written twice.
                        Some('\'') if chars.peek() == Some(&'\'') => {
                            chars.next();
                            value.push('\'');
                        }
                        Some('\'') => break,
                        Some(c) => value.push(c),
                        None => return Err(Problem::bad("$filter leaves a quote open.")),
                    }
                }
                tokens.push(Token::Text(value));
            }
            c if c.is_whitespace() => {}
            c => {
                let mut word = String::from(c);
                while let Some(&c) = chars.peek() {
                    if c.is_whitespace() || matches!(c, '(' | ')' | '\'') {
                        break;
                    }
                    word.push(c);
                    chars.next();
                }
                tokens.push(Token::Word(word));
            }
        }
    }
    Ok(tokens)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn equal(path: &str, value: &str) -> Condition {
        Condition {
            path: path.to_owned(),
            comparison: Comparison::Equal,
            value: value.to_owned(),
        }
    }

    #[test]
    fn comparisons_are_read_as_clients_write_them() {
        assert_eq!(
            parse("accessPackage/id eq 'a' and state eq 'Delivered'"),
            Ok(vec![
                equal("accesspackage/id", "a"),
                equal("state", "Delivered")
            ])
        );
        assert_eq!(
            parse("(state eq 'it''s')"),
            Ok(vec![equal("state", "it's")])
        );
        assert_eq!(
            parse("createdDateTime ge 2026-03-01T00:00:00Z").expect("a filter")[0].comparison,
            Comparison::GreaterOrEqual
        );
    }

    #[test]
    fn what_is_no_filter_is_refused() {
        for bad in [
            "",
            "state",
            "state eq",
            "state eq 'a",
            "(state eq 'a'",
            "state eq 'a')",
            "state eq 'a' or state eq 'b'",
            "state like 'a'",
            "eq eq (",
        ] {
            assert!(parse(bad).is_err(), "{bad}");
        }
    }
}
