//! Tests of the engine over real databases. Each story runs on SQLite and on Postgres; see
//! [`support`] for how a world is set up.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on should stop where it is"
)]

#[expect(
    dead_code,
    reason = "the vocabulary of stories: not every word is spoken yet"
)]
#[macro_use]
mod support;

mod approvals;
mod assign_many;
mod assignments;
mod attributes;
mod audit;
mod audit_search;
mod backup;
mod catalogs;
mod delegation;
mod demo;
mod desk;
mod emergencies;
mod extensions;
mod failures;
mod guest_policies;
mod guests;
mod guests_changed;
mod harness;
mod health;
mod history;
mod holes;
mod identity;
mod import;
mod mail_off;
mod many_policies;
mod midway;
mod migrations;
mod migrations_from;
mod my;
mod notices;
mod numbers;
mod organizations;
mod overlaps;
mod package_content;
mod packages;
mod people;
mod plans;
mod policies;
mod queries;
mod races;
mod relocate;
mod requests;
mod resources;
mod retire;
mod roles;
mod schema;
mod scope_loss;
mod separation;
mod servers;
mod settings;
mod simulation;
mod team;
mod texts;
mod turns;
