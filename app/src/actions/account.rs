//! One's own account: a forgotten password, the second step of signing in, and the second factor.

use super::identity::let_in;
use crate::web::{
    AppState, Call, Done, forget_pending, forget_session, safe_location, start_session,
};
use axum::Router;
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use engine::Outcome;
use engine::identity::{entering, own_sessions, resets, second_factor};
use shared::AppError;
use shared::forms::Fields;
use shared::forms::account::{
    ForgotInput, ProofInput, ResetInput, SetUpInput, TypedCode, app_code,
};

const SECOND_FACTOR: &str = "/profile/second-factor";

pub(super) fn router() -> Router<AppState> {
    Router::new()
        .route("/sign-in/forgot", post(forgot))
        .route("/sign-in/reset", post(reset))
        .route("/sign-in/second-factor", post(second_step))
        .route("/profile/second-factor/begin", post(begin))
        .route("/profile/second-factor/confirm", post(confirm))
        .route("/profile/second-factor/codes", post(renew_codes))
        .route("/profile/second-factor/off", post(turn_off))
        .route("/profile/sessions/end-all", post(end_all))
}

async fn forgot(call: Call) -> Response {
    let outcome = async {
        let input = ForgotInput::parse(&call.fields)?;
        resets::ask(&call.ctx, &call.page.client, &input).await
    }
    .await;
    call.finish(outcome, "/sign-in/forgot", "forgot", |()| {
        Done::to("/sign-in").saying(t!(
            "If there is such an account, an email is on its way. The link in it works for half an hour."
        ))
    })
    .await
}

async fn reset(call: Call) -> Response {
    let outcome = async {
        let input = ResetInput::parse(&call.fields)?;
        resets::redeem(&call.ctx, &call.page.client, &input).await
    }
    .await;
    let token: String = call
        .fields
        .get("token")
        .chars()
        .filter(char::is_ascii_hexdigit)
        .take(64)
        .collect();
    // Whatever is no link leads to a link that does not work.
    let page = format!(
        "/sign-in/reset/{}",
        if token.is_empty() { "0" } else { &token }
    );
    call.finish(outcome, &page, "reset", |()| {
        Done::to("/sign-in").saying(t!("Your new password is set. Sign in with it."))
    })
    .await
}

async fn second_step(call: Call) -> Response {
    let token = call.pending_token();
    let outcome = async {
        let code = TypedCode::parse(&call.fields)?;
        entering::finish(&call.ctx, &call.page.client, &token, &code).await
    }
    .await;
    let page = safe_location(
        "/sign-in/second-factor",
        &[("next", call.fields.get("next"))],
    );
    match outcome {
        Ok(started) => {
            let mut response = let_in(&call, &started, call.fields.get("next"));
            forget_pending(&mut response, &call.ctx.engine);
            response
        }
        Err(failure) => call.refuse(&failure.public(), &page, "second-factor").await,
    }
}

async fn begin(call: Call) -> Response {
    let outcome = async {
        let input = SetUpInput::parse(&call.fields)?;
        second_factor::begin(&call.ctx, &call.page.client, &input).await
    }
    .await;
    call.finish(outcome, SECOND_FACTOR, "begin", |()| {
        Done::to(SECOND_FACTOR)
    })
    .await
}

async fn confirm(call: Call) -> Response {
    let outcome = async {
        let code = app_code(&call.fields)?;
        second_factor::confirm(&call.ctx, &call.page.client, code).await
    }
    .await;
    match outcome {
        Ok(on) => {
            let engine = call.ctx.engine.clone();
            let mut response = show_codes(call, &on.codes).await;
            start_session(&mut response, &engine, &on.started);
            response
        }
        Err(failure) => {
            call.refuse(&failure.public(), SECOND_FACTOR, "confirm")
                .await
        }
    }
}

/// The page with the recovery codes on it. They are in this one answer and nowhere else: no address, no cookie.
async fn show_codes(mut call: Call, codes: &[String]) -> Response {
    call.fields = Fields::default();
    for code in codes {
        call.fields.push("recovery", code.as_str());
    }
    call.show_again(SECOND_FACTOR, "codes").await
}

async fn renew_codes(call: Call) -> Response {
    let outcome: Outcome<_> = async {
        let input = ProofInput::parse(&call.fields)?;
        second_factor::renew_codes(&call.ctx, &call.page.client, &input).await
    }
    .await;
    match outcome {
        Ok(codes) => show_codes(call, &codes).await,
        Err(failure) => call.refuse(&failure.public(), SECOND_FACTOR, "renew").await,
    }
}

async fn turn_off(call: Call) -> Response {
    let outcome = async {
        let input = ProofInput::parse(&call.fields)?;
        second_factor::turn_off(&call.ctx, &call.page.client, &input).await
    }
    .await;
    call.finish(outcome, SECOND_FACTOR, "off", |()| {
        Done::to("/profile").saying(t!("Your second factor is off."))
    })
    .await
}

async fn end_all(call: Call) -> Response {
    match own_sessions::end_all(&call.ctx).await {
        Ok(()) => {
            let mut response = Done::to("/sign-in")
                .saying(t!("You are signed out everywhere."))
                .into_response();
            forget_session(&mut response, &call.ctx.engine);
            response
        }
        Err(failure) => {
            let error: AppError = failure.public();
            call.refuse(&error, "/profile/sessions", "sessions").await
        }
    }
}
