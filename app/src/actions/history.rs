//! All requests as a file.

use crate::web::{AppState, PageContext, csv};
use axum::extract::Query;
use axum::response::Response;
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
    let outcome = engine::history::export(&page.ctx, &filter).await;
    csv(outcome, "requests", "/admin/requests")
}
