//! From the token of a request to the program that acts.

use super::tokens::hash;
use crate::ctx::Ctx;
use crate::engine::Engine;
use crate::error::Outcome;
use crate::identity::{Client, throttle};
use crate::{execute, fetch_all};
use shared::authz::{Actor, HeldRole, Role};
use shared::ids::{CatalogId, ProgramId, TokenId};
use shared::programs::{Scopes, TokenScope, is_token};
use shared::time::Timestamp;
use std::sync::Arc;

const MINUTE: i64 = 60_000;

/// The program behind a good token.
#[derive(Clone, Debug)]
pub struct Bearer {
    pub token: TokenId,
    pub name: String,
    pub scopes: Scopes,
    pub actor: Actor,
    /// The last use that is written down is more than a minute ago.
    pub note_use: bool,
}

/// Why a token does nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Unknown, ended or revoked, or its program is disabled.
    Invalid,
    /// Good, but not for this.
    Scope(TokenScope),
}

/// The program behind a token, with its roles. Nothing for a token that is unknown, revoked or has
/// ended, and for a program that is disabled.
///
/// # Errors
/// The database does not answer.
pub async fn program_for(engine: &Arc<Engine>, token: &str) -> Outcome<Option<Bearer>> {
    #[derive(sqlx::FromRow)]
    struct Found {
        id: TokenId,
        scopes: String,
        expires_at: Timestamp,
        last_used_at: Option<Timestamp>,
        program_id: ProgramId,
        display_name: String,
        enabled: bool,
        role: Option<Role>,
        catalog_id: Option<CatalogId>,
    }
    if !is_token(token) {
        return Ok(None);
    }
    let mut conn = engine.db.read().await?;
    let rows = fetch_all!(conn, Found, "programs/token_find", hash(token))?;
    drop(conn);
    let roles = rows
        .iter()
        .filter_map(|row| {
            Some(HeldRole {
                role: row.role?,
                catalog: row.catalog_id,
            })
        })
        .collect();
    let now = engine.clock.now();
    let found = rows.into_iter().next();
    let Some(found) = found.filter(|found| found.enabled && found.expires_at > now) else {
        return Ok(None);
    };
    let scopes = Scopes::read(&found.scopes);
    Ok(Some(Bearer {
        token: found.id,
        name: found.display_name,
        actor: Actor::Program {
            id: found.program_id,
            roles,
            provisions: scopes.include(TokenScope::Scim),
        },
        scopes,
        note_use: found.last_used_at.is_none_or(|used| used < minute_of(now)),
    }))
}

/// The minute an instant lies in.
const fn minute_of(at: Timestamp) -> Timestamp {
    Timestamp(at.0 - at.0.rem_euclid(MINUTE))
}

/// Writes down that a token was used: the minute, and from where. At most once a minute.
///
/// # Errors
/// The database does not answer.
pub async fn note_use(engine: &Arc<Engine>, token: TokenId, address: &str) -> Outcome<()> {
    let ctx = engine.system();
    let permit = ctx.by_system()?;
    let mut tx = ctx.begin(&permit).await?;
    let minute = minute_of(tx.now());
    execute!(tx, "programs/token_used", token, minute, address)?;
    tx.commit_unrecorded().await
}

/// Counts a wrong token against its address.
///
/// # Errors
/// [`shared::AppError::TooMany`] with the seconds to wait after too many from there.
pub async fn refused(engine: &Arc<Engine>, token: &str, client: &Client) -> Outcome<()> {
    let ctx = Ctx::new(engine, Actor::Anonymous, String::new());
    let keys = throttle::Keys::new(throttle::Kind::Token, &hash(token), client);
    throttle::count(&ctx, &keys).await
}
