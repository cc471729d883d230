//! The forms about separation of duties, and the file of those who have both.

use super::packages::{back, id_of, page_of};
use crate::web::{AppState, Call, Done, PageContext, csv};
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Extension, Router};
use engine::separation as area;
use shared::forms::packages::IncompatibleInput;

const PAGES: &str = "/admin/packages";

pub(super) fn router() -> Router<AppState> {
    Router::new()
        .route("/admin/packages/{id}/separation", post(add))
        .route(
            "/admin/packages/{id}/separation/packages/{other}/remove",
            post(remove_package).get(leads_back),
        )
        .route(
            "/admin/packages/{id}/separation/groups/{other}/remove",
            post(remove_group).get(leads_back),
        )
        .route(
            "/admin/packages/{id}/separation/overlaps.csv",
            get(overlaps_csv),
        )
}

async fn leads_back(Path((id, _)): Path<(String, String)>) -> Response {
    back(PAGES, &id, "/separation").into_response()
}

async fn add(Path(id): Path<String>, call: Call) -> Response {
    let outcome = async {
        let input = IncompatibleInput::parse(&call.fields)?;
        area::add_incompatible(&call.ctx, id_of(&id)?, &input).await
    }
    .await;
    let page = page_of(PAGES, &id, "/separation");
    call.finish(outcome, &page.clone(), "separation", |added| {
        Done::to(page).saying(match added {
            0 => t!("These already rule the package out."),
            _ => t!("Saved. From now on nobody gets the package who has what you chose."),
        })
    })
    .await
}

async fn remove_package(Path((id, other)): Path<(String, String)>, call: Call) -> Response {
    let outcome =
        async { area::remove_incompatible_package(&call.ctx, id_of(&id)?, id_of(&other)?).await }
            .await;
    let page = page_of(PAGES, &id, "/separation");
    call.finish(outcome, &page.clone(), "separation", |name| {
        Done::to(page).saying(t!("{name} no longer rules the package out.", name))
    })
    .await
}

async fn remove_group(Path((id, other)): Path<(String, String)>, call: Call) -> Response {
    let outcome =
        async { area::remove_incompatible_group(&call.ctx, id_of(&id)?, id_of(&other)?).await }
            .await;
    let page = page_of(PAGES, &id, "/separation");
    call.finish(outcome, &page.clone(), "separation", |name| {
        Done::to(page).saying(t!("{name} no longer rules the package out.", name))
    })
    .await
}

/// The list as a file. Who may not have it is led to the page that says why.
async fn overlaps_csv(Path(id): Path<String>, Extension(page): Extension<PageContext>) -> Response {
    let outcome = async { area::overlaps_csv(&page.ctx, id_of(&id)?).await }.await;
    csv(
        outcome,
        "overlaps",
        &page_of(PAGES, &id, "/separation/overlaps"),
    )
}
