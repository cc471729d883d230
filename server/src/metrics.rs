//! Figures for Prometheus, at an address of their own: they are for the people who run the server.

use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use engine::Engine;
use engine::backlog::backlog;
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::{Registry, Unit};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

/// Seconds that divide the answers: what the eye does not notice, what it does, and what is slow.
const SECONDS: [f64; 12] = [
    0.001, 0.002, 0.004, 0.008, 0.015, 0.03, 0.06, 0.125, 0.25, 0.5, 1.0, 5.0,
];

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Answered {
    kind: &'static str,
    method: &'static str,
    status: u16,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Kind {
    kind: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Job {
    job: &'static str,
    outcome: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Thing {
    thing: &'static str,
}

type Histograms = Family<Kind, Histogram, fn() -> Histogram>;

/// The figures of one server.
#[derive(Debug)]
pub struct Metrics {
    registry: Registry,
    requests: Family<Answered, Counter>,
    seconds: Histograms,
    jobs: Family<Job, Counter>,
    backlog: Family<Thing, Gauge>,
    database: Gauge,
}

impl Default for Metrics {
    fn default() -> Self {
        let mut registry = Registry::with_prefix("bailiwick");
        let requests = Family::default();
        registry.register("http_requests", "Answered requests", requests.clone());
        let seconds = Histograms::new_with_constructor(|| Histogram::new(SECONDS));
        registry.register_with_unit(
            "http_request_duration",
            "Time from the arrival of a request to its answer",
            Unit::Seconds,
            seconds.clone(),
        );
        let jobs = Family::default();
        registry.register("jobs", "Things done in the background", jobs.clone());
        let backlog = Family::default();
        registry.register(
            "backlog",
            "Things that wait, counted to 10,000",
            backlog.clone(),
        );
        let database = Gauge::default();
        registry.register("database_up", "1 if the database answers", database.clone());
        Self {
            registry,
            requests,
            seconds,
            jobs,
            backlog,
            database,
        }
    }
}

impl Metrics {
    /// Notes an answered request. Kinds of addresses are told apart, never single ones.
    pub fn note(
        &self,
        kind: &'static str,
        method: &'static str,
        status: StatusCode,
        took: Duration,
    ) {
        let answered = Answered {
            kind,
            method,
            status: status.as_u16(),
        };
        self.requests.get_or_create(&answered).inc();
        self.seconds
            .get_or_create(&Kind { kind })
            .observe(took.as_secs_f64());
    }

    /// The figures as text, with those the engine keeps and those the database holds.
    ///
    /// # Errors
    /// The text cannot be written.
    pub async fn text(&self, engine: &Engine) -> Result<String, std::fmt::Error> {
        for (job, figures) in engine.work.figures() {
            for (outcome, count) in [("done", figures.done), ("failed", figures.failed)] {
                let counter = self.jobs.get_or_create(&Job { job, outcome });
                counter.inner().store(count, Ordering::Relaxed);
            }
        }
        let waiting = backlog(engine).await;
        self.database.set(i64::from(waiting.is_ok()));
        match waiting {
            Ok(waiting) => {
                for (thing, count) in [
                    ("mails_waiting", waiting.mails_waiting),
                    ("mails_given_up", waiting.mails_given_up),
                    ("deliveries_waiting", waiting.deliveries_waiting),
                    ("deliveries_failed", waiting.deliveries_failed),
                ] {
                    self.backlog.get_or_create(&Thing { thing }).set(count);
                }
            }
            // Better no figure than an old one.
            Err(_) => self.backlog.clear(),
        }
        let mut text = String::new();
        encode(&mut text, &self.registry)?;
        Ok(text)
    }
}

/// What an address is, for the figures and the log.
pub(crate) fn kind(path: &str) -> &'static str {
    if path.starts_with(graph::BASE) {
        "api"
    } else if path.starts_with("/api/") {
        "data"
    } else if path.starts_with("/pkg/") {
        "file"
    } else if path == "/health" {
        "health"
    } else {
        "page"
    }
}

/// `GET /metrics`, at the address for figures.
pub fn router(engine: &Arc<Engine>, metrics: &Arc<Metrics>) -> Router {
    Router::new()
        .route("/metrics", get(answer))
        .with_state((Arc::clone(engine), Arc::clone(metrics)))
}

async fn answer(State((engine, metrics)): State<(Arc<Engine>, Arc<Metrics>)>) -> Response {
    const KIND: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    match metrics.text(&engine).await {
        Ok(text) => ([(header::CONTENT_TYPE, KIND)], text).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}
