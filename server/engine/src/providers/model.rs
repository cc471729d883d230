//! The provider as stored.

use crate::db::Conn;
use crate::engine::Engine;
use crate::error::Outcome;
use crate::{fetch_all, fetch_optional};
use serde_json::{Value, json};
use shared::AppError;
use shared::ids::{OrganizationId, ProviderId};
use shared::limits::DOMAINS_MAX;
use shared::providers::{ClaimMap, GroupMatching, Matching, People, Strangers};
use shared::time::Timestamp;

#[derive(Clone, Debug, sqlx::FromRow)]
pub(crate) struct Provider {
    pub id: ProviderId,
    pub display_name: String,
    pub issuer: String,
    pub client_id: String,
    pub secret_name: String,
    pub scopes: String,
    pub people: People,
    pub strangers: Strangers,
    pub matching: Matching,
    pub group_matching: GroupMatching,
    /// [`ClaimMap`] as JSON.
    claims: String,
    pub enabled: bool,
    pub created_at: Timestamp,
    pub modified_at: Timestamp,
    pub version: i64,
}

impl Provider {
    pub fn claims(&self) -> serde_json::Result<ClaimMap> {
        serde_json::from_str(&self.claims)
    }

    /// The client's secret; none for a client without one.
    ///
    /// # Errors
    /// It is named, but is not there.
    pub fn secret(&self, engine: &Engine) -> Result<Option<String>, String> {
        if self.secret_name.is_empty() {
            return Ok(None);
        }
        engine
            .options
            .secrets
            .get(&self.secret_name)
            .map(Some)
            .ok_or_else(|| format!("there is no secret under the name {}", self.secret_name))
    }
}

pub(crate) async fn find(conn: &mut Conn, id: ProviderId) -> Outcome<Option<Provider>> {
    Ok(fetch_optional!(conn, Provider, "providers/get", id)?)
}

/// # Errors
/// [`AppError::NotFound`], or the database fails.
pub(super) async fn get(conn: &mut Conn, id: ProviderId) -> Outcome<Provider> {
    Ok(find(conn, id).await?.ok_or(AppError::NotFound)?)
}

pub(super) async fn domains_of(conn: &mut Conn, id: ProviderId) -> Outcome<Vec<String>> {
    let rows = fetch_all!(conn, (String,), "providers/domains", id)?;
    Ok(rows.into_iter().map(|(domain,)| domain).collect())
}

/// The partner organizations whose people sign in there.
pub(crate) async fn organizations_of(
    conn: &mut Conn,
    id: ProviderId,
) -> Outcome<Vec<(OrganizationId, String)>> {
    let most = i64::try_from(DOMAINS_MAX).unwrap_or(i64::MAX);
    Ok(fetch_all!(
        conn,
        (OrganizationId, String),
        "providers/organizations",
        id,
        most
    )?)
}

/// Everything about a provider, for the audit record. Secrets are names here, as everywhere.
pub(super) async fn picture(conn: &mut Conn, provider: &Provider) -> Outcome<Value> {
    Ok(json!({
        "name": provider.display_name,
        "issuer": provider.issuer,
        "clientId": provider.client_id,
        "secretName": provider.secret_name,
        "scopes": provider.scopes,
        "people": provider.people,
        "domains": domains_of(conn, provider.id).await?,
        "strangers": provider.strangers,
        "matching": provider.matching,
        "groupMatching": provider.group_matching,
        "claims": provider.claims()?,
        "enabled": provider.enabled,
    }))
}
