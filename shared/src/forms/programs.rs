//! Forms of the pages about programs.

use super::{Fields, parse_name};
use crate::error::FieldErrors;
use crate::limits::DESCRIPTION_MAX;
use crate::programs::{Scopes, TOKEN_DAYS, TOKEN_DAYS_RANGE, TokenScope};

/// A program. Fields `name`, `description`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProgramInput {
    pub name: String,
    pub description: String,
}

impl ProgramInput {
    /// # Errors
    /// Messages at fields.
    pub fn parse(fields: &Fields) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::default();
        let name = parse_name(fields, "name", &mut errors);
        let description = fields.text("description", DESCRIPTION_MAX, &mut errors);
        if errors.is_empty() {
            Ok(Self { name, description })
        } else {
            Err(errors)
        }
    }
}

/// A token of a program. Fields `token_name`, `scope` (repeated), `days`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenInput {
    pub name: String,
    /// Never empty.
    pub scopes: Scopes,
    /// Days until it ends.
    pub days: u32,
}

impl TokenInput {
    /// # Errors
    /// Messages at fields.
    pub fn parse(fields: &Fields) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::default();
        let name = parse_name(fields, "token_name", &mut errors);
        let scopes: Vec<TokenScope> =
            fields.parsed_all("scope", t!("Choose what it is for."), &mut errors);
        if scopes.is_empty() {
            errors.add("scope", t!("Choose what it is for."));
        }
        let days = fields.number("days", &mut errors).unwrap_or(TOKEN_DAYS);
        if !TOKEN_DAYS_RANGE.contains(&days) {
            errors.add(
                "days",
                t!(
                    "Between {least} and {most} days.",
                    least = TOKEN_DAYS_RANGE.start(),
                    most = TOKEN_DAYS_RANGE.end()
                ),
            );
        }
        if !errors.is_empty() {
            return Err(errors);
        }
        Ok(Self {
            name,
            scopes: Scopes(scopes),
            days,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_needs_a_purpose_and_ends_within_a_year() {
        let mut fields = Fields::default();
        fields.push("token_name", "Entra");
        assert!(TokenInput::parse(&fields).is_err_and(|errors| errors.get("scope").is_some()));
        fields.push("scope", "scim");
        assert_eq!(TokenInput::parse(&fields).map(|token| token.days), Ok(90));
        for (days, good) in [("1", true), ("365", true), ("366", false), ("0", false)] {
            fields.set("days", days);
            assert_eq!(TokenInput::parse(&fields).is_ok(), good, "{days}");
        }
    }
}
