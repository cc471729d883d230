//! Sign-in providers (OpenID Connect): which there are, what they say about themselves and about people.
//! Signing in with one is in `identity::oidc`.

mod change;
pub(crate) mod check;
pub(crate) mod known;
pub(crate) mod model;
mod read;
mod secrets;
pub(crate) mod token;
mod web;

pub use change::{create, delete, update};
pub use check::check;
pub(crate) use read::most;
pub use read::{choices, edit_form, list, new_form, view};
pub use secrets::Secrets;
pub use web::{NoAnswer, Web};

pub(crate) use known::KnownProviders;

use crate::engine::Engine;
use shared::views::providers::PortalAddresses;

/// Where providers send people back to.
pub(crate) fn redirect_address(engine: &Engine) -> String {
    format!("{}/auth/oidc/callback", engine.options.public_url)
}

/// Where providers send people whom they have signed out.
pub(crate) fn address_after_sign_out(engine: &Engine) -> String {
    format!("{}/sign-in", engine.options.public_url)
}

fn addresses(engine: &Engine) -> PortalAddresses {
    PortalAddresses {
        redirect: redirect_address(engine),
        after_sign_out: address_after_sign_out(engine),
    }
}
