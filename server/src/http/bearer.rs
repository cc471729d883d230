//! Programs that call the API: from the token in the header to the context every endpoint works in.

use super::language;
use super::session::Sessions;
use super::watch::RequestId;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, Response, header};
use axum::middleware::Next;
use engine::identity::Client;
use engine::programs::{self, Refusal};
use engine::{Ctx, Engine, Failure};
use shared::AppError;
use shared::authz::Actor;
use shared::lang::{Lang, within};
use shared::programs::TokenScope;
use std::sync::Arc;

/// Where programs call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Api {
    Graph,
    Scim,
}

/// Why a request goes no further.
enum Stop {
    /// No token where there has to be one.
    Missing,
    Refused(Refusal),
    /// More than programs may send in a minute: the seconds to wait.
    TooMany(u64),
    Failed(Failure),
}

impl Api {
    /// What a token has to be good for.
    fn scope(self, method: &Method) -> TokenScope {
        match self {
            Self::Scim => TokenScope::Scim,
            Self::Graph if matches!(*method, Method::GET | Method::HEAD) => TokenScope::ApiRead,
            Self::Graph => TokenScope::ApiWrite,
        }
    }

    /// The answer, in the words of the API.
    fn stop(self, ctx: &Ctx, stop: Stop) -> Response<Body> {
        let (error, challenge) = match stop {
            Stop::Missing => (AppError::SignInNeeded, "Bearer".to_owned()),
            Stop::Refused(Refusal::Invalid) => (
                AppError::SignInNeeded,
                "Bearer error=\"invalid_token\"".to_owned(),
            ),
            Stop::Refused(Refusal::Scope(scope)) => (
                AppError::Forbidden(format!("This takes a token with the scope {scope}.")),
                format!("Bearer error=\"insufficient_scope\", scope=\"{scope}\""),
            ),
            Stop::TooMany(seconds) => (AppError::TooMany(seconds), String::new()),
            Stop::Failed(failure) => (failure.public(), String::new()),
        };
        let mut response = match self {
            Self::Graph => graph::refuse(ctx, error),
            Self::Scim => scim::refuse(error),
        };
        if !challenge.is_empty()
            && let Ok(value) = HeaderValue::from_str(&challenge)
        {
            response
                .headers_mut()
                .insert(header::WWW_AUTHENTICATE, value);
        }
        response
    }
}

/// The token of a request.
pub(super) fn token(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.trim().split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

/// A request to the API with a token proves by itself who sends it: browsers add no such header on their
/// own, so it does not matter from which page it comes.
pub(super) async fn from_anywhere(mut request: Request) -> Request {
    if request.uri().path().starts_with(graph::BASE) && token(request.headers()).is_some() {
        let headers = request.headers_mut();
        headers.remove(header::ORIGIN);
        headers.remove(HeaderName::from_static("sec-fetch-site"));
    }
    request
}

/// Lets programs in that have a good token, and nobody else.
pub(super) async fn layer(
    State(sessions): State<Sessions>,
    request: Request,
    next: Next,
) -> Response<Body> {
    enter(&sessions, Api::Scim, request, next).await
}

/// Carries out a request as the program whose token it has.
pub(super) async fn enter(
    sessions: &Sessions,
    api: Api,
    mut request: Request,
    next: Next,
) -> Response<Body> {
    let id = request.extensions().get::<RequestId>().copied();
    let token = token(request.headers()).map(str::to_owned);
    let wanted = api.scope(request.method());
    let client = sessions.client(&request, None);
    let found = program(&sessions.engine, token, wanted, &client).await;
    let known = found.as_ref().ok().and_then(|ctx| ctx.actor.id());
    let found = match sessions.take(known, &client) {
        Some(seconds) => Err(Stop::TooMany(seconds)),
        None => found,
    };
    let ctx = match found {
        Ok(ctx) => with_id(ctx, id),
        Err(stop) => {
            let nobody = Ctx::new(&sessions.engine, Actor::Anonymous, String::new());
            let ctx = with_id(nobody, id);
            return within(Lang::English, || api.stop(&ctx, stop));
        }
    };
    match api {
        Api::Graph => request
            .extensions_mut()
            .insert(graph::Caller(ctx))
            .is_some(),
        Api::Scim => request.extensions_mut().insert(scim::Caller(ctx)).is_some(),
    };
    language::speak(Lang::English, next.run(request)).await
}

fn with_id(mut ctx: Ctx, id: Option<RequestId>) -> Ctx {
    if let Some(RequestId(id)) = id {
        ctx.correlation = id;
    }
    ctx
}

async fn program(
    engine: &Arc<Engine>,
    token: Option<String>,
    wanted: TokenScope,
    client: &Client,
) -> Result<Ctx, Stop> {
    let token = token.ok_or(Stop::Missing)?;
    let bearer = programs::program_for(engine, &token)
        .await
        .map_err(Stop::Failed)?;
    let Some(bearer) = bearer else {
        programs::refused(engine, &token, client)
            .await
            .map_err(Stop::Failed)?;
        return Err(Stop::Refused(Refusal::Invalid));
    };
    if !bearer.scopes.include(wanted) {
        return Err(Stop::Refused(Refusal::Scope(wanted)));
    }
    if bearer.note_use {
        let engine = Arc::clone(engine);
        let address = client.address.clone();
        // The request does not wait for it.
        drop(tokio::spawn(async move {
            if let Err(error) = programs::note_use(&engine, bearer.token, &address).await {
                tracing::warn!(%error, "the last use of a token could not be noted");
            }
        }));
    }
    Ok(Ctx::new(engine, bearer.actor, bearer.name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_stands_behind_the_word_bearer() {
        let read = |value: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::AUTHORIZATION, HeaderValue::from_str(value).unwrap());
            token(&headers).map(str::to_owned)
        };
        assert_eq!(read("Bearer bw_1"), Some("bw_1".to_owned()));
        assert_eq!(read("bearer  bw_1 "), Some("bw_1".to_owned()));
        assert_eq!(read("Basic bw_1"), None);
        assert_eq!(read("bw_1"), None);
        assert_eq!(token(&HeaderMap::new()), None);
    }

    #[test]
    fn who_changes_needs_more_than_who_reads() {
        assert_eq!(Api::Graph.scope(&Method::GET), TokenScope::ApiRead);
        assert_eq!(Api::Graph.scope(&Method::PATCH), TokenScope::ApiWrite);
        assert_eq!(Api::Scim.scope(&Method::GET), TokenScope::Scim);
    }
}
