//! Who asks: from the cookie to the context every page and form works in.

use super::bearer::{self, Api};
use super::language;
use super::pace::{self, Pace};
use super::plain;
use super::watch::RequestId;
use app::web::{FLASH_COOKIE, PageContext, SESSION_COOKIE, cookie, read_flash, safe_location};
use axum::body::Body;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderValue, Method, Response, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::IntoResponse;
use engine::identity::{self, Client, SignedIn};
use engine::{Ctx, Engine};
use shared::authz::Actor;
use shared::lang::Lang;
use shared::views::Notice;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use uuid::Uuid;

/// What the layer works with.
#[derive(Clone, Debug)]
pub(super) struct Sessions {
    pub(super) engine: Arc<Engine>,
    trusted_proxies: Arc<[IpAddr]>,
    pace: Arc<Pace>,
}

impl Sessions {
    pub fn new(engine: &Arc<Engine>, trusted_proxies: &[IpAddr]) -> Self {
        Self {
            engine: Arc::clone(engine),
            trusted_proxies: trusted_proxies.into(),
            pace: Arc::new(Pace::new(engine.options.requests_per_minute)),
        }
    }

    /// The address the request comes from. `X-Forwarded-For` counts only from a known proxy, and
    /// then only its last entry, which that proxy wrote.
    fn address(&self, request: &Request) -> String {
        let peer = request
            .extensions()
            .get::<ConnectInfo<SocketAddr>>()
            .map(|info| info.0.ip().to_canonical());
        let forwarded = || {
            let text = request
                .headers()
                .get_all("x-forwarded-for")
                .iter()
                .next_back()?;
            let last = text.to_str().ok()?.rsplit(',').next()?;
            last.trim().parse::<IpAddr>().ok()
        };
        let address = match peer {
            Some(peer) if self.trusted_proxies.contains(&peer) => forwarded().or(Some(peer)),
            other => other,
        };
        address.map_or_else(String::new, |address| address.to_canonical().to_string())
    }

    /// Counts a request of a person or program, or of an address; the seconds to wait if it is one too many.
    pub(super) fn take(&self, known: Option<Uuid>, client: &Client) -> Option<u64> {
        let seconds = self.pace.take(pace::caller(known, &client.address))?;
        tracing::info!("too many requests");
        Some(seconds)
    }

    /// Where the request comes from, and in which session.
    pub(super) fn client(&self, request: &Request, person: Option<&SignedIn>) -> Client {
        let user_agent = request
            .headers()
            .get(header::USER_AGENT)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default();
        Client {
            address: self.address(request),
            user_agent: user_agent.to_owned(),
            session: person.map(|person| person.session),
        }
    }
}

/// What a path is for, as far as signing in matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// A file that everybody may load; nothing is looked up for it.
    File,
    /// Data for a page that is open already.
    Data,
    /// A page or form for people who are not signed in too.
    Public,
    /// Everything else.
    Inside,
}

/// Does the path go up or stay where it is on its way (`/share/../admin`)? Routes are found by what is left of it then,
/// which would be another place than this one. Browsers and proxies never send such paths.
fn has_dot_segment(path: &str) -> bool {
    path.to_ascii_lowercase()
        .replace("%2e", ".")
        .split(['/', '\\'])
        .any(|segment| segment == "." || segment == "..")
}

