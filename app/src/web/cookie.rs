//! The session cookie, and addresses of this site to send people to.

use super::server::Call;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use engine::Engine;
use engine::identity::{Pending, Started};
use shared::forms::identity::safe_next;

/// The cookie that holds the session's secret.
pub const SESSION_COOKIE: &str = "bailiwick-session";
/// The cookie of a sign-in that waits for its second step.
const PENDING_COOKIE: &str = "bailiwick-pending";
/// The second step may take five minutes.
const PENDING_AGE: u32 = 300;
/// The browser forgets the cookie when the session has ended in any case: after thirty days.
const MAX_AGE: u32 = 30 * 24 * 3_600;

/// Adds the cookie of a session that has just begun.
pub fn start_session(response: &mut Response, engine: &Engine, started: &Started) {
    set(response, engine, SESSION_COOKIE, &started.token, MAX_AGE);
}

/// Takes the session cookie away, and what the pages keep in the browser: drafts, which name people.
pub fn forget_session(response: &mut Response, engine: &Engine) {
    set(response, engine, SESSION_COOKIE, "", 0);
    let kept = HeaderValue::from_static("\"storage\"");
    response.headers_mut().insert("clear-site-data", kept);
}

/// What marks a browser that is on its way to a provider.
const BROWSER_COOKIE: &str = "bailiwick-browser";

/// Marks a browser for as long as it may be at a provider: ten minutes.
pub fn keep_browser(response: &mut Response, engine: &Engine, secret: &str) {
    set(response, engine, BROWSER_COOKIE, secret, 600);
}

/// The browser is back.
pub fn forget_browser(response: &mut Response, engine: &Engine) {
    set(response, engine, BROWSER_COOKIE, "", 0);
}

/// The mark of the browser.
pub fn kept_browser(call: &Call) -> Option<String> {
    cookie(&call.headers, BROWSER_COOKIE)
}

/// Adds the cookie of a sign-in that waits for its second step.
pub fn start_pending(response: &mut Response, engine: &Engine, pending: &Pending) {
    set(
        response,
        engine,
        PENDING_COOKIE,
        &pending.token,
        PENDING_AGE,
    );
}

/// Takes that cookie away.
pub fn forget_pending(response: &mut Response, engine: &Engine) {
    set(response, engine, PENDING_COOKIE, "", 0);
}

/// What the cookie of a waiting sign-in says; empty without one.
pub(super) fn pending_of(headers: &HeaderMap) -> String {
    cookie(headers, PENDING_COOKIE).unwrap_or_default()
}

/// The value of a cookie.
pub fn cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|text| text.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value.to_owned())
}

fn set(response: &mut Response, engine: &Engine, name: &str, value: &str, max_age: u32) {
    let secure = if engine.options.public_url.starts_with("https:") {
        "; Secure"
    } else {
        ""
    };
    let cookie =
        format!("{name}={value}; Path=/; Max-Age={max_age}; HttpOnly; SameSite=Lax{secure}");
    if let Ok(value) = HeaderValue::from_str(&cookie) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
}

/// A path of this site with parameters; `next` among them is made safe.
pub fn safe_location(path: &str, parameters: &[(&str, &str)]) -> String {
    let mut location = path.to_owned();
    let mut mark = '?';
    for (name, value) in parameters {
        let value = if *name == "next" {
            safe_next(value)
        } else {
            value
        };
        if value.is_empty() || (*name == "next" && value == "/") {
            continue;
        }
        location.push(mark);
        location.push_str(name);
        location.push('=');
        for byte in value.bytes() {
            if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
                location.push(char::from(byte));
            } else {
                location.push_str(&format!("%{byte:02X}"));
            }
        }
        mark = '&';
    }
    location
}

#[cfg(test)]
mod tests {
    use super::safe_location;

    #[test]
    fn parameters_are_escaped_and_next_is_safe() {
        assert_eq!(
            safe_location("/sign-in", &[("next", "/packages/1?from=2&x=ä b")]),
            "/sign-in"
        );
        assert_eq!(
            safe_location("/sign-in", &[("next", "/packages/1?from=2&x=3")]),
            "/sign-in?next=/packages/1%3Ffrom%3D2%26x%3D3"
        );
        assert_eq!(
            safe_location("/sign-in", &[("next", "//evil.example")]),
            "/sign-in"
        );
        assert_eq!(
            safe_location("/sign-in/code", &[("challenge", "a b"), ("next", "/x")]),
            "/sign-in/code?challenge=a%20b&next=/x"
        );
    }
}
