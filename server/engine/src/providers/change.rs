//! Making, changing and deleting providers.

use super::check;
use super::model::{self, Provider};
use crate::audit::Entry;
use crate::catalogs::{stale, taken};
use crate::ctx::{Ctx, Tx};
use crate::error::Outcome;
use crate::{execute, fetch_all, fetch_one};
use serde_json::json;
use shared::AppError;
use shared::authz::{Action, Scope};
use shared::forms::name_key;
use shared::forms::providers::ProviderInput;
use shared::ids::ProviderId;
use shared::limits::PROVIDERS_MAX;

fn name_taken() -> &'static str {
    t!("Another provider has this name.")
}

/// Makes a provider, once it has answered (ORG-02).
///
/// # Errors
/// Not allowed, name or domain taken, too many, or the provider does not answer as one.
pub async fn create(ctx: &Ctx, input: ProviderInput) -> Outcome<ProviderId> {
    let permit = ctx.require(Action::TenantSettings, Scope::Tenant)?;
    check::answers(ctx, &input).await?;
    let mut tx = ctx.begin(&permit).await?;
    let most = i64::try_from(PROVIDERS_MAX).unwrap_or(i64::MAX);
    let (count,) = fetch_one!(tx, (i64,), "providers/count", most)?;
    if count >= most {
        let sentence = t!("There are {most} providers already.", most);
        return Err(AppError::field("", sentence).into());
    }
    let id: ProviderId = tx.id();
    let now = tx.now();
    let claims = serde_json::to_string(&input.claims)?;
    taken(
        execute!(
            tx,
            "providers/insert",
            id,
            input.name.as_str(),
            name_key(&input.name),
            input.issuer.as_str(),
            input.client_id.as_str(),
            input.secret_name.as_str(),
            input.scopes.as_str(),
            input.people,
            input.strangers,
            input.matching,
            input.group_matching,
            claims,
            input.enabled,
            now
        ),
        "name",
        name_taken(),
    )?;
    write_domains(&mut tx, id, &input.domains).await?;
    let provider = model::get(&mut tx.conn, id).await?;
    let after = model::picture(&mut tx.conn, &provider).await?;
    tx.audit(
        Entry::new("provider.create", "provider", id.0, &input.name)
            .details(json!({ "after": after })),
    );
    tx.commit().await?;
    Ok(id)
}

/// Changes a provider that is still at `version`. With another address it is another provider: nobody is
/// known there any more, and who is signed in with it is signed out.
///
/// # Errors
/// Not allowed, changed meanwhile, name or domain taken, organizations depend on it, or it does not answer.
pub async fn update(ctx: &Ctx, id: ProviderId, version: i64, input: ProviderInput) -> Outcome<()> {
    let permit = ctx.require(Action::TenantSettings, Scope::Tenant)?;
    let mut conn = ctx.read().await?;
    model::get(&mut conn, id).await?;
    drop(conn);
    // What is switched off may be out of reach, too.
    if input.enabled {
        check::answers(ctx, &input).await?;
    }
    let mut tx = ctx.begin(&permit).await?;
    let provider = fetch_all!(tx, Provider, "providers/lock" twin, id)?
        .into_iter()
        .next()
        .ok_or(AppError::NotFound)?;
    if provider.people != input.people
        && !model::organizations_of(&mut tx.conn, id).await?.is_empty()
    {
        let sentence = t!(
            "Partner organizations name this provider. Let their people sign in otherwise first."
        );
        return Err(AppError::field("people", sentence).into());
    }
    let before = model::picture(&mut tx.conn, &provider).await?;
    let now = tx.now();
    let claims = serde_json::to_string(&input.claims)?;
    let changed = taken(
        execute!(
            tx,
            "providers/update",
            id,
            version,
            input.name.as_str(),
            name_key(&input.name),
            input.issuer.as_str(),
            input.client_id.as_str(),
            input.secret_name.as_str(),
            input.scopes.as_str(),
            input.people,
            input.strangers,
            input.matching,
            input.group_matching,
            claims,
            input.enabled,
            now
        ),
        "name",
        name_taken(),
    )?;
    if changed == 0 {
        return Err(stale());
    }
    let (mut forgotten, mut sessions) = (0, 0);
    if provider.issuer != input.issuer {
        forgotten = execute!(tx, "providers/forget_people", id)?;
        sessions = execute!(tx, "providers/end_sessions", id)?;
    }
    write_domains(&mut tx, id, &input.domains).await?;
    let provider = model::get(&mut tx.conn, id).await?;
    let after = model::picture(&mut tx.conn, &provider).await?;
    tx.audit(
        Entry::new("provider.edit", "provider", id.0, &input.name).details(json!({
            "before": before, "after": after, "peopleForgotten": forgotten, "sessionsEnded": sessions
        })),
    );
    tx.commit().await?;
    ctx.engine.known_providers.forget(&provider.issuer);
    Ok(())
}

/// Deletes a provider that is still at `version`: who signed in with it is signed out, and people of
/// organizations that named it sign in with a code again.
///
/// # Errors
/// Not allowed, changed meanwhile, or gone.
pub async fn delete(ctx: &Ctx, id: ProviderId, version: i64) -> Outcome<()> {
    let permit = ctx.require(Action::TenantSettings, Scope::Tenant)?;
    let mut tx = ctx.begin(&permit).await?;
    let provider = fetch_all!(tx, Provider, "providers/lock" twin, id)?
        .into_iter()
        .next()
        .ok_or(AppError::NotFound)?;
    let before = model::picture(&mut tx.conn, &provider).await?;
    let organizations: Vec<String> = model::organizations_of(&mut tx.conn, id)
        .await?
        .into_iter()
        .map(|(_, name)| name)
        .collect();
    let sessions = execute!(tx, "providers/end_sessions", id)?;
    if execute!(tx, "providers/delete", id, version)? == 0 {
        return Err(stale());
    }
    tx.audit(
        Entry::new("provider.delete", "provider", id.0, &provider.display_name).details(json!({
            "before": before, "organizations": organizations, "sessionsEnded": sessions
        })),
    );
    tx.commit().await
}

async fn write_domains(tx: &mut Tx, id: ProviderId, domains: &[String]) -> Outcome<()> {
    execute!(tx, "providers/remove_domains", id)?;
    for domain in domains {
        let owner = fetch_all!(tx, (String,), "organizations/owner_of_domain", domain)?;
        if let Some((owner,)) = owner.into_iter().next() {
            let sentence = t!("{domain} already belongs to {owner}.", domain, owner);
            return Err(AppError::field("domains", sentence).into());
        }
        if execute!(tx, "providers/add_domain", domain, id)? == 0 {
            let sentence = t!("{domain} already leads to another provider.", domain);
            return Err(AppError::field("domains", sentence).into());
        }
    }
    Ok(())
}
