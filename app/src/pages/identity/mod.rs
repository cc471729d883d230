//! Signing in, one's own account, the page behind a share link, and the demonstration's mailbox.

mod code;
mod forgot;
mod frame;
mod landing;
mod mailbox;
mod notices;
mod profile;
mod rights;
mod second_factor;
mod second_step;
mod sessions;
mod sign_in;

pub use code::CodePage;
pub use forgot::{ForgotPage, ResetPage};
pub use landing::LandingPage;
pub use mailbox::{MailPage, MailboxPage};
pub use notices::NoticesPage;
pub use profile::ProfilePage;
pub use rights::RightsPage;
pub use second_factor::SecondFactorPage;
pub use second_step::SecondStepPage;
pub use sessions::SessionsPage;
pub use sign_in::SignInPage;
