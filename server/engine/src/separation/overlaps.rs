//! Who has a package together with what rules it out (PKG-21): they keep both until somebody takes one
//! away.

use super::judge::sees_holders;
use crate::db::Conn;
use crate::packages::{head_of, permitted};
use crate::texts::Name;
use crate::{Ctx, Outcome, csv_file, fetch_all};
use shared::authz::Action;
use shared::ids::{AssignmentId, CatalogId, PackageId, UserId};
use shared::lang::{Lang, within};
use shared::limits::PAGE_SIZE;
use shared::time::Timestamp;
use shared::views::separation::{OverlapRow, OverlapsView};
use shared::views::{Page, When};
use uuid::Uuid;

/// Rows of the file read at a time.
const BATCH: i64 = 1_000;
/// Rows of one file.
const ROWS_MAX: usize = 100_000;

const HEADERS: [&str; 8] = [
    "Person",
    "User name",
    "Mail",
    "Department",
    "Package since",
    "Ruled out by",
    "Kind",
    "Had since",
];

#[derive(sqlx::FromRow)]
struct Row {
    assignment_id: AssignmentId,
    other_id: Uuid,
    other_name: Name,
    other_catalog_id: Option<CatalogId>,
    other_since: Option<Timestamp>,
    starts_at: Timestamp,
    user_id: UserId,
    person: String,
    user_name: String,
    mail: String,
    department: String,
}

impl Row {
    /// What is in the way, as far as the reader may know it, by one of its names.
    fn other(&self, ctx: &Ctx, name: fn(&Name) -> &str) -> String {
        match self.other_catalog_id {
            Some(catalog) if !sees_holders(ctx, catalog) => {
                t!("A package whose holders you do not see").to_owned()
            }
            _ => name(&self.other_name).to_owned(),
        }
    }

    const fn is_group(&self) -> bool {
        self.other_catalog_id.is_none()
    }

    fn cursor(&self) -> String {
        format!("{}.{}", self.assignment_id, self.other_id)
    }
}

async fn rows(conn: &mut Conn, id: PackageId, after: &str, limit: i64) -> Outcome<Vec<Row>> {
    let (assignment, other) = after.split_once('.').unwrap_or_default();
    let assignment: Uuid = assignment.parse().unwrap_or(Uuid::max());
    let other: Uuid = other.parse().unwrap_or(Uuid::max());
    Ok(fetch_all!(
        conn,
        Row,
        "separation/overlaps",
        id,
        assignment,
        other,
        limit
    )?)
}

/// One page of the people who have both, newest access first.
///
/// # Errors
/// Not allowed, or there is no such package.
pub async fn overlaps(ctx: &Ctx, id: PackageId, after: &str) -> Outcome<OverlapsView> {
    let (_, package) = permitted(ctx, id, Action::ConfigureSeparationOfDuties).await?;
    let mut conn = ctx.read().await?;
    let now = ctx.now();
    let mut rows = rows(&mut conn, id, after, PAGE_SIZE + 1).await?;
    let size = usize::try_from(PAGE_SIZE).unwrap_or(usize::MAX);
    let more = rows.len() > size;
    rows.truncate(size);
    let next = rows.last().filter(|_| more).map(Row::cursor);
    let rows = rows
        .into_iter()
        .map(|row| OverlapRow {
            person: row.user_id.to_string(),
            other: row.other(ctx, Name::said),
            group: row.is_group(),
            name: row.person,
            detail: row.mail,
            since: When::new(row.starts_at, now),
            other_since: row.other_since.map(|at| When::new(at, now)),
        })
        .collect();
    Ok(OverlapsView {
        head: head_of(ctx, &package),
        page: Page { rows, next },
        may_see_people: ctx.allows(Action::ReportOnAUser, shared::authz::Scope::Tenant),
    })
}

/// The people who have both, as CSV in UTF-8.
///
/// # Errors
/// As [`overlaps`].
pub async fn overlaps_csv(ctx: &Ctx, id: PackageId) -> Outcome<String> {
    permitted(ctx, id, Action::ConfigureSeparationOfDuties).await?;
    let _turn = csv_file::turn().await?;
    let mut conn = ctx.read().await?;
    let mut file = csv_file::CsvFile::new(&HEADERS)?;
    let mut after = String::new();
    while file.rows() < ROWS_MAX {
        let batch = rows(&mut conn, id, &after, BATCH).await?;
        let Some(last) = batch.last() else { break };
        after = last.cursor();
        for row in &batch {
            let kind = if row.is_group() { "Group" } else { "Package" };
            file.push([
                row.person.clone(),
                row.user_name.clone(),
                row.mail.clone(),
                row.department.clone(),
                row.starts_at.rfc3339(),
                within(Lang::English, || row.other(ctx, |name| &name.written)),
                kind.to_owned(),
                row.other_since.map(Timestamp::rfc3339).unwrap_or_default(),
            ])?;
        }
    }
    file.finish()
}
