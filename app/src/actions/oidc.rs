//! Out to a sign-in provider and back.

use super::identity::enter;
use crate::web::{
    AppState, Call, Done, elsewhere, forget_browser, keep_browser, kept_browser, safe_location,
    say_next,
};
use axum::Router;
use axum::extract::Path;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use engine::identity::oidc::{self, Returning};
use shared::AppError;
use shared::forms::identity::safe_next;
use shared::views::Notice;
use shared::views::my::Meaning;

pub(super) fn router() -> Router<AppState> {
    Router::new()
        .route("/auth/oidc/callback", get(finish))
        .route("/auth/oidc/{provider}", get(start))
        .route("/auth/oidc/{provider}/go", get(go))
}

/// On the way from a form: browsers do not let forms lead to other sites (`form-action`), so a page of
/// this site goes on by itself.
async fn go(Path(provider): Path<String>, call: Call) -> Response {
    let safe: String = provider
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || *c == '-')
        .collect();
    let next = [("next", call.fields.get("next"))];
    elsewhere(&safe_location(&format!("/auth/oidc/{safe}"), &next))
}

async fn start(Path(provider): Path<String>, call: Call) -> Response {
    let next = safe_next(call.fields.get("next")).to_owned();
    // Nobody is signed in by a page elsewhere: there, people press the button themselves.
    let from = call.header(HeaderName::from_static("sec-fetch-site"));
    if !matches!(from, "" | "same-origin" | "none") {
        return Done::to(safe_location("/sign-in", &[("next", &next)])).into_response();
    }
    let browser = kept_browser(&call);
    let outcome = async {
        let provider = provider.parse().map_err(|_| AppError::NotFound)?;
        oidc::start(&call.ctx, provider, &next, browser.as_deref()).await
    }
    .await;
    match outcome {
        Ok(leaving) => {
            let Ok(location) = HeaderValue::from_str(&leaving.address) else {
                return StatusCode::BAD_GATEWAY.into_response();
            };
            let mut response =
                (StatusCode::SEE_OTHER, [(header::LOCATION, location)]).into_response();
            keep_browser(&mut response, &call.ctx.engine, &leaving.browser);
            response
        }
        Err(failure) => {
            let page = safe_location("/sign-in", &[("next", &next)]);
            call.refuse(&failure.public(), &page, "provider").await
        }
    }
}

async fn finish(call: Call) -> Response {
    let text = |name: &str| call.fields.get(name).to_owned();
    let answer = Returning {
        state: text("state"),
        code: text("code"),
        error: text("error"),
        issuer: text("iss"),
    };
    let browser = kept_browser(&call);
    let arrived = oidc::finish(&call.ctx, &call.page.client, &answer, browser.as_deref()).await;
    let engine = call.ctx.engine.clone();
    let page = safe_location("/sign-in", &[("next", &arrived.next)]);
    let done = arrived.outcome.is_ok();
    let mut response = enter(call, arrived.outcome, &arrived.next, &page, "provider").await;
    if done {
        forget_browser(&mut response, &engine);
    }
    response
}

/// Signs out at the provider, too; or leads to the sign-in page.
pub(super) fn farewell(address: Option<String>) -> Response {
    let mut response = match address {
        Some(address) => elsewhere(&address),
        None => Done::to("/sign-in").into_response(),
    };
    let notice = Notice {
        meaning: Meaning::Good,
        text: t!("You are signed out.").to_owned(),
    };
    say_next(&mut response, &notice);
    response
}
