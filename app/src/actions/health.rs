//! Trying again what was given up.

use crate::web::{AppState, Call, Done};
use axum::Router;
use axum::extract::Path;
use axum::response::{Redirect, Response};
use axum::routing::post;
use engine::health;
use shared::AppError;

const PAGE: &str = "/admin/health";

pub(super) fn router() -> Router<AppState> {
    Router::new()
        .route("/admin/health/mail/again", post(mails).get(back))
        .route("/admin/health/mail/{mail}/again", post(mail).get(back))
        .route(
            "/admin/health/access/{access}/again",
            post(access).get(back),
        )
}

async fn back() -> Redirect {
    Redirect::to(PAGE)
}

async fn mails(call: Call) -> Response {
    let outcome = health::mails_again(&call.ctx).await;
    call.finish(outcome, PAGE, "again", |mails| {
        Done::to(PAGE).saying(tn!(
            mails,
            "The email is on its way again.",
            "{n} emails are on their way again."
        ))
    })
    .await
}

async fn mail(Path(mail): Path<String>, call: Call) -> Response {
    let outcome = async {
        let mail = mail.parse().map_err(|_| AppError::NotFound)?;
        health::mail_again(&call.ctx, mail).await
    }
    .await;
    call.finish(outcome, PAGE, "again", |to| {
        Done::to(PAGE).saying(t!("The mail to {to} is on its way again.", to))
    })
    .await
}

async fn access(Path(access): Path<String>, call: Call) -> Response {
    let outcome = async {
        let access = access.parse().map_err(|_| AppError::NotFound)?;
        health::role_again(&call.ctx, access).await
    }
    .await;
    call.finish(outcome, PAGE, "again", |name| {
        Done::to(PAGE).saying(t!("The access of {name} is being set up again.", name))
    })
    .await
}
