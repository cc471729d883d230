//! Forms: the typed-in fields of a page, parsed by the same code wherever they arrive.

pub mod account;
pub mod approvals;
pub mod attributes;
pub mod catalogs;
mod fields;
pub mod guests;
pub mod identity;
mod many;
mod many_policies;
mod name;
pub mod organizations;
pub mod packages;
mod policy;
pub mod programs;
pub mod providers;
mod questions;
pub mod requests;
mod roles;
mod stages;

pub use fields::{Fields, FormState};
pub use many::{AssignManyInput, LIST_MAX, people_of};
pub use many_policies::{PolicyPick, ReplaceInput, TemplateInput};
pub use name::{name_key, parse_name};
pub use policy::PolicyInput;
pub use questions::{NEW_QUESTION, is_filled, question_field, question_rows};
pub use roles::AddRoleInput;

/// Checks a box of a form.
fn check_box(fields: &mut Fields, name: &str, on: bool) {
    if on {
        fields.set(name, "on");
    }
}
