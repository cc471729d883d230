//! Is the portal well? Only when the database is.

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use engine::Engine;
use std::sync::Arc;
use std::time::Duration;

/// The longest the database may take to say it is there.
const PATIENCE: Duration = Duration::from_secs(3);

/// 200 when the database answers, 503 when it does not.
pub(super) async fn answer(State(engine): State<Arc<Engine>>) -> Response {
    let well = match tokio::time::timeout(PATIENCE, engine.db.ping()).await {
        Ok(Ok(())) => true,
        Ok(Err(error)) => {
            tracing::warn!(%error, "the database does not answer");
            false
        }
        Err(_) => {
            tracing::warn!("the database does not answer in time");
            false
        }
    };
    let (status, text) = if well {
        (StatusCode::OK, "{\"status\":\"ok\"}")
    } else {
        (
            StatusCode::SERVICE_UNAVAILABLE,
            "{\"status\":\"the database does not answer\"}",
        )
    };
    (status, [(header::CONTENT_TYPE, "application/json")], text).into_response()
}
