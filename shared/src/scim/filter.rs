//! Filters (RFC 7644, 3.4.2.2): the whole grammar, with limits on length and depth.

use super::lexer::{Token, tokens};
use super::path::AttributePath;
use super::{DEPTH_MAX, Fault, Kind, json};
use serde_json::Value;

/// What an attribute is compared with.
#[derive(Clone, Debug, PartialEq)]
pub enum Literal {
    Text(String),
    Number(f64),
    Bool(bool),
    Null,
}

/// How two values are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    Equal,
    NotEqual,
    Contains,
    StartsWith,
    EndsWith,
    Greater,
    GreaterOrEqual,
    Less,
    LessOrEqual,
}

/// A condition on a resource, or on one of several values of an attribute.
#[derive(Clone, Debug, PartialEq)]
pub enum Filter {
    And(Box<Self>, Box<Self>),
    Or(Box<Self>, Box<Self>),
    Not(Box<Self>),
    Compare(AttributePath, Operator, Literal),
    Present(AttributePath),
    /// `emails[type eq "work"]`: one of the values fits.
    Any(AttributePath, Box<Self>),
}

impl Filter {
    /// Reads a filter.
    ///
    /// # Errors
    /// [`Kind::InvalidFilter`]
    pub fn parse(text: &str) -> Result<Self, Fault> {
        inside(&tokens(text, Kind::InvalidFilter)?, Kind::InvalidFilter)
    }

    /// Does a JSON value fit? Attributes are compared without regard to case, as most of them are.
    pub fn fits(&self, value: &Value) -> bool {
        match self {
            Self::And(one, other) => one.fits(value) && other.fits(value),
            Self::Or(one, other) => one.fits(value) || other.fits(value),
            Self::Not(inner) => !inner.fits(value),
            Self::Compare(path, operator, literal) => {
                let found = json::all(value, path);
                match operator {
                    Operator::NotEqual => !found
                        .iter()
                        .any(|found| compare(found, Operator::Equal, literal)),
                    _ if found.is_empty() => {
                        *literal == Literal::Null && *operator == Operator::Equal
                    }
                    _ => found.iter().any(|found| compare(found, *operator, literal)),
                }
            }
            Self::Present(path) => json::all(value, path).into_iter().any(json::is_present),
            Self::Any(path, inner) => json::elements(value, path)
                .into_iter()
                .any(|element| inner.fits(element)),
        }
    }
}

fn compare(found: &Value, operator: Operator, literal: &Literal) -> bool {
    let order = match (found, literal) {
        (Value::String(found), Literal::Text(text)) => {
            let (found, text) = (found.to_lowercase(), text.to_lowercase());
            match operator {
                Operator::Contains => return found.contains(&text),
                Operator::StartsWith => return found.starts_with(&text),
                Operator::EndsWith => return found.ends_with(&text),
                _ => Some(found.cmp(&text)),
            }
        }
        (Value::Number(found), Literal::Number(number)) => {
            found.as_f64().and_then(|found| found.partial_cmp(number))
        }
        (Value::Bool(found), Literal::Bool(flag)) => Some(found.cmp(flag)),
        // Some clients write "True".
        (Value::Bool(found), Literal::Text(text)) => {
            json::word_of_truth(text).map(|flag| found.cmp(&flag))
        }
        (Value::String(found), Literal::Bool(flag)) => {
            json::word_of_truth(found).map(|found| found.cmp(flag))
        }
        (Value::Null, Literal::Null) => Some(std::cmp::Ordering::Equal),
        _ => None,
    };
    order.is_some_and(|order| match operator {
        Operator::Equal => order.is_eq(),
        Operator::NotEqual => order.is_ne(),
        Operator::Greater => order.is_gt(),
        Operator::GreaterOrEqual => order.is_ge(),
        Operator::Less => order.is_lt(),
        Operator::LessOrEqual => order.is_le(),
        Operator::Contains | Operator::StartsWith | Operator::EndsWith => false,
    })
}

/// Reads a filter from its pieces, all of them.
pub(super) fn inside(found: &[Token], wrong: Kind) -> Result<Filter, Fault> {
    let mut parser = Parser { rest: found, wrong };
    let filter = parser.or(0)?;
    if parser.rest.is_empty() {
        Ok(filter)
    } else {
        Err(parser.fault("The filter goes on where it should end."))
    }
}

struct Parser<'t> {
    rest: &'t [Token],
    wrong: Kind,
}

