//! The list of catalogs: those the actor may see (CAT-03, CAT-07).

use crate::texts::{Description, Name};
use crate::{Ctx, Outcome, fetch_all, fetch_in, lists};
use shared::AppError;
use shared::authz::{Action, Reach, Scope};
use shared::catalog::{CatalogState, CatalogType};
use shared::ids::CatalogId;
use shared::views::catalogs::{CatalogRow, CatalogsView};

/// What narrows the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CatalogFilter {
    pub q: String,
    /// Only those open to people from outside, to find what is open that should not be.
    pub external_only: bool,
    /// Cursor of the page.
    pub after: String,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: CatalogId,
    #[sqlx(try_from = "Name")]
    display_name: String,
    #[sqlx(try_from = "Description")]
    description: String,
    state: CatalogState,
    externally_visible: bool,
    catalog_type: CatalogType,
    packages: i64,
    resources: i64,
}

/// The catalogs the actor may see, by name.
///
/// # Errors
/// Nobody is signed in, or the person has no role that opens any catalog.
pub async fn list(ctx: &Ctx, filter: CatalogFilter) -> Outcome<CatalogsView> {
    let reach = ctx.reach(Action::ViewCatalogAndPackages);
    let may_create = ctx.allows(Action::CreateCatalog, Scope::Tenant);
    let sees_all = reach == Reach::Everywhere;
    if matches!(&reach, Reach::Only(own) if own.is_empty()) && !may_create {
        ctx.signed_in()?;
        return Err(AppError::NotFound.into());
    }
    let after = lists::after(&filter.after);
    let pattern = lists::containing(&filter.q);
    let mut conn = ctx.read().await?;
    let rows: Vec<Row> = match reach {
        Reach::Everywhere => fetch_all!(
            conn,
            Row,
            "catalogs/list_all",
            after,
            pattern.as_str(),
            filter.external_only,
            lists::FETCH,
        )?,
        Reach::Only(own) => fetch_in!(
            conn, Row, "catalogs/list_own", &own;
            after, pattern.as_str(), filter.external_only, lists::FETCH
        )?,
    };
    Ok(CatalogsView {
        page: lists::page(rows, |row| row.id.0, show),
        q: filter.q,
        external_only: filter.external_only,
        may_create,
        sees_all,
    })
}

fn show(row: Row) -> CatalogRow {
    CatalogRow {
        id: row.id.to_string(),
        name: row.display_name,
        description: row.description,
        enabled: row.state == CatalogState::Published,
        external: row.externally_visible,
        built_in: row.catalog_type == CatalogType::ServiceDefault,
        packages: row.packages,
        resources: row.resources,
    }
}
