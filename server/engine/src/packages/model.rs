//! The stored package, and who may come near it.

use crate::db::Conn;
use crate::texts::Stored;
use crate::{Ctx, Outcome, Permit, Tx, delivery, fetch_all, fetch_optional};
use shared::AppError;
use shared::authz::{Action, Scope};
use shared::catalog::CatalogState;
use shared::ids::{CatalogId, PackageId};
use shared::texts::Texts;
use shared::time::Timestamp;

/// A package as stored, with what its pages say of the catalog.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(crate) struct Package {
    pub id: PackageId,
    pub catalog_id: CatalogId,
    pub display_name: String,
    pub description: String,
    #[sqlx(try_from = "Stored")]
    pub texts: Texts,
    pub hidden: bool,
    pub created_at: Timestamp,
    pub modified_at: Timestamp,
    pub version: i64,
    pub retires_at: Option<Timestamp>,
    pub retire_reason: String,
    pub archived_at: Option<Timestamp>,
    pub catalog_name: String,
    #[sqlx(try_from = "Stored")]
    pub catalog_texts: Texts,
    pub catalog_state: CatalogState,
    pub catalog_external: bool,
}

impl Package {
    /// The name in the language of the reader.
    pub fn name(&self) -> &str {
        self.texts.name(&self.display_name)
    }

    /// As [`Self::name`], of the catalog.
    pub fn catalog(&self) -> &str {
        self.catalog_texts.name(&self.catalog_name)
    }

    pub fn scope(&self) -> Scope {
        Scope::Catalog(self.catalog_id)
    }

    /// The permit was for the catalog in which the package was when it was read: is it there under the lock?
    ///
    /// # Errors
    /// [`AppError::Conflict`] if it was moved.
    pub fn still_in(&self, catalog: CatalogId) -> Outcome<()> {
        if self.catalog_id == catalog {
            Ok(())
        } else {
            Err(moved().into())
        }
    }
}

/// The package with this id. Says nothing about who may see it: callers ask first.
///
/// # Errors
/// [`AppError::NotFound`] when there is none, or it was deleted.
pub(crate) async fn find(conn: &mut Conn, id: PackageId) -> Outcome<Package> {
    fetch_optional!(conn, Package, "packages/find", id)?.ok_or_else(|| AppError::NotFound.into())
}

/// The package, if the actor may see it.
///
/// # Errors
/// [`AppError::NotFound`] or [`AppError::SignInNeeded`].
pub(crate) async fn seen(ctx: &Ctx, conn: &mut Conn, id: PackageId) -> Outcome<Package> {
    ctx.signed_in()?;
    let package = find(conn, id).await?;
    ctx.require(Action::ViewCatalogAndPackages, package.scope())?;
    Ok(package)
}

/// The package, with a permit for what is to be done to it.
///
/// # Errors
/// As [`Ctx::require`].
pub(crate) async fn permitted(
    ctx: &Ctx,
    id: PackageId,
    action: Action,
) -> Outcome<(Permit, Package)> {
    let mut conn = ctx.read().await?;
    let package = seen(ctx, &mut conn, id).await?;
    let permit = ctx.require(action, package.scope())?;
    Ok((permit, package))
}

/// Nobody deletes or moves the package or changes its roles before the transaction ends: for whoever is
/// about to ask for it or to receive it. The catalog it is in now.
///
/// # Errors
/// [`AppError::NotFound`] when it is gone.
pub(crate) async fn hold(tx: &mut Tx, id: PackageId) -> Outcome<CatalogId> {
    let rows = fetch_all!(tx, (CatalogId,), "packages/hold" twin, id)?;
    let (catalog,) = rows.into_iter().next().ok_or(AppError::NotFound)?;
    Ok(catalog)
}

/// As [`hold`], and nobody asks for the package or receives it before the transaction ends: for
/// whoever is about to change what it holds.
///
/// # Errors
/// [`AppError::NotFound`] when it is gone.
pub(crate) async fn lock(tx: &mut Tx, id: PackageId) -> Outcome<CatalogId> {
    let rows = fetch_all!(tx, (CatalogId,), "packages/lock" twin, id)?;
    let (catalog,) = rows.into_iter().next().ok_or(AppError::NotFound)?;
    Ok(catalog)
}

/// As [`lock`], and locks everyone who has the package: for whoever is about to change what they have. People come
/// before packages wherever both are locked; whoever got it until then joins them, and nobody after.
///
/// # Errors
/// As [`lock`].
pub(crate) async fn lock_with_holders(tx: &mut Tx, id: PackageId) -> Outcome<CatalogId> {
    delivery::lock::holders(tx, id).await?;
    let catalog = lock(tx, id).await?;
    delivery::lock::holders(tx, id).await?;
    Ok(catalog)
}

/// Somebody moved the package between the permit and the lock: what the actor may do with it is to be judged anew.
pub(crate) fn moved() -> AppError {
    AppError::Conflict(
        t!("This package was moved to another catalog meanwhile. Reload the page.").to_owned(),
    )
}
