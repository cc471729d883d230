//! A browser without scripts: keeps cookies, sends forms, reads answers.

use crate::support::World;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use engine::EngineOptions;
use engine::identity::accounts;
use engine::identity::demo::{ListedPersona, list_personas};
use server::http::{Site, router};
use std::collections::{BTreeMap, BTreeSet};
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use tower::ServiceExt;

/// The host every request names.
pub const HOST: &str = "127.0.0.1:3000";

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Answer {
    pub fn header(&self, name: impl header::AsHeaderName) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }

    /// The page a 303 leads to.
    #[track_caller]
    pub fn leads_to(&self) -> &str {
        assert_eq!(self.status, StatusCode::SEE_OTHER, "{}", self.body);
        self.header(header::LOCATION)
    }

    #[track_caller]
    pub fn says(&self, text: &str) -> &Self {
        assert!(
            self.body.contains(text),
            "{text:?} is not in: {}",
            self.body
        );
        self
    }

    #[track_caller]
    pub fn is(&self, status: u16) -> &Self {
        assert_eq!(self.status.as_u16(), status, "{}", self.body);
        self
    }
}

/// One browser at one address.
#[derive(Clone, Debug)]
pub struct Browser {
    router: Router,
    address: String,
    pub cookies: BTreeMap<String, String>,
    headers: Vec<(&'static str, String)>,
}

impl Browser {
    /// A browser of a world's portal.
    pub fn of(world: &World) -> Self {
        let site = Site::folder(Path::new(env!("CARGO_TARGET_TMPDIR")));
        Self {
            router: router(&world.engine, &site, &[], &Arc::default()).unwrap(),
            address: "127.0.0.1:50000".to_owned(),
            cookies: BTreeMap::new(),
            headers: Vec::new(),
        }
    }

    /// The same portal from another browser at this address.
    pub fn from(&self, address: &str) -> Self {
        Self {
            router: self.router.clone(),
            address: format!("{address}:50000"),
            cookies: BTreeMap::new(),
            headers: Vec::new(),
        }
    }

    /// With a further header on every request.
    pub fn with(mut self, name: &'static str, value: &str) -> Self {
        self.headers.retain(|(known, _)| *known != name);
        self.headers.push((name, value.to_owned()));
        self
    }

    pub async fn get(&mut self, path: &str) -> Answer {
        self.send(Method::GET, path, Body::empty()).await
    }

    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body = serde_urlencoded::to_string(fields).unwrap();
        self.send(Method::POST, path, Body::from(body)).await
    }

    pub async fn send(&mut self, method: Method, path: &str, body: Body) -> Answer {
        let mut request = Request::builder().method(&method).uri(path);
        if !self.headers.iter().any(|(name, _)| *name == "host") {
            request = request.header(header::HOST, HOST);
        }
        let typed = self.headers.iter().any(|(name, _)| *name == "content-type");
        if method == Method::POST && !typed {
            request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        }
        for (name, value) in &self.headers {
            request = request.header(*name, value);
        }
        if !self.cookies.is_empty() {
            let pairs: Vec<_> = self
                .cookies
                .iter()
                .map(|(k, v)| format!("{k}={v}"))
                .collect();
            request = request.header(header::COOKIE, pairs.join("; "));
        }
        let mut request = request.body(body).unwrap();
        let peer: SocketAddr = self.address.parse().unwrap();
        request.extensions_mut().insert(ConnectInfo(peer));
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        for cookie in parts.headers.get_all(header::SET_COOKIE) {
            let (pair, rest) = cookie.to_str().unwrap().split_once(';').unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            if rest.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        let body = to_bytes(body, 10_000_000).await.unwrap();
        let answer = Answer {
            status: parts.status,
            headers: parts.headers,
            body: String::from_utf8_lossy(&body).into_owned(),
        };
        if answer.header(header::CONTENT_TYPE).starts_with("text/html") {
            ids_are_unique(path, &answer.body);
        }
        answer
    }

    /// Signs in with the password every member of these tests has.
    pub async fn sign_in(&mut self, user_name: &str) -> &mut Self {
        let answer = self
            .post(
                "/sign-in",
                &[("user_name", user_name), ("password", PASSWORD)],
            )
            .await;
        assert_eq!(answer.leads_to(), "/");
        self
    }
}

/// A label, a hint and a button that opens something belong to the first element with their id.
#[track_caller]
fn ids_are_unique(path: &str, page: &str) {
    let mut seen = BTreeSet::new();
    for rest in page.split(" id=\"").skip(1) {
        let id = rest.split('"').next().unwrap_or_default();
        assert!(seen.insert(id), "{path} has the id {id:?} twice");
    }
}

/// The password of [`employee`]s.
pub const PASSWORD: &str = "correct horse battery";

/// A member who can sign in.
pub async fn employee(world: &World, name: &str) -> shared::ids::UserId {
    let id = world.member(name).await;
    let user_name = name.to_lowercase().replace(' ', ".");
    accounts::set_password(&world.system(), &user_name, PASSWORD)
        .await
        .unwrap();
    id
}

/// A demonstration beside this world, with Ada Lind as its persona.
pub async fn demonstration(world: &World) -> Arc<World> {
    let options = EngineOptions {
        demo: true,
        ..EngineOptions::default()
    };
    let world = World::with(world.backend, options).await;
    world.members(["Ada Lind", "Bo Ek"]).await;
    let personas = [ListedPersona {
        user_name: "ada.lind".to_owned(),
        about: "Asks for access".to_owned(),
    }];
    list_personas(&world.system(), &personas).await.unwrap();
    Arc::new(world)
}
