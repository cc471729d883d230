//! What somebody may do, through which role and which groups, and who gave it (ROL-07).

use crate::ctx::Ctx;
use crate::db::Conn;
use crate::error::Outcome;
use crate::texts::Name;
use crate::{fetch_all, fetch_in};
use shared::authz::{Action, HeldRole, Role, Scope, allowed_by, rights, way};
use shared::directory::PrincipalKind;
use shared::ids::{CatalogId, ObjectId, RoleAssignmentId, UserId};
use shared::time::Timestamp;
use shared::views::When;
use shared::views::rights::{GrantView, RightsHere, RightsView};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// What the person who asks may do, and why.
///
/// # Errors
/// Nobody is signed in, or the database fails.
pub async fn own_rights(ctx: &Ctx) -> Outcome<RightsView> {
    let me = ctx.me()?;
    let mut conn = ctx.read().await?;
    let grants = grants(ctx, &mut conn, me).await?;
    Ok(RightsView { grants })
}

/// What the actor may do in a place, by the role that is the reason.
pub(crate) fn rights_here(ctx: &Ctx, scope: Scope) -> Vec<RightsHere> {
    let found = rights(&ctx.actor, scope).into_iter();
    found
        .map(|(role, actions)| RightsHere {
            title: role.title().to_owned(),
            may: in_words(&actions),
        })
        .collect()
}

fn in_words(actions: &[Action]) -> Vec<String> {
    let words = actions.iter().filter_map(|action| action.words());
    words.map(str::to_owned).collect()
}

#[derive(sqlx::FromRow)]
struct Row {
    id: RoleAssignmentId,
    role: Role,
    catalog_id: Option<CatalogId>,
    catalog: Option<Name>,
    principal_kind: PrincipalKind,
    principal_id: Uuid,
    created_at: Timestamp,
}

/// Every role a person holds, directly or through groups.
pub(crate) async fn grants(ctx: &Ctx, conn: &mut Conn, person: UserId) -> Outcome<Vec<GrantView>> {
    let rows = fetch_all!(conn, Row, "roles/grants", person)?;
    let groups = if rows
        .iter()
        .any(|row| row.principal_kind == PrincipalKind::Group)
    {
        Groups::of(conn, person).await?
    } else {
        Groups::default()
    };
    let given = givers(conn, &rows).await?;
    let now = ctx.now();
    Ok(rows
        .into_iter()
        .map(|row| {
            let held = HeldRole {
                role: row.role,
                catalog: row.catalog_id,
            };
            let through = match row.principal_kind {
                PrincipalKind::User => Vec::new(),
                PrincipalKind::Group => groups.way_to(ObjectId(row.principal_id)),
            };
            let place = row
                .catalog
                .map_or_else(|| t!("The whole portal").to_owned(), String::from);
            GrantView {
                title: row.role.title().to_owned(),
                explanation: row.role.explanation().to_owned(),
                place,
                href: page(ctx, row.catalog_id),
                through,
                since: When::new(row.created_at, now),
                by: given.get(&row.id).cloned(),
                may: in_words(&allowed_by(held)),
            }
        })
        .collect())
}

/// Where such a role is given and taken, if the reader may look there.
fn page(ctx: &Ctx, catalog: Option<CatalogId>) -> Option<String> {
    match catalog {
        Some(id) => ctx
            .allows(Action::ViewCatalogAndPackages, Scope::Catalog(id))
            .then(|| format!("/admin/catalogs/{id}/roles")),
        None => ctx
            .allows(Action::TenantSettings, Scope::Tenant)
            .then(|| "/admin/roles".to_owned()),
    }
}

/// Who gave each of the roles, as the audit log knows.
async fn givers(conn: &mut Conn, rows: &[Row]) -> Outcome<BTreeMap<RoleAssignmentId, String>> {
    let ids: Vec<RoleAssignmentId> = rows.iter().map(|row| row.id).collect();
    let found = fetch_in!(conn, (RoleAssignmentId, String), "roles/given_by", &ids)?;
    Ok(found.into_iter().collect())
}

/// The groups somebody is in, and how they lie within each other.
#[derive(Default)]
struct Groups {
    direct: BTreeSet<ObjectId>,
    /// The outer group and the inner one.
    nested: Vec<(ObjectId, ObjectId)>,
    names: BTreeMap<ObjectId, String>,
}

#[derive(sqlx::FromRow)]
struct Membership {
    id: ObjectId,
    name: String,
    /// The group through which, if it is not the person who is a member.
    within: Option<ObjectId>,
}

impl Groups {
    async fn of(conn: &mut Conn, person: UserId) -> Outcome<Self> {
        let mut groups = Self::default();
        for row in fetch_all!(conn, Membership, "roles/memberships", person)? {
            match row.within {
                None => {
                    groups.direct.insert(row.id);
                }
                Some(inner) => groups.nested.push((row.id, inner)),
            }
            groups.names.insert(row.id, row.name);
        }
        Ok(groups)
    }

    /// The names on the way to a group.
    fn way_to(&self, group: ObjectId) -> Vec<String> {
        way(&self.direct, &self.nested, group)
            .iter()
            .filter_map(|id| self.names.get(id).cloned())
            .collect()
    }
}
