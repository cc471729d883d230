//! Programs that call the API: service principals with roles of their own, and their tokens.

mod bearer;
mod change;
mod read;
mod tokens;

pub use bearer::{Bearer, Refusal, note_use, program_for, refused};
pub use change::{create, delete, set_enabled, update};
pub use read::{list, view};
pub use tokens::{NewToken, create_token, revoke_token, token_for};

pub(crate) use read::{Program, by_ids, find};
