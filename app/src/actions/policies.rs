//! Forms of the package and policy editor.

use super::packages::page_of;
use crate::pages::editor::{DELETE, FORM};
use crate::web::{AppState, Call, Done};
use axum::Router;
use axum::extract::Path;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use engine::{Outcome, policies};
use shared::AppError;
use shared::FieldErrors;
use shared::forms::packages::PackageInput;
use shared::forms::{Fields, PolicyInput};
use shared::ids::{PackageId, PolicyId};

const PAGES: &str = "/admin/packages";

/// The page of a policy; ids that are none lead to a page that is not found.
fn policy_page(package: &str, policy: &str) -> String {
    page_of(&page_of(PAGES, package, "/policies"), policy, "")
}

/// The targets of the editor's forms.
pub fn router() -> Router<AppState> {
    Router::new()
        .route("/admin/packages/new", post(create_package))
        .route("/admin/packages/{id}/policies/new", post(create_policy))
        .route(
            "/admin/packages/{id}/policies/{policy}",
            post(update_policy),
        )
        .route(
            "/admin/packages/{id}/policies/{policy}/delete",
            post(delete_policy).get(back_to_policy),
        )
}

/// Without JavaScript, buttons that look something up send the whole form.
fn only_looks(call: &Call) -> bool {
    call.fields.get("intent") == "look"
}

async fn create_package(call: Call) -> Response {
    let page = "/admin/packages/new";
    if only_looks(&call) {
        return call.show_again(page, FORM).await;
    }
    let draft = draft_of(&call.fields);
    let outcome = async {
        let (package, policy) = both(&call.fields)?;
        policies::create_package(&call.ctx, package, policy).await
    }
    .await;
    let response = call
        .finish(outcome, page, FORM, |id| {
            Done::to(format!("/admin/packages/{id}")).saying(t!("Package created."))
        })
        .await;
    saved(response, draft)
}

/// Both halves of the form; the messages of both.
fn both(fields: &Fields) -> Result<(PackageInput, PolicyInput), FieldErrors> {
    match (PackageInput::parse(fields), PolicyInput::parse(fields)) {
        (Ok(package), Ok(policy)) => Ok((package, policy)),
        (package, policy) => {
            let mut errors = FieldErrors::default();
            for (field, message) in [package.err(), policy.err()]
                .into_iter()
                .flatten()
                .flat_map(|errors| errors.0)
            {
                errors.add(&field, message);
            }
            Err(errors)
        }
    }
}

async fn create_policy(Path(package): Path<String>, call: Call) -> Response {
    let page = page_of(PAGES, &package, "/policies/new");
    if only_looks(&call) {
        return call.show_again(&page, FORM).await;
    }
    let draft = draft_of(&call.fields);
    let outcome: Outcome<PolicyId> = async {
        let id: PackageId = package.parse().map_err(|_| AppError::NotFound)?;
        policies::create(&call.ctx, id, PolicyInput::parse(&call.fields)?).await
    }
    .await;
    let response = call
        .finish(outcome, &page, FORM, |_| {
            Done::to(page_of(PAGES, &package, "/policies")).saying(t!("Policy created."))
        })
        .await;
    saved(response, draft)
}

async fn update_policy(Path((package, policy)): Path<(String, String)>, call: Call) -> Response {
    let page = policy_page(&package, &policy);
    if only_looks(&call) {
        return call.show_again(&page, FORM).await;
    }
    let draft = draft_of(&call.fields);
    let outcome: Outcome<PolicyId> = async {
        let id: PackageId = package.parse().map_err(|_| AppError::NotFound)?;
        let policy: PolicyId = policy.parse().map_err(|_| AppError::NotFound)?;
        policies::update(&call.ctx, id, policy, PolicyInput::parse(&call.fields)?).await
    }
    .await;
    let response = call
        .finish(outcome, &page, FORM, |_| {
            Done::to(page_of(PAGES, &package, "/policies")).saying(t!("Policy saved."))
        })
        .await;
    saved(response, draft)
}

async fn delete_policy(Path((package, policy)): Path<(String, String)>, call: Call) -> Response {
    let page = policy_page(&package, &policy);
    let outcome: Outcome<String> = async {
        let id: PackageId = package.parse().map_err(|_| AppError::NotFound)?;
        let policy: PolicyId = policy.parse().map_err(|_| AppError::NotFound)?;
        let version = call.fields.get("version").parse().unwrap_or(0);
        policies::delete(&call.ctx, id, policy, version).await
    }
    .await;
    call.finish(outcome, &page, DELETE, |name| {
        Done::to(page_of(PAGES, &package, "/policies")).saying(format!("{name} deleted."))
    })
    .await
}

/// A refused deletion that is loaded again.
async fn back_to_policy(Path((package, policy)): Path<(String, String)>) -> Response {
    Done::to(policy_page(&package, &policy)).into_response()
}

/// The mark of the draft that the form was typed as. It has the form of an id, or it is none.
fn draft_of(fields: &Fields) -> Option<String> {
    let draft: PolicyId = fields.get("draft").parse().ok()?;
    Some(draft.to_string())
}

/// Tells the browser that the draft it keeps is saved.
fn saved(mut response: Response, draft: Option<String>) -> Response {
    if response.status() == StatusCode::SEE_OTHER
        && let Some(draft) = draft
        && let Ok(cookie) = HeaderValue::from_str(&format!(
            "bailiwick-saved={draft}; Path=/admin; Max-Age=86400; SameSite=Lax"
        ))
    {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}
