//! What is known of guests, for the rules (ORG-11).

use crate::db::Conn;
use crate::error::Outcome;
use crate::fetch_in;
use shared::directory::UserKind;
use shared::ids::{GuestPolicyId, ObjectId, OrganizationId, UserId};
use shared::policy::{GuestEffect, GuestFacts, GuestPlan, GuestReason};
use shared::time::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

/// A guest, what was started about them, and what the last look found.
#[derive(Clone, Debug)]
pub(super) struct Known {
    pub facts: GuestFacts,
    pub name: String,
    pub mail: String,
    pub removed: bool,
    pub started: Option<Started>,
    pub watched: Watched,
}

/// A plan, with what was told would happen.
#[derive(Clone, Copy, Debug)]
pub(super) struct Started {
    pub plan: GuestPlan,
    pub effect: GuestEffect,
}

/// What the last look found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Watched {
    pub policy: Option<GuestPolicyId>,
    pub confirm_at: Option<Timestamp>,
    /// How often sponsors were told of it: 1 ahead, 2 on the day.
    pub told: i64,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: UserId,
    kind: UserKind,
    enabled: bool,
    display_name: String,
    mail: String,
    mail_domain: String,
    department: String,
    job_title: String,
    country: String,
    organization_id: Option<OrganizationId>,
    created_at: Timestamp,
    signed_in_at: Option<Timestamp>,
    removed: bool,
    has_role: bool,
    watched_by: Option<GuestPolicyId>,
    confirm_at: Option<Timestamp>,
    told: i64,
    confirmed_at: Option<Timestamp>,
    counts_from: Option<Timestamp>,
    policy_id: Option<GuestPolicyId>,
    because: Option<GuestReason>,
    effect: Option<String>,
    noticed_at: Option<Timestamp>,
    acts_at: Option<Timestamp>,
    acted: bool,
    remove_at: Option<Timestamp>,
    due_at: Option<Timestamp>,
}

impl Row {
    fn started(&self) -> Outcome<Option<Started>> {
        let (
            Some(policy),
            Some(because),
            Some(effect),
            Some(noticed_at),
            Some(acts_at),
            Some(due_at),
        ) = (
            self.policy_id,
            self.because,
            &self.effect,
            self.noticed_at,
            self.acts_at,
            self.due_at,
        )
        else {
            return Ok(None);
        };
        let plan = GuestPlan {
            policy,
            because,
            noticed_at,
            acts_at,
            acted: self.acted,
            remove_at: self.remove_at,
            due_at,
        };
        let effect = serde_json::from_str(effect)?;
        Ok(Some(Started { plan, effect }))
    }
}

/// These people, in four statements; those who are not there any more are left out.
pub(super) async fn of(conn: &mut Conn, ids: &[UserId]) -> Outcome<BTreeMap<UserId, Known>> {
    let mut found = BTreeMap::new();
    if ids.is_empty() {
        return Ok(found);
    }
    let sponsors = fetch_in!(conn, (UserId, i64), "guests/facts_sponsors", ids)?;
    let sponsors: BTreeMap<UserId, i64> = sponsors.into_iter().collect();
    let mut groups: BTreeMap<UserId, BTreeSet<ObjectId>> = BTreeMap::new();
    for (person, group) in fetch_in!(conn, (UserId, ObjectId), "guests/facts_groups", ids)? {
        groups.entry(person).or_default().insert(group);
    }
    let ended = fetch_in!(
        conn,
        (UserId, Option<Timestamp>),
        "guests/facts_access",
        ids
    )?;
    let ended: BTreeMap<UserId, Option<Timestamp>> = ended.into_iter().collect();
    for row in fetch_in!(conn, Row, "guests/facts", ids)? {
        let started = row.started()?;
        let count = sponsors.get(&row.id).copied().unwrap_or_default();
        let facts = GuestFacts {
            id: row.id,
            kind: row.kind,
            enabled: row.enabled,
            has_role: row.has_role,
            department: row.department,
            job_title: row.job_title,
            country: row.country,
            mail_domain: row.mail_domain,
            organization: row.organization_id,
            groups: groups.remove(&row.id).unwrap_or_default(),
            created_at: row.created_at,
            signed_in_at: row.signed_in_at,
            confirmed_at: row.confirmed_at,
            counts_from: row.counts_from,
            sponsors: u32::try_from(count).unwrap_or(u32::MAX),
            access_ended_at: ended.get(&row.id).copied().flatten(),
        };
        let watched = Watched {
            policy: row.watched_by,
            confirm_at: row.confirm_at,
            told: row.told,
        };
        let known = Known {
            facts,
            name: row.display_name,
            mail: row.mail,
            removed: row.removed,
            started,
            watched,
        };
        found.insert(row.id, known);
    }
    Ok(found)
}
