//! Random years in the life of a portal: random people do random things, time passes, mail fails, and
//! now and then the program is killed between two steps and started again on what the database kept.
//! After every step the invariants are asked. One number, the seed, decides everything, so that a
//! bad run can be played again.
//!
//! An operation joins in [`operations::TABLE`], an invariant in [`invariants`].

mod chance;
pub mod file;
mod invariants;
mod log;
mod many;
pub mod operations;
mod policy;
mod post;
mod run;
mod template;
mod world;

pub use log::Log;
pub use many::{Many, Tally, play, run_many, runtime};
pub use run::{Broken, Run, explain, live, simulate};
pub use template::Template;
pub use world::World;
