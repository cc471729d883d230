//! What the catalog pages read from the server.

use crate::web::PageError;
use leptos::prelude::*;
use shared::views::catalogs::{
    AddResourceView, CatalogHead, CatalogPackagesView, CatalogResourcesView, CatalogsView,
    ResourceView,
};
use shared::views::roles::RolesView;

#[cfg(feature = "ssr")]
use {
    crate::web::{answer, ctx},
    engine::Outcome,
    shared::ids::CatalogId,
};

/// The id in the address; anything else names nothing that exists.
#[cfg(feature = "ssr")]
fn id_of(text: &str) -> Outcome<CatalogId> {
    Ok(text.parse().map_err(|_| shared::AppError::NotFound)?)
}

#[server(prefix = "/api/pages")]
pub async fn load_catalogs(
    q: String,
    external: bool,
    after: String,
) -> Result<CatalogsView, PageError> {
    let filter = engine::catalogs::CatalogFilter {
        q,
        external_only: external,
        after,
    };
    answer(engine::catalogs::list(&ctx()?, filter).await)
}

#[server(prefix = "/api/pages")]
pub async fn load_new_catalog() -> Result<bool, PageError> {
    answer(engine::catalogs::new_form(&ctx()?).map(|()| true))
}

#[server(prefix = "/api/pages")]
pub async fn load_catalog_edit(id: String) -> Result<CatalogHead, PageError> {
    let ctx = ctx()?;
    answer(async { engine::catalogs::edit_form(&ctx, id_of(&id)?).await }.await)
}

#[server(prefix = "/api/pages")]
pub async fn load_catalog_packages(
    id: String,
    q: String,
    after: String,
) -> Result<CatalogPackagesView, PageError> {
    let ctx = ctx()?;
    answer(async { engine::catalogs::packages(&ctx, id_of(&id)?, &q, &after).await }.await)
}

#[server(prefix = "/api/pages")]
pub async fn load_catalog_resources(
    id: String,
    after: String,
) -> Result<CatalogResourcesView, PageError> {
    let ctx = ctx()?;
    answer(async { engine::catalogs::resources(&ctx, id_of(&id)?, &after).await }.await)
}

#[server(prefix = "/api/pages")]
pub async fn load_resource(id: String, resource: String) -> Result<ResourceView, PageError> {
    let ctx = ctx()?;
    let outcome = async {
        let resource = resource.parse().map_err(|_| shared::AppError::NotFound)?;
        engine::catalogs::resource(&ctx, id_of(&id)?, resource).await
    };
    answer(outcome.await)
}

#[server(prefix = "/api/pages")]
pub async fn load_resource_choices(
    id: String,
    q: String,
    kind: String,
) -> Result<AddResourceView, PageError> {
    let ctx = ctx()?;
    let search = shared::forms::catalogs::ResourceSearch::new(&q, &kind);
    answer(async { engine::catalogs::choices(&ctx, id_of(&id)?, search).await }.await)
}

#[server(prefix = "/api/pages")]
pub async fn load_catalog_roles(
    id: String,
    find: String,
) -> Result<(CatalogHead, RolesView), PageError> {
    let ctx = ctx()?;
    let outcome = async {
        let id = id_of(&id)?;
        let head = engine::catalogs::head(&ctx, id).await?;
        let scope = shared::authz::Scope::Catalog(id);
        Ok((head, engine::roles::view(&ctx, scope, &find).await?))
    };
    answer(outcome.await)
}
