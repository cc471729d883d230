//! Giving and taking roles.

use super::holders::{self, NamedHolder};
use super::read::packaged;
use super::{keep_an_administrator, lock_administrators};
use crate::audit::Entry;
use crate::catalogs::is_administrator;
use crate::ctx::{Ctx, Tx};
use crate::directory;
use crate::error::Outcome;
use crate::{execute, fetch_optional};
use serde_json::json;
use shared::AppError;
use shared::authz::{Role, Scope, delegation_action};
use shared::directory::{Holder, HolderKind, Principal, UserKind};
use shared::forms::AddRoleInput;
use shared::ids::{CatalogId, ObjectId, RoleAssignmentId};
use shared::lang::{Lang, within};
use uuid::Uuid;

#[derive(sqlx::FromRow)]
struct Holding {
    role: Role,
    catalog_id: Option<CatalogId>,
    principal_kind: HolderKind,
    principal_id: Uuid,
}

const fn catalog_of(scope: Scope) -> Option<CatalogId> {
    match scope {
        Scope::Tenant => None,
        Scope::Catalog(id) => Some(id),
    }
}

/// Gives a role to users, groups and programs; those who hold it already keep it. The number of new holders.
/// A group into which other catalogs let people gets one from administrators only: from then on, whoever runs
/// those packages gives the role.
///
/// # Errors
/// Not allowed; the role does not belong to the scope; somebody named cannot hold it.
pub async fn add(ctx: &Ctx, scope: Scope, input: AddRoleInput) -> Outcome<usize> {
    let AddRoleInput { role, principals } = input;
    if role.is_tenant_wide() != (scope == Scope::Tenant) {
        return Err(AppError::field("role", t!("This role cannot be given here.")).into());
    }
    let permit = ctx.require(delegation_action(role, false), scope)?;
    let mut tx = ctx.begin(&permit).await?;
    let place = place_name(&mut tx, scope).await?;
    let names = holders::names_of(&mut tx.conn, &principals).await?;
    let open = if is_administrator(ctx) {
        Vec::new()
    } else {
        packaged(&mut tx.conn, catalog_of(scope), &groups_among(&principals)).await?
    };
    let mut added = 0;
    for principal in &principals {
        let Some(named) = names.get(principal) else {
            return Err(AppError::field("principal", t!("One of these no longer exists.")).into());
        };
        may_hold(&mut tx, named).await?;
        if let Holder::Principal(Principal::Group(group)) = principal
            && open.contains(group)
        {
            let message = t!(
                "Packages of another catalog can hand out membership in {name}, and the role with it. Only an administrator can give it to this group.",
                name = named.name
            );
            return Err(AppError::field("principal", message).into());
        }
        let id: RoleAssignmentId = tx.id();
        let now = tx.now();
        let inserted = execute!(
            tx,
            "roles/insert",
            id,
            role,
            catalog_of(scope),
            principal.kind(),
            principal.id(),
            now
        )?;
        if inserted == 1 {
            added += 1;
            record(&mut tx, "role.add", id, role, scope, named, &place);
        }
    }
    if added > 0 {
        tx.commit().await?;
    }
    Ok(added)
}

/// Takes a role away. Answers with the name of who held it.
///
/// # Errors
/// Not allowed; it is not held (any more); it is the last administrator.
pub async fn remove(ctx: &Ctx, scope: Scope, id: RoleAssignmentId) -> Outcome<String> {
    ctx.signed_in()?;
    let mut conn = ctx.read().await?;
    let holding = fetch_optional!(conn, Holding, "roles/get", id)?;
    drop(conn);
    let Some(holding) = holding.filter(|holding| holding.catalog_id == catalog_of(scope)) else {
        return Err(AppError::NotFound.into());
    };
    let role = holding.role;
    let permit = ctx.require(delegation_action(role, true), scope)?;
    let mut tx = ctx.begin(&permit).await?;
    let place = place_name(&mut tx, scope).await?;
    let holder = Holder::new(holding.principal_kind, holding.principal_id);
    let named = holders::names_of(&mut tx.conn, &[holder])
        .await?
        .remove(&holder)
        .unwrap_or_else(|| NamedHolder {
            holder,
            name: "A deleted account".to_owned(),
            detail: String::new(),
            enabled: false,
        });
    let is_administrator = role == Role::IdentityGovernanceAdministrator;
    if is_administrator {
        lock_administrators(&mut tx).await?;
    }
    if execute!(tx, "roles/delete", id)? == 0 {
        return Err(AppError::NotFound.into());
    }
    if is_administrator {
        keep_an_administrator(&mut tx).await?;
    }
    record(&mut tx, "role.remove", id, role, scope, &named, &place);
    tx.commit().await?;
    Ok(named.name)
}

fn groups_among(holders: &[Holder]) -> Vec<ObjectId> {
    holders
        .iter()
        .filter_map(|holder| match holder {
            Holder::Principal(Principal::Group(group)) => Some(*group),
            _ => None,
        })
        .collect()
}

/// People with an enabled account, groups, and enabled programs can hold roles.
async fn may_hold(tx: &mut Tx, named: &NamedHolder) -> Outcome<()> {
    let user = match named.holder {
        Holder::Principal(Principal::User(user)) => user,
        Holder::Principal(Principal::Group(_)) => return Ok(()),
        Holder::Program(_) if named.enabled => return Ok(()),
        Holder::Program(_) => {
            let message = t!("The program {name} is disabled.", name = named.name);
            return Err(AppError::field("principal", message).into());
        }
    };
    if !named.enabled {
        let message = t!("The account of {name} is blocked.", name = named.name);
        return Err(AppError::field("principal", message).into());
    }
    let person = directory::person(&mut tx.conn, user).await?;
    if person.is_none_or(|person| person.kind == UserKind::Visitor) {
        let message = t!("{name} has no account in the directory.", name = named.name);
        return Err(AppError::field("principal", message).into());
    }
    Ok(())
}

/// The name of the catalog, or of the portal as a whole.
async fn place_name(tx: &mut Tx, scope: Scope) -> Outcome<String> {
    let Scope::Catalog(catalog) = scope else {
        return Ok("the portal".to_owned());
    };
    let found = fetch_optional!(tx, (String,), "roles/catalog_name", catalog)?;
    Ok(found.ok_or(AppError::NotFound)?.0)
}

fn record(
    tx: &mut Tx,
    action: &'static str,
    id: RoleAssignmentId,
    role: Role,
    scope: Scope,
    holder: &NamedHolder,
    place: &str,
) {
    let name = within(Lang::English, || {
        format!("{} of {place}: {}", role.title(), holder.name)
    });
    let mut entry = Entry::new(action, "role", id.0, &name).details(json!({
        "role": role,
        "holder": holder.holder.to_string(),
        "holderName": holder.name,
    }));
    if let Some(catalog) = catalog_of(scope) {
        entry = entry.catalog(catalog);
    }
    if let Holder::Principal(Principal::User(user)) = holder.holder {
        entry = entry.subject(user);
    }
    tx.audit(entry);
}
