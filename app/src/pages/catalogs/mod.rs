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
mod texts;

pub use add_resource::AddResourcePage;
pub use form::{EditCatalogPage, NewCatalogPage};
pub use list::CatalogsPage;
pub use packages::CatalogPage;
pub use resource::{CatalogResourcePage, RequiredSection, translations_hint};
pub use resources::CatalogResourcesPage;
pub use roles::CatalogRolesPage;
pub use texts::{OtherTexts, texts_typed};

use shared::forms::FormState;

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
