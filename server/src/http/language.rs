//! The language of an answer (NOT-05): whatever is said while it is made, and while its body is
//! written, is said in one language.

use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, Response, header};
use axum::middleware::Next;
use http_body::{Frame, SizeHint};
use shared::lang::{InLang, Lang, within};
use shared::policy::preferred_languages;
use std::pin::Pin;
use std::task::{Context, Poll};

/// Speaks the first language the browser asks for that there is, until more is known about who asks.
pub(super) async fn layer(request: Request, next: Next) -> Response<Body> {
    let lang = choose(None, &preferred(request.headers()));
    speak(lang, next.run(request)).await
}

/// The languages that the browser asks for, the best first.
pub(super) fn preferred(headers: &HeaderMap) -> Vec<String> {
    let header = headers.get(header::ACCEPT_LANGUAGE);
    let header = header.and_then(|value| value.to_str().ok());
    preferred_languages(header.unwrap_or_default())
}

/// What the person chose, else what the browser asks for, else English.
pub(super) fn choose(chosen: Option<Lang>, preferred: &[String]) -> Lang {
    chosen
        .or_else(|| Lang::first_of(preferred.iter().map(String::as_str)))
        .unwrap_or(Lang::English)
}

/// Makes an answer, and writes its body, in a language.
pub(super) async fn speak(
    lang: Lang,
    answer: impl Future<Output = Response<Body>> + Send + 'static,
) -> Response<Body> {
    let response = InLang::new(lang, answer).await;
    response.map(|body| Body::new(Spoken { lang, body }))
}

struct Spoken {
    lang: Lang,
    body: Body,
}

impl http_body::Body for Spoken {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        within(self.lang, || Pin::new(&mut self.body).poll_frame(context))
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
