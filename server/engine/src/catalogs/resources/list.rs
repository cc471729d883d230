//! The resources of a catalog, with their roles and the packages that use them.

use super::Object;
use crate::catalogs::catalog_view;
use crate::db::Conn;
use crate::texts::Name;
use crate::{Ctx, Outcome, fetch_all, fetch_in, lists};
use shared::catalog::{caution, kind_title, offers};
use shared::directory::RoleKind;
use shared::ids::{CatalogId, ObjectId, PackageId, ResourceId};
use shared::policy::Question;
use shared::time::Timestamp;
use shared::views::catalogs::{CatalogResourcesView, Named, RequiredAttribute, ResourceRow};
use shared::views::{Page, When};

#[derive(sqlx::FromRow)]
pub(super) struct Row {
    pub resource_id: ResourceId,
    added_at: Timestamp,
    /// What it requires of people (CAT-16).
    pub attributes: String,
    pub version: i64,
    #[sqlx(flatten)]
    pub object: Object,
}

#[derive(sqlx::FromRow)]
struct RoleRow {
    object_id: ObjectId,
    kind: RoleKind,
    display_name: String,
}

#[derive(sqlx::FromRow)]
pub(super) struct Use {
    pub resource_id: ResourceId,
    pub package_id: PackageId,
    #[sqlx(try_from = "Name")]
    pub display_name: String,
}

/// The resources, by name.
///
/// # Errors
/// There is no such catalog, or the actor may not see it.
pub async fn resources(ctx: &Ctx, id: CatalogId, after: &str) -> Outcome<CatalogResourcesView> {
    let mut conn = ctx.read().await?;
    let catalog = catalog_view(ctx, &mut conn, id).await?;
    let after = lists::after(after);
    let rows: Vec<Row> = fetch_all!(conn, Row, "resources/list", id, after, lists::FETCH)?;
    let Page { rows, next } = lists::page(rows, |row| row.object.id.0, |row| row);
    let rows = shown(&mut conn, rows, ctx.now()).await?;
    Ok(CatalogResourcesView {
        catalog,
        page: Page { rows, next },
    })
}

/// Resources as pages show them.
pub(super) async fn shown(
    conn: &mut Conn,
    rows: Vec<Row>,
    now: Timestamp,
) -> Outcome<Vec<ResourceRow>> {
    let objects: Vec<ObjectId> = rows.iter().map(|row| row.object.id).collect();
    let roles: Vec<RoleRow> = fetch_in!(conn, RoleRow, "resources/roles", &objects)?;
    let used = uses(conn, rows.iter().map(|row| row.resource_id)).await?;
    rows.into_iter()
        .map(|row| {
            let questions: Vec<Question> = serde_json::from_str(&row.attributes)?;
            let object = row.object;
            let own = || roles.iter().filter(|role| role.object_id == object.id);
            let defines = own().any(|role| role.kind == RoleKind::Defined);
            Ok(ResourceRow {
                id: row.resource_id.to_string(),
                kind: kind_title(object.kind, object.group_kind).to_owned(),
                roles: own()
                    .filter(|role| offers(object.kind, object.mastery, role.kind, defines))
                    .map(|role| role.display_name.clone())
                    .collect(),
                caution: caution(object.kind, object.mastery).map(str::to_owned),
                used_by: used
                    .iter()
                    .filter(|using| using.resource_id == row.resource_id)
                    .map(|using| Named {
                        id: using.package_id.to_string(),
                        name: using.display_name.clone(),
                    })
                    .collect(),
                added: When::new(row.added_at, now),
                attributes: questions
                    .iter()
                    .filter_map(|question| RequiredAttribute::of(question, &object.display_name))
                    .collect(),
                name: object.display_name,
                description: object.description,
            })
        })
        .collect()
}

/// The packages that use these resources, by name.
pub(super) async fn uses(
    conn: &mut Conn,
    resources: impl Iterator<Item = ResourceId>,
) -> Outcome<Vec<Use>> {
    let ids: Vec<ResourceId> = resources.collect();
    Ok(fetch_in!(conn, Use, "resources/uses", &ids)?)
}
