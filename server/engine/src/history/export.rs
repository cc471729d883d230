//! The requests found as a file for spreadsheets (BYD-25).

use super::search::Wanted;
use crate::csv_file::{self, CsvFile};
use crate::ctx::Ctx;
use crate::error::Outcome;
use shared::lang::{Lang, within};
use shared::time::Timestamp;
use shared::views::history::HistoryFilter;

/// The most requests in one file; narrower searches reach the others.
pub const EXPORT_MAX: usize = 50_000;
/// Requests read at a time.
const BATCH: i64 = 1_000;

/// The requests that the filter leaves, newest first, as CSV; at most [`EXPORT_MAX`].
///
/// # Errors
/// As [`super::search`].
pub async fn export(ctx: &Ctx, filter: &HistoryFilter) -> Outcome<String> {
    let _turn = csv_file::turn().await?;
    let mut conn = ctx.read().await?;
    let wanted = Wanted::read(ctx, &mut conn, filter).await?;
    let mut file = CsvFile::new(&[
        "Request", "Asked", "Closed", "Kind", "State", "Person", "Mail", "Asked by", "Package",
        "Catalog", "Reason",
    ])?;
    let mut after = String::new();
    loop {
        let rows = wanted.rows(&mut conn, &after, BATCH).await?;
        let Some(last) = rows.last() else { break };
        after = last.cursor();
        for row in rows {
            if file.rows() == EXPORT_MAX {
                return file.finish();
            }
            let by = row.by().unwrap_or_default();
            let closed = row.completed_at.map(Timestamp::rfc3339);
            file.push([
                row.id.to_string(),
                row.created_at.rfc3339(),
                closed.unwrap_or_default(),
                within(Lang::English, || row.what().to_owned()),
                within(Lang::English, || {
                    shared::request::title(row.state, row.status).to_owned()
                }),
                row.subject,
                row.subject_mail,
                by,
                row.package.written,
                row.catalog.written,
                row.justification,
            ])?;
        }
    }
    file.finish()
}
