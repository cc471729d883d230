//! The forms of the pages, carried out. Handlers parse, call one use case, and answer; they hold
//! no rules.

mod account;
mod admin;
mod approvals;
mod audit;
mod catalogs;
mod desk;
mod guests;
mod health;
mod history;
mod identity;
mod many_policies;
mod my;
mod oidc;
mod organizations;
mod packages;
mod people;
mod policies;
mod programs;
mod providers;
mod roles;
mod separation;
mod settings;
mod team;

use crate::web::AppState;
use axum::Router;

/// Every form target.
pub fn router() -> Router<AppState> {
    Router::new()
        .merge(account::router())
        .merge(admin::router())
        .merge(approvals::router())
        .merge(audit::router())
        .merge(catalogs::router())
        .merge(desk::router())
        .merge(guests::router())
        .merge(health::router())
        .merge(history::router())
        .merge(identity::router())
        .merge(many_policies::router())
        .merge(my::router())
        .merge(oidc::router())
        .merge(organizations::router())
        .merge(packages::router())
        .merge(people::router())
        .merge(policies::router())
        .merge(programs::router())
        .merge(providers::router())
        .merge(roles::router())
        .merge(separation::router())
        .merge(settings::router())
        .merge(team::router())
}

#[cfg(test)]
mod tests;
