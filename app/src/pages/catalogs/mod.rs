//! The administration of catalogs.

mod add_resource;
mod form;
mod frame;
mod list;
mod load;
mod packages;
mod resource;
mod resources;
mod roles;

pub use add_resource::AddResourcePage;
pub use form::{EditCatalogPage, NewCatalogPage};
pub use list::CatalogsPage;
pub use packages::CatalogPage;
pub use resource::{CatalogResourcePage, RequiredSection, translations_hint};
pub use resources::CatalogResourcesPage;
pub use roles::CatalogRolesPage;

use shared::forms::FormState;
use shared::views::figure;

/// Was the form refused and comes back?
pub(crate) fn came_back(form: &FormState) -> bool {
    !form.form.is_empty()
}

/// The messages of a refused form, for the summary above it.
pub(crate) fn messages(form: &FormState) -> Vec<(String, String)> {
    form.errors
        .0
        .iter()
        .map(|(field, message)| (field.clone(), message.clone()))
        .collect()
}

/// What was typed into a field, or what it starts from.
pub(crate) fn typed(form: &FormState, field: &str, at_first: &str) -> String {
    if came_back(form) {
        form.fields.get(field).to_owned()
    } else {
        at_first.to_owned()
    }
}

/// Whether a box was checked, or is at first.
pub(crate) fn checked(form: &FormState, field: &str, at_first: bool) -> bool {
    if came_back(form) {
        form.fields.is_on(field)
    } else {
        at_first
    }
}

/// `1 package`, `3 packages`.
pub(crate) fn counted(number: i64, one: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{} {one}{plural}", figure(number))
}

/// `1 person`, `3 people`.
pub(crate) fn people(number: i64) -> String {
    if number == 1 {
        "1 person".to_owned()
    } else {
        format!("{} people", figure(number))
    }
}
