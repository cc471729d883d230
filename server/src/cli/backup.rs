//! `bailiwick backup` and `bailiwick restore`.

use super::{Complaint, open};
use crate::config::Settings;
use engine::backup::{self, Checked};
use engine::clock::Clock;
use std::path::{Path, PathBuf};

/// Copies the database while the server works.
pub(super) async fn backup(settings: &Settings, file: &Path, force: bool) -> Result<(), Complaint> {
    let database = sqlite_file(
        settings,
        "pg_dump --format=custom --file=FILE \"$DATABASE_URL\"",
    )?;
    let checked = backup::backup(&database, file, force).await?;
    println!("{} is a complete copy: {}.", file.display(), words(checked));
    Ok(())
}

/// Puts a copy in the place of the database.
pub(super) async fn restore(
    settings: &Settings,
    file: &Path,
    force: bool,
) -> Result<(), Complaint> {
    let database = sqlite_file(
        settings,
        "pg_restore --clean --if-exists --no-owner --single-transaction --dbname=\"$DATABASE_URL\" FILE",
    )?;
    open::make_folder(&settings.database_url)?;
    let now = Clock::system().now();
    let restored = backup::restore(file, &database, force, now).await?;
    println!(
        "{} is restored: {}.",
        database.display(),
        words(restored.checked)
    );
    if let Some(kept) = restored.kept {
        println!("What was there is kept as {}.", kept.display());
    }
    Ok(())
}

/// The file of the database, or whose work a copy of another one is.
fn sqlite_file(settings: &Settings, instead: &str) -> Result<PathBuf, Complaint> {
    let file = backup::sqlite_file(&settings.database_url)
        .map_err(|error| format!("The setting database_url cannot be used: {error}."))?;
    file.ok_or_else(|| {
        format!("This is for SQLite. For Postgres use its own program:\n  {instead}").into()
    })
}

fn words(checked: Checked) -> String {
    format!(
        "{} kB, {} audit records, schema {}; pages, references and audit log are in order",
        checked.bytes.div_ceil(1000),
        checked.records,
        checked.schema
    )
}
