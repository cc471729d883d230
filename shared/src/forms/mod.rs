//! Forms: the typed-in fields of a page, parsed by the same code wherever they arrive.

pub mod approvals;
pub mod catalogs;
mod fields;
pub mod identity;
mod many;
mod many_policies;
mod name;
pub mod organizations;
pub mod packages;
mod policy;
pub mod requests;
mod roles;
mod stages;

pub use fields::{Fields, FormState};
pub use many::{AssignManyInput, LIST_MAX, people_of};
pub use many_policies::{PolicyPick, ReplaceInput, TemplateInput};
pub use name::{name_key, parse_name};
pub use policy::{NEW_QUESTION, PolicyInput, question_field, question_rows};
pub use roles::AddRoleInput;
