//! One catalog, as its pages show it.

use super::model::{Catalog, find};
use crate::db::Conn;
use crate::{Ctx, Outcome, fetch_one, packages as packages_area, roles};
use shared::authz::{Action, Scope};
use shared::ids::CatalogId;
use shared::texts::Texts;
use shared::views::When;
use shared::views::catalogs::{CatalogHead, CatalogMay, CatalogPackagesView};

/// The head of the catalog's pages.
///
/// # Errors
/// There is none, or the actor may not see it.
pub async fn head(ctx: &Ctx, id: CatalogId) -> Outcome<CatalogHead> {
    let mut conn = ctx.read().await?;
    catalog_view(ctx, &mut conn, id).await
}

/// As [`head`], on an open connection.
pub(crate) async fn catalog_view(
    ctx: &Ctx,
    conn: &mut Conn,
    id: CatalogId,
) -> Outcome<CatalogHead> {
    ctx.require(Action::ViewCatalogAndPackages, Scope::Catalog(id))?;
    let catalog = find(conn, id).await?;
    let (packages, resources): (i64, i64) = fetch_one!(conn, (i64, i64), "catalogs/counts", id)?;
    Ok(show(ctx, catalog, packages, resources))
}

/// As [`head`], with the texts as they are written: for whoever changes them.
pub(super) async fn head_to_edit(ctx: &Ctx, id: CatalogId) -> Outcome<CatalogHead> {
    let mut conn = ctx.read().await?;
    let view = catalog_view(ctx, &mut conn, id).await?;
    let catalog = find(&mut conn, id).await?;
    Ok(CatalogHead {
        name: catalog.display_name,
        description: catalog.description,
        texts: catalog.texts,
        ..view
    })
}

fn show(ctx: &Ctx, catalog: Catalog, packages: i64, resources: i64) -> CatalogHead {
    CatalogHead {
        id: catalog.id.to_string(),
        enabled: catalog.is_enabled(),
        external: catalog.externally_visible,
        built_in: catalog.is_built_in(),
        version: catalog.version,
        packages,
        resources,
        created: (!catalog.is_built_in()).then(|| When::new(catalog.created_at, ctx.now())),
        may: may(ctx, &catalog, packages),
        rights: roles::rights_here(ctx, Scope::Catalog(catalog.id)),
        name: catalog.texts.name(&catalog.display_name).to_owned(),
        description: catalog.texts.description(&catalog.description).to_owned(),
        texts: Texts::default(),
    }
}

fn may(ctx: &Ctx, catalog: &Catalog, packages: i64) -> CatalogMay {
    let allowed = |action| ctx.allows(action, Scope::Catalog(catalog.id));
    CatalogMay {
        edit: allowed(Action::EditCatalog),
        delete: allowed(Action::DeleteCatalog) && !catalog.is_built_in() && packages == 0,
        add_resource: allowed(Action::AddResourceToCatalog),
        remove_resource: allowed(Action::RemoveResourceFromCatalog),
        create_package: allowed(Action::CreateAccessPackage),
        delegate: allowed(Action::AddCatalogOwner),
    }
}

/// The packages of a catalog, by name.
///
/// # Errors
/// As [`head`].
pub async fn packages(
    ctx: &Ctx,
    id: CatalogId,
    q: &str,
    after: &str,
) -> Outcome<CatalogPackagesView> {
    let mut conn = ctx.read().await?;
    let catalog = catalog_view(ctx, &mut conn, id).await?;
    let page = packages_area::in_catalog(&mut conn, id, q, after).await?;
    Ok(CatalogPackagesView {
        catalog,
        page,
        q: q.to_owned(),
    })
}
