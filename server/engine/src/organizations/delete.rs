//! Deleting an organization, with everything that mentions it.

use super::model::{self, Organization};
use crate::audit::Entry;
use crate::catalogs::stale;
use crate::ctx::Ctx;
use crate::error::Outcome;
use crate::{execute, fetch_all, fetch_one, scope};
use serde_json::json;
use shared::AppError;
use shared::authz::{Action, Scope};
use shared::ids::OrganizationId;
use shared::policy::PolicySettings;

/// Deletes an organization that is still at `version`. Policies no longer list it, so its people
/// cannot ask through them any more; what they hold stays until it ends, unless a policy ends the access
/// of those who leave its scope (BYD-08).
///
/// # Errors
/// Not allowed, or changed meanwhile.
pub async fn delete(ctx: &Ctx, id: OrganizationId, version: i64) -> Outcome<()> {
    let permit = ctx.require(Action::AddConnectedOrganization, Scope::Tenant)?;
    let mut tx = ctx.begin(&permit).await?;
    let organization = fetch_all!(tx, Organization, "organizations/lock" twin, id)?
        .into_iter()
        .next()
        .ok_or(AppError::NotFound)?;
    let before = model::picture(&mut tx.conn, &organization).await?;
    let now = tx.now();
    let policies = model::policies_of(&mut tx.conn, id).await?;
    for policy in &policies {
        let (stored, at) = fetch_one!(
            tx,
            (String, i64),
            "organizations/policy_settings",
            policy.policy_id
        )?;
        let mut settings: PolicySettings = serde_json::from_str(&stored)?;
        settings.organizations.retain(|listed| *listed != id);
        let settings = serde_json::to_string(&settings)?;
        let written = execute!(
            tx,
            "organizations/set_policy_settings",
            policy.policy_id,
            settings,
            now,
            at
        )?;
        if written == 0 {
            return Err(stale());
        }
        tx.audit(
            Entry::new(
                "policy.update",
                "policy",
                policy.policy_id.0,
                &policy.policy,
            )
            .catalog(policy.catalog_id)
            .package(policy.package_id)
            .details(json!({ "organizationRemoved": organization.display_name })),
        );
    }
    execute!(tx, "organizations/untarget", id)?;
    let people = execute!(tx, "organizations/part_all", id, now)?;
    execute!(tx, "organizations/remove_sponsors", id)?;
    if execute!(tx, "organizations/delete", id, version)? == 0 {
        return Err(stale());
    }
    scope::organizations_changed(&mut tx).await?;
    tx.audit(
        Entry::new(
            "organization.delete",
            "organization",
            id.0,
            &organization.display_name,
        )
        .details(json!({ "before": before, "policies": policies.len(), "people": people })),
    );
    tx.commit().await
}
