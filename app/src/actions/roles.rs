//! Giving and taking the roles of the portal.

use crate::web::{AppState, Call, Done};
use axum::Router;
use axum::extract::Path;
use axum::response::{Redirect, Response};
use axum::routing::post;
use engine::roles;
use shared::AppError;
use shared::authz::Scope;
use shared::forms::AddRoleInput;
use shared::views::my::Meaning;

const PAGE: &str = "/admin/roles";

pub(super) fn router() -> Router<AppState> {
    Router::new()
        .route("/admin/roles/add", post(add).get(back))
        .route("/admin/roles/{holding}/remove", post(remove).get(back))
}

async fn back() -> Redirect {
    Redirect::to(PAGE)
}

async fn add(call: Call) -> Response {
    let outcome = async {
        let input = AddRoleInput::parse(&call.fields)?;
        let title = input.role.title();
        let added = roles::add(&call.ctx, Scope::Tenant, input).await?;
        Ok((title, added))
    }
    .await;
    call.finish(outcome, PAGE, "role", |(title, added)| {
        given(Done::to(PAGE), title, added)
    })
    .await
}

/// What is said when a role was to be given to some people.
pub(super) fn given(done: Done, title: &str, added: usize) -> Done {
    match added {
        0 => done.telling(
            Meaning::Notice,
            t!("They have the role {title} already.", title),
        ),
        added => done.saying(tn!(
            added,
            "The role {title} was given.",
            "The role {title} was given {n} times.",
            title
        )),
    }
}

async fn remove(Path(holding): Path<String>, call: Call) -> Response {
    let outcome = async {
        let holding = holding.parse().map_err(|_| AppError::NotFound)?;
        roles::remove(&call.ctx, Scope::Tenant, holding).await
    }
    .await;
    call.finish(outcome, PAGE, "role", |name| {
        Done::to(PAGE).saying(t!("The role was taken from {name}.", name))
    })
    .await
}
