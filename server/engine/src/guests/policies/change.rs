//! Writing the rules for guests. Each change first takes its turn at the row that counts the rounds, so that two
//! administrators cannot make two orders, and all guests are looked at afterwards.

use super::{RESTORE_DAYS, Row, all, find, organizations};
use crate::audit;
use crate::catalogs::stale;
use crate::ctx::{Ctx, Tx};
use crate::directory;
use crate::error::Outcome;
use crate::execute;
use serde_json::{Value, json};
use shared::AppError;
use shared::authz::{Action, Scope};
use shared::directory::Principal;
use shared::forms::Fields;
use shared::forms::guests::GuestPolicyInput;
use shared::ids::GuestPolicyId;
use shared::limits::GUEST_POLICIES_MAX;
use shared::policy::{GuestRules, GuestScope};
use shared::time::Timestamp;

async fn begin(ctx: &Ctx) -> Outcome<Tx> {
    let permit = ctx.require(Action::TenantSettings, Scope::Tenant)?;
    let mut tx = ctx.begin(&permit).await?;
    let now = tx.now();
    execute!(tx, "guests/round_look", now)?;
    tx.ring();
    Ok(tx)
}

fn entry(action: &'static str, id: GuestPolicyId, name: &str, details: Value) -> audit::Entry {
    audit::Entry::new(action, "guestPolicy", id.0, name).details(details)
}

/// The form, with everybody it names there.
async fn parsed(tx: &mut Tx, fields: &Fields) -> Outcome<GuestPolicyInput> {
    let known = organizations(&mut tx.conn).await?;
    let input = GuestPolicyInput::parse(fields, &known)?;
    let groups: Vec<Principal> = match &input.rules.scope {
        GuestScope::Groups(groups) => groups.iter().map(|id| Principal::Group(*id)).collect(),
        _ => Vec::new(),
    };
    let except: Vec<Principal> = input.rules.except.iter().copied().collect();
    for (field, named) in [("groups", groups), ("except", except)] {
        let names = directory::names_of(&mut tx.conn, &named).await?;
        if named.iter().any(|one| !names.contains_key(one)) {
            return Err(AppError::field(field, t!("One of these no longer exists.")).into());
        }
    }
    Ok(input)
}

/// Since when sponsors have to confirm: from now on where they had not to before.
fn confirms_since(
    rules: &GuestRules,
    before: Option<Timestamp>,
    now: Timestamp,
) -> Option<Timestamp> {
    rules.confirm_days.map(|_| before.unwrap_or(now))
}

/// Adds a policy in the last place.
///
/// # Errors
/// Not allowed; messages at fields; there are as many as there can be.
pub async fn create(ctx: &Ctx, fields: &Fields) -> Outcome<GuestPolicyId> {
    let mut tx = begin(ctx).await?;
    let GuestPolicyInput {
        name,
        enabled,
        rules,
        ..
    } = parsed(&mut tx, fields).await?;
    let now = tx.now();
    let (there, _) = all(&mut tx.conn, now).await?;
    room(&there)?;
    let id: GuestPolicyId = tx.id();
    let document = serde_json::to_string(&rules)?;
    let since = confirms_since(&rules, None, now);
    execute!(
        tx,
        "guests/policy_insert",
        id,
        last(&there),
        name.as_str(),
        enabled,
        document,
        since,
        now
    )?;
    tx.audit(entry(
        "guestPolicy.create",
        id,
        &name,
        json!({ "enabled": enabled, "rules": rules }),
    ));
    tx.commit().await?;
    Ok(id)
}

fn room(there: &[Row]) -> Outcome<()> {
    if there.len() < GUEST_POLICIES_MAX {
        return Ok(());
    }
    let sentence = t!(
        "There are {most} rules already. Delete one first.",
        most = GUEST_POLICIES_MAX
    );
    Err(AppError::Conflict(sentence).into())
}

/// The place after the last one.
fn last(there: &[Row]) -> i64 {
    there.last().map_or(1, |row| row.position + 1)
}

