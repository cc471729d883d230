//! The server, asked over HTTP in process: what comes back, with which status, cookies and headers.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on should stop where it is"
)]

#[expect(dead_code, reason = "the stage is shared with the engine's tests")]
#[macro_use]
#[path = "../../engine/tests/it/support/mod.rs"]
mod support;

mod account;
mod admin_pages;
mod approvals;
mod browser;
mod connections;
mod desk;
mod graph;
mod graph_packages;
mod headers;
mod health_page;
mod holes;
mod hostile;
mod languages;
mod metrics;
mod oidc;
mod partners;
mod program;
mod programs;
mod routes;
mod scim;
mod scope_loss;
mod sessions;
mod sign_in;
mod site;
