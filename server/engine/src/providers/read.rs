//! Providers as pages show them.

use super::{addresses, model};
use crate::ctx::Ctx;
use crate::error::Outcome;
use crate::{fetch_all, fetch_one};
use shared::authz::{Action, Scope};
use shared::ids::ProviderId;
use shared::limits::PROVIDERS_MAX;
use shared::providers::{ClaimMap, GroupMatching, Matching, People, Strangers};
use shared::views::When;
use shared::views::providers::{
    ProviderButton, ProviderForm, ProviderRow, ProviderView, ProvidersView,
};

pub(crate) fn most() -> i64 {
    i64::try_from(PROVIDERS_MAX).unwrap_or(i64::MAX)
}

/// Every provider, by name.
///
/// # Errors
/// Not allowed.
pub async fn list(ctx: &Ctx) -> Outcome<ProvidersView> {
    #[derive(sqlx::FromRow)]
    struct Row {
        id: ProviderId,
        display_name: String,
        issuer: String,
        people: People,
        enabled: bool,
        known: i64,
    }
    ctx.require(Action::TenantSettings, Scope::Tenant)?;
    let mut conn = ctx.read().await?;
    let rows = fetch_all!(conn, Row, "providers/list", most())?;
    Ok(ProvidersView {
        rows: rows
            .into_iter()
            .map(|row| ProviderRow {
                id: row.id.to_string(),
                name: row.display_name,
                issuer: row.issuer,
                partners: row.people == People::Partners,
                enabled: row.enabled,
                people: row.known,
            })
            .collect(),
    })
}

/// One provider.
///
/// # Errors
/// Not allowed, or there is no such provider.
pub async fn view(ctx: &Ctx, id: ProviderId) -> Outcome<ProviderView> {
    ctx.require(Action::TenantSettings, Scope::Tenant)?;
    let mut conn = ctx.read().await?;
    let provider = model::get(&mut conn, id).await?;
    let domains = model::domains_of(&mut conn, id).await?;
    let organizations = model::organizations_of(&mut conn, id).await?;
    let (people,) = fetch_one!(conn, (i64,), "providers/count_people", id)?;
    let (sessions,) = fetch_one!(conn, (i64,), "providers/count_sessions", id)?;
    let now = ctx.now();
    let missing = provider.secret(&ctx.engine).is_err();
    let secret = if provider.secret_name.is_empty() {
        t!("None: the provider knows this portal by its address").to_owned()
    } else {
        provider.secret_name.clone()
    };
    let claims = provider.claims()?;
    Ok(ProviderView {
        id: id.to_string(),
        secret,
        secret_missing: missing,
        partners: provider.people == People::Partners,
        rules: rules(&provider),
        claims: claims
            .entries()
            .iter()
            .filter(|(_, claim)| !claim.is_empty())
            .map(|(field, claim)| {
                let property = field.strip_prefix("claim_").unwrap_or(field);
                (property.to_owned(), (*claim).clone())
            })
            .collect(),
        domains,
        consequence: consequence(sessions, organizations.len()),
        organizations: organizations
            .into_iter()
            .map(|(id, name)| (name, format!("/admin/organizations/{id}")))
            .collect(),
        people,
        addresses: addresses(&ctx.engine),
        created: When::new(provider.created_at, now),
        modified: When::new(provider.modified_at, now),
        version: provider.version,
        name: provider.display_name,
        issuer: provider.issuer,
        client_id: provider.client_id,
        scopes: provider.scopes,
        enabled: provider.enabled,
    })
}

