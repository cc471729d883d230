//! Giving roles.

use super::Fields;
use crate::authz::Role;
use crate::directory::Holder;
use crate::error::FieldErrors;

/// Holders that can be added at once.
const HOLDERS_MAX: usize = 50;

/// A role for some users, groups and programs. Fields: `role`, `principal` (repeated).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddRoleInput {
    pub role: Role,
    /// Without duplicates; never empty.
    pub principals: Vec<Holder>,
}

impl AddRoleInput {
    /// # Errors
    /// No such role, or nobody (or too many) picked.
    pub fn parse(fields: &Fields) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::default();
        let role = fields.parsed("role", t!("Choose a role."), &mut errors);
        let principals = fields.parsed_all(
            "principal",
            t!("One of these no longer exists."),
            &mut errors,
        );
        if principals.is_empty() {
            errors.add(
                "principal",
                t!("Choose at least one person, group or program."),
            );
        } else if principals.len() > HOLDERS_MAX {
            errors.add(
                "principal",
                t!("Add at most {most} at once.", most = HOLDERS_MAX),
            );
        }
        match role {
            Some(role) if errors.is_empty() => Ok(Self { role, principals }),
            _ => Err(errors),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rol_03_holders_are_users_groups_or_programs() {
        let mut fields = Fields::default();
        fields.push("role", "catalogOwner");
        assert!(AddRoleInput::parse(&fields).is_err_and(|e| e.get("principal").is_some()));
        let id = uuid::Uuid::from_u128(7);
        fields.push("principal", format!("user:{id}"));
        fields.push("principal", format!("group:{id}"));
        fields.push("principal", format!("user:{id}"));
        let input = AddRoleInput::parse(&fields).expect("a role for two");
        assert_eq!(input.role, Role::CatalogOwner);
        assert_eq!(input.principals.len(), 2);
        fields.push("principal", format!("servicePrincipal:{id}"));
        assert!(AddRoleInput::parse(&fields).is_ok_and(|input| input.principals.len() == 3));
        fields.push("principal", "robot:1");
        assert!(AddRoleInput::parse(&fields).is_err());
        fields.set("role", "emperor");
        assert!(AddRoleInput::parse(&fields).is_err_and(|e| e.get("role").is_some()));
    }
}
