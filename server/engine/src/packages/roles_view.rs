//! The roles inside a package, and those that could be added, as the page shows them.

use super::model::seen;
use super::overview::{head_of, holders};
use crate::db::Conn;
use crate::{Ctx, Outcome, fetch_all, lists};
use shared::catalog::{kind_title, offers};
use shared::directory::{GroupKind, Mastery, ObjectKind, RoleKind};
use shared::ids::{PackageId, PackageRoleId, RoleId};
use shared::time::Timestamp;
use shared::views::When;
use shared::views::packages::{PackageRoleRow, PackageRolesView, RoleChoice};

/// Roles to choose from on one page.
const SHOWN: i64 = 100;

#[derive(sqlx::FromRow)]
struct Row {
    id: PackageRoleId,
    object_name: String,
    object_kind: ObjectKind,
    group_kind: Option<GroupKind>,
    role_name: String,
    added_at: Timestamp,
}

#[derive(sqlx::FromRow)]
struct Candidate {
    id: RoleId,
    object_name: String,
    object_kind: ObjectKind,
    group_kind: Option<GroupKind>,
    mastery: Mastery,
    kind: RoleKind,
    role_name: String,
    description: String,
    defines_roles: bool,
}

/// The content of a package, and for those who may change it what could be added.
///
/// # Errors
/// There is no such package, or the actor may not see it.
pub async fn roles(ctx: &Ctx, id: PackageId, q: &str) -> Outcome<PackageRolesView> {
    let mut conn = ctx.read().await?;
    let package = seen(ctx, &mut conn, id).await?;
    let head = head_of(ctx, &package);
    let mut candidates: Vec<Candidate> = Vec::new();
    if head.may.change_roles {
        let pattern = lists::containing(q);
        let limit = SHOWN + 1;
        candidates = fetch_all!(
            conn,
            Candidate,
            "packages/role_choices",
            package.catalog_id,
            id,
            pattern.as_str(),
            limit,
        )?;
    }
    let shown = usize::try_from(SHOWN).unwrap_or(usize::MAX);
    let more = candidates.len() > shown;
    candidates.truncate(shown);
    Ok(PackageRolesView {
        roles: content(&mut conn, id, ctx.now()).await?,
        holders: holders(&mut conn, id).await?,
        choices: candidates.into_iter().filter_map(choice).collect(),
        q: q.to_owned(),
        more,
        head,
    })
}

/// The roles inside a package, by resource.
pub(super) async fn content(
    conn: &mut Conn,
    id: PackageId,
    now: Timestamp,
) -> Outcome<Vec<PackageRoleRow>> {
    let rows: Vec<Row> = fetch_all!(conn, Row, "packages/roles", id)?;
    Ok(rows
        .into_iter()
        .map(|row| PackageRoleRow {
            id: row.id.to_string(),
            resource: row.object_name,
            kind: kind_title(row.object_kind, row.group_kind).to_owned(),
            role: row.role_name,
            added: When::new(row.added_at, now),
        })
        .collect())
}

fn choice(candidate: Candidate) -> Option<RoleChoice> {
    offers(
        candidate.object_kind,
        candidate.mastery,
        candidate.kind,
        candidate.defines_roles,
    )
    .then(|| RoleChoice {
        id: candidate.id.to_string(),
        kind: kind_title(candidate.object_kind, candidate.group_kind).to_owned(),
        resource: candidate.object_name,
        role: candidate.role_name,
        description: candidate.description,
    })
}