/// Whom it lets in, in sentences.
fn rules(provider: &model::Provider) -> Vec<String> {
    let matching = match provider.matching {
        Matching::Nothing => {
            t!("People who are known already are not recognized when they come for the first time.")
        }
        Matching::Mail => {
            t!(
                "Who comes for the first time is recognized by a mail address that the provider has verified."
            )
        }
        Matching::UserName => t!("Who comes for the first time is recognized by the user name."),
    };
    let strangers = match (provider.strangers, provider.people) {
        (Strangers::Refuse, _) => t!("Nobody else gets in."),
        (Strangers::Create, People::Members) => t!("Everybody else becomes a member at once."),
        (Strangers::Create, People::Partners) => {
            t!(
                "Everybody else becomes a visitor of their organization, and a guest with their first access."
            )
        }
    };
    let groups = match provider.group_matching {
        GroupMatching::Nothing => None,
        GroupMatching::ExternalId => Some(t!(
            "With each sign-in, people join and leave the groups that the provider names by their external id."
        )),
        GroupMatching::Name => Some(t!(
            "With each sign-in, people join and leave the groups that the provider names."
        )),
    };
    [Some(matching), Some(strangers), groups]
        .into_iter()
        .flatten()
        .map(str::to_owned)
        .collect()
}

/// What deleting does, in words.
fn consequence(sessions: i64, organizations: usize) -> String {
    let mut parts = vec![match sessions {
        0 => t!("Nobody is signed in with it now.").to_owned(),
        many => tn!(
            shared::views::Figure(many),
            "One session that began with it ends.",
            "{n} sessions that began with it end."
        ),
    }];
    if organizations > 0 {
        parts.push(tn!(
            organizations,
            "People of one partner organization sign in with a code by mail again.",
            "People of {n} partner organizations sign in with a code by mail again."
        ));
    }
    parts.push(t!("Accounts and access stay as they are.").to_owned());
    parts.join(" ")
}

/// What the form for a new provider starts from.
///
/// # Errors
/// Not allowed.
pub async fn new_form(ctx: &Ctx) -> Outcome<ProviderForm> {
    ctx.require(Action::TenantSettings, Scope::Tenant)?;
    Ok(ProviderForm {
        secrets: ctx.engine.options.secrets.names(),
        scopes: "openid profile email".to_owned(),
        people: People::Members.to_string(),
        strangers: Strangers::Refuse.to_string(),
        matching: Matching::Mail.to_string(),
        group_matching: GroupMatching::Nothing.to_string(),
        claims: ClaimMap::default(),
        enabled: true,
        addresses: addresses(&ctx.engine),
        ..ProviderForm::default()
    })
}

/// What the form for a provider starts from.
///
/// # Errors
/// Not allowed, or there is no such provider.
pub async fn edit_form(ctx: &Ctx, id: ProviderId) -> Outcome<ProviderForm> {
    ctx.require(Action::TenantSettings, Scope::Tenant)?;
    let mut conn = ctx.read().await?;
    let provider = model::get(&mut conn, id).await?;
    let domains = model::domains_of(&mut conn, id).await?;
    let mut secrets = ctx.engine.options.secrets.names();
    if !provider.secret_name.is_empty() && !secrets.contains(&provider.secret_name) {
        secrets.push(provider.secret_name.clone());
    }
    Ok(ProviderForm {
        id: id.to_string(),
        claims: provider.claims()?,
        name: provider.display_name,
        issuer: provider.issuer,
        client_id: provider.client_id,
        secret_name: provider.secret_name,
        secrets,
        scopes: provider.scopes,
        people: provider.people.to_string(),
        domains: domains.join("\n"),
        strangers: provider.strangers.to_string(),
        matching: provider.matching.to_string(),
        group_matching: provider.group_matching.to_string(),
        enabled: provider.enabled,
        addresses: addresses(&ctx.engine),
        version: provider.version,
    })
}

/// Providers that a partner organization can name.
///
/// # Errors
/// Not allowed.
pub async fn choices(ctx: &Ctx) -> Outcome<Vec<ProviderButton>> {
    ctx.require(Action::AddConnectedOrganization, Scope::Tenant)?;
    let mut conn = ctx.read().await?;
    let rows = fetch_all!(conn, (ProviderId, String), "providers/choices", most())?;
    Ok(rows
        .into_iter()
        .map(|(id, name)| ProviderButton {
            id: id.to_string(),
            name,
        })
        .collect())
}
