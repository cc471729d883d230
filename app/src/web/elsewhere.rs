//! From a form to another site.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

/// A page that goes on to an address by itself, and has a link for browsers that do not. An answer to a form
/// cannot be a redirect to another site: `form-action` forbids it, and should.
pub fn elsewhere(address: &str) -> Response {
    let Ok(refresh) = HeaderValue::from_str(&format!("0;url={address}")) else {
        return StatusCode::BAD_GATEWAY.into_response();
    };
    let title = t!("One moment");
    let go_on = t!("Go on");
    let lang = shared::lang::current();
    let address = escaped(address);
    let body = format!(
        "<!DOCTYPE html>\n<html lang=\"{lang}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <meta name=\"color-scheme\" content=\"light dark\"><title>{title} · Bailiwick</title></head>\
         <body><main><h1>{title}</h1><p><a href=\"{address}\">{go_on}</a></p></main></body></html>\n"
    );
    let headers = [
        (
            header::CONTENT_TYPE,
            HeaderValue::from_static("text/html; charset=utf-8"),
        ),
        (header::REFRESH, refresh),
    ];
    (headers, body).into_response()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('"', "&quot;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn an_address_cannot_leave_its_place() {
        assert_eq!(
            escaped("https://a/?x=1&y=\"><b>"),
            "https://a/?x=1&amp;y=&quot;&gt;&lt;b&gt;"
        );
    }
}
