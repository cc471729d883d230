//! Programs that call the API, and their tokens.

mod form;
mod list;
mod tokens;
mod view;

pub use form::{EditProgramPage, NewProgramPage};
pub use list::ProgramsPage;
pub use view::ProgramPage;

const PATH: &str = "/admin/programs";
