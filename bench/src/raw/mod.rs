//! The baseline: the fewest statements that could do each job on the same tables, over the same
//! pool with the same durability, without domain, authorization or rendering. It answers at the same
//! addresses as the product and writes the same rows, audit records included.

mod read;
mod write;

pub use write::WHO;

use axum::Router;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{get, patch};
use engine::Engine;
use std::sync::Arc;

/// The root of the API.
pub const API: &str = "/v1.0/identityGovernance/entitlementManagement";

/// Rows of a list.
pub const PAGE: i64 = 50;

/// Everything the baseline answers.
pub fn router(engine: &Arc<Engine>) -> Router {
    let under = |path: &str| format!("{API}{path}");
    Router::new()
        .route("/health", get(async || "ok"))
        .route(
            &under("/accessPackages/filterByCurrentUser(on='allowedRequestor')"),
            get(read::requestable),
        )
        .route(
            &under("/assignmentRequests"),
            get(read::pending).post(write::submit),
        )
        .route(
            &under("/accessPackageAssignmentApprovals/{request}/stages/{stage}"),
            patch(write::approve),
        )
        .fallback(hello)
        .with_state(Arc::clone(engine))
}

/// A page that says hello: what a page costs at least.
async fn hello() -> Html<&'static str> {
    Html(
        "<!DOCTYPE html><html lang=\"en\"><head><title>Hello</title></head><body><h1>Hello, world</h1></body></html>",
    )
}

/// Anything that goes wrong, as status 500 with its text.
struct Failed(String);

impl<E: std::error::Error> From<E> for Failed {
    fn from(error: E) -> Self {
        Self(error.to_string())
    }
}

impl IntoResponse for Failed {
    fn into_response(self) -> Response {
        (StatusCode::INTERNAL_SERVER_ERROR, self.0).into_response()
    }
}
