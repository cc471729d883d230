//! All requests as a file.

use crate::web::{AppState, PageContext};
use axum::extract::Query;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use axum::{Extension, Router};
use shared::views::history::HistoryFilter;

pub(super) fn router() -> Router<AppState> {
    Router::new().route("/admin/requests.csv", get(export))
}

async fn export(
    Query(filter): Query<HistoryFilter>,
    Extension(page): Extension<PageContext>,
) -> Response {
    match engine::history::export(&page.ctx, &filter).await {
        Ok(text) => (
            [
                (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
                (
                    header::CONTENT_DISPOSITION,
                    "attachment; filename=\"requests.csv\"",
                ),
                (header::CACHE_CONTROL, "no-store"),
            ],
            text,
        )
            .into_response(),
        Err(failure) => {
            let error = failure.public();
            // The page at this address explains what a file cannot.
            if error.status() == 401 || error.status() == 404 {
                return Redirect::to("/admin/requests").into_response();
            }
            StatusCode::from_u16(error.status())
                .unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
                .into_response()
        }
    }
}
