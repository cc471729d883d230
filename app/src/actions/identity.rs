//! Signing in and out, one's own account, and the demonstration's clock.

use crate::web::{
    AppState, Call, Done, forget_session, safe_location, start_pending, start_session,
};
use axum::Router;
use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use engine::identity::{Entrance, Started, accounts, demo, oidc, own_sessions, passcodes};
use engine::{Outcome, notices};
use shared::AppError;
use shared::directory::UserKind;
use shared::forms::identity::{CodeInput, MailInput, PasswordInput, SignInInput, safe_next};
use shared::notices::NoticesInput;
use std::net::IpAddr;

pub(super) fn router() -> Router<AppState> {
    Router::new()
        .route("/sign-in", post(sign_in))
        .route("/sign-in/mail", post(send_code))
        .route("/sign-in/code", post(redeem_code))
        .route("/auth/demo", post(demo_sign_in))
        .route("/sign-out", post(sign_out))
        .route("/profile/password", post(change_password))
        .route("/profile/notices", post(choose_notices))
        .route("/profile/sessions/end-others", post(end_others))
        .route("/profile/sessions/{session}/end", post(end_session))
        .route("/demo/clock", post(move_clock))
}

async fn sign_in(call: Call) -> Response {
    let outcome = async {
        let input = SignInInput::parse(&call.fields)?;
        accounts::sign_in(&call.ctx, &call.page.client, &input).await
    }
    .await;
    let page = safe_location("/sign-in", &[("next", call.fields.get("next"))]);
    let next = call.fields.get("next").to_owned();
    enter(call, outcome, &next, &page, "password").await
}

async fn demo_sign_in(call: Call) -> Response {
    let outcome = async {
        only_on_this_machine(&call)?;
        demo::sign_in(&call.ctx, &call.page.client, call.fields.get("user")).await
    }
    .await;
    let page = safe_location("/sign-in", &[("next", call.fields.get("next"))]);
    let next = call.fields.get("next").to_owned();
    enter(call, outcome, &next, &page, "demo").await
}

/// A demonstration listens on a loopback address only; a foreign page must not reach it under a
/// name of its own either (DNS rebinding).
fn only_on_this_machine(call: &Call) -> Result<(), AppError> {
    let host = call
        .header(header::HOST)
        .parse::<axum::http::uri::Authority>()
        .map_err(|_| AppError::NotFound)?;
    let name = host.host().trim_start_matches('[').trim_end_matches(']');
    let local = name == "localhost" || name.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback());
    if local {
        Ok(())
    } else {
        Err(AppError::NotFound)
    }
}

/// What a mail address leads to.
enum Sent {
    Code(String),
    /// To a provider.
    To(String),
}

async fn send_code(call: Call) -> Response {
    let outcome = async {
        let input = MailInput::parse(&call.fields)?;
        // The domain alone decides: the answer says nothing about accounts.
        if let Some(provider) = oidc::home_of(&call.ctx, &input).await? {
            return Ok(Sent::To(provider.id));
        }
        let challenge = passcodes::send(&call.ctx, &call.page.client, &input).await?;
        Ok(Sent::Code(challenge.to_string()))
    }
    .await;
    let next = safe_next(call.fields.get("next")).to_owned();
    // Who came by a share link stays on its page.
    let page = match next.strip_prefix("/packages/") {
        Some(package) if package.parse::<shared::ids::PackageId>().is_ok() => {
            format!("/share/{package}")
        }
        _ => safe_location("/sign-in", &[("next", &next)]),
    };
    call.finish(outcome, &page, "mail", |sent| {
        Done::to(match sent {
            Sent::Code(challenge) => safe_location(
                "/sign-in/code",
                &[("challenge", &challenge), ("next", &next)],
            ),
            Sent::To(provider) => {
                safe_location(&format!("/auth/oidc/{provider}/go"), &[("next", &next)])
            }
        })
    })
    .await
}

async fn redeem_code(call: Call) -> Response {
    let outcome = async {
        let input = CodeInput::parse(&call.fields)?;
        passcodes::redeem(&call.ctx, &call.page.client, &input).await
    }
    .await;
    let page = safe_location(
        "/sign-in/code",
        &[
            ("challenge", call.fields.get("challenge")),
            ("next", call.fields.get("next")),
        ],
    );
    let next = call.fields.get("next").to_owned();
    enter(call, outcome, &next, &page, "code").await
}

