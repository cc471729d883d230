//! What rules packages out, as programs read it (PKG-17, PKG-18): page by page, and the names as they were written.

use super::judge::sees;
use crate::packages::permitted;
use crate::{Ctx, Outcome, fetch_all, lists};
use shared::authz::Action;
use shared::ids::{CatalogId, ObjectId, PackageId};
use shared::time::Timestamp;
use shared::views::Page;
use uuid::Uuid;

/// A package at one end of a rule.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct OtherPackage {
    pub id: PackageId,
    catalog_id: CatalogId,
    #[sqlx(rename = "display_name")]
    pub name: String,
    pub description: String,
    pub hidden: bool,
    pub created_at: Timestamp,
    pub modified_at: Timestamp,
    /// It is in a catalog that the reader sees; of others nothing is told but the id.
    #[sqlx(skip)]
    pub visible: bool,
}

/// A group whose members a package is closed to.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct OtherGroup {
    pub id: ObjectId,
    pub name: String,
    pub description: String,
    pub mail: String,
}

/// Which end of the rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// Packages whose holders cannot get this one.
    RulingOut,
    /// Packages that holders of this one cannot get.
    RuledOut,
}

/// Packages with which this one does not go together, by name.
///
/// # Errors
/// Not allowed, or there is no such package.
pub async fn other_packages(
    ctx: &Ctx,
    id: PackageId,
    end: End,
    after: &str,
    size: i64,
) -> Outcome<Page<OtherPackage>> {
    permitted(ctx, id, Action::ConfigureSeparationOfDuties).await?;
    let mut conn = ctx.read().await?;
    let (after, limit) = (lists::after(after), size + 1);
    let mut rows = match end {
        End::RulingOut => fetch_all!(conn, OtherPackage, "separation/others", id, after, limit)?,
        End::RuledOut => fetch_all!(
            conn,
            OtherPackage,
            "separation/others_ruled_out",
            id,
            after,
            limit
        )?,
    };
    for row in &mut rows {
        row.visible = sees(ctx, row.catalog_id);
    }
    Ok(page(rows, size, |row| row.id.0))
}

/// Groups whose members cannot get the package, by name.
///
/// # Errors
/// As [`other_packages`].
pub async fn other_groups(
    ctx: &Ctx,
    id: PackageId,
    after: &str,
    size: i64,
) -> Outcome<Page<OtherGroup>> {
    permitted(ctx, id, Action::ConfigureSeparationOfDuties).await?;
    let mut conn = ctx.read().await?;
    let after = lists::after(after);
    let rows = fetch_all!(
        conn,
        OtherGroup,
        "separation/other_groups",
        id,
        after,
        size + 1
    )?;
    Ok(page(rows, size, |row| row.id.0))
}

/// Cuts the rows to a page of a size that the reader chose.
fn page<T>(mut rows: Vec<T>, size: i64, id: impl Fn(&T) -> Uuid) -> Page<T> {
    let size = usize::try_from(size).unwrap_or(usize::MAX);
    let more = rows.len() > size;
    rows.truncate(size);
    let next = rows.last().filter(|_| more).map(|row| id(row).to_string());
    Page { rows, next }
}
