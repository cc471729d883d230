//! What the log says of each request: method, path, status, time and an id, and no word about who
//! asked or what was typed.

use super::plain;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, Response, StatusCode};
use axum::middleware::Next;
use engine::Engine;
use std::any::Any;
use std::sync::Arc;
use tracing::Instrument;
use uuid::Uuid;

/// The id under which log and audit speak of this request.
#[derive(Clone, Copy, Debug)]
pub(super) struct RequestId(pub Uuid);

const HEADER: HeaderName = HeaderName::from_static("x-request-id");

/// Gives the request its id, answers with it, and writes one line when done.
pub(super) async fn layer(
    State(engine): State<Arc<Engine>>,
    mut request: Request,
    next: Next,
) -> Response<Body> {
    let id = engine.system().correlation;
    request.extensions_mut().insert(RequestId(id));
    let span = tracing::info_span!(
        "request",
        %id,
        method = %request.method(),
        path = request.uri().path(),
    );
    let began = engine.clock.now();
    async move {
        let mut response = next.run(request).await;
        let ms = engine.clock.now().0.saturating_sub(began.0);
        let status = response.status().as_u16();
        if response.status().is_server_error() {
            tracing::error!(status, ms, "answered");
        } else {
            tracing::debug!(status, ms, "answered");
        }
        if let Ok(value) = HeaderValue::from_str(&id.to_string()) {
            response.headers_mut().insert(HEADER, value);
        }
        response
    }
    .instrument(span)
    .await
}

/// Answers for a handler that panicked.
pub(super) fn panicked(cause: Box<dyn Any + Send + 'static>) -> Response<Body> {
    let cause = cause
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| cause.downcast_ref::<&str>().copied())
        .unwrap_or("unknown");
    tracing::error!(cause, "a handler panicked");
    plain::response(StatusCode::INTERNAL_SERVER_ERROR)
}
