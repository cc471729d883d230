//! The organization that is measured: seeded, the same every time, written straight into the tables.

mod access;
mod directory;
pub mod ids;
mod load;
pub mod model;
mod numbers;
pub mod request;
mod sink;
mod table;

pub use directory::token;
pub use load::{Loaded, Session, load, load_some, loaded, sessions};
pub(crate) use load::{head, set_head};
pub use numbers::{Numbers, Seed};
pub use sink::Sink;
pub use table::{Table, Value};
