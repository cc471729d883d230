//! Lists of packages: those in catalogs the actor may see.

use crate::db::Conn;
use crate::texts::{Description, Name};
use crate::{Ctx, Outcome, fetch_all, fetch_in, lists};
use shared::AppError;
use shared::authz::{Action, Reach, Scope};
use shared::catalog::CatalogState;
use shared::ids::{CatalogId, PackageId};
use shared::views::Page;
use shared::views::catalogs::Named;
use shared::views::packages::{PackageRow, PackagesView};

#[derive(sqlx::FromRow)]
struct Row {
    id: PackageId,
    #[sqlx(try_from = "Name")]
    display_name: String,
    #[sqlx(try_from = "Description")]
    description: String,
    hidden: bool,
    retiring: bool,
    archived: bool,
    catalog_id: CatalogId,
    #[sqlx(try_from = "Name")]
    catalog_name: String,
    catalog_state: CatalogState,
    roles: i64,
    policies: i64,
    holders: i64,
    waiting: i64,
}

/// The packages the actor may see, by name.
///
/// # Errors
/// Nobody is signed in, or the person has no role that opens any catalog.
pub async fn list(ctx: &Ctx, q: &str, after: &str) -> Outcome<PackagesView> {
    let reach = ctx.reach(Action::ViewCatalogAndPackages);
    let may_create = ctx.reach(Action::CreateAccessPackage) != Reach::Only(Vec::new())
        || ctx.allows(Action::CreateCatalog, Scope::Tenant);
    let sees_all = reach == Reach::Everywhere;
    let own = match reach {
        Reach::Everywhere => Vec::new(),
        Reach::Only(own) => own,
    };
    if own.is_empty() && !sees_all && !may_create {
        ctx.signed_in()?;
        return Err(AppError::NotFound.into());
    }
    let cursor = lists::after(after);
    let pattern = lists::containing(q);
    let mut conn = ctx.read().await?;
    let rows: Vec<Row> = if sees_all {
        fetch_all!(
            conn,
            Row,
            "packages/list_all",
            cursor,
            pattern.as_str(),
            lists::FETCH
        )?
    } else {
        fetch_in!(conn, Row, "packages/list_in", &own; cursor, pattern.as_str(), lists::FETCH)?
    };
    Ok(PackagesView {
        page: lists::page(rows, |row| row.id.0, show),
        q: q.to_owned(),
        may_create,
        sees_all,
        may_edit_policies: ctx.reach(Action::CreateOrEditPolicy) != Reach::Only(Vec::new()),
    })
}

/// The packages of one catalog; the caller has asked whether the actor may see it.
///
/// # Errors
/// The database fails.
pub(crate) async fn in_catalog(
    conn: &mut Conn,
    catalog: CatalogId,
    q: &str,
    after: &str,
) -> Outcome<Page<PackageRow>> {
    let cursor = lists::after(after);
    let pattern = lists::containing(q);
    let rows: Vec<Row> = fetch_in!(
        conn, Row, "packages/list_in", &[catalog]; cursor, pattern.as_str(), lists::FETCH
    )?;
    Ok(lists::page(rows, |row| row.id.0, show))
}

fn show(row: Row) -> PackageRow {
    PackageRow {
        id: row.id.to_string(),
        name: row.display_name,
        description: row.description,
        catalog: Named {
            id: row.catalog_id.to_string(),
            name: row.catalog_name,
        },
        hidden: row.hidden,
        retiring: row.retiring,
        archived: row.archived,
        catalog_enabled: row.catalog_state == CatalogState::Published,
        roles: row.roles,
        policies: row.policies,
        holders: row.holders,
        waiting: row.waiting,
    }
}
