//! What every page and action stands on: errors, loading, forms that come back, and on the server
//! the way from a request to a use case and back.

#[cfg(feature = "ssr")]
mod cookie;
#[cfg(feature = "ssr")]
mod elsewhere;
mod error;
#[cfg(feature = "ssr")]
mod file;
mod form;
mod loaded;
#[cfg(feature = "ssr")]
mod server;
mod shell;
mod texts;

#[cfg(feature = "ssr")]
pub use cookie::{
    SESSION_COOKIE, cookie, forget_browser, forget_pending, forget_session, keep_browser,
    kept_browser, safe_location, start_pending, start_session,
};
#[cfg(feature = "ssr")]
pub use elsewhere::elsewhere;
pub use error::PageError;
#[cfg(feature = "ssr")]
pub use file::csv;
pub use form::{Returned, provide_returned, use_form, use_row_form};
pub use loaded::Loaded;
#[cfg(feature = "ssr")]
pub use server::{
    AppState, Call, Done, FLASH_COOKIE, PageContext, answer, client, ctx, go_on_to, pending_token,
    provide_page_context, read_flash, render, say_next,
};
pub use shell::{provide_shell, shell_view};
pub use texts::file as texts_file;
#[cfg(feature = "ssr")]
pub use texts::{folder as texts_folder, serve as serve_texts};
#[cfg(feature = "hydrate")]
pub use texts::{load as load_texts, load_start as load_first_texts};
