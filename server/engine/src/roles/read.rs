//! Who holds which role.

use super::holders;
use crate::ctx::Ctx;
use crate::db::Conn;
use crate::error::Outcome;
use crate::{fetch_all, fetch_in, fetch_optional};
use shared::AppError;
use shared::authz::{Action, HeldRole, Role, Scope, delegation_action};
use shared::directory::{Holder, HolderKind};
use shared::ids::{CatalogId, ObjectId, RoleAssignmentId, UserId};
use shared::time::Timestamp;
use shared::views::When;
use shared::views::roles::{HolderView, RoleView, RolesView};
use uuid::Uuid;

/// People, groups and programs offered by a picker that was not told whom to look for.
const OFFERED: i64 = 100;

/// The roles a person holds, directly or through groups, nested ones included.
///
/// # Errors
/// The database fails.
pub async fn held_by(conn: &mut Conn, user: UserId) -> Outcome<Vec<HeldRole>> {
    let rows = fetch_all!(conn, (Role, Option<CatalogId>), "roles/held_by", user)?;
    Ok(rows
        .into_iter()
        .map(|(role, catalog)| HeldRole { role, catalog })
        .collect())
}

#[derive(sqlx::FromRow)]
struct Row {
    id: RoleAssignmentId,
    role: Role,
    principal_kind: HolderKind,
    principal_id: Uuid,
    created_at: Timestamp,
}

impl Row {
    const fn holder(&self) -> Holder {
        Holder::new(self.principal_kind, self.principal_id)
    }
}

/// The groups among these that a package can let people into, not counting those of one catalog: whoever gets
/// such a package gets what the group holds. The package may be yet to be made.
pub(super) async fn packaged(
    conn: &mut Conn,
    but: Option<CatalogId>,
    groups: &[ObjectId],
) -> Outcome<Vec<ObjectId>> {
    if groups.is_empty() {
        return Ok(Vec::new());
    }
    let rows: Vec<(ObjectId,)> = fetch_in!(conn, (ObjectId,), "roles/packaged", groups; but)?;
    Ok(rows.into_iter().map(|row| row.0).collect())
}

/// Whoever held a role and is no longer in the directory.
fn gone(group: bool) -> &'static str {
    if group {
        t!("A deleted group")
    } else {
        t!("A deleted account")
    }
}

/// The roles of a scope with their holders, and whom one could add; `find` narrows those.
///
/// # Errors
/// [`AppError::NotFound`] for those who may not see them, or the database fails.
pub async fn view(ctx: &Ctx, scope: Scope, find: &str) -> Outcome<RolesView> {
    let (action, catalog) = match scope {
        Scope::Tenant => (Action::TenantSettings, None),
        Scope::Catalog(id) => (Action::ViewCatalogAndPackages, Some(id)),
    };
    ctx.require(action, scope)?;
    let mut conn = ctx.read().await?;
    let rows = match catalog {
        None => fetch_all!(conn, Row, "roles/list_tenant")?,
        Some(id) => {
            if fetch_optional!(conn, (String,), "roles/catalog_name", id)?.is_none() {
                return Err(AppError::NotFound.into());
            }
            fetch_all!(conn, Row, "roles/list_catalog", id)?
        }
    };
    let held: Vec<Holder> = rows.iter().map(Row::holder).collect();
    let names = holders::names_of(&mut conn, &held).await?;
    let groups: Vec<ObjectId> = rows
        .iter()
        .filter(|row| row.principal_kind == HolderKind::Group)
        .map(|row| ObjectId(row.principal_id))
        .collect();
    let open = packaged(&mut conn, catalog, &groups).await?;
    let links = ctx.allows(Action::ReportOnAUser, Scope::Tenant);
    let now = ctx.now();
    let mut roles = Vec::new();
    for role in Role::ALL {
        if role.is_tenant_wide() != catalog.is_none() {
            continue;
        }
        let holders = rows
            .iter()
            .filter(|row| row.role == *role)
            .map(|row| {
                let named = names.get(&row.holder());
                let kind = row.principal_kind;
                let place = match kind {
                    HolderKind::User => Some("people"),
                    HolderKind::Group => None,
                    HolderKind::ServicePrincipal => Some("programs"),
                };
                HolderView {
                    id: row.id.to_string(),
                    name: named.map_or_else(
                        || gone(kind == HolderKind::Group).to_owned(),
                        |named| named.name.clone(),
                    ),
                    detail: named.map_or_else(String::new, |named| {
                        if open.contains(&ObjectId(row.principal_id)) {
                            t!("Packages can hand out membership, and this role with it").to_owned()
                        } else if named.enabled {
                            named.detail.clone()
                        } else if kind == HolderKind::ServicePrincipal {
                            t!("Disabled program").to_owned()
                        } else {
                            t!("Blocked account").to_owned()
                        }
                    }),
                    group: kind != HolderKind::User,
                    href: place
                        .filter(|_| links)
                        .map(|place| format!("/admin/{place}/{}", row.principal_id)),
                    since: When::new(row.created_at, now),
                }
            })
            .collect();
        roles.push(RoleView {
            role: role.as_str().to_owned(),
            title: role.title().to_owned(),
            explanation: role.explanation().to_owned(),
            holders,
            may_add: ctx.allows(delegation_action(*role, false), scope),
            may_remove: ctx.allows(delegation_action(*role, true), scope),
        });
    }
    drop(conn);
    let options = if roles.iter().any(|role| role.may_add) {
        holders::options(ctx, find, OFFERED).await?
    } else {
        Vec::new()
    };
    Ok(RolesView { roles, options })
}
