//! What keeps one person from one package.

use crate::ctx::{Ctx, Tx};
use crate::db::Conn;
use crate::error::Outcome;
use crate::requests::store::RequestRow;
use crate::texts::Name;
use crate::{directory, fetch_all};
use shared::authz::{Action, Scope};
use shared::ids::{CatalogId, ObjectId, PackageId, UserId};
use shared::policy::{Conflict, Hindrance, OtherGroup, OtherPackage, Separation};
use shared::request::GaveUp;
use uuid::Uuid;

#[derive(sqlx::FromRow)]
struct Row {
    is_group: bool,
    id: Uuid,
    #[sqlx(try_from = "Name")]
    name: String,
    catalog_id: Option<CatalogId>,
    held: bool,
    asked: bool,
}

/// What the package is incompatible with, and how the person stands to it.
///
/// # Errors
/// The database fails.
pub(crate) async fn of_person(
    conn: &mut Conn,
    package: PackageId,
    person: UserId,
) -> Outcome<Separation> {
    let mut separation = Separation::default();
    for row in fetch_all!(conn, Row, "separation/of_person", package, person)? {
        match row.catalog_id {
            Some(catalog) if !row.is_group => separation.packages.push(OtherPackage {
                name: row.name,
                catalog,
                held: row.held,
                asked: row.asked,
            }),
            _ => separation.groups.push(OtherGroup {
                id: ObjectId(row.id),
                name: row.name,
            }),
        }
    }
    Ok(separation)
}

/// Why a request that is ready must not be carried out after all, in words for its timeline; what it
/// is stands on the package's page for the person concerned. The person is locked.
///
/// # Errors
/// The database fails.
pub(crate) async fn keeps_back(tx: &mut Tx, request: &RequestRow) -> Outcome<Option<GaveUp>> {
    let Some(subject) = directory::subject(&mut tx.conn, request.subject_id).await? else {
        return Ok(None);
    };
    let separation = of_person(&mut tx.conn, request.package_id, subject.id).await?;
    let first = separation.against_receiving(&subject).into_iter().next();
    Ok(first.map(|conflict| match conflict.hindrance {
        Hindrance::Held | Hindrance::Asked => GaveUp::RuledOut,
        Hindrance::Member => GaveUp::RuledOutByGroup,
    }))
}

/// May whoever acts learn the name of what is in the way? Packages whose holders they see anyway; groups,
/// which everybody with a role can look up.
pub(crate) fn may_know(ctx: &Ctx, conflict: &Conflict) -> bool {
    conflict
        .catalog
        .is_none_or(|catalog| sees_holders(ctx, catalog))
}

/// May whoever acts learn who has the packages of a catalog? Seeing the packages is not enough: a rule that
/// names one tells of everybody who has both.
pub(super) fn sees_holders(ctx: &Ctx, catalog: CatalogId) -> bool {
    ctx.allows(Action::ViewAssignments, Scope::Catalog(catalog))
}

pub(super) fn sees(ctx: &Ctx, catalog: CatalogId) -> bool {
    ctx.allows(Action::ViewCatalogAndPackages, Scope::Catalog(catalog))
}
