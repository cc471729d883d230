//! Forms of the pages about sign-in providers.

use crate::web::{AppState, Call, Done};
use axum::Router;
use axum::extract::Path;
use axum::response::{Redirect, Response};
use axum::routing::post;
use engine::providers;
use shared::AppError;
use shared::forms::catalogs::version;
use shared::forms::providers::ProviderInput;
use shared::ids::ProviderId;

const PAGES: &str = "/admin/providers";
const FORM: &str = "provider";

pub(super) fn router() -> Router<AppState> {
    let back = async |Path(id): Path<String>| Redirect::to(&page_of(&id));
    Router::new()
        .route("/admin/providers/new", post(create))
        .route("/admin/providers/{id}/edit", post(edit))
        .route("/admin/providers/{id}/check", post(check).get(back))
        .route("/admin/providers/{id}/delete", post(delete).get(back))
}

/// The provider's page; an id that is none leads to a page that is not found.
fn page_of(id: &str) -> String {
    let safe: String = id
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || *c == '-')
        .collect();
    format!("{PAGES}/{safe}")
}

fn id_of(text: &str) -> Result<ProviderId, AppError> {
    text.parse().map_err(|_| AppError::NotFound)
}

async fn create(call: Call) -> Response {
    let outcome = async {
        let input = ProviderInput::parse(&call.fields)?;
        providers::create(&call.ctx, input).await
    }
    .await;
    call.finish(outcome, "/admin/providers/new", FORM, |id| {
        Done::to(format!("{PAGES}/{id}")).saying(t!("Provider added. It answers as it should."))
    })
    .await
}

async fn edit(Path(id): Path<String>, call: Call) -> Response {
    let page = page_of(&id);
    let form_page = format!("{page}/edit");
    let outcome = async {
        let input = ProviderInput::parse(&call.fields)?;
        providers::update(&call.ctx, id_of(&id)?, version(&call.fields), input).await
    }
    .await;
    call.finish(outcome, &form_page, FORM, |()| {
        Done::to(page).saying(t!("Provider saved."))
    })
    .await
}

async fn check(Path(id): Path<String>, call: Call) -> Response {
    let page = page_of(&id);
    let outcome = async { providers::check(&call.ctx, id_of(&id)?).await }.await;
    call.finish(outcome, &page, "check", |sentence| {
        Done::to(page.clone()).saying(sentence)
    })
    .await
}

async fn delete(Path(id): Path<String>, call: Call) -> Response {
    let outcome =
        async { providers::delete(&call.ctx, id_of(&id)?, version(&call.fields)).await }.await;
    call.finish(outcome, &page_of(&id), "delete", |()| {
        Done::to(PAGES).saying(t!("Provider deleted."))
    })
    .await
}
