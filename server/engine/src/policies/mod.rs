//! Policies of packages: making, changing, deleting, and what the editor shows (POL-01..39).

mod change;
mod delete;
mod editor;
mod first;
mod known;
mod model;
mod preview;
mod references;
mod replace;
mod roles;
mod templates;

pub(crate) use change::{copy_policies, name_questions};
pub use change::{create, update};
pub use delete::delete;
pub use editor::{edit_policy, new_package, new_policy, outside};
pub use first::create_package;
pub(crate) use known::KnownPolicies;
pub(crate) use preview::stages as preview_stages;
pub use preview::{PreviewPlace, preview};
pub use replace::{ReplaceQuery, Replaced, replace_approvers, replace_form};
pub use roles::role_choices;
pub(crate) use templates::offered as templates_offered;
pub use templates::{delete_template, save_template};
