//! Making catalogs (CAT-01).

use super::is_administrator;
use crate::{Ctx, Outcome, Tx, audit, execute};
use serde_json::json;
use shared::AppError;
use shared::authz::{Action, Actor, Role, Scope};
use shared::catalog::{CatalogState, CatalogType};
use shared::directory::{Holder, Principal};
use shared::forms::catalogs::CatalogInput;
use shared::forms::name_key;
use shared::ids::{CatalogId, RoleAssignmentId};
use shared::lang::{Lang, within};

/// Two catalogs cannot share a name.
pub(super) fn name_taken() -> &'static str {
    t!("There is already a catalog with this name.")
}

/// May the person make catalogs at all? Asked by the page before it shows the form.
///
/// # Errors
/// As [`Ctx::require`].
pub fn new_form(ctx: &Ctx) -> Outcome<()> {
    ctx.require(Action::CreateCatalog, Scope::Tenant)?;
    Ok(())
}

/// Makes a catalog. Someone who is no administrator becomes its first owner.
///
/// # Errors
/// Not allowed, or the name is taken.
pub async fn create(ctx: &Ctx, input: CatalogInput) -> Outcome<CatalogId> {
    let permit = ctx.require(Action::CreateCatalog, Scope::Tenant)?;
    let mut tx = ctx.begin(&permit).await?;
    let id = insert(&mut tx, &input, "name").await?;
    tx.commit().await?;
    Ok(id)
}

/// Makes the catalog inside a transaction; a taken name is said at `field`.
///
/// # Errors
/// The name is taken.
pub(crate) async fn insert(tx: &mut Tx, input: &CatalogInput, field: &str) -> Outcome<CatalogId> {
    let id: CatalogId = tx.id();
    let now = tx.now();
    let added = execute!(
        tx,
        "catalogs/insert",
        id,
        input.name.as_str(),
        name_key(&input.name),
        input.description.as_str(),
        state(input.enabled),
        input.external,
        CatalogType::UserManaged,
        now,
        serde_json::to_string(&input.texts)?,
    )?;
    if added == 0 {
        return Err(AppError::field(field, name_taken()).into());
    }
    tx.audit(
        audit::Entry::new("catalog.create", "catalog", id.0, &input.name)
            .catalog(id)
            .details(json!({
                "description": input.description,
                "enabled": input.enabled,
                "external": input.external,
            })),
    );
    make_owner(tx, id, &input.name).await?;
    Ok(id)
}

async fn make_owner(tx: &mut Tx, id: CatalogId, name: &str) -> Outcome<()> {
    let me = match tx.ctx.actor {
        Actor::Person { id, .. } => Holder::Principal(Principal::User(id)),
        Actor::Program { id, .. } => Holder::Program(id),
        Actor::System | Actor::Anonymous => return Ok(()),
    };
    if is_administrator(&tx.ctx) {
        return Ok(());
    }
    let assignment: RoleAssignmentId = tx.id();
    let now = tx.now();
    execute!(
        tx,
        "catalogs/insert_role",
        assignment,
        Role::CatalogOwner,
        id,
        me.kind(),
        me.id(),
        now,
    )?;
    let holder = &tx.ctx.actor_name;
    let role = within(Lang::English, || Role::CatalogOwner.title());
    let what = format!("{role} of {name}: {holder}");
    let details = json!({
        "role": Role::CatalogOwner,
        "holder": me.to_string(),
        "holderName": holder,
    });
    let entry = audit::Entry::new("role.add", "role", assignment.0, &what)
        .catalog(id)
        .details(details);
    tx.audit(match tx.ctx.actor.user() {
        Some(user) => entry.subject(user),
        None => entry,
    });
    Ok(())
}

pub(super) const fn state(enabled: bool) -> CatalogState {
    if enabled {
        CatalogState::Published
    } else {
        CatalogState::Unpublished
    }
}
