//! Making packages (PKG-01, PKG-02, PKG-03).

use super::content::put;
use super::search::refresh_search;
use crate::catalogs::{self, Catalog};
use crate::texts::Name;
use crate::{Ctx, Failure, Outcome, Permit, Tx, audit, execute, fetch_all, fetch_in};
use serde_json::json;
use shared::AppError;
use shared::authz::{Action, Reach, Scope};
use shared::catalog::GENERAL_CATALOG;
use shared::forms::name_key;
use shared::forms::packages::{CatalogChoice, PackageInput};
use shared::ids::{CatalogId, PackageId};
use shared::views::catalogs::Named;
use shared::views::packages::NewPackageView;

/// Two packages of a catalog cannot share a name.
pub(super) fn name_taken() -> &'static str {
    t!("There is already a package with this name in the catalog.")
}
/// Catalogs offered in the form.
const OFFERED: i64 = 500;

/// What the form starts from; `wanted` is the catalog from the address.
///
/// # Errors
/// The person may make packages nowhere.
pub async fn new_form(ctx: &Ctx, wanted: Option<CatalogId>) -> Outcome<NewPackageView> {
    let may_create_catalog = ctx.allows(Action::CreateCatalog, Scope::Tenant);
    let reach = ctx.reach(Action::CreateAccessPackage);
    if matches!(&reach, Reach::Only(own) if own.is_empty()) && !may_create_catalog {
        ctx.require(Action::CreateAccessPackage, Scope::Tenant)?;
    }
    let mut conn = ctx.read().await?;
    let rows: Vec<(CatalogId, Name)> = match reach {
        Reach::Everywhere => fetch_all!(conn, (CatalogId, Name), "catalogs/names_all", OFFERED)?,
        Reach::Only(own) => {
            fetch_in!(conn, (CatalogId, Name), "catalogs/names_own", &own; OFFERED)?
        }
    };
    // Without a choice a package goes into the General catalog (CAT-04).
    let preferred = [wanted, Some(GENERAL_CATALOG)];
    let catalog = preferred
        .into_iter()
        .flatten()
        .find(|id| rows.iter().any(|row| row.0 == *id))
        .or(rows.first().map(|row| row.0));
    Ok(NewPackageView {
        catalogs: rows
            .into_iter()
            .map(|(id, name)| Named {
                id: id.to_string(),
                name: name.into(),
            })
            .collect(),
        catalog: catalog.map_or_else(|| "new".to_owned(), |id| id.to_string()),
        may_create_catalog,
    })
}

/// May the actor make this package? The catalog it goes into decides, or the right to make one.
///
/// # Errors
/// As [`Ctx::require`]; a catalog that the person may not see is a message at the field `catalog`.
pub(crate) fn creation_permit(ctx: &Ctx, input: &PackageInput) -> Outcome<Permit> {
    match input.catalog {
        CatalogChoice::New(_) => Ok(ctx.require(Action::CreateCatalog, Scope::Tenant)?),
        CatalogChoice::Existing(id) => ctx
            .require(Action::CreateAccessPackage, Scope::Catalog(id))
            .map_err(|error| unknown_catalog(error.into())),
    }
}

fn unknown_catalog(failure: Failure) -> Failure {
    match failure {
        Failure::App(AppError::NotFound) => AppError::field(
            "catalog",
            t!("Choose a catalog in which you can make packages."),
        )
        .into(),
        other => other,
    }
}

/// Makes a package with its first roles.
///
/// # Errors
/// Not allowed; messages at `name`, `catalog`, `catalog_name`, `role`.
pub async fn create(ctx: &Ctx, input: PackageInput) -> Outcome<PackageId> {
    let permit = creation_permit(ctx, &input)?;
    let mut tx = ctx.begin(&permit).await?;
    let id = make(&mut tx, &input).await?;
    tx.commit().await?;
    Ok(id)
}

/// Makes the package inside a transaction begun with [`creation_permit`].
///
/// # Errors
/// As [`create`].
pub(crate) async fn make(tx: &mut Tx, input: &PackageInput) -> Outcome<PackageId> {
    let catalog = match &input.catalog {
        CatalogChoice::Existing(id) => catalogs::hold(tx, *id).await.map_err(unknown_catalog)?,
        CatalogChoice::New(new) => {
            let id = catalogs::insert(tx, new, "catalog_name").await?;
            catalogs::find(&mut tx.conn, id).await?
        }
    };
    let id = insert(tx, &catalog, input).await?;
    for role in &input.roles {
        put(tx, id, catalog.id, *role).await?;
    }
    refresh_search(tx, id).await?;
    Ok(id)
}

async fn insert(tx: &mut Tx, catalog: &Catalog, input: &PackageInput) -> Outcome<PackageId> {
    let id: PackageId = tx.id();
    let now = tx.now();
    let added = execute!(
        tx,
        "packages/insert",
        id,
        catalog.id,
        input.name.as_str(),
        name_key(&input.name),
        input.description.as_str(),
        input.hidden,
        now,
        serde_json::to_string(&input.texts)?,
    )?;
    if added == 0 {
        return Err(AppError::field("name", name_taken()).into());
    }
    tx.audit(
        audit::Entry::new("package.create", "package", id.0, &input.name)
            .catalog(catalog.id)
            .package(id)
            .details(json!({
                "catalog": catalog.display_name,
                "description": input.description,
                "hidden": input.hidden,
            })),
    );
    Ok(id)
}
