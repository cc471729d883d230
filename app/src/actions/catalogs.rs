//! The forms of the catalog pages.

use super::packages::{back, id_of, page_of};
use super::roles::given;
use crate::web::{AppState, Call, Done};
use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::post;
use engine::{catalogs, roles};
use shared::authz::{Role, Scope};
use shared::forms::AddRoleInput;
use shared::forms::attributes::AttributesInput;
use shared::forms::catalogs::{CatalogInput, chosen_objects, version};
use shared::ids::{CatalogId, PackageId};

const PAGES: &str = "/admin/catalogs";

pub(super) fn router() -> Router<AppState> {
    Router::new()
        .route("/admin/catalogs/new", post(create))
        .route("/admin/catalogs/{id}/edit", post(edit))
        .route(
            "/admin/catalogs/{id}/delete",
            post(delete).get(async |Path(id): Path<String>| back(PAGES, &id, "/edit")),
        )
        .route("/admin/catalogs/{id}/resources/add", post(add_resources))
        .route(
            "/admin/catalogs/{id}/resources/{resource}",
            post(set_attributes),
        )
        .route(
            "/admin/catalogs/{id}/resources/{resource}/remove",
            post(remove_resource)
                .get(async |Path((id, _)): Path<(String, String)>| back(PAGES, &id, "/resources")),
        )
        .route(
            "/admin/catalogs/{id}/roles/add",
            post(add_role).get(async |Path(id): Path<String>| back(PAGES, &id, "/roles")),
        )
        .route(
            "/admin/catalogs/{id}/roles/{holding}/remove",
            post(remove_role)
                .get(async |Path((id, _)): Path<(String, String)>| back(PAGES, &id, "/roles")),
        )
}

async fn create(call: Call) -> Response {
    let outcome = async {
        let input = CatalogInput::parse(&call.fields)?;
        catalogs::create(&call.ctx, input).await
    }
    .await;
    call.finish(outcome, "/admin/catalogs/new", "catalog", |id| {
        Done::to(format!("{PAGES}/{id}")).saying(t!(
            "Catalog created. Next, bring in the resources that its packages hand out."
        ))
    })
    .await
}

async fn edit(Path(id): Path<String>, call: Call) -> Response {
    let outcome = async {
        let input = CatalogInput::parse(&call.fields)?;
        catalogs::edit(&call.ctx, id_of(&id)?, version(&call.fields), input).await
    }
    .await;
    let page = page_of(PAGES, &id, "");
    call.finish(outcome, &format!("{page}/edit"), "catalog", |()| {
        Done::to(page.clone()).saying(t!("Catalog saved."))
    })
    .await
}

async fn delete(Path(id): Path<String>, call: Call) -> Response {
    let outcome = async { catalogs::delete(&call.ctx, id_of(&id)?).await }.await;
    call.finish(outcome, &page_of(PAGES, &id, "/edit"), "delete", |()| {
        Done::to(PAGES).saying(t!("Catalog deleted."))
    })
    .await
}

async fn add_resources(Path(id): Path<String>, call: Call) -> Response {
    let package: Option<PackageId> = call.fields.get("package").parse().ok();
    let outcome = async {
        let catalog: CatalogId = id_of(&id)?;
        catalogs::add_resources(&call.ctx, catalog, chosen_objects(&call.fields)?).await
    }
    .await;
    let page = page_of(PAGES, &id, "/resources");
    let form = package.map_or_else(
        || format!("{page}/add"),
        |package| format!("{page}/add?package={package}"),
    );
    let to = package.map_or(page, |package| format!("/admin/packages/{package}/roles"));
    call.finish(outcome, &form, "resources", |added| {
        Done::to(to).saying(match added {
            0 => t!("These are in the catalog already.").to_owned(),
            added => tn!(added, "{n} resource added.", "{n} resources added."),
        })
    })
    .await
}

async fn set_attributes(Path((id, resource)): Path<(String, String)>, call: Call) -> Response {
    let outcome = async {
        let input = AttributesInput::parse(&call.fields)?;
        catalogs::set_attributes(&call.ctx, id_of(&id)?, id_of(&resource)?, input).await
    }
    .await;
    let page = page_of(PAGES, &id, &format!("/resources/{resource}"));
    call.finish(outcome, &page.clone(), "attributes", |name| {
        Done::to(page).saying(t!("What {name} requires was saved.", name))
    })
    .await
}

async fn remove_resource(Path((id, resource)): Path<(String, String)>, call: Call) -> Response {
    let outcome =
        async { catalogs::remove_resource(&call.ctx, id_of(&id)?, id_of(&resource)?).await }.await;
    let page = page_of(PAGES, &id, "/resources");
    call.finish(outcome, &page.clone(), "resource", |name| {
        Done::to(page).saying(t!("{name} was removed from the catalog.", name))
    })
    .await
}

async fn add_role(Path(id): Path<String>, call: Call) -> Response {
    let outcome = async {
        let catalog: CatalogId = id_of(&id)?;
        let input = AddRoleInput::parse(&call.fields)?;
        let role: Role = input.role;
        let added = roles::add(&call.ctx, Scope::Catalog(catalog), input).await?;
        Ok((role, added))
    }
    .await;
    let page = page_of(PAGES, &id, "/roles");
    call.finish(outcome, &page.clone(), "role", |(role, added)| {
        given(Done::to(page), role.title(), added)
    })
    .await
}

async fn remove_role(Path((id, holding)): Path<(String, String)>, call: Call) -> Response {
    let outcome = async {
        let catalog: CatalogId = id_of(&id)?;
        roles::remove(&call.ctx, Scope::Catalog(catalog), id_of(&holding)?).await
    }
    .await;
    let page = page_of(PAGES, &id, "/roles");
    call.finish(outcome, &page.clone(), "role", |name| {
        Done::to(page).saying(t!("The role was taken from {name}.", name))
    })
    .await
}
