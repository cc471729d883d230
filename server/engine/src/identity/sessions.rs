//! Sessions: a secret in a cookie, of which only the hash is stored.

use super::users::Account;
use crate::ctx::Tx;
use crate::engine::Engine;
use crate::error::{Failure, Outcome};
use crate::{audit, execute, fetch_all, fetch_optional, guests, settings};
use serde_json::json;
use sha2::{Digest, Sha256};
use shared::authz::{Actor, HeldRole, Role};
use shared::directory::{Affiliation, OrganizationState, Subject, UserKind};
use shared::ids::{CatalogId, ObjectId, OrganizationId, ProviderId, SessionId, UserId};
use shared::lang::Lang;
use shared::time::Timestamp;
use std::sync::Arc;
use uuid::Uuid;

/// A session ends after this time without use.
const IDLE_HOURS: i64 = 12;
/// A session ends after this time in any case.
const LIFE_DAYS: i64 = 30;
/// How sessions began that began with a password, and a second factor where there is one.
pub(super) const PASSWORD: &str = "password";
/// The last use is written at most this often.
const SEEN_EVERY_SECONDS: i64 = 60;

/// Where a request comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Client {
    pub address: String,
    pub user_agent: String,
    /// The session the request presented, if it is a good one.
    pub session: Option<SessionId>,
}

/// A session that has just begun. The token is the cookie's value and exists nowhere else.
#[derive(Clone)]
pub struct Started {
    pub token: String,
    pub user: UserId,
    pub kind: UserKind,
    pub name: String,
}

impl std::fmt::Debug for Started {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Started")
            .field("user", &self.user)
            .finish_non_exhaustive()
    }
}

/// How somebody has proved who they are.
#[derive(Clone, Copy, Debug)]
pub(super) enum Way<'a> {
    /// To this portal: `password`, `passcode` or `demo`.
    Here(&'static str),
    /// To a provider with this name.
    At {
        provider: ProviderId,
        name: &'a str,
        id_token: &'a str,
    },
}

impl Way<'_> {
    const fn method(&self) -> &'static str {
        match self {
            Self::Here(method) => method,
            Self::At { .. } => "oidc",
        }
    }
}

/// Who is behind a session.
#[derive(Clone, Debug)]
pub struct SignedIn {
    pub session: SessionId,
    pub user: UserId,
    pub kind: UserKind,
    pub user_name: String,
    pub name: String,
    pub mail: String,
    pub job_title: String,
    /// The language the person chose.
    pub language: Option<Lang>,
    /// Somebody reports to them.
    pub manages: bool,
    /// They sponsor a guest.
    pub sponsors: bool,
    /// They have to set up a second factor before anything else: the portal demands one.
    pub owes_second_factor: bool,
    pub actor: Actor,
    /// As rules see them.
    pub subject: Arc<Subject>,
}

/// Sessions last used before this instant have ended.
pub(super) fn idle_since(now: Timestamp) -> Timestamp {
    now.plus_hours(-IDLE_HOURS)
}

/// When a session last used at this instant ends.
pub(super) fn idle_ends(last_seen: Timestamp) -> Timestamp {
    last_seen.plus_hours(IDLE_HOURS)
}

#[derive(sqlx::FromRow)]
struct Found {
    id: SessionId,
    user_id: UserId,
    method: String,
    last_seen_at: Timestamp,
    expires_at: Timestamp,
    kind: UserKind,
    user_name: String,
    display_name: String,
    mail: String,
    job_title: String,
    language: Option<Lang>,
    enabled: bool,
    organization_id: Option<OrganizationId>,
    organization_state: Option<OrganizationState>,
    /// Ids with commas between them.
    group_ids: String,
    manages: bool,
    sponsors: bool,
    role: Option<Role>,
    catalog_id: Option<CatalogId>,
}

impl Found {
    fn subject(&self) -> Outcome<Subject> {
        let groups = self.group_ids.split(',').filter(|id| !id.is_empty());
        let groups: Result<_, _> = groups.map(|id| Uuid::parse_str(id).map(ObjectId)).collect();
        let organization = self.organization_id.zip(self.organization_state);
        Ok(Subject {
            id: self.user_id,
            kind: self.kind,
            enabled: self.enabled,
            groups: groups.map_err(|error| Failure::Broken(error.to_string()))?,
            affiliation: organization.map(|(organization, state)| Affiliation {
                organization,
                state,
            }),
        })
    }
}

pub(super) fn token_hash(token: &str) -> String {
    audit::hex(&Sha256::digest(token.as_bytes()))
}

