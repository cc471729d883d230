//! The use cases that are measured. A new one joins in [`ROWS`]: its name, where its requests come
//! from, and what it has to reach.

use super::{Call, Calls};
use crate::raw::{API, PAGE};
use crate::seed::model::Model;

/// A use case.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// Short, for `--only`.
    pub key: &'static str,
    pub name: &'static str,
    pub source: Source,
    /// What it has to reach on the small organization.
    pub bar: Bar,
}

/// What a use case has to reach.
#[derive(Clone, Copy, Debug)]
pub struct Bar {
    /// Requests per second, as a share of the baseline's; zero where its page is no comparison.
    pub ratio: f64,
    pub per_second: f64,
    /// Milliseconds.
    pub p99: f64,
    /// Statements per request.
    pub statements: f64,
}

/// Lists of the API.
const LIST: Bar = Bar {
    ratio: 0.5,
    per_second: 4_000.0,
    p99: 8.0,
    statements: 4.0,
};
/// Pages.
const PAGES: Bar = Bar {
    ratio: 0.0,
    per_second: 2_000.0,
    p99: 15.0,
    statements: f64::INFINITY,
};

/// Where the requests of a use case come from.
#[derive(Clone, Copy, Debug)]
pub enum Source {
    /// Reading: some requests, again and again.
    Again(fn(&Model) -> Vec<Call>),
    /// Requests for access, each for another person or package.
    Submissions,
    /// Decisions on prepared requests that lack one approval; delivery counts into the time.
    Approvals,
}

/// The table. Reading comes first, on the organization as it was loaded.
pub const ROWS: &[Row] = &[
    Row {
        key: "list-packages",
        name: "List packages I may request, 50 rows, API",
        source: Source::Again(requestable),
        bar: LIST,
    },
    Row {
        key: "list-pending",
        name: "List pending requests, 50 rows, API",
        source: Source::Again(pending),
        bar: LIST,
    },
    Row {
        key: "overview",
        name: "My Access overview, HTML",
        source: Source::Again(|model| pages(model, "/")),
        bar: PAGES,
    },
    Row {
        key: "packages",
        name: "My Access packages, HTML, 50 packages",
        source: Source::Again(|model| pages(model, "/packages")),
        bar: PAGES,
    },
    Row {
        key: "submit",
        name: "Submit a request, two-stage policy",
        source: Source::Submissions,
        bar: Bar {
            ratio: 0.5,
            per_second: 2_000.0,
            p99: 20.0,
            statements: 10.0,
        },
    },
    Row {
        key: "approve",
        name: "Final approval with delivery",
        source: Source::Approvals,
        bar: Bar {
            ratio: 0.5,
            per_second: 1_000.0,
            p99: 40.0,
            statements: 15.0,
        },
    },
];

/// People who read: enough that nothing is kept for one of them alone.
fn readers(model: &Model) -> std::ops::Range<u64> {
    1..model.numbers.sessions.min(201)
}

fn requestable(model: &Model) -> Vec<Call> {
    let path =
        format!("{API}/accessPackages/filterByCurrentUser(on='allowedRequestor')?$top={PAGE}");
    readers(model)
        .map(|user| Call::get(path.clone(), user))
        .collect()
}

fn pending(_model: &Model) -> Vec<Call> {
    let path =
        format!("{API}/assignmentRequests?$filter=state%20eq%20%27pendingApproval%27&$top={PAGE}");
    // The administrator sees all of them.
    vec![Call::get(path, 0)]
}

fn pages(model: &Model, path: &str) -> Vec<Call> {
    readers(model)
        .map(|user| Call::get(path.to_owned(), user))
        .collect()
}

impl Source {
    /// Does work go on in the background after the answer, which counts as well?
    pub const fn is_delivered_later(self) -> bool {
        matches!(self, Self::Approvals)
    }
}

impl From<Vec<Call>> for Calls {
    /// Requests that can be sent again and again.
    fn from(calls: Vec<Call>) -> Self {
        Self { calls, again: true }
    }
}
