//! The roles a new package can hand out.

use crate::{Ctx, Outcome, fetch_all};
use shared::authz::{Action, Scope};
use shared::catalog::offers;
use shared::directory::{Mastery, ObjectKind, RoleKind};
use shared::ids::{CatalogId, RoleId};
use shared::views::packages::RoleChoice;

/// Roles offered in the form.
const OFFERED: i64 = 500;

#[derive(sqlx::FromRow)]
struct Row {
    id: RoleId,
    object_name: String,
    object_kind: ObjectKind,
    mastery: Mastery,
    role_kind: RoleKind,
    role_name: String,
    description: String,
    defines_roles: bool,
}

/// The roles of a catalog's resources (PKG-03), for those who make packages there.
///
/// # Errors
/// As [`Ctx::require`].
pub async fn role_choices(ctx: &Ctx, catalog: CatalogId) -> Outcome<Vec<RoleChoice>> {
    ctx.require(Action::CreateAccessPackage, Scope::Catalog(catalog))?;
    let mut conn = ctx.read().await?;
    let rows = fetch_all!(conn, Row, "policies/role_choices", catalog, OFFERED)?;
    Ok(rows
        .into_iter()
        .filter(|row| {
            offers(
                row.object_kind,
                row.mastery,
                row.role_kind,
                row.defines_roles,
            )
        })
        .map(|row| RoleChoice {
            id: row.id.to_string(),
            resource: row.object_name,
            kind: kind(row.object_kind).to_owned(),
            role: row.role_name,
            description: row.description,
        })
        .collect())
}

fn kind(kind: ObjectKind) -> &'static str {
    match kind {
        ObjectKind::Group => t!("Group"),
        ObjectKind::Application => t!("Application"),
        ObjectKind::Site => t!("Site"),
    }
}
