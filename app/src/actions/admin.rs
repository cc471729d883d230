//! `/admin` itself, which people type: leads to the first area of the administration that is open to them.

use crate::frame::first_admin_place;
use crate::web::{AppState, PageContext, render};
use axum::Router;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;

pub(super) fn router() -> Router<AppState> {
    Router::new().route("/admin", get(first))
}

async fn first(State(state): State<AppState>, request: Request) -> Response {
    let page = request.extensions().get::<PageContext>();
    match page.and_then(|page| first_admin_place(&page.shell)) {
        Some(place) => Redirect::to(&place).into_response(),
        None => {
            let mut response = render(state, request).await;
            *response.status_mut() = StatusCode::NOT_FOUND;
            response
        }
    }
}