/// Lets the person in, asks for the second factor, or shows the form again.
pub(super) async fn enter(
    call: Call,
    outcome: Outcome<impl Into<Entrance>>,
    next: &str,
    page: &str,
    form: &str,
) -> Response {
    match outcome.map(Into::into) {
        Ok(Entrance::In(started)) => let_in(&call, &started, next),
        Ok(Entrance::SecondStep(pending)) => {
            let page = safe_location("/sign-in/second-factor", &[("next", next)]);
            let mut response = Done::to(page).into_response();
            start_pending(&mut response, &call.ctx.engine, &pending);
            response
        }
        Err(failure) => call.refuse(&failure.public(), page, form).await,
    }
}

/// To where the person wanted to go, with the session that has begun.
pub(super) fn let_in(call: &Call, started: &Started, next: &str) -> Response {
    let next = safe_next(next);
    let to = match started.kind {
        // A visitor's start page is what they asked for.
        UserKind::Visitor if next == "/" => "/requests",
        _ => next,
    };
    let mut response = Done::to(to).into_response();
    start_session(&mut response, &call.ctx.engine, started);
    response
}

async fn sign_out(call: Call) -> Response {
    let mut farewell = None;
    let outcome = match call.page.client.session {
        Some(session) => {
            async {
                farewell = oidc::sign_out_address(&call.ctx, session).await?;
                own_sessions::end(&call.ctx, session).await
            }
            .await
        }
        None => Ok(()),
    };
    let engine = call.ctx.engine.clone();
    let mut response = match outcome.map_err(engine::Failure::public) {
        // Ended meanwhile is as good.
        Ok(()) | Err(AppError::NotFound) => super::oidc::farewell(farewell),
        Err(error) => return call.refuse(&error, "/profile", "sign-out").await,
    };
    forget_session(&mut response, &engine);
    response
}

async fn change_password(call: Call) -> Response {
    let outcome = async {
        let input = PasswordInput::parse(&call.fields)?;
        accounts::change_password(&call.ctx, &call.page.client, &input).await
    }
    .await;
    match outcome {
        Ok(started) => {
            let mut response = Done::to("/profile")
                .saying(t!(
                    "Your password is changed. Everywhere else you have been signed out."
                ))
                .into_response();
            start_session(&mut response, &call.ctx.engine, &started);
            response
        }
        Err(failure) => call.refuse(&failure.public(), "/profile", "password").await,
    }
}

async fn choose_notices(call: Call) -> Response {
    const PAGE: &str = "/profile/notices";
    let outcome = async {
        let chosen = NoticesInput::parse(&call.fields)?;
        notices::choose(&call.ctx, &chosen).await
    }
    .await;
    call.finish(outcome, PAGE, "notices", |()| {
        Done::to(PAGE).saying(t!("Your choices were saved."))
    })
    .await
}

async fn end_session(Path(session): Path<String>, call: Call) -> Response {
    let outcome = match session.parse() {
        Ok(session) => own_sessions::end(&call.ctx, session).await,
        Err(_) => Err(AppError::NotFound.into()),
    };
    call.finish(outcome, "/profile/sessions", "sessions", |()| {
        Done::to("/profile/sessions").saying(t!("The session has ended."))
    })
    .await
}

async fn end_others(call: Call) -> Response {
    let outcome = match call.page.client.session {
        Some(session) => own_sessions::end_others(&call.ctx, session).await,
        None => Err(AppError::SignInNeeded.into()),
    };
    call.finish(outcome, "/profile/sessions", "sessions", |ended| {
        let notice = tn!(
            ended,
            "One other session has ended.",
            "{n} other sessions have ended."
        );
        Done::to("/profile/sessions").saying(notice)
    })
    .await
}

async fn move_clock(call: Call) -> Response {
    let outcome = async {
        let mut errors = shared::FieldErrors::default();
        let days = call.fields.number("days", &mut errors).unwrap_or(0);
        errors.into_result(())?;
        demo::move_clock(&call.ctx, days).await?;
        Ok(days)
    }
    .await;
    let back = call.came_from();
    call.finish(outcome, "/", "clock", |days| {
        let passed = match days {
            7 => t!("A week has passed.").to_owned(),
            30 => t!("A month has passed.").to_owned(),
            days => tn!(days, "A day has passed.", "{n} days have passed."),
        };
        Done::to(back).saying(passed)
    })
    .await
}
