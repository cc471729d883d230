//! Lists that leave as a file.

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use engine::Outcome;

/// A list as a CSV file of this name. Whoever may not have it is led to `page`, which says why as a
/// file cannot.
pub fn csv(outcome: Outcome<String>, name: &str, page: &str) -> Response {
    match outcome {
        Ok(text) => (
            [
                (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
                (
                    header::CONTENT_DISPOSITION,
                    format!("attachment; filename=\"{name}.csv\""),
                ),
                (header::CACHE_CONTROL, "no-store".to_owned()),
            ],
            text,
        )
            .into_response(),
        Err(failure) => match failure.public().status() {
            401 | 403 | 404 => Redirect::to(page).into_response(),
            status => StatusCode::from_u16(status)
                .unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
                .into_response(),
        },
    }
}
