//! The organization as stored.

use crate::db::Conn;
use crate::error::{Failure, Outcome};
use crate::texts::Name;
use crate::{fetch_all, fetch_in, fetch_optional};
use serde_json::{Value, json};
use shared::AppError;
use shared::directory::{OrganizationState, Principal, PrincipalKind, SponsorKind};
use shared::ids::{CatalogId, OrganizationId, PackageId, PolicyId, ProviderId};
use shared::time::Timestamp;
use uuid::Uuid;

#[derive(Clone, Debug, sqlx::FromRow)]
pub(super) struct Organization {
    pub id: OrganizationId,
    pub display_name: String,
    pub description: String,
    pub state: OrganizationState,
    pub provider_id: Option<ProviderId>,
    pub created_at: Timestamp,
    pub modified_at: Timestamp,
    pub version: i64,
}

/// A policy that lists an organization.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(super) struct ListingPolicy {
    pub policy_id: PolicyId,
    pub policy: String,
    pub enabled: bool,
    pub package_id: PackageId,
    #[sqlx(try_from = "Name")]
    pub package: String,
    pub catalog_id: CatalogId,
    #[sqlx(try_from = "Name")]
    pub catalog: String,
}

/// # Errors
/// [`AppError::NotFound`], or the database fails.
pub(super) async fn find(conn: &mut Conn, id: OrganizationId) -> Outcome<Organization> {
    fetch_optional!(conn, Organization, "organizations/get", id)?
        .ok_or(Failure::App(AppError::NotFound))
}

/// Domains by organization, sorted.
pub(super) async fn domains_of(
    conn: &mut Conn,
    ids: &[OrganizationId],
) -> Outcome<Vec<(OrganizationId, String)>> {
    Ok(fetch_in!(
        conn,
        (OrganizationId, String),
        "organizations/domains",
        ids
    )?)
}

/// The sponsors of one side, and of the other: internal, external.
pub(super) async fn sponsors_of(
    conn: &mut Conn,
    id: OrganizationId,
) -> Outcome<(Vec<Principal>, Vec<Principal>)> {
    let rows = fetch_all!(
        conn,
        (SponsorKind, PrincipalKind, Uuid),
        "organizations/sponsors",
        id
    )?;
    let (mut internal, mut external) = (Vec::new(), Vec::new());
    for (side, kind, principal) in rows {
        let principal = Principal::new(kind, principal);
        match side {
            SponsorKind::Internal => internal.push(principal),
            SponsorKind::External => external.push(principal),
        }
    }
    Ok((internal, external))
}

/// The policies that list it.
pub(super) async fn policies_of(
    conn: &mut Conn,
    id: OrganizationId,
) -> Outcome<Vec<ListingPolicy>> {
    Ok(fetch_all!(
        conn,
        ListingPolicy,
        "organizations/policies",
        id
    )?)
}

/// Everything about an organization, for the audit record.
pub(super) async fn picture(conn: &mut Conn, organization: &Organization) -> Outcome<Value> {
    let domains: Vec<String> = domains_of(conn, &[organization.id])
        .await?
        .into_iter()
        .map(|row| row.1)
        .collect();
    let (internal, external) = sponsors_of(conn, organization.id).await?;
    let texts = |principals: Vec<Principal>| -> Vec<String> {
        let mut texts: Vec<_> = principals.iter().map(ToString::to_string).collect();
        texts.sort_unstable();
        texts
    };
    Ok(json!({
        "name": organization.display_name,
        "description": organization.description,
        "state": organization.state,
        "domains": domains,
        "provider": organization.provider_id,
        "internalSponsors": texts(internal),
        "externalSponsors": texts(external),
    }))
}
