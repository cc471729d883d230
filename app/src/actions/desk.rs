//! What those who run a package do with its requests and with the access it gave.

use super::packages::{PAGES, back, id_of, page_of};
use crate::web::{AppState, Call, Done};
use axum::Router;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use engine::Outcome;
use engine::packages::{self, Applied};
use shared::FieldErrors;
use shared::assignment::AssignmentState;
use shared::forms::identity::safe_next;
use shared::forms::requests::RequestInput;
use shared::ids::{AssignmentId, PackageId, RequestId};

pub(super) fn router() -> Router<AppState> {
    let to_request = async |Path((id, request)): Path<(String, String)>| {
        back(&page_of(PAGES, &id, "/requests"), &request, "")
    };
    Router::new()
        .route(
            "/admin/packages/{id}/requests/{request}/cancel",
            post(cancel).get(to_request),
        )
        .route(
            "/admin/packages/{id}/requests/{request}/again",
            post(again).get(to_request),
        )
        .route(
            "/admin/packages/{id}/requests/{request}/delete",
            post(delete).get(to_request),
        )
        .route(
            "/admin/packages/{id}/requests/{request}/answers",
            post(answers).get(to_request),
        )
        .route(
            "/admin/packages/{id}/assignments/apply",
            post(apply).get(async |Path(id): Path<String>| back(PAGES, &id, "/assignments")),
        )
}

type Place = Path<(String, String)>;

/// The two ids in the address.
fn ids(id: &str, request: &str) -> Outcome<(PackageId, RequestId)> {
    Ok((id_of(id)?, id_of(request)?))
}

fn page(id: &str, request: &str) -> String {
    page_of(&page_of(PAGES, id, "/requests"), request, "")
}

async fn cancel(Path((id, request)): Place, call: Call) -> Response {
    let outcome = async {
        let (package, of) = ids(&id, &request)?;
        packages::cancel_request(&call.ctx, package, of).await
    }
    .await;
    let page = page(&id, &request);
    call.finish(outcome, &page.clone(), "cancel", |()| {
        Done::to(page).saying(t!("The request was canceled."))
    })
    .await
}

async fn again(Path((id, request)): Place, call: Call) -> Response {
    let outcome = async {
        let (package, of) = ids(&id, &request)?;
        packages::reprocess_request(&call.ctx, package, of).await
    }
    .await;
    let page = page(&id, &request);
    call.finish(outcome, &page.clone(), "cancel", |()| {
        Done::to(page).saying(t!(
            "Every role was tried once more. Below is how each stands."
        ))
    })
    .await
}

async fn delete(Path((id, request)): Place, call: Call) -> Response {
    let outcome = async {
        let (package, of) = ids(&id, &request)?;
        packages::delete_request(&call.ctx, package, of).await
    }
    .await;
    let (page, list) = (page(&id, &request), page_of(PAGES, &id, "/requests"));
    call.finish(outcome, &page, "cancel", |()| {
        Done::to(list).saying(t!("The request was deleted. The access it led to stays."))
    })
    .await
}

async fn answers(Path((id, request)): Place, call: Call) -> Response {
    let outcome = async {
        let (package, of) = ids(&id, &request)?;
        let answers = RequestInput::parse(&call.fields)?.answers;
        packages::change_request_answers(&call.ctx, package, of, &answers).await
    }
    .await;
    let page = page(&id, &request);
    call.finish(outcome, &page.clone(), "answers", |()| {
        Done::to(page).saying(t!("The answers were changed."))
    })
    .await
}

/// Where to go afterwards: a page of the same package, or its assignments.
fn afterwards(id: &str, call: &Call) -> String {
    let wanted = safe_next(call.fields.get("back")).to_owned();
    if wanted.starts_with(&page_of(PAGES, id, "/")) {
        wanted
    } else {
        page_of(PAGES, id, "/assignments")
    }
}

async fn apply(Path(id): Path<String>, call: Call) -> Response {
    let outcome = async {
        let mut errors = FieldErrors::default();
        let message = t!("This is no access of the package.");
        let picks: Vec<AssignmentId> = call.fields.parsed_all("pick", message, &mut errors);
        errors.into_result(())?;
        packages::reprocess_assignments(&call.ctx, id_of(&id)?, &picks).await
    }
    .await;
    let page = afterwards(&id, &call);
    match outcome {
        Ok(applied) if applied.iter().all(Result::is_ok) => {
            Done::to(page).saying(said(&applied)).into_response()
        }
        Ok(applied) => {
            let mut errors = FieldErrors::default();
            for refused in applied.iter().filter_map(|one| one.as_ref().err()) {
                errors.add("", refused.to_string());
            }
            call.report(&page, "apply", errors).await
        }
        Err(failure) => call.refuse(&failure.public(), &page, "apply").await,
    }
}

/// What came of it.
fn said(applied: &[Applied]) -> String {
    let all: Vec<_> = applied.iter().flatten().collect();
    let ready = all
        .iter()
        .filter(|one| one.state == AssignmentState::Delivered)
        .count();
    match (&all[..], ready) {
        ([one], 1) => t!("All roles of {person} are there.", person = one.person),
        ([one], _) => t!(
            "The roles of {person} were tried; not all could be given.",
            person = one.person
        ),
        (many, ready) if many.len() == ready => {
            t!("All roles of {ready} people are there.", ready)
        }
        (many, ready) => t!(
            "All roles of {ready} of {many} people are there; the others are tried again.",
            ready,
            many = many.len()
        ),
    }
}