fn place(path: &str) -> Place {
    let under = |base: &str| {
        path.strip_prefix(base)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    // Files lie in one folder and beside the root; a dot further down is the end of somebody's list.
    let at_root = path.rfind('/') == Some(0);
    if under("/pkg") || under("/texts") || at_root && path.contains('.') {
        Place::File
    } else if under("/api") || under(graph::BASE) {
        Place::Data
    } else if ["/sign-in", "/sign-out", "/auth", "/share", "/demo/mailbox"]
        .iter()
        .any(|base| under(base))
    {
        Place::Public
    } else {
        Place::Inside
    }
}

/// Where somebody sets up the second factor that the portal demands, and what that page asks for.
const SECOND_FACTOR: &str = "/profile/second-factor";
const SECOND_FACTOR_DATA: &str = "/api/pages/load_second_factor";

fn sets_up_second_factor(path: &str) -> bool {
    path.strip_prefix(SECOND_FACTOR)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Puts a [`PageContext`] into the request; sends people who are not signed in to the sign-in page
/// where one has to be.
pub(super) async fn layer(
    State(sessions): State<Sessions>,
    mut request: Request,
    next: Next,
) -> Response<Body> {
    if has_dot_segment(request.uri().path()) {
        return plain::response(StatusCode::NOT_FOUND);
    }
    let place = place(request.uri().path());
    if request.uri().path().starts_with(graph::BASE) && bearer::token(request.headers()).is_some() {
        return bearer::enter(&sessions, Api::Graph, request, next).await;
    }
    let cookie = (place != Place::File)
        .then(|| cookie(request.headers(), SESSION_COOKIE))
        .flatten();
    let person = match &cookie {
        Some(token) => match identity::actor_for(&sessions.engine, token).await {
            Ok(person) => person,
            Err(failure) => {
                let error = failure.public();
                let status = StatusCode::from_u16(error.status());
                return plain::response(status.unwrap_or(StatusCode::SERVICE_UNAVAILABLE));
            }
        },
        None => None,
    };
    if person.is_none() && place == Place::Inside {
        return to_sign_in(&request, cookie.is_some());
    }
    let owes = person
        .as_ref()
        .is_some_and(|person| person.owes_second_factor);
    if owes && place == Place::Inside && !sets_up_second_factor(request.uri().path()) {
        return (StatusCode::SEE_OTHER, [(header::LOCATION, SECOND_FACTOR)]).into_response();
    }
    // An open page that asks for data is as good as signed out, and is loaded again.
    let person = person
        .filter(|_| !(owes && place == Place::Data) || request.uri().path() == SECOND_FACTOR_DATA);
    let flash = cookie_flash(&request, place);
    let had_flash = flash.is_some();
    let client = sessions.client(&request, person.as_ref());
    if place != Place::File {
        let user = person.as_ref().map(|person| person.user.0);
        if let Some(seconds) = sessions.take(user, &client) {
            return too_many(seconds);
        }
    }
    let id = request.extensions().get::<RequestId>().copied();
    let languages = language::preferred(request.headers());
    let lang = match place {
        // Programs read English, whoever runs them.
        Place::Data if request.uri().path().starts_with(graph::BASE) => Lang::English,
        _ => {
            let chosen = person.as_ref().and_then(|person| person.language);
            language::choose(chosen, &languages)
        }
    };
    let page = match page_context(&sessions, client, id, person.as_ref(), place, flash).await {
        Ok(mut page) => {
            page.ctx.languages = languages.into();
            page.lang = lang;
            page
        }
        Err(failure) => {
            let status = StatusCode::from_u16(failure.public().status());
            return plain::response(status.unwrap_or(StatusCode::SERVICE_UNAVAILABLE));
        }
    };
    request
        .extensions_mut()
        .insert(graph::Caller(page.ctx.clone()));
    request.extensions_mut().insert(page);
    let mut response = language::speak(lang, next.run(request)).await;
    if had_flash {
        let gone = format!("{FLASH_COOKIE}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax");
        append_cookie(&mut response, &gone);
    }
    response
}

/// The answer to whoever sends more than people do.
fn too_many(seconds: u64) -> Response<Body> {
    let mut response = plain::response(StatusCode::TOO_MANY_REQUESTS);
    response
        .headers_mut()
        .insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    response
}

async fn page_context(
    sessions: &Sessions,
    client: Client,
    id: Option<RequestId>,
    person: Option<&SignedIn>,
    place: Place,
    flash: Option<Notice>,
) -> engine::Outcome<PageContext> {
    let engine = &sessions.engine;
    let mut ctx = match person {
        Some(person) => Ctx::of(engine, person),
        None => Ctx::new(engine, Actor::Anonymous, "Nobody signed in".to_owned()),
    };
    if let Some(RequestId(id)) = id {
        ctx.correlation = id;
    }
    let shell = match place {
        Place::File | Place::Data => shared::views::ShellView::default(),
        Place::Public | Place::Inside => identity::shell(&ctx, person, flash).await?,
    };
    Ok(PageContext {
        ctx,
        shell,
        lang: Lang::English,
        client,
        span: tracing::Span::current(),
    })
}

/// A notice for the next page is taken off by the page that shows it.
fn cookie_flash(request: &Request, place: Place) -> Option<Notice> {
    let shows = request.method() == Method::GET && matches!(place, Place::Public | Place::Inside);
    shows
        .then(|| cookie(request.headers(), FLASH_COOKIE))
        .flatten()
        .and_then(|value| read_flash(&value))
}

/// To the sign-in page, and back to where the person wanted to go. A form cannot be sent again by
/// itself, so for those it is the page they were on.
fn to_sign_in(request: &Request, ended: bool) -> Response<Body> {
    let wanted = if request.method() == Method::GET || request.method() == Method::HEAD {
        request.uri().path_and_query().map(ToString::to_string)
    } else {
        request
            .headers()
            .get(header::REFERER)
            .and_then(|value| value.to_str().ok()?.parse::<Uri>().ok())
            .and_then(|uri| uri.path_and_query().map(ToString::to_string))
    };
    let target = safe_location("/sign-in", &[("next", wanted.as_deref().unwrap_or("/"))]);
    let mut response = (StatusCode::SEE_OTHER, [(header::LOCATION, target)]).into_response();
    if ended {
        let gone = format!("{SESSION_COOKIE}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax");
        append_cookie(&mut response, &gone);
    }
    response
}

fn append_cookie(response: &mut Response<Body>, cookie: &str) {
    if let Ok(value) = HeaderValue::from_str(cookie) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_that_goes_up_is_none() {
        for path in ["/share/..", "/./admin", "/a/%2E./b", "/a/.%2e", "/a\\..\\b"] {
            assert!(has_dot_segment(path), "{path}");
        }
        for path in [
            "/",
            "/pkg/1/bailiwick.js",
            "/a/..b",
            "/a/.../b",
            "/texts/de/1/start.json",
        ] {
            assert!(!has_dot_segment(path), "{path}");
        }
    }

    #[test]
    fn only_what_is_named_is_public() {
        for path in [
            "/sign-in",
            "/sign-in/code",
            "/share/1",
            "/auth/demo",
            "/demo/mailbox/1",
        ] {
            assert_eq!(place(path), Place::Public, "{path}");
        }
        for path in [
            "/",
            "/packages",
            "/sign-inx",
            "/demo/clock",
            "/admin/people",
            "/admin/audit/export.csv",
            "/shared",
        ] {
            assert_eq!(place(path), Place::Inside, "{path}");
        }
        assert_eq!(place("/pkg/1/bailiwick.js"), Place::File);
        assert_eq!(place("/favicon.svg"), Place::File);
        assert_eq!(place("/api/pages/x"), Place::Data);
        let packages = format!("{}/accessPackages", graph::BASE);
        assert_eq!(place(&packages), Place::Data);
    }
}