impl Parser<'_> {
    fn fault(&self, detail: impl Into<String>) -> Fault {
        Fault::new(self.wrong, detail)
    }

    fn word(&self) -> Option<&str> {
        match self.rest.first() {
            Some(Token::Word(word)) => Some(word),
            _ => None,
        }
    }

    fn takes_word(&mut self, word: &str) -> bool {
        let found = self
            .word()
            .is_some_and(|found| found.eq_ignore_ascii_case(word));
        if found {
            self.rest = &self.rest[1..];
        }
        found
    }

    fn takes(&mut self, token: &Token) -> bool {
        let found = self.rest.first() == Some(token);
        if found {
            self.rest = &self.rest[1..];
        }
        found
    }

    fn or(&mut self, depth: usize) -> Result<Filter, Fault> {
        let mut left = self.and(depth)?;
        let mut joined = 0;
        while self.takes_word("or") {
            joined += 1;
            self.not_too_deep(depth + joined)?;
            left = Filter::Or(Box::new(left), Box::new(self.and(depth)?));
        }
        Ok(left)
    }

    fn and(&mut self, depth: usize) -> Result<Filter, Fault> {
        let mut left = self.one(depth)?;
        let mut joined = 0;
        while self.takes_word("and") {
            joined += 1;
            self.not_too_deep(depth + joined)?;
            left = Filter::And(Box::new(left), Box::new(self.one(depth)?));
        }
        Ok(left)
    }

    fn not_too_deep(&self, depth: usize) -> Result<(), Fault> {
        if depth > DEPTH_MAX {
            return Err(self.fault(format!("Filters nest {DEPTH_MAX} deep at most.")));
        }
        Ok(())
    }

    fn one(&mut self, depth: usize) -> Result<Filter, Fault> {
        self.not_too_deep(depth)?;
        if self.takes(&Token::Open) {
            return self.group(depth);
        }
        let negated = self
            .word()
            .is_some_and(|word| word.eq_ignore_ascii_case("not"))
            && self.rest.get(1) == Some(&Token::Open);
        if negated {
            self.rest = &self.rest[2..];
            return Ok(Filter::Not(Box::new(self.group(depth)?)));
        }
        let Some(name) = self.word() else {
            return Err(self.fault("An attribute is missing."));
        };
        let path = AttributePath::read(name, self.wrong)?;
        self.rest = &self.rest[1..];
        if self.takes(&Token::OpenBracket) {
            let inner = self.or(depth + 1)?;
            if !self.takes(&Token::CloseBracket) {
                return Err(self.fault("A bracket is not closed."));
            }
            return Ok(Filter::Any(path, Box::new(inner)));
        }
        let Some(operator) = self.word().map(str::to_ascii_lowercase) else {
            return Err(self.fault("An operator is missing."));
        };
        self.rest = &self.rest[1..];
        let operator = match operator.as_str() {
            "pr" => return Ok(Filter::Present(path)),
            "eq" => Operator::Equal,
            "ne" => Operator::NotEqual,
            "co" => Operator::Contains,
            "sw" => Operator::StartsWith,
            "ew" => Operator::EndsWith,
            "gt" => Operator::Greater,
            "ge" => Operator::GreaterOrEqual,
            "lt" => Operator::Less,
            "le" => Operator::LessOrEqual,
            other => return Err(self.fault(format!("{other:?} is no operator."))),
        };
        let literal = self.literal()?;
        Ok(Filter::Compare(path, operator, literal))
    }

    fn group(&mut self, depth: usize) -> Result<Filter, Fault> {
        let inner = self.or(depth + 1)?;
        if self.takes(&Token::Close) {
            Ok(inner)
        } else {
            Err(self.fault("A parenthesis is not closed."))
        }
    }

    fn literal(&mut self) -> Result<Literal, Fault> {
        let literal = match self.rest.first() {
            Some(Token::Text(text)) => Literal::Text(text.clone()),
            Some(Token::Number(number)) => Literal::Number(*number),
            Some(Token::Word(word)) => match word.to_ascii_lowercase().as_str() {
                "true" => Literal::Bool(true),
                "false" => Literal::Bool(false),
                "null" => Literal::Null,
                _ => return Err(self.fault(format!("{word:?} is no value."))),
            },
            _ => return Err(self.fault("A value is missing.")),
        };
        self.rest = &self.rest[1..];
        Ok(literal)
    }
}
