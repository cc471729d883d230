//! Changing many policies at once, and keeping one as a template (BYD-22).

use super::{Fields, parse_name};
use crate::directory::Principal;
use crate::error::FieldErrors;
use crate::ids::{PackageId, PolicyId};
use crate::limits::BULK_MAX;

/// A policy as it was on the page: `<package>:<policy>:<version>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PolicyPick {
    pub package: PackageId,
    pub policy: PolicyId,
    pub version: i64,
}

impl std::fmt::Display for PolicyPick {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}:{}", self.package, self.policy, self.version)
    }
}

impl std::str::FromStr for PolicyPick {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let mut parts = text.split(':');
        let mut next = || parts.next().ok_or(());
        Ok(Self {
            package: next()?.parse().map_err(|_| ())?,
            policy: next()?.parse().map_err(|_| ())?,
            version: next()?.parse().map_err(|_| ())?,
        })
    }
}

/// One approver in the place of another, in the policies picked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReplaceInput {
    pub from: Principal,
    pub to: Principal,
    pub picks: Vec<PolicyPick>,
}

impl ReplaceInput {
    /// Reads `from`, `to` and repeated `pick`.
    ///
    /// # Errors
    /// Messages at fields.
    pub fn parse(fields: &Fields) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::default();
        let from: Option<Principal> = fields.parsed("from", t!("Choose who goes."), &mut errors);
        let to: Option<Principal> =
            fields.parsed("to", t!("Choose who comes instead."), &mut errors);
        if from.is_some() && from == to {
            errors.add("to", t!("Choose somebody else."));
        }
        let picks = fields.parsed_all("pick", t!("This is no policy."), &mut errors);
        if picks.len() > BULK_MAX {
            errors.add("pick", t!("Change up to 100 policies at a time."));
        }
        match (from, to) {
            (Some(from), Some(to)) if errors.is_empty() => Ok(Self { from, to, picks }),
            _ => Err(errors),
        }
    }
}

/// What a template is called, and whose it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TemplateInput {
    pub name: String,
    /// For every catalog, rather than for that of the policy.
    pub for_all: bool,
}

impl TemplateInput {
    /// Reads `template_name` and `for_all`.
    ///
    /// # Errors
    /// A message at `template_name`.
    pub fn parse(fields: &Fields) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::default();
        let name = parse_name(fields, "template_name", &mut errors);
        if !errors.is_empty() {
            return Err(errors);
        }
        let for_all = fields.is_on("for_all");
        Ok(Self { name, for_all })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn byd_22_a_pick_survives_the_form() {
        let pick = PolicyPick {
            package: PackageId(uuid::Uuid::from_u128(1)),
            policy: PolicyId(uuid::Uuid::from_u128(2)),
            version: 3,
        };
        assert_eq!(pick.to_string().parse(), Ok(pick));
        assert!("1:2:3".parse::<PolicyPick>().is_err());
    }

    #[test]
    fn byd_22_somebody_is_replaced_by_somebody_else() {
        let user = |n: u128| Principal::User(crate::ids::UserId(uuid::Uuid::from_u128(n)));
        let mut fields = Fields::default();
        let errors = ReplaceInput::parse(&fields).expect_err("nobody is chosen");
        assert_eq!(errors.0.len(), 2);
        fields.set("from", user(1).to_string());
        fields.set("to", user(1).to_string());
        assert!(ReplaceInput::parse(&fields).is_err());
        fields.set("to", user(2).to_string());
        assert!(ReplaceInput::parse(&fields).is_ok());
    }
}
