//! One's own sessions: seeing them and ending them.

use super::sessions::{self, Client, Started, Way, idle_ends, idle_since};
use super::users::Account;
use crate::ctx::{Ctx, Tx};
use crate::error::Outcome;
use crate::{audit, execute, fetch_all};
use serde_json::json;
use shared::AppError;
use shared::ids::{SessionId, UserId};
use shared::time::Timestamp;
use shared::views::When;
use shared::views::identity::{SessionRow, SessionsView};

/// One's own sessions, the latest used first.
///
/// # Errors
/// Nobody is signed in, or the database fails.
pub async fn list(ctx: &Ctx, current: Option<SessionId>) -> Outcome<SessionsView> {
    #[derive(sqlx::FromRow)]
    struct Row {
        id: SessionId,
        method: String,
        user_agent: String,
        address: String,
        created_at: Timestamp,
        last_seen_at: Timestamp,
        expires_at: Timestamp,
        provider: Option<String>,
    }
    let me = ctx.me()?;
    let now = ctx.now();
    let mut conn = ctx.read().await?;
    let rows = fetch_all!(conn, Row, "identity/session_list", me, now, idle_since(now))?;
    let rows = rows
        .into_iter()
        .map(|row| SessionRow {
            id: row.id.to_string(),
            current: Some(row.id) == current,
            device: super::device::describe(&row.user_agent),
            address: row.address,
            method: row.provider.unwrap_or_else(|| {
                match row.method.as_str() {
                    "password" => t!("Password"),
                    "passcode" => t!("Code by mail"),
                    _ => t!("Demo"),
                }
                .to_owned()
            }),
            started: When::new(row.created_at, now),
            last_seen: When::new(row.last_seen_at, now),
            ends: When::new(row.expires_at.min(idle_ends(row.last_seen_at)), now),
        })
        .collect();
    Ok(SessionsView { rows })
}

/// Ends one of one's own sessions.
///
/// # Errors
/// [`AppError::NotFound`] when it is not one's own or has ended already.
pub async fn end(ctx: &Ctx, session: SessionId) -> Outcome<()> {
    let me = ctx.me()?;
    let permit = ctx.own(me)?;
    let mut tx = ctx.begin(&permit).await?;
    if execute!(tx, "identity/session_end", session, me)? == 0 {
        return Err(AppError::NotFound.into());
    }
    let name = ctx.actor_name.clone();
    tx.audit(
        audit::Entry::new("session.end", "user", me.0, &name)
            .subject(me)
            .details(json!({ "session": session, "reason": "ended by its owner" })),
    );
    tx.commit().await
}

/// Ends all of one's own sessions but the present one; how many there were.
///
/// # Errors
/// Nobody is signed in, or the database fails.
pub async fn end_others(ctx: &Ctx, current: SessionId) -> Outcome<u64> {
    let me = ctx.me()?;
    let permit = ctx.own(me)?;
    let mut tx = ctx.begin(&permit).await?;
    let ended = end_others_in(&mut tx, me, current).await?;
    if ended == 0 {
        tx.commit_unrecorded().await?;
    } else {
        tx.commit().await?;
    }
    Ok(ended)
}

/// Ends all of one's own sessions, the present one too.
///
/// # Errors
/// Nobody is signed in, or the database fails.
pub async fn end_all(ctx: &Ctx) -> Outcome<()> {
    let me = ctx.me()?;
    let permit = ctx.own(me)?;
    let mut tx = ctx.begin(&permit).await?;
    let name = ctx.actor_name.clone();
    if sessions::end_all(&mut tx, me, &name, "ended by their owner").await? == 0 {
        return tx.commit_unrecorded().await;
    }
    tx.commit().await
}

pub(super) async fn end_others_in(tx: &mut Tx, me: UserId, current: SessionId) -> Outcome<u64> {
    let ended = execute!(tx, "identity/session_end_others", me, current)?;
    if ended > 0 {
        let name = tx.ctx.actor_name.clone();
        tx.audit(
            audit::Entry::new("session.end", "user", me.0, &name)
                .subject(me)
                .details(json!({ "sessions": ended, "reason": "ended by their owner" })),
        );
    }
    Ok(ended)
}

/// Ends every session of the person and begins one in their place, after what is asked for at sign-in has changed. The
/// person is locked, so that no sign-in under way is overlooked.
///
/// # Errors
/// The session of the request has ended meanwhile, or the database fails.
pub(super) async fn start_over(
    tx: &mut Tx,
    account: &Account,
    client: &Client,
) -> Outcome<Started> {
    execute!(tx, "identity/pending_forget", account.id)?;
    if let Some(current) = client.session {
        // Who was signed out a moment ago, by a new password, gets no new session in return.
        if execute!(tx, "identity/session_replace", current)? == 0 {
            return Err(AppError::SignInNeeded.into());
        }
        end_others_in(tx, account.id, current).await?;
    } else {
        sessions::end_all(tx, account.id, &account.display_name, "begun before").await?;
    }
    sessions::begin(tx, account, client, Way::Here(sessions::PASSWORD)).await
}
