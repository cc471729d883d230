//! The stored policy, and the package it belongs to.

use crate::db::Conn;
use crate::texts::Stored;
use crate::{Ctx, Failure, Outcome, Permit, Tx, fetch_all, fetch_optional, packages};
use shared::AppError;
use shared::authz::{Action, Scope};
use shared::ids::{CatalogId, PackageId, PolicyId};
use shared::policy::PolicySettings;
use shared::texts::Texts;

/// What policies need to know of their package.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(crate) struct PolicyPackage {
    pub id: PackageId,
    pub display_name: String,
    #[sqlx(try_from = "Stored")]
    pub texts: Texts,
    pub catalog_id: CatalogId,
    pub catalog_name: String,
    #[sqlx(try_from = "Stored")]
    pub catalog_texts: Texts,
    pub externally_visible: bool,
}

/// A policy as stored.
#[derive(Clone, Debug)]
pub(super) struct Policy {
    pub package: PackageId,
    pub name: String,
    pub description: String,
    pub settings: PolicySettings,
    pub version: i64,
}

#[derive(sqlx::FromRow)]
struct Row {
    package_id: PackageId,
    display_name: String,
    description: String,
    settings: String,
    version: i64,
}

impl TryFrom<Row> for Policy {
    type Error = Failure;

    fn try_from(row: Row) -> Outcome<Self> {
        Ok(Self {
            package: row.package_id,
            name: row.display_name,
            description: row.description,
            settings: serde_json::from_str(&row.settings)?,
            version: row.version,
        })
    }
}

const NOT_FOUND: Failure = Failure::App(AppError::NotFound);

/// The package, with a permit to shape its policies.
///
/// # Errors
/// As [`Ctx::require`].
pub(super) async fn permitted(ctx: &Ctx, id: PackageId) -> Outcome<(Permit, PolicyPackage)> {
    ctx.signed_in()?;
    let mut conn = ctx.read().await?;
    let package = fetch_optional!(conn, PolicyPackage, "policies/package", id)?.ok_or(NOT_FOUND)?;
    let permit = ctx.require(
        Action::CreateOrEditPolicy,
        Scope::Catalog(package.catalog_id),
    )?;
    Ok((permit, package))
}

/// The package, which nobody deletes or moves before the transaction ends.
///
/// # Errors
/// [`AppError::NotFound`] when it is gone.
pub(super) async fn hold_package(tx: &mut Tx, id: PackageId) -> Outcome<PolicyPackage> {
    fetch_all!(tx, PolicyPackage, "policies/hold_package" twin, id)?
        .into_iter()
        .next()
        .ok_or(NOT_FOUND)
}

/// As [`hold_package`], of a package that was permitted as `seen`.
///
/// # Errors
/// As [`hold_package`]; [`AppError::Conflict`] if it was moved to another catalog since.
pub(super) async fn hold_seen(tx: &mut Tx, seen: &PolicyPackage) -> Outcome<PolicyPackage> {
    let package = hold_package(tx, seen.id).await?;
    if package.catalog_id == seen.catalog_id {
        Ok(package)
    } else {
        Err(packages::moved().into())
    }
}

/// A policy of this package. Says nothing about who may see it: callers ask first.
///
/// # Errors
/// [`AppError::NotFound`] when there is none, or it belongs to another package.
pub(super) async fn find(conn: &mut Conn, package: PackageId, id: PolicyId) -> Outcome<Policy> {
    let policy: Policy = fetch_optional!(conn, Row, "policies/find", id)?
        .ok_or(NOT_FOUND)?
        .try_into()?;
    if policy.package == package {
        Ok(policy)
    } else {
        Err(NOT_FOUND)
    }
}

/// As [`find`], and nobody changes the policy or asks through it before the transaction ends.
///
/// # Errors
/// As [`find`].
pub(super) async fn lock(tx: &mut Tx, package: PackageId, id: PolicyId) -> Outcome<Policy> {
    let policy: Policy = fetch_all!(tx, Row, "policies/lock" twin, id)?
        .into_iter()
        .next()
        .ok_or(NOT_FOUND)?
        .try_into()?;
    if policy.package == package {
        Ok(policy)
    } else {
        Err(NOT_FOUND)
    }
}

/// The other policies of a package, by name.
///
/// # Errors
/// The database fails, or a stored policy cannot be read.
pub(super) async fn of_package(conn: &mut Conn, package: PackageId) -> Outcome<Vec<Policy>> {
    fetch_all!(conn, Row, "policies/in_package", package)?
        .into_iter()
        .map(Policy::try_from)
        .collect()
}
