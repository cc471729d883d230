//! Forms of the pages about partner organizations.

use crate::web::{AppState, Call, Done};
use axum::Router;
use axum::extract::Path;
use axum::response::{Redirect, Response};
use axum::routing::post;
use engine::organizations;
use shared::AppError;
use shared::forms::catalogs::version;
use shared::forms::organizations::OrganizationInput;
use shared::ids::OrganizationId;

const PAGES: &str = "/admin/organizations";
const FORM: &str = "organization";

pub(super) fn router() -> Router<AppState> {
    Router::new()
        .route("/admin/organizations/new", post(create))
        .route("/admin/organizations/{id}/edit", post(edit))
        .route(
            "/admin/organizations/{id}/delete",
            post(delete).get(async |Path(id): Path<String>| Redirect::to(&page_of(&id))),
        )
}

/// The organization's page; an id that is none leads to a page that is not found.
fn page_of(id: &str) -> String {
    let safe: String = id
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || *c == '-')
        .collect();
    format!("{PAGES}/{safe}")
}

fn id_of(text: &str) -> Result<OrganizationId, AppError> {
    text.parse().map_err(|_| AppError::NotFound)
}

/// Without JavaScript, "Find" beside a picker sends the whole form.
fn only_looks(call: &Call) -> bool {
    call.fields.get("intent") == "find"
}

async fn create(call: Call) -> Response {
    let page = "/admin/organizations/new";
    if only_looks(&call) {
        return call.show_again(page, FORM).await;
    }
    let outcome = async {
        let input = OrganizationInput::parse(&call.fields)?;
        organizations::create(&call.ctx, input).await
    }
    .await;
    call.finish(outcome, page, FORM, |id| {
        Done::to(format!("{PAGES}/{id}")).saying(t!("Organization added."))
    })
    .await
}

async fn edit(Path(id): Path<String>, call: Call) -> Response {
    let page = page_of(&id);
    let form_page = format!("{page}/edit");
    if only_looks(&call) {
        return call.show_again(&form_page, FORM).await;
    }
    let outcome = async {
        let input = OrganizationInput::parse(&call.fields)?;
        organizations::update(&call.ctx, id_of(&id)?, version(&call.fields), input).await
    }
    .await;
    call.finish(outcome, &form_page, FORM, |()| {
        Done::to(page).saying(t!("Organization saved."))
    })
    .await
}

async fn delete(Path(id): Path<String>, call: Call) -> Response {
    let outcome =
        async { organizations::delete(&call.ctx, id_of(&id)?, version(&call.fields)).await }.await;
    call.finish(outcome, &page_of(&id), "delete", |()| {
        Done::to(PAGES).saying(t!("Organization deleted."))
    })
    .await
}
