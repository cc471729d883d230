//! The assignments of a package as a file for spreadsheets (ASG-02).

use super::assignments::{AssignmentFilter, Row, rows};
use super::model::permitted;
use crate::{Ctx, Outcome, csv_file};
use shared::authz::Action;
use shared::ids::PackageId;
use shared::lang::{Lang, within};
use shared::time::Timestamp;
use shared::views::my::words;

/// Rows read at a time.
const BATCH: i64 = 1_000;
/// Rows of one file; the filters make smaller ones.
const ROWS_MAX: usize = 100_000;

const HEADERS: [&str; 13] = [
    "Person",
    "User name",
    "Mail",
    "Department",
    "Policy",
    "State",
    "Start",
    "Planned end",
    "Ended",
    "Why it ended",
    "Account",
    "Outside the scope since",
    "Ends for it",
];

/// The assignments that the filter leaves, as CSV in UTF-8.
///
/// # Errors
/// There is no such package, or the actor may not see it or its assignments.
pub async fn assignments_csv(
    ctx: &Ctx,
    id: PackageId,
    filter: AssignmentFilter,
) -> Outcome<String> {
    permitted(ctx, id, Action::ViewAssignments).await?;
    let _turn = csv_file::turn().await?;
    let mut conn = ctx.read().await?;
    let mut filter = filter;
    let mut file = csv_file::CsvFile::new(&HEADERS)?;
    loop {
        let batch = rows(&mut conn, id, &filter, BATCH).await?;
        let Some(last) = batch.last() else { break };
        filter.after = last.id.to_string();
        for row in &batch {
            file.push(within(Lang::English, || line(row)))?;
        }
        if file.rows() >= ROWS_MAX {
            break;
        }
    }
    file.finish()
}

fn line(row: &Row) -> [String; 13] {
    let date = |at: Option<Timestamp>| at.map(Timestamp::rfc3339).unwrap_or_default();
    [
        row.subject.clone(),
        row.user_name.clone(),
        row.mail.clone(),
        row.department.clone(),
        row.policy.clone(),
        row.state.title().to_owned(),
        date(Some(row.starts_at)),
        date(row.ends_at),
        date(row.ended_at),
        words::end_reason(row.end_reason).to_owned(),
        row.lifecycle.title().to_owned(),
        date(row.scope_lost_at),
        date(row.scope_ends_at),
    ]
}
