//! Signing in with a provider (OpenID Connect), and everything that must not let anybody in.

mod hostile;
mod pages;
mod people;

use crate::browser::{Answer, Browser};
use crate::support::World;
use crate::support::provider::{self, Provider};
use engine::providers::create;
use serde_json::{Value, json};
use shared::forms::providers::ProviderInput;
use shared::ids::ProviderId;

pub fn input(provider: &Provider) -> ProviderInput {
    ProviderInput {
        issuer: provider.issuer.clone(),
        ..provider::input("Norrland Login")
    }
}

/// A provider that the portal knows, as the story wants it.
pub async fn known(
    world: &World,
    change: impl FnOnce(&mut ProviderInput),
) -> (Provider, ProviderId) {
    let provider = Provider::start();
    let mut input = input(&provider);
    change(&mut input);
    let admin = world.administrator_named("Ines Provider").await;
    let id = create(&admin, input).await.unwrap();
    (provider, id)
}

/// Ada at the provider.
pub fn ada() -> Value {
    json!({
        "sub": "ada-1", "email": "ada.lind@norrland.example", "email_verified": true, "name": "Ada Lind",
        "preferred_username": "ada.lind", "given_name": "Ada", "family_name": "Lind",
        "department": "Sales", "groups": []
    })
}

pub fn with(mut claims: Value, changes: Value) -> Value {
    for (name, value) in changes.as_object().unwrap() {
        claims[name] = value.clone();
    }
    claims
}

/// Sets out for the provider; the address there.
pub async fn set_out(browser: &mut Browser, id: ProviderId, next: &str) -> String {
    let answer = browser.get(&format!("/auth/oidc/{id}?next={next}")).await;
    answer.leads_to().to_owned()
}

/// There and back.
pub async fn sign_in(
    world: &World,
    browser: &mut Browser,
    provider: &Provider,
    id: ProviderId,
    claims: Value,
) -> Answer {
    let there = set_out(browser, id, "/profile").await;
    let back = provider.answer(&there, world.now(), claims);
    browser.get(&back).await
}

pub async fn latest(world: &World, action: &str) -> String {
    value!(
        world,
        String,
        "SELECT details FROM audit_records WHERE action = $1 ORDER BY seq DESC LIMIT 1",
        action
    )
}

#[track_caller]
pub fn is_out(browser: &Browser) {
    assert!(!browser.cookies.contains_key("bailiwick-session"));
}
