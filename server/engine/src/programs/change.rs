//! Making, changing and deleting programs.

use super::read::get;
use crate::audit::Entry;
use crate::catalogs::{stale, taken};
use crate::ctx::Ctx;
use crate::error::Outcome;
use crate::{execute, fetch_all};
use serde_json::json;
use shared::authz::{Action, Role, Scope};
use shared::forms::name_key;
use shared::forms::programs::ProgramInput;
use shared::ids::{CatalogId, ProgramId};

fn name_taken() -> &'static str {
    t!("Another program has this name.")
}

/// Makes a program; it can do nothing until it has roles and a token.
///
/// # Errors
/// Not allowed, or the name is taken.
pub async fn create(ctx: &Ctx, input: ProgramInput) -> Outcome<ProgramId> {
    let permit = ctx.require(Action::TenantSettings, Scope::Tenant)?;
    let mut tx = ctx.begin(&permit).await?;
    let id: ProgramId = tx.id();
    let now = tx.now();
    taken(
        execute!(
            tx,
            "programs/insert",
            id,
            input.name.as_str(),
            name_key(&input.name),
            input.description.as_str(),
            now
        ),
        "name",
        name_taken(),
    )?;
    tx.audit(
        Entry::new("program.create", "program", id.0, &input.name)
            .details(json!({ "description": input.description })),
    );
    tx.commit().await?;
    Ok(id)
}

/// Changes name and description of a program that is still at `version`.
///
/// # Errors
/// Not allowed, changed meanwhile, or the name is taken.
pub async fn update(ctx: &Ctx, id: ProgramId, version: i64, input: ProgramInput) -> Outcome<()> {
    let permit = ctx.require(Action::TenantSettings, Scope::Tenant)?;
    let mut tx = ctx.begin(&permit).await?;
    let before = get(&mut tx.conn, id).await?;
    let now = tx.now();
    let changed = taken(
        execute!(
            tx,
            "programs/update",
            id,
            version,
            input.name.as_str(),
            name_key(&input.name),
            input.description.as_str(),
            now
        ),
        "name",
        name_taken(),
    )?;
    if changed == 0 {
        return Err(stale());
    }
    tx.audit(
        Entry::new("program.edit", "program", id.0, &input.name).details(json!({
            "name": { "from": before.display_name, "to": input.name },
            "description": { "from": before.description, "to": input.description },
        })),
    );
    tx.commit().await
}

/// Enables or disables a program that is still at `version`; the tokens of one that is disabled do
/// nothing. Answers with its name.
///
/// # Errors
/// Not allowed, or changed meanwhile.
pub async fn set_enabled(ctx: &Ctx, id: ProgramId, version: i64, enabled: bool) -> Outcome<String> {
    let permit = ctx.require(Action::TenantSettings, Scope::Tenant)?;
    let mut tx = ctx.begin(&permit).await?;
    let program = get(&mut tx.conn, id).await?;
    let now = tx.now();
    if execute!(tx, "programs/set_enabled", id, version, enabled, now)? == 0 {
        return Err(stale());
    }
    let action = if enabled {
        "program.enable"
    } else {
        "program.disable"
    };
    tx.audit(Entry::new(action, "program", id.0, &program.display_name));
    tx.commit().await?;
    Ok(program.display_name)
}

/// Deletes a program that is still at `version`, with its tokens and roles. Answers with its name.
///
/// # Errors
/// Not allowed, or changed meanwhile.
pub async fn delete(ctx: &Ctx, id: ProgramId, version: i64) -> Outcome<String> {
    let permit = ctx.require(Action::TenantSettings, Scope::Tenant)?;
    let mut tx = ctx.begin(&permit).await?;
    let program = get(&mut tx.conn, id).await?;
    let held = fetch_all!(
        tx,
        (Role, Option<CatalogId>, Option<String>),
        "programs/roles",
        id
    )?;
    execute!(tx, "programs/delete_roles", id)?;
    if execute!(tx, "programs/delete", id, version)? == 0 {
        return Err(stale());
    }
    let held: Vec<_> = held
        .into_iter()
        .map(|(role, catalog, _)| json!({ "role": role, "catalog": catalog }))
        .collect();
    tx.audit(
        Entry::new("program.delete", "program", id.0, &program.display_name)
            .details(json!({ "roles": held })),
    );
    tx.commit().await?;
    Ok(program.display_name)
}
