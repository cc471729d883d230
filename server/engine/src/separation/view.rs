//! The page of a package about separation of duties.

use super::judge::sees;
use crate::db::Conn;
use crate::packages::{head_of, permitted};
use crate::texts::Name;
use crate::{Ctx, Outcome, fetch_all, fetch_in, lists};
use shared::authz::{Action, Reach};
use shared::ids::{CatalogId, ObjectId, PackageId};
use shared::views::catalogs::Named;
use shared::views::separation::{OtherRow, SeparationView};

/// Packages, and groups, shown to choose from.
const SHOWN: i64 = 20;

#[derive(sqlx::FromRow)]
struct PackageRow {
    id: PackageId,
    #[sqlx(try_from = "Name")]
    name: String,
    catalog_id: CatalogId,
    #[sqlx(try_from = "Name")]
    catalog_name: String,
}

#[derive(sqlx::FromRow)]
struct CountedRow {
    #[sqlx(flatten)]
    package: PackageRow,
    overlap: i64,
}

#[derive(sqlx::FromRow)]
struct GroupRow {
    id: ObjectId,
    name: String,
    overlap: i64,
}

/// What rules the package out, what it rules out itself, and what could be added: packages of which the actor
/// may know who has them. Packages of catalogs that the actor does not see stay without a name.
///
/// # Errors
/// Not allowed, or there is no such package.
pub async fn separation(ctx: &Ctx, id: PackageId, q: &str) -> Outcome<SeparationView> {
    let (_, package) = permitted(ctx, id, Action::ConfigureSeparationOfDuties).await?;
    let mut conn = ctx.read().await?;
    let packages: Vec<CountedRow> = fetch_all!(conn, CountedRow, "separation/packages", id)?;
    let groups: Vec<GroupRow> = fetch_all!(conn, GroupRow, "separation/groups", id)?;
    let ruled_out: Vec<PackageRow> = fetch_all!(conn, PackageRow, "separation/ruled_out", id)?;
    let pattern = lists::containing(q);
    let mut choices = choices(ctx, &mut conn, id, &pattern).await?;
    let mut group_choices: Vec<(ObjectId, String)> = fetch_all!(
        conn,
        (ObjectId, String),
        "separation/group_choices",
        id,
        pattern.as_str(),
        SHOWN + 1
    )?;
    let shown = usize::try_from(SHOWN).unwrap_or(usize::MAX);
    let more = choices.len() > shown || group_choices.len() > shown;
    choices.truncate(shown);
    group_choices.truncate(shown);
    Ok(SeparationView {
        packages: packages
            .into_iter()
            .map(|row| OtherRow {
                overlap: row.overlap,
                ..show(ctx, row.package)
            })
            .collect(),
        groups: groups
            .into_iter()
            .map(|row| OtherRow {
                id: row.id.to_string(),
                name: row.name,
                overlap: row.overlap,
                ..OtherRow::default()
            })
            .collect(),
        ruled_out: ruled_out.into_iter().map(|row| show(ctx, row)).collect(),
        choices: choices.into_iter().map(|row| show(ctx, row)).collect(),
        group_choices: group_choices
            .into_iter()
            .map(|(id, name)| Named {
                id: id.to_string(),
                name,
            })
            .collect(),
        q: q.to_owned(),
        more,
        head: head_of(ctx, &package),
    })
}

async fn choices(
    ctx: &Ctx,
    conn: &mut Conn,
    id: PackageId,
    pattern: &str,
) -> Outcome<Vec<PackageRow>> {
    let limit = SHOWN + 1;
    Ok(match ctx.reach(Action::ViewAssignments) {
        Reach::Everywhere => fetch_all!(
            conn,
            PackageRow,
            "separation/choices_all",
            id,
            pattern,
            limit
        )?,
        Reach::Only(own) => {
            fetch_in!(conn, PackageRow, "separation/choices_in", &own; id, pattern, limit)?
        }
    })
}

fn show(ctx: &Ctx, row: PackageRow) -> OtherRow {
    let visible = sees(ctx, row.catalog_id);
    OtherRow {
        id: row.id.to_string(),
        name: if visible { row.name } else { String::new() },
        catalog: if visible {
            row.catalog_name
        } else {
            String::new()
        },
        visible,
        overlap: 0,
    }
}
