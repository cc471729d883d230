//! Sign-in providers (ORG-02).

mod form;
mod list;
mod view;

pub use form::{EditProviderPage, NewProviderPage};
pub use list::ProvidersPage;
pub use view::ProviderPage;

use crate::ui::CopyField;
use leptos::prelude::*;
use shared::views::providers::PortalAddresses;

const PATH: &str = "/admin/providers";

/// What has to be entered at the provider.
#[component]
fn Addresses(addresses: PortalAddresses) -> impl IntoView {
    view! {
        <CopyField id="redirect-address" label=t!("Redirect address") value=addresses.redirect
            hint=t!("Also called redirect URI, callback URL or reply URL.")/>
        <CopyField id="sign-out-address" label=t!("Address after signing out") value=addresses.after_sign_out
            hint=t!("Also called post logout redirect URI. Without it, people stay at the provider when they sign out.")/>
    }
}

/// What a claim is about.
fn property(name: &str) -> &'static str {
    match name {
        "user_name" => t!("User name"),
        "display_name" => t!("Name"),
        "mail" => t!("Mail address"),
        "given_name" => t!("Given name"),
        "surname" => t!("Surname"),
        "job_title" => t!("Job title"),
        "department" => t!("Department"),
        "cost_center" => t!("Cost center"),
        "company" => t!("Company"),
        "country" => t!("Country"),
        _ => t!("Groups"),
    }
}
