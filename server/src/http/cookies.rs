//! Cookies under names that no other host can set. With https, a browser takes a cookie named `__Host-…` only from this host
//! itself, over https, for all its paths; so neither a page of a sibling name nor somebody on the way can plant one. Inside,
//! cookies keep their short names.

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Response, header};
use axum::middleware::Next;
use engine::Engine;
use std::sync::Arc;

const PREFIX: &str = "__Host-";

/// Whether there is https.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cookies {
    https: bool,
}

impl Cookies {
    pub fn new(engine: &Arc<Engine>) -> Self {
        Self {
            https: engine.options.public_url.starts_with("https:"),
        }
    }
}

/// Renames cookies on their way in and out.
pub(super) async fn layer(
    State(cookies): State<Cookies>,
    mut request: Request,
    next: Next,
) -> Response<Body> {
    if !cookies.https {
        return next.run(request).await;
    }
    take_in(request.headers_mut());
    let mut response = next.run(request).await;
    give_out(response.headers_mut());
    response
}

/// Leaves only what came under a safe name, and gives it its short one.
fn take_in(headers: &mut HeaderMap) {
    let safe: Vec<String> = headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|text| text.split(';'))
        .filter_map(|pair| Some(pair.trim().strip_prefix(PREFIX)?.to_owned()))
        .collect();
    headers.remove(header::COOKIE);
    if !safe.is_empty()
        && let Ok(value) = HeaderValue::from_str(&safe.join("; "))
    {
        headers.insert(header::COOKIE, value);
    }
}

/// Gives what is set a safe name.
fn give_out(headers: &mut HeaderMap) {
    let renamed: Vec<HeaderValue> = headers
        .get_all(header::SET_COOKIE)
        .iter()
        .map(|value| {
            let safe = value.to_str().ok().and_then(safe);
            safe.unwrap_or_else(|| value.clone())
        })
        .collect();
    headers.remove(header::SET_COOKIE);
    for value in renamed {
        headers.append(header::SET_COOKIE, value);
    }
}

/// A cookie that is for this host alone, as a whole, and over https.
fn safe(cookie: &str) -> Option<HeaderValue> {
    let mut parts = cookie.split(';').map(str::trim);
    let pair = parts.next()?;
    let mut text = format!("{PREFIX}{pair}");
    for part in parts {
        let name = part.split('=').next().unwrap_or_default();
        let said_below = ["path", "domain", "secure"];
        if !said_below
            .iter()
            .any(|said| name.eq_ignore_ascii_case(said))
        {
            text.push_str("; ");
            text.push_str(part);
        }
    }
    text.push_str("; Path=/; Secure");
    HeaderValue::from_str(&text).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_set_is_for_this_host_alone() {
        for (set, kept) in [
            (
                "bailiwick-session=ab; Path=/; Max-Age=9; HttpOnly; SameSite=Lax; Secure",
                "__Host-bailiwick-session=ab; Max-Age=9; HttpOnly; SameSite=Lax; Path=/; Secure",
            ),
            (
                "bailiwick-saved=x; Path=/admin; Domain=example.com",
                "__Host-bailiwick-saved=x; Path=/; Secure",
            ),
        ] {
            let mut headers = HeaderMap::new();
            headers.append(header::SET_COOKIE, HeaderValue::from_static(set));
            give_out(&mut headers);
            assert_eq!(headers[header::SET_COOKIE], kept);
        }
    }

    #[test]
    fn what_could_have_been_planted_is_not_read() {
        let read = |sent: &'static str| {
            let mut headers = HeaderMap::new();
            headers.append(header::COOKIE, HeaderValue::from_static(sent));
            take_in(&mut headers);
            let value = headers.get(header::COOKIE).map(|value| value.to_str());
            value.map(|text| text.expect("text").to_owned())
        };
        assert_eq!(read("bailiwick-session=planted; other=1"), None);
        assert_eq!(
            read("bailiwick-session=planted; __Host-bailiwick-session=own").as_deref(),
            Some("bailiwick-session=own")
        );
    }
}
