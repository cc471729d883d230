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
pub(super) fn afterwards(id: &str, call: &Call) -> String {
    let wanted = safe_next(call.fields.get("back")).to_owned();
    if wanted.starts_with(&page_of(PAGES, id, "/")) {
        wanted
    } else {
        page_of(PAGES, id, "/assignments")
    }
}

async fn apply(Path(id): Path<String>, mut call: Call) -> Response {
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
        Ok(applied) => {
            let said = said(&applied);
            let refused = refusals(&applied);
            if refused.is_empty() {
                let all = applied
                    .iter()
                    .all(|one| one.outcome == Ok(AssignmentState::Delivered));
                let done = Done::to(page);
                let done = if all {
                    done.saying(said)
                } else {
                    done.warning(said)
                };
                return done.into_response();
            }
            call.fields.set("done", said);
            call.report(&page, "apply", refused).await
        }
        Err(failure) => call.refuse(&failure.public(), &page, "apply").await,
    }
}

/// For whom it could not be done and why, in the order they were picked.
fn refusals(applied: &[Applied]) -> FieldErrors {
    let mut errors = FieldErrors::default();
    for (place, one) in applied.iter().enumerate() {
        if let Err(error) = &one.outcome {
            let why = match one.person.as_str() {
                "" => error.to_string(),
                person => format!("{person}: {error}"),
            };
            errors.add(&format!("{place:03}"), why);
        }
    }
    errors
}

/// What came of it for those it was done for; nothing if there is nobody.
fn said(applied: &[Applied]) -> String {
    let all: Vec<_> = applied.iter().filter(|one| one.outcome.is_ok()).collect();
    let ready = all
        .iter()
        .filter(|one| one.outcome == Ok(AssignmentState::Delivered))
        .count();
    match (&all[..], ready) {
        ([], _) => String::new(),
        ([one], 1) => t!("All roles of {person} are there.", person = one.person),
        ([one], _) => t!(
            "The roles of {person} were tried; not all could be given.",
            person = one.person
        ),
        (many, ready) if many.len() == ready => {
            tn!(
                ready,
                "All roles of {n} person are there.",
                "All roles of {n} people are there."
            )
        }
        (many, ready) => t!(
            "All roles of {ready} of {total} people are there; the others are tried again.",
            ready,
            total = many.len()
        ),
    }
}
