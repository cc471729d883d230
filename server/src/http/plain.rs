//! Pages for failures that happen before a page can be rendered. They need nothing: no database,
//! no styles, no scripts.

use axum::body::Body;
use axum::http::{HeaderValue, Response, StatusCode, header};
use uuid::Uuid;

/// What to say for a status.
fn words(status: StatusCode) -> (&'static str, &'static str) {
    match status {
        StatusCode::FORBIDDEN => (
            t!("This was not accepted"),
            t!(
                "The form was sent from another site, so nothing was changed. Open the page here and send it again."
            ),
        ),
        StatusCode::NOT_FOUND => (
            t!("Not found"),
            t!("This page does not exist, or you may not see it."),
        ),
        StatusCode::METHOD_NOT_ALLOWED => (
            t!("This address cannot be used this way"),
            t!("Open the page that leads here and try again from there."),
        ),
        StatusCode::REQUEST_TIMEOUT => (
            t!("This took too long"),
            t!("The request did not arrive completely. Try again."),
        ),
        StatusCode::PAYLOAD_TOO_LARGE => (
            t!("This is too long"),
            t!("What you sent is larger than 256 kB. Nothing was changed; go back and shorten it."),
        ),
        StatusCode::TOO_MANY_REQUESTS => (
            t!("Too many requests"),
            t!("More was asked for than anybody reads. Wait a moment, then go on."),
        ),
        StatusCode::UNSUPPORTED_MEDIA_TYPE
        | StatusCode::UNPROCESSABLE_ENTITY
        | StatusCode::BAD_REQUEST => (
            t!("This could not be read"),
            t!(
                "What was sent is not a form of this portal. Nothing was changed; go back and try again."
            ),
        ),
        StatusCode::SERVICE_UNAVAILABLE => (
            t!("Not reachable right now"),
            t!("The portal cannot answer at the moment. Nothing was changed; try again shortly."),
        ),
        _ => (
            t!("Something went wrong"),
            t!(
                "The fault is on our side and has been logged. Nothing was changed; try again, and tell the people who run this portal if it stays."
            ),
        ),
    }
}

/// Marks an answer as a page of this module.
#[derive(Clone, Copy, Debug)]
struct Plain;

/// The page for a status.
pub(super) fn response(status: StatusCode) -> Response<Body> {
    let mut response = Response::new(Body::from(page(status, "")));
    *response.status_mut() = status;
    response.headers_mut().insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("text/html; charset=utf-8"),
    );
    response.extensions_mut().insert(Plain);
    response
}

/// Puts the id under which the log has the cause onto a page about a fault on our side.
pub(super) fn number(response: &mut Response<Body>, id: Uuid) {
    let plain = response.extensions_mut().remove::<Plain>().is_some();
    if plain && response.status().is_server_error() {
        let number = format!("<p>Request <code>{id}</code></p>");
        *response.body_mut() = Body::from(page(response.status(), &number));
        // The page before may have been compressed.
        response.headers_mut().remove(header::CONTENT_ENCODING);
        response.headers_mut().remove(header::CONTENT_LENGTH);
    }
}

fn page(status: StatusCode, number: &str) -> String {
    let (title, text) = words(status);
    let start = t!("Go to the start page");
    let lang = shared::lang::current();
    format!(
        "<!DOCTYPE html>\n<html lang=\"{lang}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <meta name=\"color-scheme\" content=\"light dark\"><title>{title} · Bailiwick</title></head>\
         <body><main><h1>{title}</h1><p>{text}</p>{number}\
         <p><a href=\"/\">{start}</a></p></main></body></html>\n"
    )
}

/// Gives a refusal without a page the page of its status. Pages and data stay as they are.
pub(super) async fn dress(response: Response<Body>) -> Response<Body> {
    let status = response.status();
    if !status.is_client_error() && !status.is_server_error() {
        return response;
    }
    let has_content = response
        .headers()
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|kind| kind.starts_with("text/html") || kind.starts_with("application/"));
    if has_content {
        return response;
    }
    let mut dressed = self::response(status);
    for (name, value) in response.headers() {
        if !matches!(
            *name,
            header::CONTENT_TYPE | header::CONTENT_LENGTH | header::CONTENT_ENCODING
        ) {
            dressed.headers_mut().append(name, value.clone());
        }
    }
    dressed
}
