//! The HTTP side: layers around the pages, in the order a request passes them.

mod bearer;
pub mod connections;
mod cookies;
mod embedded;
mod headers;
mod health;
mod language;
mod pace;
mod plain;
mod session;
mod site;
mod watch;

pub use site::Site;

use crate::metrics::Metrics;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::routing::get;
use axum::{Router, middleware};
use engine::Engine;
use leptos_axum::{LeptosRoutes, generate_route_list};
use session::Sessions;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::csrf::CsrfLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::timeout::TimeoutLayer;
use watch::Watch;

/// Bytes in the body of a request, at most. The longest form of all, a policy with every question
/// it may have, stays below.
pub const BODY_MAX: usize = 256 * 1024;
/// Bytes of what an identity provider sends, at most: a group with some thousand members.
pub const SCIM_BODY_MAX: usize = 1024 * 1024;
/// How long a request may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// Everything the server answers.
///
/// # Errors
/// The public URL cannot be an origin.
pub fn router(
    engine: &Arc<Engine>,
    site: &Site,
    trusted_proxies: &[IpAddr],
    metrics: &Arc<Metrics>,
) -> Result<Router, tower_http::csrf::ConfigError> {
    let state = site.state();
    let sessions = Sessions::new(engine, trusted_proxies);
    let csrf = CsrfLayer::new()
        .add_trusted_origin(&engine.options.public_url)?
        .with_rejection_response(|_| {
            tracing::info!("a form from another site was refused");
            plain::response(StatusCode::FORBIDDEN)
        });
    let routes = generate_route_list(app::App);
    let pages = Router::new()
        .leptos_routes_with_context(&state, routes, app::web::provide_page_context, {
            let state = state.clone();
            move || state.document()
        })
        .merge(app::actions::router())
        .route("/texts/{lang}/{version}/{file}", get(app::web::serve_texts))
        .merge(graph::router())
        .fallback_service(site.service(state.clone()))
        .layer(middleware::from_fn_with_state(
            sessions.clone(),
            session::layer,
        ))
        .layer(DefaultBodyLimit::max(BODY_MAX))
        .layer(RequestBodyLimitLayer::new(BODY_MAX))
        .layer(csrf)
        .layer(middleware::map_request(bearer::from_anywhere))
        .with_state(state);
    let scim = scim::router()
        .layer(middleware::from_fn_with_state(sessions, bearer::layer))
        .layer(DefaultBodyLimit::max(SCIM_BODY_MAX))
        .layer(RequestBodyLimitLayer::new(SCIM_BODY_MAX));
    let health = Router::new()
        .route("/health", get(health::answer))
        .with_state(Arc::clone(engine));
    Ok(pages
        .merge(scim)
        .merge(health)
        .layer(CompressionLayer::new())
        .layer(TimeoutLayer::with_status_code(
            StatusCode::SERVICE_UNAVAILABLE,
            PATIENCE,
        ))
        .layer(CatchPanicLayer::custom(watch::panicked))
        .layer(middleware::map_response(plain::dress))
        .layer(middleware::from_fn(language::layer))
        .layer(middleware::from_fn_with_state(
            cookies::Cookies::new(engine),
            cookies::layer,
        ))
        .layer(middleware::from_fn_with_state(
            headers::Headers::new(engine),
            headers::layer,
        ))
        .layer(middleware::from_fn_with_state(
            Watch::new(engine, metrics),
            watch::layer,
        )))
}
