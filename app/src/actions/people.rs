//! Switching accounts on and off.

use crate::web::{AppState, Call, Done};
use axum::Router;
use axum::extract::Path;
use axum::response::{Redirect, Response};
use axum::routing::post;
use engine::identity::second_factor;
use engine::people;
use shared::AppError;
use shared::forms::catalogs::version;

pub(super) fn router() -> Router<AppState> {
    Router::new()
        .route("/admin/people/{id}/disable", post(disable).get(back))
        .route("/admin/people/{id}/enable", post(enable).get(back))
        .route(
            "/admin/people/{id}/remove-second-factor",
            post(remove_second_factor).get(back),
        )
}

/// The person's page; an id that is none leads to a page that is not found.
fn page_of(id: &str) -> String {
    let safe: String = id
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || *c == '-')
        .collect();
    format!("/admin/people/{safe}")
}

async fn back(Path(id): Path<String>) -> Redirect {
    Redirect::to(&page_of(&id))
}

async fn disable(Path(id): Path<String>, call: Call) -> Response {
    switch(&id, call, false).await
}

async fn enable(Path(id): Path<String>, call: Call) -> Response {
    switch(&id, call, true).await
}

async fn switch(id: &str, call: Call, enabled: bool) -> Response {
    let outcome = async {
        let id = id.parse().map_err(|_| AppError::NotFound)?;
        people::set_enabled(&call.ctx, id, version(&call.fields), enabled).await
    }
    .await;
    let page = page_of(id);
    call.finish(outcome, &page.clone(), "account", |name| {
        Done::to(page).saying(if enabled {
            t!("The account of {name} is no longer blocked.", name)
        } else {
            t!("The account of {name} is blocked.", name)
        })
    })
    .await
}

async fn remove_second_factor(Path(id): Path<String>, call: Call) -> Response {
    let outcome = async {
        let id = id.parse().map_err(|_| AppError::NotFound)?;
        second_factor::remove(&call.ctx, id).await
    }
    .await;
    let page = page_of(&id);
    call.finish(outcome, &page.clone(), "account", |name| {
        Done::to(page).saying(t!("The second factor of {name} is removed.", name))
    })
    .await
}
