//! Every request there was, kept for years, searched and exported (BYD-25): for administrators in all
//! catalogs, for those with a role in a catalog there.

mod export;
mod search;

pub use export::{EXPORT_MAX, export};
pub use search::search;
