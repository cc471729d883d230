//! Catalogs, their resources and who may see them (CAT-01..10, CAT-14, CAT-15).

mod create;
mod edit;
mod list;
mod model;
mod resources;
mod view;

pub(crate) use create::insert;
pub use create::{create, new_form};
pub use edit::{delete, edit, edit_form};
pub use list::{CatalogFilter, list};
pub(crate) use model::{Catalog, find, hold};
pub use resources::{add_resources, choices, remove_resource, resource, resources, set_attributes};
pub(crate) use resources::{bring_in, foreign, owned, powerful};
pub(crate) use view::catalog_view;
pub use view::{head, packages};

use crate::error::Failure;
use crate::{Ctx, Outcome};
use shared::AppError;
use shared::authz::{Action, Scope};

/// Does the actor do everything everywhere? Such people need no rights of their own on resources
/// (CAT-14) and become no owners of the catalogs they make (CAT-01).
pub(crate) fn is_administrator(ctx: &Ctx) -> bool {
    ctx.allows(Action::TenantSettings, Scope::Tenant)
}

/// A unique index said no: the name was taken by someone else in the same moment.
pub(crate) fn taken<T>(result: sqlx::Result<T>, field: &str, message: &str) -> Outcome<T> {
    result.map_err(|error| match &error {
        sqlx::Error::Database(cause) if cause.is_unique_violation() => {
            AppError::field(field, message).into()
        }
        _ => Failure::Database(error),
    })
}

/// Someone else changed the thing since the form was filled.
pub(crate) fn stale() -> Failure {
    AppError::Conflict(
        t!("Someone else changed this meanwhile. Your text is still here: reload the page in another tab, compare, and save again from there.")
            .to_owned(),
    )
    .into()
}
