//! The pages, one folder per area.

pub(crate) mod admin;
pub mod audit;
pub mod catalogs;
pub mod editor;
pub mod guests;
pub mod health;
pub mod history;
pub mod identity;
pub mod my;
pub mod numbers;
pub mod objects;
pub mod organizations;
pub mod packages;
pub mod people;
pub mod programs;
pub mod providers;
pub mod roles;
pub mod settings;
mod states;

pub use states::{ErrorPage, NotFoundPage, PageSkeleton};
