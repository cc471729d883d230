//! The audit log as a file.

use crate::web::{AppState, PageContext, csv};
use axum::extract::Query;
use axum::response::Response;
use axum::routing::get;
use axum::{Extension, Router};
use shared::views::audit::AuditFilter;

pub(super) fn router() -> Router<AppState> {
    Router::new().route("/admin/audit/export.csv", get(export))
}

async fn export(
    Query(filter): Query<AuditFilter>,
    Extension(page): Extension<PageContext>,
) -> Response {
    let outcome = engine::audit::export(&page.ctx, &filter).await;
    csv(outcome, "audit", "/admin/audit")
}