/// The person behind a session cookie, with the roles held directly and through groups. Nothing
/// for an unknown, ended or idle session, and for a person who is disabled.
///
/// # Errors
/// The database does not answer.
pub async fn actor_for(engine: &Arc<Engine>, token: &str) -> Outcome<Option<SignedIn>> {
    if token.len() != 64 || !token.bytes().all(|b| b.is_ascii_hexdigit()) {
        return Ok(None);
    }
    let now = engine.clock.now();
    let mut conn = engine.db.read().await?;
    let hash = token_hash(token);
    let rows = fetch_all!(conn, Found, "identity/session_find" twin, hash)?;
    let roles: Vec<HeldRole> = rows
        .iter()
        .filter_map(|row| {
            Some(HeldRole {
                role: row.role?,
                catalog: row.catalog_id,
            })
        })
        .collect();
    let Some(found) = rows.into_iter().next() else {
        return Ok(None);
    };
    if found.expires_at <= now || found.last_seen_at <= idle_since(now) {
        return Ok(None);
    }
    if !found.enabled {
        drop(conn);
        end_for_disabled(engine, &found).await?;
        return Ok(None);
    }
    // Whoever has one has shown it: a session that began without one ends when it is turned on.
    let owes_second_factor = found.method == PASSWORD
        && settings::of(engine, &mut conn)
            .await?
            .demands_second_factor(!roles.is_empty())
        && fetch_optional!(conn, (UserId,), "identity/second_factor_on", found.user_id)?.is_none();
    drop(conn);
    if now >= found.last_seen_at.plus_seconds(SEEN_EVERY_SECONDS)
        && let Err(error) = note_use(engine, found.id, now).await
    {
        // Reading goes on while nothing can be written.
        tracing::warn!(%error, "the last use of a session could not be noted");
    }
    Ok(Some(SignedIn {
        subject: Arc::new(found.subject()?),
        session: found.id,
        user: found.user_id,
        kind: found.kind,
        user_name: found.user_name,
        name: found.display_name,
        mail: found.mail,
        job_title: found.job_title,
        language: found.language,
        manages: found.manages,
        sponsors: found.sponsors,
        owes_second_factor,
        actor: Actor::Person {
            id: found.user_id,
            roles,
        },
    }))
}

async fn note_use(engine: &Arc<Engine>, session: SessionId, now: Timestamp) -> Outcome<()> {
    let ctx = engine.system();
    let permit = ctx.by_system()?;
    let mut tx = ctx.begin(&permit).await?;
    execute!(tx, "identity/session_seen", session, now)?;
    tx.commit_unrecorded().await
}

async fn end_for_disabled(engine: &Arc<Engine>, found: &Found) -> Outcome<()> {
    let ctx = engine.system();
    let permit = ctx.by_system()?;
    let mut tx = ctx.begin(&permit).await?;
    if end_all(&mut tx, found.user_id, &found.display_name, "disabled").await? > 0 {
        tx.commit().await
    } else {
        tx.commit_unrecorded().await
    }
}

/// Begins a session inside the caller's transaction. The session the browser had before ends.
pub(super) async fn begin(
    tx: &mut Tx,
    account: &Account,
    client: &Client,
    way: Way<'_>,
) -> Outcome<Started> {
    let now = tx.now();
    let token = audit::hex(&tx.ctx.engine.entropy.bytes::<32>());
    let id: SessionId = tx.id();
    let (provider, id_token) = match way {
        Way::Here(_) => (None, None),
        Way::At {
            provider, id_token, ..
        } => (Some(provider), Some(id_token)),
    };
    let agent: String = client.user_agent.chars().take(300).collect();
    if let Some(before) = client.session {
        execute!(tx, "identity/session_replace", before)?;
    }
    execute!(
        tx,
        "identity/session_insert",
        id,
        token_hash(&token),
        account.id,
        way.method(),
        agent,
        &client.address,
        now,
        now.plus_days(LIFE_DAYS),
        provider,
        id_token
    )?;
    guests::signed_in(tx, account.id, account.kind).await?;
    let mut details = json!({ "method": way.method(), "address": client.address, "session": id });
    if let Way::At { name, .. } = way {
        details["provider"] = json!(name);
    }
    tx.audit(
        audit::Entry::new("session.start", "user", account.id.0, &account.display_name)
            .subject(account.id)
            .details(details),
    );
    Ok(Started {
        token,
        user: account.id,
        kind: account.kind,
        name: account.display_name.clone(),
    })
}

/// Ends every session of a person inside the caller's transaction; how many there were. For
/// whoever disables an account.
pub(crate) async fn end_all(
    tx: &mut Tx,
    user: UserId,
    name: &str,
    reason: &'static str,
) -> Outcome<u64> {
    let ended = execute!(tx, "identity/session_end_all", user)?;
    if ended > 0 {
        tx.audit(
            audit::Entry::new("session.end", "user", user.0, name)
                .subject(user)
                .details(json!({ "sessions": ended, "reason": reason })),
        );
    }
    Ok(ended)
}
