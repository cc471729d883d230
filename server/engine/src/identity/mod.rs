//! Who is there: accounts, sessions, passcodes for outside partners, and what holds guessers back.

pub mod accounts;
pub mod demo;
mod device;
pub mod entering;
mod judging;
pub mod landing;
pub mod mailbox;
pub mod oidc;
pub mod own_sessions;
pub mod passcodes;
mod passwords;
pub mod profile;
mod qr;
mod recovery;
pub mod resets;
mod safety;
pub mod second_factor;
pub mod sessions;
mod shell;
pub(crate) mod throttle;
mod totp;
mod users;
pub(crate) mod visitors;

pub use entering::{Entrance, Pending};
pub use sessions::{Client, SignedIn, Started, actor_for};
pub use shell::shell;

use crate::ctx::{Ctx, Tx};
use crate::error::Outcome;
use crate::{audit, execute, outbox};
use serde_json::{Value, json};
use shared::authz::Actor;
use users::Account;

/// Removes what has run out: sessions, passcodes, throttles, the texts of mail that was taken back. Run by the background now and then.
///
/// # Errors
/// Anybody but the system asks, or the database fails.
pub async fn tidy(ctx: &Ctx) -> Outcome<u64> {
    let permit = ctx.by_system()?;
    let mut tx = ctx.begin(&permit).await?;
    let now = tx.now();
    let mut gone = execute!(tx, "identity/session_purge", now, sessions::idle_since(now))?;
    gone += execute!(tx, "identity/passcode_purge", now.plus_days(-1))?;
    gone += execute!(tx, "providers/attempt_purge", now)?;
    gone += execute!(tx, "identity/pending_purge", now)?;
    gone += execute!(tx, "identity/reset_purge", now)?;
    gone += execute!(tx, "identity/throttle_purge", now.plus_days(-2))?;
    gone += outbox::forget(&mut tx.conn, now).await?;
    tx.commit_unrecorded().await?;
    Ok(gone)
}

/// Notes a refused sign-in in the audit log. Names the account only if there is one: what people
/// type into the wrong field may be a password.
async fn note_refusal(
    ctx: &Ctx,
    account: Option<&Account>,
    client: &Client,
    method: &str,
    reason: &str,
) -> Outcome<()> {
    let details = json!({ "method": method, "reason": reason, "address": client.address });
    note(ctx, account, details).await
}

/// As [`note_refusal`], of a sign-in with a provider.
async fn refuse_at(
    ctx: &Ctx,
    account: Option<&Account>,
    client: &Client,
    provider: &str,
    reason: &str,
) -> Outcome<()> {
    let details = json!({
        "method": "oidc", "provider": provider, "reason": reason, "address": client.address
    });
    note(ctx, account, details).await
}

async fn note(ctx: &Ctx, account: Option<&Account>, details: Value) -> Outcome<()> {
    let ctx = ctx.acting_as(Actor::System, "Nobody signed in");
    let permit = ctx.by_system()?;
    let mut tx: Tx = ctx.begin(&permit).await?;
    let mut entry = audit::Entry {
        action: "session.refused",
        target_kind: "user",
        target_id: None,
        target_name: "unknown".to_owned(),
        catalog: None,
        package: None,
        subject: None,
        details,
    };
    if let Some(account) = account {
        entry.target_id = Some(account.id.0);
        entry.target_name.clone_from(&account.display_name);
        entry.subject = Some(account.id);
    }
    tx.audit(entry);
    tx.commit().await
}
