//! SCIM 2.0 (RFC 7643, RFC 7644): identity providers bring people and groups in. As in the REST API,
//! nothing here decides anything; it reads a request, calls one use case and writes its outcome.

mod answer;
mod ask;
mod discovery;
mod problem;
mod resources;
mod schemas;

pub use problem::Problem;

use axum::Router;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use engine::Ctx;

/// Where identity providers call.
pub const BASE: &str = "/scim/v2";

/// Which program calls; the server puts it into the extensions of a request.
#[derive(Clone, Debug)]
pub struct Caller(pub Ctx);

/// The answer to a request that goes no further, before it reaches an endpoint.
pub fn refuse(error: shared::AppError) -> Response {
    Problem::from(error).into_response()
}

/// Every address below [`BASE`].
pub fn router<S: Clone + Send + Sync + 'static>() -> Router<S> {
    let api = Router::new()
        .route("/ServiceProviderConfig", get(discovery::config))
        .route("/ResourceTypes", get(discovery::types))
        .route("/ResourceTypes/{name}", get(discovery::one_type))
        .route("/Schemas", get(discovery::schemas))
        .route("/Schemas/{name}", get(discovery::one_schema))
        .route("/Users", get(resources::users).post(resources::create_user))
        .route("/Users/.search", post(resources::search_users))
        .route(
            "/Users/{id}",
            get(resources::user)
                .put(resources::replace_user)
                .patch(resources::patch_user)
                .delete(resources::delete_user),
        )
        .route(
            "/Groups",
            get(resources::groups).post(resources::create_group),
        )
        .route("/Groups/.search", post(resources::search_groups))
        .route(
            "/Groups/{id}",
            get(resources::group)
                .put(resources::replace_group)
                .patch(resources::patch_group)
                .delete(resources::delete_group),
        )
        .route("/Bulk", post(discovery::no_bulk))
        .route("/.search", post(discovery::one_kind_at_a_time))
        .route(
            "/Me",
            get(discovery::nobody)
                .post(discovery::nobody)
                .put(discovery::nobody)
                .patch(discovery::nobody)
                .delete(discovery::nobody),
        )
        .fallback(async || Problem::not_found())
        .method_not_allowed_fallback(async || Problem::method());
    Router::new().nest(BASE, api)
}