/// Changes a policy that is still at the version of the form.
///
/// # Errors
/// Not allowed; messages at fields; not there; changed meanwhile.
pub async fn update(ctx: &Ctx, id: GuestPolicyId, fields: &Fields) -> Outcome<()> {
    let mut tx = begin(ctx).await?;
    let before = find(&mut tx.conn, id).await?;
    if before.deleted_at.is_some() {
        return Err(AppError::NotFound.into());
    }
    let GuestPolicyInput {
        name,
        enabled,
        rules,
        version,
    } = parsed(&mut tx, fields).await?;
    let now = tx.now();
    // Switched on again, sponsors have their time anew.
    let since = before.confirms_since.filter(|_| before.enabled);
    let since = confirms_since(&rules, since, now);
    let document = serde_json::to_string(&rules)?;
    if execute!(
        tx,
        "guests/policy_update",
        id,
        version,
        name.as_str(),
        enabled,
        document,
        since,
        now
    )? == 0
    {
        return Err(stale());
    }
    let was =
        json!({ "name": before.display_name, "enabled": before.enabled, "rules": before.rules()? });
    let is = json!({ "name": name, "enabled": enabled, "rules": rules });
    tx.audit(entry(
        "guestPolicy.change",
        id,
        &name,
        json!({ "before": was, "after": is }),
    ));
    tx.commit().await
}

/// Deletes a policy. What it started is called off.
///
/// # Errors
/// Not allowed; not there; changed meanwhile.
pub async fn delete(ctx: &Ctx, id: GuestPolicyId, version: i64) -> Outcome<()> {
    let mut tx = begin(ctx).await?;
    let row = find(&mut tx.conn, id).await?;
    let now = tx.now();
    if execute!(tx, "guests/policy_delete", id, version, now)? == 0 {
        return Err(stale());
    }
    tx.audit(entry(
        "guestPolicy.delete",
        id,
        &row.display_name,
        json!({ "rules": row.rules()? }),
    ));
    tx.commit().await
}

/// Brings a deleted policy back, switched off and in the last place.
///
/// # Errors
/// Not allowed; not there, or deleted too long ago; there are as many as there can be.
pub async fn restore(ctx: &Ctx, id: GuestPolicyId) -> Outcome<()> {
    let mut tx = begin(ctx).await?;
    let row = find(&mut tx.conn, id).await?;
    let now = tx.now();
    if row
        .deleted_at
        .is_none_or(|at| at <= now.plus_days(-RESTORE_DAYS))
    {
        return Err(AppError::NotFound.into());
    }
    let (there, _) = all(&mut tx.conn, now).await?;
    room(&there)?;
    if execute!(tx, "guests/policy_restore", id, last(&there), now)? == 0 {
        return Err(stale());
    }
    tx.audit(entry(
        "guestPolicy.restore",
        id,
        &row.display_name,
        json!({}),
    ));
    tx.commit().await
}

/// Moves a policy one place up, or down. At the end of the list nothing happens.
///
/// # Errors
/// Not allowed; not there.
pub async fn move_up_or_down(ctx: &Ctx, id: GuestPolicyId, up: bool) -> Outcome<()> {
    let mut tx = begin(ctx).await?;
    let now = tx.now();
    let (mut there, _) = all(&mut tx.conn, now).await?;
    let Some(place) = there.iter().position(|row| row.id == id) else {
        return Err(AppError::NotFound.into());
    };
    let other = if up {
        place.checked_sub(1)
    } else {
        Some(place + 1)
    };
    let Some(other) = other.filter(|other| *other < there.len()) else {
        return tx.commit_unrecorded().await;
    };
    there.swap(place, other);
    for (position, row) in (1_i64..).zip(&there) {
        if row.position != position {
            execute!(tx, "guests/policy_place", row.id, position, now)?;
        }
    }
    let Some(moved) = there.get(other) else {
        return Err(AppError::NotFound.into());
    };
    let details = json!({ "place": { "from": place + 1, "to": other + 1 } });
    tx.audit(entry("guestPolicy.move", id, &moved.display_name, details));
    tx.commit().await
}
