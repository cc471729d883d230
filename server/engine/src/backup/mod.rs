//! Copies of a SQLite database: taken while the server works, checked before they count, and put
//! back in place of another. Postgres brings programs of its own for this.
//!
//! The few statements here are SQLite's own maintenance, so they are no files in `queries/`.

mod check;
mod error;
mod restore;

pub use check::Checked;
pub use error::BackupError;
pub use restore::{Restored, restore};

use error::at;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Connection};
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::time::Duration;
use tempfile::NamedTempFile;

/// The file behind `sqlite:<path>`; none for another database.
///
/// # Errors
/// The address cannot be read.
pub fn sqlite_file(url: &str) -> sqlx::Result<Option<PathBuf>> {
    if !url.starts_with("sqlite:") {
        return Ok(None);
    }
    let options = SqliteConnectOptions::from_str(url)?;
    Ok(Some(options.get_filename().to_owned()))
}

/// Copies a database as it is at one moment, while others read and write it. The copy gets its name
/// only once it is complete, on the disk and found to be in order.
///
/// # Errors
/// There is no database, there is a file of the copy's name (unless it may be replaced), the disk
/// refuses, or the copy is not in order. Nothing is left behind then.
pub async fn backup(database: &Path, file: &Path, replace: bool) -> Result<Checked, BackupError> {
    if !database.is_file() {
        return Err(BackupError::Missing(database.to_owned()));
    }
    if same_file(database, file) {
        return Err(BackupError::Itself(file.to_owned()));
    }
    if file.is_dir() || file.exists() && !replace {
        return Err(BackupError::Exists(file.to_owned()));
    }
    // Readable by nobody else: a copy knows all the original knows.
    let copy = NamedTempFile::new_in(folder_of(file)).map_err(at(folder_of(file)))?;
    check::looks_like_sqlite(database)?;
    let mut conn = SqliteConnectOptions::new()
        .filename(database)
        // Nothing is written, but only who may write takes the log's files away when it leaves last.
        .create_if_missing(false)
        .busy_timeout(Duration::from_secs(10))
        .connect()
        .await
        .map_err(|error| BackupError::Database(database.to_owned(), error))?;
    let name = copy.path().to_string_lossy().into_owned();
    // One reading transaction, which in WAL mode neither waits for writers nor stops them.
    sqlx::query("VACUUM INTO $1")
        .bind(name)
        .execute(&mut conn)
        .await
        .map_err(|error| BackupError::Database(database.to_owned(), error))?;
    conn.close()
        .await
        .map_err(|error| BackupError::Database(database.to_owned(), error))?;
    copy.as_file().sync_all().map_err(at(file))?;
    let checked = check::check(copy.path(), database).await?;
    put(copy, file, replace)?;
    Ok(checked)
}

/// Gives a complete file its name, and makes sure that the disk knows.
fn put(copy: NamedTempFile, name: &Path, replace: bool) -> Result<(), BackupError> {
    let named = if replace {
        copy.persist(name)
    } else {
        // Somebody may have made one since it was looked for.
        copy.persist_noclobber(name)
    };
    named.map_err(|error| at(name)(error.error))?;
    let folder = folder_of(name);
    std::fs::File::open(folder)
        .and_then(|folder| folder.sync_all())
        .map_err(at(folder))
}

fn folder_of(file: &Path) -> &Path {
    match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

fn same_file(one: &Path, other: &Path) -> bool {
    match (one.canonicalize(), other.canonicalize()) {
        (Ok(one), Ok(other)) => one == other,
        _ => false,
    }
}
