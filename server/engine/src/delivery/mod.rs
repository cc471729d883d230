//! Delivery: what assignments promise becomes roles in the directory, and goes away with the last
//! of them (BYD-06, BYD-07, BYD-10, PKG-09..12).

mod at_once;
mod builtin;
mod content;
pub(crate) mod lock;
pub(crate) mod refused;
mod work;

pub(crate) use at_once::{Taken, give, look, take};
pub use content::{drop_role, want_role};
pub(crate) use work::{again, deliver, due, is_there, reapply, settle_removal};
