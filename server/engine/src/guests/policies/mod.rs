//! The rules for guests, as administrators make them (ORG-11).

mod change;
mod preview;
mod view;

pub use change::{create, delete, move_up_or_down, restore, update};
pub use view::{form, list};

use crate::db::Conn;
use crate::error::{Failure, Outcome};
use crate::{fetch_all, fetch_optional};
use shared::AppError;
use shared::ids::{GuestPolicyId, OrganizationId};
use shared::policy::{GuestPolicy, GuestRules};
use shared::time::Timestamp;

/// Days for which a deleted policy can be restored.
pub const RESTORE_DAYS: i64 = 30;

/// A policy as stored.
#[derive(Clone, Debug, sqlx::FromRow)]
struct Row {
    id: GuestPolicyId,
    position: i64,
    display_name: String,
    enabled: bool,
    rules: String,
    confirms_since: Option<Timestamp>,
    deleted_at: Option<Timestamp>,
    version: i64,
}

impl Row {
    fn rules(&self) -> Outcome<GuestRules> {
        Ok(serde_json::from_str(&self.rules)?)
    }
}

/// The policies in force, in their order.
pub(super) async fn in_force(conn: &mut Conn) -> Outcome<Vec<GuestPolicy>> {
    type Live = (GuestPolicyId, String, String, Option<Timestamp>);
    let rows = fetch_all!(conn, Live, "guests/policies_live")?;
    let mut policies = Vec::new();
    for (id, name, rules, confirms_since) in rows {
        let rules = serde_json::from_str(&rules)?;
        policies.push(GuestPolicy {
            id,
            name,
            rules,
            confirms_since,
        });
    }
    Ok(policies)
}

/// Every policy in its order, and those that can be restored.
async fn all(conn: &mut Conn, now: Timestamp) -> Outcome<(Vec<Row>, Vec<Row>)> {
    let rows = fetch_all!(conn, Row, "guests/policies", now.plus_days(-RESTORE_DAYS))?;
    Ok(rows.into_iter().partition(|row| row.deleted_at.is_none()))
}

async fn find(conn: &mut Conn, id: GuestPolicyId) -> Outcome<Row> {
    let row = fetch_optional!(conn, Row, "guests/policy", id)?;
    row.ok_or(Failure::App(AppError::NotFound))
}

/// The partner organizations, by name.
async fn organizations(conn: &mut Conn) -> Outcome<Vec<(OrganizationId, String)>> {
    Ok(fetch_all!(
        conn,
        (OrganizationId, String),
        "guests/organizations"
    )?)
}
