//! The removal of a guest's account (ORG-09). The name stays with old requests and in the audit log;
//! whatever else was known goes, and whoever proves the mail address again is a stranger.

use super::store;
use crate::ctx::Ctx;
use crate::delivery::lock;
use crate::directory::search_text;
use crate::error::Outcome;
use crate::{audit, execute};
use serde_json::json;
use shared::ids::UserId;

/// Removes an account whose day has come. Harmless when run twice.
pub(crate) async fn remove(ctx: &Ctx, id: UserId) -> Outcome<()> {
    let permit = ctx.by_system()?;
    let mut tx = ctx.begin(&permit).await?;
    lock::subject(&mut tx, id).await?;
    let guest = store::load(&mut tx.conn, id).await?;
    let now = tx.now();
    if guest.needed || guest.remove_at.is_none_or(|at| at > now) {
        return Ok(());
    }
    execute!(tx, "identity/session_end_all", id)?;
    execute!(tx, "identity/second_factor_drop", id)?;
    execute!(tx, "identity/reset_forget", id)?;
    execute!(tx, "guests/drop_role_holders", id)?;
    execute!(tx, "guests/drop_user_attributes", id)?;
    execute!(tx, "guests/drop_written_attributes", id)?;
    execute!(tx, "guests/drop_user_sponsors", id)?;
    execute!(tx, "guests/drop_user_identities", id)?;
    execute!(tx, "guests/drop_organization_sponsors", id)?;
    let name = &guest.display_name;
    let user_name = format!("removed:{id}");
    let words = search_text(&[name]);
    execute!(
        tx,
        "guests/remove",
        id,
        user_name.as_str(),
        words.as_str(),
        now
    )?;
    let entry = audit::Entry::new("user.remove", "user", id.0, name);
    tx.audit(entry.subject(id).details(json!({ "mail": guest.mail })));
    tx.commit().await
}
