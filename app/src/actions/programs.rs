//! Forms of the pages about programs.

use crate::web::{AppState, Call, Done};
use axum::Router;
use axum::extract::Path;
use axum::response::{Redirect, Response};
use axum::routing::post;
use engine::programs;
use shared::AppError;
use shared::forms::catalogs::version;
use shared::forms::programs::{ProgramInput, TokenInput};
use shared::ids::ProgramId;

const PAGES: &str = "/admin/programs";

pub(super) fn router() -> Router<AppState> {
    Router::new()
        .route("/admin/programs/new", post(create))
        .route("/admin/programs/{id}/edit", post(edit))
        .route("/admin/programs/{id}/enable", post(enable).get(back))
        .route("/admin/programs/{id}/disable", post(disable).get(back))
        .route("/admin/programs/{id}/delete", post(delete).get(back))
        .route("/admin/programs/{id}/tokens", post(make_token).get(back))
        .route(
            "/admin/programs/{id}/tokens/{token}/revoke",
            post(revoke)
                .get(async |Path((id, _)): Path<(String, String)>| Redirect::to(&page_of(&id))),
        )
}

async fn back(Path(id): Path<String>) -> Redirect {
    Redirect::to(&page_of(&id))
}

/// The program's page; an id that is none leads to a page that is not found.
fn page_of(id: &str) -> String {
    let safe: String = id
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || *c == '-')
        .collect();
    format!("{PAGES}/{safe}")
}

fn id_of(text: &str) -> Result<ProgramId, AppError> {
    text.parse().map_err(|_| AppError::NotFound)
}

async fn create(call: Call) -> Response {
    let outcome = async {
        let input = ProgramInput::parse(&call.fields)?;
        programs::create(&call.ctx, input).await
    }
    .await;
    call.finish(outcome, "/admin/programs/new", "program", |id| {
        Done::to(format!("{PAGES}/{id}")).saying(t!("Program added."))
    })
    .await
}

async fn edit(Path(id): Path<String>, call: Call) -> Response {
    let page = page_of(&id);
    let outcome = async {
        let input = ProgramInput::parse(&call.fields)?;
        programs::update(&call.ctx, id_of(&id)?, version(&call.fields), input).await
    }
    .await;
    call.finish(outcome, &format!("{page}/edit"), "program", |()| {
        Done::to(page.clone()).saying(t!("Program saved."))
    })
    .await
}

async fn enable(Path(id): Path<String>, call: Call) -> Response {
    switch(id, call, true).await
}

async fn disable(Path(id): Path<String>, call: Call) -> Response {
    switch(id, call, false).await
}

async fn switch(id: String, call: Call, enabled: bool) -> Response {
    let page = page_of(&id);
    let outcome = async {
        programs::set_enabled(&call.ctx, id_of(&id)?, version(&call.fields), enabled).await
    }
    .await;
    call.finish(outcome, &page, "change", |name| {
        Done::to(page.clone()).saying(if enabled {
            t!("{name} works again.", name)
        } else {
            t!("{name} is disabled.", name)
        })
    })
    .await
}

async fn delete(Path(id): Path<String>, call: Call) -> Response {
    let outcome =
        async { programs::delete(&call.ctx, id_of(&id)?, version(&call.fields)).await }.await;
    call.finish(outcome, &page_of(&id), "change", |name| {
        Done::to(PAGES).saying(t!("{name} was deleted.", name))
    })
    .await
}

/// The answer shows the token, which is nowhere else afterwards: not in an address, not in a cookie.
async fn make_token(Path(id): Path<String>, mut call: Call) -> Response {
    let page = page_of(&id);
    let outcome = async {
        let input = TokenInput::parse(&call.fields)?;
        programs::create_token(&call.ctx, id_of(&id)?, &input).await
    }
    .await;
    match outcome {
        Ok(token) => {
            call.fields.set("made", token.text);
            call.show_again(&page, "token").await
        }
        Err(failure) => {
            call.fields.set("made", "");
            call.refuse(&failure.public(), &page, "token").await
        }
    }
}

async fn revoke(Path((id, token)): Path<(String, String)>, call: Call) -> Response {
    let outcome = async {
        let token = token.parse().map_err(|_| AppError::NotFound)?;
        programs::revoke_token(&call.ctx, id_of(&id)?, token).await
    }
    .await;
    let page = page_of(&id);
    call.finish(outcome, &page, "change", |name| {
        Done::to(page.clone()).saying(t!("The token {name} was revoked.", name))
    })
    .await
}
