//! A request to a route, and who may make it.

use crate::browser::{Answer, Browser};
use crate::support::place::{Caller, Place};
use crate::support::rights::{Needs, expected};
use axum::body::Body;
use axum::http::{Method, header};
use serde_json::Value;

/// Who gets what.
#[derive(Clone, Copy, Debug)]
pub enum Who {
    /// What the checked-in matrix says.
    Matrix(Needs),
    /// As [`Self::Matrix`], sent from a page that not everybody may open whom the row is about: they get
    /// the status of that page.
    Below(Needs),
    /// As [`Self::Matrix`], a file: who may not have it is led to the page that says why.
    File(Needs),
    /// Whoever is signed in is led to the page with the form.
    Back,
    /// Whoever is signed in gets one of these statuses, and nothing of somebody else's changes.
    SignedIn(&'static [u16]),
    /// No session opens it, of whomever: it takes a token.
    Token,
    /// Everybody, signed in or not, gets one of these statuses.
    Everyone(&'static [u16]),
    /// Tried in another test.
    Elsewhere,
}

/// One row of the table.
pub struct Route {
    pub method: &'static str,
    pub pattern: &'static str,
    pub who: Who,
    pub ask: fn(&Place) -> Ask,
}

/// What fills the gaps of an address, and what is sent.
#[derive(Clone, Debug, Default)]
pub struct Ask {
    params: Vec<String>,
    fields: Vec<(String, String)>,
    json: Option<Value>,
}

impl Ask {
    pub fn new(params: Vec<String>, fields: Vec<(&str, String)>) -> Self {
        let named = |(name, value): (&str, String)| (name.to_owned(), value);
        Self {
            params,
            fields: fields.into_iter().map(named).collect(),
            json: None,
        }
    }

    /// With further fields.
    pub fn with(mut self, fields: Vec<(String, String)>) -> Self {
        self.fields.extend(fields);
        self
    }

    pub fn json(mut self, json: Value) -> Self {
        self.json = Some(json);
        self
    }
}

/// `get "/admin/catalogs/{id}": Who, |place| [place.catalog] { "q": "" };` — the gaps in their order, then
/// the fields; `json` and `with` add a body and more fields.
macro_rules! routes {
    ($($method:ident $pattern:literal: $who:expr
        $(, |$place:ident| [$($param:expr),*] $({ $($field:literal: $value:expr),* })? $(with($with:expr))? $(json($json:expr))?)?;)+) => {
        &[$($crate::routes::ask::Route {
            method: stringify!($method),
            pattern: $pattern,
            who: $who,
            ask: |_place| {
                $(let $place = _place;)?
                $crate::routes::ask::Ask::new(
                    vec![$($($param.to_string()),*)?],
                    vec![$($($(($field, $value.to_string())),*)?)?],
                )$($(.with($with))?)?$($(.json($json))?)?
            },
        }),+]
    };
}
pub(super) use routes;

impl Route {
    /// As the router names it.
    pub fn name(&self) -> String {
        format!("{} {}", self.method, self.pattern)
    }

    pub fn is_safe(&self) -> bool {
        self.method == "get"
    }

    /// Answers a program or an open page rather than somebody who looks.
    fn is_data(&self) -> bool {
        self.pattern.starts_with("/api/") || self.pattern.starts_with(graph::BASE)
    }

    /// The address, with what it is asked for.
    fn address(&self, ask: &Ask) -> String {
        let mut params = ask.params.iter();
        let mut address = String::new();
        for segment in self.pattern.split('/').skip(1) {
            let filled = if segment.starts_with('{') {
                params
                    .next()
                    .unwrap_or_else(|| panic!("{} has more gaps", self.name()))
            } else {
                segment
            };
            address.push('/');
            address.push_str(filled);
        }
        assert!(params.next().is_none(), "{} has fewer gaps", self.name());
        if matches!(self.method, "get" | "delete") && !ask.fields.is_empty() {
            address.push('?');
            address.push_str(&serde_urlencoded::to_string(&ask.fields).unwrap());
        }
        address
    }

    pub async fn send(&self, browser: &Browser, place: &Place) -> Answer {
        self.send_this(browser, (self.ask)(place)).await
    }

    /// The same with ids in the address that name nothing.
    pub async fn send_strange(&self, browser: &Browser, place: &Place, id: &str) -> Answer {
        let mut ask = (self.ask)(place);
        for param in &mut ask.params {
            *param = id.to_owned();
        }
        self.send_this(browser, ask).await
    }

    async fn send_this(&self, browser: &Browser, ask: Ask) -> Answer {
        let address = self.address(&ask);
        let method: Method = self.method.to_uppercase().parse().unwrap();
        // A notice for the next page is nobody's business here.
        let mut browser = browser.clone();
        if self.is_safe() {
            return browser.get(&address).await;
        }
        let body = match &ask.json {
            Some(json) => {
                browser = browser.with(header::CONTENT_TYPE.as_str(), "application/json");
                json.to_string()
            }
            None => serde_urlencoded::to_string(&ask.fields).unwrap(),
        };
        browser.send(method, &address, Body::from(body)).await
    }

    /// Is the caller let in, as far as the table says?
    pub fn lets_in(&self, caller: Caller, own: bool) -> bool {
        match self.who {
            Who::Matrix(needs) | Who::Below(needs) | Who::File(needs) => {
                expected(caller, needs, own) == 200
            }
            Who::Back | Who::SignedIn(_) => caller != Caller::Anonymous,
            Who::Token => false,
            Who::Everyone(_) | Who::Elsewhere => true,
        }
    }

    /// Does it matter in whose catalog the thing is?
    pub fn has_a_place(&self) -> bool {
        matches!(self.who, Who::Matrix(needs) | Who::Below(needs) | Who::File(needs) if needs.has_a_place())
    }

    /// Was the answer the one the table asks for?
    pub fn is_right(&self, caller: Caller, own: bool, answer: &Answer) -> bool {
        let status = answer.status.as_u16();
        let leads = if status == 303 {
            answer.header(header::LOCATION)
        } else {
            ""
        };
        let to_sign_in = leads == "/sign-in" || leads.starts_with("/sign-in?");
        if let Who::Everyone(statuses) = self.who {
            return statuses.contains(&status);
        }
        if matches!(self.who, Who::Token) {
            return status == 401;
        }
        if caller == Caller::Anonymous {
            return if self.is_data() {
                status == 401
            } else {
                to_sign_in
            };
        }
        let opened = matches!(status, 200..=299 | 400 | 409 | 422) || status == 303 && !to_sign_in;
        match self.who {
            Who::Matrix(needs) => match expected(caller, needs, own) {
                200 => opened,
                wanted => status == wanted,
            },
            Who::Below(needs) => match expected(caller, needs, own) {
                200 => opened,
                wanted => status == wanted || matches!(status, 403 | 404),
            },
            Who::File(needs) => {
                let file = answer.header(header::CONTENT_TYPE).starts_with("text/csv");
                let let_in = expected(caller, needs, own) == 200;
                file == let_in && (let_in || status == 403 || status == 303 && !to_sign_in)
            }
            Who::Back => status == 303 && !to_sign_in,
            Who::SignedIn(statuses) => statuses.contains(&status),
            Who::Token | Who::Everyone(_) | Who::Elsewhere => true,
        }
    }
}
