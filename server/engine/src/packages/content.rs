//! The roles inside a package, and what a change means for those who hold it (PKG-09, PKG-10).

use super::model::{lock_with_holders, permitted};
use super::refresh_search;
use crate::{Ctx, Outcome, Tx, audit, delivery, execute, fetch_all};
use serde_json::json;
use shared::AppError;
use shared::authz::Action;
use shared::catalog::{offers, refusal};
use shared::directory::{Mastery, ObjectKind, RoleKind};
use shared::ids::{CatalogId, PackageId, PackageRoleId, ResourceId, RoleId};

/// A role of a resource of a catalog.
#[derive(Clone, Debug, sqlx::FromRow)]
struct CatalogRole {
    resource_id: ResourceId,
    object_kind: ObjectKind,
    mastery: Mastery,
    object_name: String,
    role_kind: RoleKind,
    role_name: String,
    /// The application defines roles of its own.
    defines_roles: bool,
}

/// Adds roles of the catalog's resources; everyone who holds the package receives them (PKG-09).
/// Returns how many were new.
///
/// # Errors
/// Not allowed; a message at the field `role`.
pub async fn add_roles(ctx: &Ctx, id: PackageId, roles: Vec<RoleId>) -> Outcome<usize> {
    let (permit, package) = permitted(ctx, id, Action::ChangeResourceRolesOfPackage).await?;
    let mut tx = ctx.begin(&permit).await?;
    package.still_in(lock_with_holders(&mut tx, id).await?)?;
    let mut added = 0;
    for role in roles {
        let Some(found) = put(&mut tx, id, package.catalog_id, role).await? else {
            continue;
        };
        delivery::want_role(&mut tx, id, role).await?;
        added += 1;
        tx.audit(
            audit::Entry::new("package.addRole", "package", id.0, &package.display_name)
                .catalog(package.catalog_id)
                .package(id)
                .details(json!({ "resource": found.0, "role": found.1 })),
        );
    }
    if added > 0 {
        touch(&mut tx, id).await?;
        tx.commit().await?;
    }
    Ok(added)
}

/// Puts a role into a package; `None` if it is in there already. Returns the names of resource and
/// role.
///
/// # Errors
/// A message at the field `role`: it is no role that packages of this catalog can hand out.
pub(super) async fn put(
    tx: &mut Tx,
    package: PackageId,
    catalog: CatalogId,
    role: RoleId,
) -> Outcome<Option<(String, String)>> {
    let found = fetch_all!(tx, CatalogRole, "packages/hold_role" twin, catalog, role)?
        .into_iter()
        .next()
        .ok_or_else(|| {
            AppError::field(
                "role",
                t!("Choose roles of resources that are in the catalog."),
            )
        })?;
    if !offers(
        found.object_kind,
        found.mastery,
        found.role_kind,
        found.defines_roles,
    ) {
        let reason = refusal(found.object_kind, found.mastery)
            .unwrap_or(t!("Packages cannot hand out this role."));
        return Err(AppError::field(
            "role",
            t!(
                "{role} of {resource}: {reason}",
                role = found.role_name,
                resource = found.object_name,
                reason
            ),
        )
        .into());
    }
    let id: PackageRoleId = tx.id();
    let now = tx.now();
    let added = execute!(
        tx,
        "packages/insert_role",
        id,
        package,
        found.resource_id,
        role,
        now
    )?;
    Ok((added > 0).then_some((found.object_name, found.role_name)))
}

/// A role inside a package, as it is taken out.
#[derive(sqlx::FromRow)]
struct Held {
    role_id: RoleId,
    object_name: String,
    role_name: String,
}

/// Takes a role out; everyone who holds the package loses it, unless another live assignment gives
/// it too (PKG-10, BYD-07). Returns what was taken out, in words.
///
/// # Errors
/// Not allowed, or someone else took it out already.
pub async fn remove_role(ctx: &Ctx, id: PackageId, role: PackageRoleId) -> Outcome<String> {
    let (permit, package) = permitted(ctx, id, Action::ChangeResourceRolesOfPackage).await?;
    let mut tx = ctx.begin(&permit).await?;
    package.still_in(lock_with_holders(&mut tx, id).await?)?;
    let held = fetch_all!(tx, Held, "packages/role", id, role)?
        .into_iter()
        .next()
        .ok_or_else(|| {
            AppError::Conflict(t!("This role is not in the package any more.").to_owned())
        })?;
    execute!(tx, "packages/delete_role", id, role)?;
    delivery::drop_role(&mut tx, id, held.role_id).await?;
    tx.audit(
        audit::Entry::new("package.removeRole", "package", id.0, &package.display_name)
            .catalog(package.catalog_id)
            .package(id)
            .details(json!({ "resource": held.object_name, "role": held.role_name })),
    );
    touch(&mut tx, id).await?;
    tx.commit().await?;
    Ok(t!(
        "{role} of {resource}",
        role = held.role_name,
        resource = held.object_name
    ))
}

/// The content changed: the search text and the date follow. The version stays, because the texts
/// that an open form would overwrite did not change.
async fn touch(tx: &mut Tx, id: PackageId) -> Outcome<()> {
    let now = tx.now();
    execute!(tx, "packages/touch", id, now)?;
    refresh_search(tx, id).await
}
