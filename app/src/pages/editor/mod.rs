//! The step-by-step editor of packages and policies. One form holds every step: with JavaScript one
//! step shows at a time and the meaning is told and drawn while one types; without, the steps stand
//! below each other.

mod approval;
mod basics;
mod browser;
mod form;
mod leaving;
mod lifecycle;
mod load;
mod panel;
mod people;
mod questions;
mod review;
mod roles;
mod simulator;
mod state;
mod step;
mod who;

pub use load::{EditPolicyPage, NewPackagePage, NewPolicyPage};

/// The name of the form, by which a refused one finds its page.
pub const FORM: &str = "policy";
/// The name of the form that deletes a policy.
pub const DELETE: &str = "delete";
