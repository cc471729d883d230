//! The forms of approvers beside the single decision: several requests at once.

use crate::web::{AppState, Call, Done};
use axum::Router;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::post;
use engine::approvals::{self, Judged};
use shared::{AppError, FieldErrors};
use shared::approval::Decision;
use shared::forms::approvals::BulkDecisionInput;

pub(super) fn router() -> Router<AppState> {
    Router::new().route(
        "/approvals/decide",
        post(decide_many).get(async || Redirect::to("/approvals")),
    )
}

async fn decide_many(mut call: Call) -> Response {
    let page = list(call.fields.get("q"));
    let input = match BulkDecisionInput::parse(&call.fields) {
        Ok(input) => input,
        Err(errors) => return call.refuse(&AppError::Invalid(errors), &page, "bulk").await,
    };
    let judged = match approvals::decide_many(&call.ctx, &input).await {
        Ok(judged) => judged,
        Err(failure) => return call.refuse(&failure.public(), &page, "bulk").await,
    };
    let done = judged.iter().filter(|one| one.outcome.is_ok()).count();
    let verb = match input.decision {
        Decision::Approve => "approved",
        Decision::Deny => "denied",
    };
    let said = match done {
        1 => format!("You {verb} one request."),
        many => format!("You {verb} {many} requests."),
    };
    if done == judged.len() {
        return Done::to(page).saying(said).into_response();
    }
    call.fields.set("done", if done == 0 { "" } else { &said });
    call.report(&page, "bulk", refusals(&judged)).await
}

/// The list the form was on: only what was searched for.
fn list(query: &str) -> String {
    if query.is_empty() {
        "/approvals".to_owned()
    } else {
        crate::pages::my::parts::address("/approvals", &[("q", query)])
    }
}

/// What could not be decided and why, in the order of the page.
fn refusals(judged: &[Judged]) -> FieldErrors {
    let mut errors = FieldErrors::default();
    for (place, one) in judged.iter().enumerate() {
        if let Err(error) = &one.outcome {
            let why = error.field_errors().0.into_values().next();
            let why = why.unwrap_or_else(|| error.to_string());
            errors.add(&format!("{place:03}"), format!("{}: {why}", one.name));
        }
    }
    errors
}
