//! Everything that happens: services (use cases) over two databases, jobs and reconcilers.
//!
//! A use case is one function on [`Ctx`]: it asks for a [`Permit`], works in one transaction, leaves
//! one audit record and puts its effects into the outbox of that transaction.

#[macro_use(t, tn)]
extern crate shared;

pub mod approvals;
pub mod assignments;
mod attributes;
pub mod audit;
pub mod backlog;
pub mod backup;
pub mod catalogs;
pub mod clock;
pub mod csv_file;
mod ctx;
pub mod db;
pub mod delivery;
pub mod demo;
pub mod directory;
pub mod emergencies;
mod engine;
mod entropy;
mod error;
pub mod guests;
pub mod health;
pub mod history;
pub mod identity;
pub mod lists;
pub mod my;
pub mod notices;
pub mod numbers;
pub mod objects;
pub mod organizations;
pub mod outbox;
pub mod packages;
pub mod people;
pub mod policies;
pub mod programs;
pub mod providers;
mod reconcile;
pub mod requests;
pub mod roles;
pub mod scim;
pub mod scope;
pub mod separation;
pub mod settings;
mod texts;
pub mod work;

pub use ctx::{Ctx, Permit, Tx};
pub use engine::{Engine, EngineOptions};
pub use entropy::Entropy;
pub use error::{Failure, Outcome};
