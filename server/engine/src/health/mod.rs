//! How the server is, for administrators: what waits, what failed, and trying that again.

mod again;
mod view;

pub use again::{mail_again, mails_again, role_again};
pub use view::view;
