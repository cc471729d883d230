//! The forms of a manager: ask for somebody, take access away (POL-10).

use super::my::{page_of, parsed};
use crate::web::{AppState, Call, Done};
use axum::Router;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::post;
use engine::{assignments, requests};
use shared::AppError;
use shared::forms::requests::RequestInput;
use shared::ids::{AssignmentId, PackageId, PolicyId, RequestId, UserId};

pub(super) fn router() -> Router<AppState> {
    Router::new()
        .route(
            "/team/{person}/packages/{package}/request",
            post(ask).get(async |Path((person, package)): Path<(String, String)>| {
                Redirect::to(&form_of(&person, &package))
            }),
        )
        .route(
            "/team/{person}/access/{assignment}/remove",
            post(take_away).get(async |Path((person, _)): Path<(String, String)>| {
                Redirect::to(&page_of("/team", &person))
            }),
        )
}

fn form_of(person: &str, package: &str) -> String {
    page_of(&format!("{}/packages", page_of("/team", person)), package)
}

async fn ask(Path((person, package)): Path<(String, String)>, call: Call) -> Response {
    let mut page = form_of(&person, &package);
    let outcome = async {
        let whom: UserId = parsed(&person)?;
        let what: PackageId = parsed(&package)?;
        let input = RequestInput::parse(&call.fields)?;
        requests::submit_for(&call.ctx, whom, what, &input).await
    }
    .await;
    if let Ok(policy) = call.fields.get("policy").parse::<PolicyId>() {
        page = format!("{page}?policy={policy}");
    }
    // Sent twice: the second one leads to what the first one made.
    let outcome = match outcome {
        Err(failure) => {
            let error = failure.public();
            match (&error, already(&call, &person, &package).await) {
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

async fn already(call: &Call, person: &str, package: &str) -> Option<RequestId> {
    let (person, package) = (person.parse().ok()?, package.parse().ok()?);
    requests::open_request_of(&call.ctx, person, package)
        .await
        .ok()
        .flatten()
}

async fn take_away(Path((person, assignment)): Path<(String, String)>, call: Call) -> Response {
    let outcome = async {
        let assignment: AssignmentId = parsed(&assignment)?;
        let reason = call.fields.get("justification");
        assignments::remove_for_report(&call.ctx, assignment, reason).await
    }
    .await;
    let page = page_of("/team", &person);
    call.finish(outcome, &page.clone(), "take-away", |_| {
        Done::to(page).saying(t!("The access was taken away."))
    })
    .await
}
