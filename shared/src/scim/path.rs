//! Paths: `userName`, `name.familyName`, `emails[type eq "work"].value`,
//! `urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager`.

use super::filter::{self, Filter};
use super::lexer::{Token, tokens};
use super::{ENTERPRISE, Fault, GROUP, Kind, OWN_GROUP, OWN_USER, USER};

/// The name of an attribute, as written; compared without regard to case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttributePath {
    /// The schema, if one is named; attributes of the core schemas are found with and without.
    pub schema: Option<String>,
    /// Empty: all that the schema has.
    pub attribute: String,
    pub sub: Option<String>,
}

impl AttributePath {
    /// Reads `[schema:]attribute[.sub]`.
    ///
    /// # Errors
    /// It is none; the fault has this kind.
    pub fn read(text: &str, wrong: Kind) -> Result<Self, Fault> {
        let bad = || Fault::new(wrong, format!("{text:?} is no attribute."));
        let (schema, name) = if text.to_ascii_lowercase().starts_with("urn:") {
            // Schemas have dots in them, and the attribute stands behind the last colon.
            if [USER, GROUP, ENTERPRISE, OWN_USER, OWN_GROUP]
                .iter()
                .any(|known| known.eq_ignore_ascii_case(text))
            {
                (Some(text.to_owned()), "")
            } else {
                let (schema, name) = text.rsplit_once(':').ok_or_else(bad)?;
                (Some(schema.to_owned()), name)
            }
        } else {
            (None, text)
        };
        let (attribute, sub) = match name.split_once('.') {
            Some((attribute, sub)) => (attribute, Some(sub)),
            None => (name, None),
        };
        let good = |name: &str| {
            let mut letters = name.chars();
            letters
                .next()
                .is_some_and(|c| c.is_ascii_alphabetic() || c == '$')
                && letters.all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '$'))
        };
        let whole_schema = schema.is_some() && attribute.is_empty() && sub.is_none();
        if !(whole_schema || good(attribute)) || !sub.is_none_or(good) {
            return Err(bad());
        }
        Ok(Self {
            schema: schema.filter(|schema| {
                ![USER, GROUP]
                    .iter()
                    .any(|core| core.eq_ignore_ascii_case(schema))
            }),
            attribute: attribute.to_owned(),
            sub: sub.map(str::to_owned),
        })
    }

    /// `attribute` or `attribute.sub` of the core, in lower case; with the schema before it otherwise.
    pub fn key(&self) -> String {
        let mut key = String::new();
        if let Some(schema) = &self.schema {
            key += schema;
            key.push(':');
        }
        key += &self.attribute;
        if let Some(sub) = &self.sub {
            key.push('.');
            key += sub;
        }
        key.to_ascii_lowercase()
    }
}

/// What a PATCH operation is about.
#[derive(Clone, Debug, PartialEq)]
pub struct Path {
    pub attribute: AttributePath,
    /// Which of several values.
    pub filter: Option<Filter>,
    /// The part of those values.
    pub sub: Option<String>,
}

impl Path {
    /// # Errors
    /// [`Kind::InvalidPath`]
    pub fn parse(text: &str) -> Result<Self, Fault> {
        let bad = || Fault::new(Kind::InvalidPath, format!("{text:?} is no path."));
        let found = tokens(text, Kind::InvalidPath)?;
        let [Token::Word(name), rest @ ..] = &found[..] else {
            return Err(bad());
        };
        let attribute = AttributePath::read(name, Kind::InvalidPath)?;
        if rest.is_empty() {
            return Ok(Self {
                sub: attribute.sub.clone(),
                attribute: AttributePath {
                    sub: None,
                    ..attribute
                },
                filter: None,
            });
        }
        let close = rest
            .iter()
            .rposition(|token| *token == Token::CloseBracket)
            .ok_or_else(bad)?;
        let inside = match rest.get(..close) {
            Some([Token::OpenBracket, inside @ ..]) if attribute.sub.is_none() => inside,
            _ => return Err(bad()),
        };
        let filter = filter::inside(inside, Kind::InvalidPath)?;
        let sub = match &rest[close + 1..] {
            [] => None,
            [Token::Dot, Token::Word(sub)] => {
                let sub = AttributePath::read(sub, Kind::InvalidPath)?;
                if sub.schema.is_some() || sub.sub.is_some() {
                    return Err(bad());
                }
                Some(sub.attribute)
            }
            _ => return Err(bad()),
        };
        Ok(Self {
            attribute,
            filter: Some(filter),
            sub,
        })
    }
}
