//! What the log says of each request: an id, method, kind and route (a pattern, such as
//! `/packages/{package}`, never the address itself), status and time; and no word about who asked or
//! what was typed.

use super::plain;
use crate::metrics::{Metrics, kind};
use axum::body::Body;
use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderName, HeaderValue, Method, Response, StatusCode};
use axum::middleware::Next;
use engine::Engine;
use std::any::Any;
use std::sync::Arc;
use std::time::Instant;
use tracing::Instrument;
use uuid::Uuid;

/// The id under which log and audit speak of this request.
#[derive(Clone, Copy, Debug)]
pub(super) struct RequestId(pub Uuid);

const HEADER: HeaderName = HeaderName::from_static("x-request-id");
const STATEMENTS: HeaderName = HeaderName::from_static("x-sql-statements");

/// What the layer works with.
#[derive(Clone, Debug)]
pub(super) struct Watch {
    engine: Arc<Engine>,
    metrics: Arc<Metrics>,
}

impl Watch {
    pub fn new(engine: &Arc<Engine>, metrics: &Arc<Metrics>) -> Self {
        Self {
            engine: Arc::clone(engine),
            metrics: Arc::clone(metrics),
        }
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "how long an answer took is for people who watch; nothing is decided by it"
)]
fn moment() -> Instant {
    Instant::now()
}

/// The method, if it is one of those the portal knows: the figures have no room for inventions.
fn known(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PATCH => "PATCH",
        Method::PUT => "PUT",
        Method::DELETE => "DELETE",
        _ => "other",
    }
}

/// Gives the request its id, answers with it, and writes one line when done.
pub(super) async fn layer(
    State(Watch { engine, metrics }): State<Watch>,
    mut request: Request,
    next: Next,
) -> Response<Body> {
    let id = engine.system().correlation;
    request.extensions_mut().insert(RequestId(id));
    let kind = kind(request.uri().path());
    let method = known(request.method());
    // Addresses may hold a name somebody typed or the number of a challenge.
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map_or("-", MatchedPath::as_str);
    let span = tracing::info_span!("request", %id, method, kind, route);
    let began = moment();
    async move {
        let count =
            engine.options.count_statements && request.uri().path().starts_with(graph::BASE);
        let mut response = if count {
            let (mut response, statements) = engine::db::counted(next.run(request)).await;
            let statements = HeaderValue::from(statements);
            response.headers_mut().insert(STATEMENTS, statements);
            response
        } else {
            next.run(request).await
        };
        let took = began.elapsed();
        metrics.note(kind, method, response.status(), took);
        let status = response.status().as_u16();
        let ms = took.as_micros() as f64 / 1000.0;
        plain::number(&mut response, id);
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
