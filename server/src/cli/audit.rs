//! `bailiwick audit verify`.

use super::{Complaint, open};
use crate::config::Settings;
use engine::audit::{Verdict, verify as check};
use std::process::ExitCode;

/// Walks the audit chain; fails when a record does not hold.
pub(super) async fn verify(settings: &Settings) -> Result<ExitCode, Complaint> {
    let engine = open::engine(settings).await?;
    Ok(match check(&engine.db).await.map_err(open::readable)? {
        Verdict::Intact(records) => {
            println!(
                "The audit log is intact: {records} records, each in its place and unchanged."
            );
            ExitCode::SUCCESS
        }
        Verdict::Broken(at) => {
            eprintln!(
                "The audit log is broken at record {}: {}.",
                at.seq, at.problem
            );
            ExitCode::FAILURE
        }
    })
}
