//! Blocking a guest's account, and its removal (ORG-08, ORG-09, ORG-11). The name stays with old requests and in the
//! audit log; whatever else was known goes, and whoever proves the mail address again is a stranger.

use super::store::{self, Guest};
use crate::assignments::{end, store as assignments};
use crate::ctx::{Ctx, Tx};
use crate::delivery::lock;
use crate::directory::search_text;
use crate::error::Outcome;
use crate::requests::close;
use crate::{audit, execute, fetch_all, scope};
use serde_json::Value;
use shared::assignment::EndReason;
use shared::directory::UserKind;
use shared::ids::{AssignmentId, RequestId, UserId};
use shared::request::RequestType;

/// Nobody signs in with the account any more, and whoever is signed in is signed out. `false` if that was so.
pub(super) async fn block(tx: &mut Tx, id: UserId, name: &str, details: Value) -> Outcome<bool> {
    let now = tx.now();
    if execute!(tx, "guests/block", id, now)? == 0 {
        return Ok(false);
    }
    execute!(tx, "identity/session_end_all", id)?;
    scope::look_at_person(tx, id).await?;
    let entry = audit::Entry::new("user.block", "user", id.0, name);
    tx.audit(entry.subject(id).details(details));
    Ok(true)
}

/// Removes an account whose day has come; `false` if it has not. Harmless when run twice.
pub(crate) async fn remove(ctx: &Ctx, id: UserId) -> Outcome<bool> {
    let permit = ctx.by_system()?;
    let mut tx = ctx.begin(&permit).await?;
    lock::subject(&mut tx, id).await?;
    let guest = store::load(&mut tx.conn, id).await?;
    let now = tx.now();
    let due = guest.remove_at.is_some_and(|at| at <= now);
    if guest.kind != UserKind::Guest || guest.needed || !due {
        return Ok(false);
    }
    carry_out(&mut tx, id, &guest, serde_json::json!({})).await?;
    tx.commit().await?;
    Ok(true)
}

/// Ends all access and every request of somebody, of whatever kind, and removes the account. The person is locked. `false`
/// where something holds it up: access that is being set up at this moment, or a role in the portal.
pub(crate) async fn expel(tx: &mut Tx, id: UserId, details: Value) -> Outcome<bool> {
    for (access,) in fetch_all!(tx, (AssignmentId,), "guests/live_access", id)? {
        let access = assignments::load(&mut tx.conn, access).await?;
        let kind = RequestType::SystemRemove;
        end::end(tx, &access, kind, EndReason::AccountRemoved, "").await?;
    }
    for (request,) in fetch_all!(tx, (RequestId,), "guests/open_requests", id)? {
        close::account_removed(tx, request).await?;
    }
    let guest = store::load(&mut tx.conn, id).await?;
    if guest.needed {
        return Ok(false);
    }
    carry_out(tx, id, &guest, details).await?;
    Ok(true)
}

async fn carry_out(tx: &mut Tx, id: UserId, guest: &Guest, mut details: Value) -> Outcome<()> {
    let now = tx.now();
    execute!(tx, "identity/session_end_all", id)?;
    execute!(tx, "identity/second_factor_drop", id)?;
    execute!(tx, "identity/reset_forget", id)?;
    execute!(tx, "guests/drop_role_holders", id)?;
    execute!(tx, "guests/drop_user_attributes", id)?;
    execute!(tx, "guests/drop_written_attributes", id)?;
    execute!(tx, "guests/drop_user_sponsors", id)?;
    execute!(tx, "guests/drop_user_identities", id)?;
    execute!(tx, "guests/drop_organization_sponsors", id)?;
    execute!(tx, "guests/plan_drop", id)?;
    execute!(tx, "guests/watch_drop", id)?;
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
    details["mail"] = guest.mail.as_str().into();
    let entry = audit::Entry::new("user.remove", "user", id.0, name);
    tx.audit(entry.subject(id).details(details));
    Ok(())
}
