//! Switching accounts on and off.

use crate::audit::Entry;
use crate::catalogs::stale;
use crate::ctx::Ctx;
use crate::delivery::lock;
use crate::directory;
use crate::error::Outcome;
use crate::{execute, guests, roles, scope};
use serde_json::json;
use shared::AppError;
use shared::authz::{Action, Scope};
use shared::directory::UserKind;
use shared::ids::UserId;

/// Enables or disables an account that is still at `version`. Who is disabled is signed out
/// everywhere. Answers with the person's name.
///
/// # Errors
/// Not allowed, the own account, the last administrator, or changed meanwhile.
pub async fn set_enabled(ctx: &Ctx, id: UserId, version: i64, enabled: bool) -> Outcome<String> {
    let permit = ctx.require(Action::TenantSettings, Scope::Tenant)?;
    let mut tx = ctx.begin(&permit).await?;
    let person = directory::person(&mut tx.conn, id)
        .await?
        .ok_or(AppError::NotFound)?;
    if ctx.actor.user() == Some(id) && !enabled {
        let sentence = t!("You cannot block your own account. Ask another administrator.");
        return Err(AppError::Conflict(sentence.to_owned()).into());
    }
    lock::subject(&mut tx, id).await?;
    if !enabled {
        roles::lock_administrators(&mut tx).await?;
    }
    let now = tx.now();
    if execute!(tx, "people/set_enabled", id, version, enabled, now)? == 0 {
        return Err(stale());
    }
    let action = if enabled {
        if person.kind == UserKind::Guest {
            guests::let_in(&mut tx, id).await?;
        }
        "user.enable"
    } else {
        roles::keep_an_administrator(&mut tx).await?;
        execute!(tx, "identity/session_end_all", id)?;
        "user.disable"
    };
    scope::look_at_person(&mut tx, id).await?;
    tx.audit(
        Entry::new(action, "user", id.0, &person.name)
            .subject(id)
            .details(json!({ "enabled": { "from": !enabled, "to": enabled } })),
    );
    tx.commit().await?;
    Ok(person.name)
}
