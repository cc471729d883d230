//! The REST API: entitlement management in the paths and shapes of Microsoft Graph v1.0, over the
//! same use cases as the pages. Nothing here decides anything; it reads a request, calls one use
//! case and writes its outcome.

mod answer;
mod approvals;
pub mod filter;
mod incompatible;
pub mod options;
mod packages;
mod problem;
mod requests;
mod segment;

pub use problem::Problem;

use axum::routing::{delete, get, post};
use axum::{Router, middleware};
use engine::Ctx;

/// Where the API lives.
pub const BASE: &str = "/v1.0/identityGovernance/entitlementManagement";

/// Who calls; the session layer of the server puts it into the extensions of a request.
#[derive(Clone, Debug)]
pub struct Caller(pub Ctx);

/// The answer to a request that goes no further, before it reaches the API.
pub fn refuse(ctx: &Ctx, error: shared::AppError) -> axum::response::Response {
    answer::refused(ctx, &Problem::at_the_door(error), None)
}

/// Every address of the API, below [`BASE`]; anything else there is not found, in words a program
/// understands.
pub fn router<S: Clone + Send + Sync + 'static>() -> Router<S> {
    let api = Router::new()
        .route("/accessPackages/{key}", get(packages::by_function))
        .route(
            "/accessPackages/{key}/incompatibleAccessPackages",
            get(incompatible::packages),
        )
        .route(
            "/accessPackages/{key}/incompatibleAccessPackages/$ref",
            get(incompatible::package_links)
                .post(incompatible::add_package)
                .delete(incompatible::remove_package_link),
        )
        .route(
            "/accessPackages/{key}/incompatibleAccessPackages/{other}/$ref",
            delete(incompatible::remove_package),
        )
        .route(
            "/accessPackages/{key}/incompatibleGroups",
            get(incompatible::groups),
        )
        .route(
            "/accessPackages/{key}/incompatibleGroups/$ref",
            get(incompatible::group_links)
                .post(incompatible::add_group)
                .delete(incompatible::remove_group_link),
        )
        .route(
            "/accessPackages/{key}/incompatibleGroups/{group}/$ref",
            delete(incompatible::remove_group),
        )
        .route(
            "/accessPackages/{key}/accessPackagesIncompatibleWith",
            get(incompatible::ruled_out),
        )
        .route(
            "/assignmentRequests",
            get(requests::list).post(requests::create),
        )
        .route(
            "/assignmentRequests/{key}",
            get(requests::read).delete(requests::delete),
        )
        .route("/assignmentRequests/{key}/cancel", post(requests::cancel))
        .route(
            "/assignmentRequests/{key}/reprocess",
            post(requests::reprocess),
        )
        .route(
            "/assignments/{key}/reprocess",
            post(requests::reprocess_assignment),
        )
        .route(
            "/accessPackageAssignmentApprovals/{key}",
            get(approvals::read),
        )
        .route(
            "/accessPackageAssignmentApprovals/{key}/stages",
            get(approvals::stages),
        )
        .route(
            "/accessPackageAssignmentApprovals/{key}/stages/{stage}",
            get(approvals::stage).patch(approvals::decide),
        )
        .fallback(async || Problem::not_found())
        .method_not_allowed_fallback(async || Problem::method())
        .layer(middleware::from_fn(answer::finish));
    Router::new().nest(BASE, api)
}
