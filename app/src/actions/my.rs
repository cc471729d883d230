//! The forms of My Access: ask, take back, give back, decide.

use crate::web::{AppState, Call, Done};
use axum::Router;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::post;
use engine::{approvals, assignments, requests};
use shared::AppError;
use shared::approval::Decision;
use shared::forms::requests::{DecisionInput, EndInput, LessInput, RequestInput};
use shared::ids::{AssignmentId, PackageId, PolicyId, RequestId};

pub(super) fn router() -> Router<AppState> {
    Router::new()
        .route(
            "/packages/{id}/request",
            post(ask).get(async |Path(id): Path<String>| back("/packages", &id)),
        )
        .route(
            "/packages/{id}/emergency",
            post(take_at_once).get(async |Path(id): Path<String>| back("/packages", &id)),
        )
        .route(
            "/requests/{id}/cancel",
            post(cancel).get(async |Path(id): Path<String>| back("/requests", &id)),
        )
        .route(
            "/approvals/{id}/decide",
            post(decide).get(async |Path(id): Path<String>| back("/approvals", &id)),
        )
        .route("/access/{id}/extend", post(extend))
        .route(
            "/access/{id}/remove",
            post(give_back).get(async || Redirect::to("/access")),
        )
}

/// Somebody opened the target of a form as an address: the page with the form is meant.
pub(super) fn back(pages: &str, id: &str) -> Redirect {
    Redirect::to(&page_of(pages, id))
}

/// The page with the form; an id that is none leads to a page that is not found.
pub(super) fn page_of(pages: &str, id: &str) -> String {
    let safe: String = id
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || *c == '-')
        .collect();
    format!("{pages}/{safe}")
}

pub(super) fn parsed<T: std::str::FromStr>(id: &str) -> Result<T, AppError> {
    id.parse().map_err(|_| AppError::NotFound)
}

async fn ask(Path(id): Path<String>, call: Call) -> Response {
    let mut page = page_of("/packages", &id);
    let outcome = async {
        let package: PackageId = parsed(&id)?;
        let input = RequestInput::parse(&call.fields)?;
        requests::submit(&call.ctx, package, &input).await
    }
    .await;
    if let Ok(policy) = call.fields.get("policy").parse::<PolicyId>() {
        page = format!("{page}?policy={policy}");
    }
    // Sent twice: the second one leads to what the first one made.
    let outcome = match outcome {
        Err(failure) => {
            let error = failure.public();
            match (&error, open_request(&call, &id).await) {
                (AppError::Conflict(_), Some(request)) => {
                    return Done::to(format!("/requests/{request}"))
                        .saying(t!("You have asked for this already. Here is your request."))
                        .into_response();
                }
                _ => Err(error.into()),
            }
        }
        made => made,
    };
    call.finish(outcome, &page, "request", |request| {
        Done::to(format!("/requests/{request}")).saying(t!("Your request was sent."))
    })
    .await
}

async fn take_at_once(Path(id): Path<String>, call: Call) -> Response {
    let mut page = page_of("/packages", &id);
    let outcome = async {
        let package: PackageId = parsed(&id)?;
        let input = RequestInput::parse(&call.fields)?;
        requests::take_at_once(&call.ctx, package, &input).await
    }
    .await;
    if let Ok(policy) = call.fields.get("policy").parse::<PolicyId>() {
        page = format!("{page}?policy={policy}&emergency=on");
    }
    call.finish(outcome, &page, "emergency", |request| {
        Done::to(format!("/requests/{request}")).saying(t!(
            "You have the access. Those who would have decided were told."
        ))
    })
    .await
}

async fn open_request(call: &Call, package: &str) -> Option<RequestId> {
    let package = package.parse().ok()?;
    engine::my::open_request(&call.ctx, package)
        .await
        .ok()
        .flatten()
}

async fn cancel(Path(id): Path<String>, call: Call) -> Response {
    let outcome = async {
        let request: RequestId = parsed(&id)?;
        requests::cancel(&call.ctx, request).await
    }
    .await;
    let page = page_of("/requests", &id);
    call.finish(outcome, &page.clone(), "cancel", |()| {
        Done::to(page).saying(t!("The request was canceled."))
    })
    .await
}

async fn decide(Path(id): Path<String>, call: Call) -> Response {
    let outcome = async {
        let request: RequestId = parsed(&id)?;
        let input = DecisionInput::parse(&call.fields)?;
        let less = LessInput::parse(&call.fields)?;
        approvals::decide_less(&call.ctx, request, &input, &less).await?;
        Ok(input.decision)
    }
    .await;
    let page = page_of("/approvals", &id);
    call.finish(outcome, &page.clone(), "decide", |decision| {
        Done::to(page).saying(match decision {
            Decision::Approve => t!("You approved the request."),
            Decision::Deny => t!("You denied the request."),
        })
    })
    .await
}

async fn extend(Path(id): Path<String>, call: Call) -> Response {
    let outcome = async {
        let assignment: AssignmentId = parsed(&id)?;
        let input = EndInput::parse(&call.fields)?;
        assignments::extend(&call.ctx, assignment, &input).await
    }
    .await;
    let page = format!("{}/extend", page_of("/access", &id));
    call.finish(outcome, &page, "extend", |request| {
        Done::to(format!("/requests/{request}")).saying(t!("Your extension was sent."))
    })
    .await
}

async fn give_back(Path(id): Path<String>, call: Call) -> Response {
    let outcome = async {
        let assignment: AssignmentId = parsed(&id)?;
        assignments::remove_own(&call.ctx, assignment).await
    }
    .await;
    call.finish(outcome, "/access", "give-back", |request| {
        Done::to(format!("/requests/{request}")).saying(t!("You gave the access back."))
    })
    .await
}
