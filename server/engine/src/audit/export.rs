//! The log as a CSV file.

use super::search::Wanted;
use super::words;
use crate::csv_file::{self, CsvFile};
use crate::ctx::Ctx;
use crate::error::Outcome;
use shared::authz::{Action, Scope};
use shared::lang::{Lang, within};
use shared::time::Timestamp;
use shared::views::audit::AuditFilter;

/// The most records in one file; narrower searches reach the others.
pub const EXPORT_MAX: usize = 50_000;
/// Records read at a time.
const BATCH: i64 = 1_000;

/// The records that fit the filter, latest first, as CSV; at most [`EXPORT_MAX`].
///
/// # Errors
/// Not allowed, or the database fails.
pub async fn export(ctx: &Ctx, filter: &AuditFilter) -> Outcome<String> {
    ctx.require(Action::ViewAuditLog, Scope::Tenant)?;
    let _turn = csv_file::turn().await?;
    let wanted = Wanted::read(filter);
    let mut file = CsvFile::new(&[
        "number",
        "time",
        "actor",
        "actor id",
        "what happened",
        "action",
        "allowed by",
        "target kind",
        "target",
        "target id",
        "catalog id",
        "package id",
        "person id",
        "request id",
        "details",
        "hash",
    ])?;
    let mut conn = ctx.read().await?;
    let mut before = i64::MAX;
    loop {
        let records = wanted.records(&mut conn, before, BATCH).await?;
        let Some(last) = records.last() else { break };
        before = last.seq;
        let id = |id: Option<uuid::Uuid>| id.map_or_else(String::new, |id| id.to_string());
        for record in records {
            if file.rows() == EXPORT_MAX {
                return file.finish();
            }
            file.push([
                record.seq.to_string(),
                Timestamp(record.at).rfc3339(),
                record.actor_name,
                id(record.actor_id),
                within(Lang::English, || words::title(&record.action)),
                record.action,
                record.because,
                record.target_kind,
                record.target_name,
                id(record.target_id),
                id(record.catalog_id),
                id(record.package_id),
                id(record.subject_id),
                record.correlation_id.to_string(),
                record.details,
                record.hash,
            ])?;
        }
    }
    file.finish()
}
