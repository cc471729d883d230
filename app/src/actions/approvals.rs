//! The forms of approvers beside the single decision: several requests at once, questions, other hands.

use super::my::{back, page_of, parsed};
use crate::web::{AppState, Call, Done};
use axum::Router;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::post;
use engine::approvals::{self, Judged};
use engine::emergencies;
use shared::approval::{Decision, TakingBack};
use shared::forms::approvals::{
    AnswerInput, BulkDecisionInput, DeputyInput, HandOverInput, QuestionInput, RevokeInput,
    VerdictInput,
};
use shared::ids::{RequestId, StageId};
use shared::{AppError, FieldErrors};

pub(super) fn router() -> Router<AppState> {
    Router::new()
        .route(
            "/approvals/decide",
            post(decide_many).get(async || Redirect::to("/approvals")),
        )
        .route("/approvals/away", post(name_deputy))
        .route(
            "/approvals/away/{id}/end",
            post(end_deputy).get(async || Redirect::to("/approvals/away")),
        )
        .route(
            "/approvals/{id}/ask",
            post(ask).get(async |Path(id): Path<String>| back("/approvals", &id)),
        )
        .route(
            "/approvals/{id}/withdraw",
            post(withdraw).get(async |Path(id): Path<String>| back("/approvals", &id)),
        )
        .route(
            "/approvals/{id}/revoke",
            post(revoke).get(async |Path(id): Path<String>| back("/approvals", &id)),
        )
        .route(
            "/approvals/{id}/judge",
            post(judge).get(async |Path(id): Path<String>| back("/approvals", &id)),
        )
        .route(
            "/approvals/{id}/hand-over",
            post(hand_over).get(async |Path(id): Path<String>| back("/approvals", &id)),
        )
        .route(
            "/requests/{id}/answer",
            post(answer).get(async |Path(id): Path<String>| back("/requests", &id)),
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
    let said = match input.decision {
        Decision::Approve => tn!(
            done,
            "You approved one request.",
            "You approved {n} requests."
        ),
        Decision::Deny => tn!(done, "You denied one request.", "You denied {n} requests."),
    };
    if done == judged.len() {
        return Done::to(page).saying(said).into_response();
    }
    call.fields.set("done", if done == 0 { "" } else { &said });
    call.report(&page, "bulk", refusals(&judged)).await
}

async fn ask(Path(id): Path<String>, call: Call) -> Response {
    let outcome = async {
        let request: RequestId = parsed(&id)?;
        let input = QuestionInput::parse(&call.fields)?;
        approvals::send_back(&call.ctx, request, &input).await
    }
    .await;
    let page = page_of("/approvals", &id);
    call.finish(outcome, &page.clone(), "ask", |()| {
        Done::to(page).saying(t!(
            "Your question was sent. The time to decide stands still until it is answered."
        ))
    })
    .await
}

async fn withdraw(Path(id): Path<String>, call: Call) -> Response {
    let outcome = async {
        let request: RequestId = parsed(&id)?;
        let stage: StageId = parsed(call.fields.get("stage"))?;
        approvals::take_back(&call.ctx, request, stage).await
    }
    .await;
    let page = page_of("/approvals", &id);
    call.finish(outcome, &page.clone(), "withdraw", |()| {
        Done::to(page).saying(t!("The question was withdrawn."))
    })
    .await
}

async fn revoke(Path(id): Path<String>, call: Call) -> Response {
    let outcome = async {
        let request: RequestId = parsed(&id)?;
        let input = RevokeInput::parse(&call.fields)?;
        approvals::revoke(&call.ctx, request, &input).await
    }
    .await;
    let page = page_of("/approvals", &id);
    call.finish(outcome, &page.clone(), "revoke", |leads_to| {
        Done::to(page).saying(match leads_to {
            TakingBack::EndsAccess => t!("You took your approval back, and the access has ended."),
            TakingBack::AsksAgain => t!("You took your approval back. The request waits again."),
        })
    })
    .await
}

async fn judge(Path(id): Path<String>, call: Call) -> Response {
    let outcome = async {
        let request: RequestId = parsed(&id)?;
        let input = VerdictInput::parse(&call.fields)?;
        emergencies::judge(&call.ctx, request, &input).await?;
        Ok(input.justified)
    }
    .await;
    let page = page_of("/approvals", &id);
    call.finish(outcome, &page.clone(), "judge", |justified| {
        Done::to(page).saying(if justified {
            t!("You found the emergency justified.")
        } else {
            t!("You found the emergency not justified. The access has ended.")
        })
    })
    .await
}

async fn hand_over(Path(id): Path<String>, call: Call) -> Response {
    let outcome = async {
        let request: RequestId = parsed(&id)?;
        let input = HandOverInput::parse(&call.fields)?;
        approvals::hand_over(&call.ctx, request, &input).await
    }
    .await;
    let page = page_of("/approvals", &id);
    call.finish(outcome, &page, "hand-over", |name| {
        Done::to("/approvals").saying(t!("{name} was asked to decide instead of you.", name))
    })
    .await
}

async fn answer(Path(id): Path<String>, call: Call) -> Response {
    let outcome = async {
        let request: RequestId = parsed(&id)?;
        let input = AnswerInput::parse(&call.fields)?;
        approvals::answer(&call.ctx, request, &input).await
    }
    .await;
    let page = page_of("/requests", &id);
    call.finish(outcome, &page.clone(), "answer", |()| {
        Done::to(page).saying(t!("Your answer was sent. The time to decide goes on."))
    })
    .await
}

async fn name_deputy(call: Call) -> Response {
    let outcome = async {
        let input = DeputyInput::parse(&call.fields)?;
        approvals::name_deputy(&call.ctx, &input).await
    }
    .await;
    call.finish(outcome, "/approvals/away", "deputy", |()| {
        Done::to("/approvals/away").saying(t!("Your deputy was told."))
    })
    .await
}

async fn end_deputy(Path(id): Path<String>, call: Call) -> Response {
    let outcome = async { approvals::end_deputy(&call.ctx, parsed(&id)?).await }.await;
    call.finish(outcome, "/approvals/away", "end", |()| {
        Done::to("/approvals/away").saying(t!("You decide alone again."))
    })
    .await
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
