//! Making and changing organizations.

use super::model::{self, Organization};
use super::write::{write_domains, write_sponsors};
use crate::audit::Entry;
use crate::catalogs::{stale, taken};
use crate::ctx::{Ctx, Tx};
use crate::error::Outcome;
use crate::providers::model as providers;
use crate::{execute, fetch_all, scope};
use serde_json::json;
use shared::AppError;
use shared::authz::{Action, Scope};
use shared::forms::name_key;
use shared::forms::organizations::OrganizationInput;
use shared::ids::{OrganizationId, ProviderId};
use shared::providers::People;

fn name_taken() -> &'static str {
    t!("Another organization has this name.")
}

/// Makes an organization; guests and visitors with its mail domains belong to it from now on
/// (ORG-01).
///
/// # Errors
/// Not allowed, or name or domain taken.
pub async fn create(ctx: &Ctx, input: OrganizationInput) -> Outcome<OrganizationId> {
    let permit = ctx.require(Action::AddConnectedOrganization, Scope::Tenant)?;
    let mut tx = ctx.begin(&permit).await?;
    sign_in_at(&mut tx, input.provider).await?;
    let id: OrganizationId = tx.id();
    let now = tx.now();
    taken(
        execute!(
            tx,
            "organizations/insert",
            id,
            input.name.as_str(),
            name_key(&input.name),
            input.description.as_str(),
            input.state,
            input.provider,
            now
        ),
        "name",
        name_taken(),
    )?;
    let people = write_domains(&mut tx, id, &[], &input.domains).await?;
    write_sponsors(&mut tx, id, &input).await?;
    scope::organizations_changed(&mut tx).await?;
    let organization = model::find(&mut tx.conn, id).await?;
    let after = model::picture(&mut tx.conn, &organization).await?;
    tx.audit(
        Entry::new("organization.create", "organization", id.0, &input.name)
            .details(json!({ "after": after, "peopleMatched": people })),
    );
    tx.commit().await?;
    Ok(id)
}

/// Changes an organization, if it is still at `version`; people whose mail domain came or went
/// belong to it or not from now on.
///
/// # Errors
/// Not allowed, changed meanwhile, or name or domain taken.
pub async fn update(
    ctx: &Ctx,
    id: OrganizationId,
    version: i64,
    input: OrganizationInput,
) -> Outcome<()> {
    let permit = ctx.require(Action::AddConnectedOrganization, Scope::Tenant)?;
    let mut tx = ctx.begin(&permit).await?;
    let organization = fetch_all!(tx, Organization, "organizations/lock" twin, id)?
        .into_iter()
        .next()
        .ok_or(AppError::NotFound)?;
    sign_in_at(&mut tx, input.provider).await?;
    let before = model::picture(&mut tx.conn, &organization).await?;
    let now = tx.now();
    let changed = taken(
        execute!(
            tx,
            "organizations/update",
            id,
            version,
            input.name.as_str(),
            name_key(&input.name),
            input.description.as_str(),
            input.state,
            input.provider,
            now
        ),
        "name",
        name_taken(),
    )?;
    if changed == 0 {
        return Err(stale());
    }
    let had: Vec<String> = model::domains_of(&mut tx.conn, &[id])
        .await?
        .into_iter()
        .map(|row| row.1)
        .collect();
    let people = write_domains(&mut tx, id, &had, &input.domains).await?;
    write_sponsors(&mut tx, id, &input).await?;
    scope::organizations_changed(&mut tx).await?;
    let organization = model::find(&mut tx.conn, id).await?;
    let after = model::picture(&mut tx.conn, &organization).await?;
    tx.audit(
        Entry::new("organization.edit", "organization", id.0, &input.name)
            .details(json!({ "before": before, "after": after, "peopleMatched": people })),
    );
    tx.commit().await
}

/// The people of an organization sign in at a provider for partners (ORG-02).
async fn sign_in_at(tx: &mut Tx, provider: Option<ProviderId>) -> Outcome<()> {
    let Some(id) = provider else { return Ok(()) };
    let provider = providers::find(&mut tx.conn, id).await?;
    if provider.is_none_or(|provider| provider.people != People::Partners) {
        let sentence = t!("This provider is not there for partners. Choose one of those listed.");
        return Err(AppError::field("provider", sentence).into());
    }
    Ok(())
}
