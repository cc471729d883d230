//! Putting a backup in the place of the database.

use super::check::{Checked, check, looks_like_sqlite};
use super::error::{BackupError, at};
use super::{folder_of, put, same_file};
use shared::time::Timestamp;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{ConnectOptions, Connection};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::time::Duration;
use tempfile::NamedTempFile;

/// What was put in place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restored {
    pub checked: Checked,
    /// Where the database of before is now.
    pub kept: Option<PathBuf>,
}

/// Files that SQLite writes beside a database.
const BESIDE: [&str; 2] = ["-wal", "-shm"];

/// Copies a backup, checks the copy, and puts it in the place of the database. The backup itself
/// stays. A database that is there already is kept as `<name>.before-restore-<time>`.
///
/// # Errors
/// The backup is not a database of a version this program knows, or not in order; there is a
/// database already (unless it may be replaced), or somebody has it open; the disk refuses. The
/// database is as before then.
pub async fn restore(
    file: &Path,
    database: &Path,
    replace: bool,
    now: Timestamp,
) -> Result<Restored, BackupError> {
    looks_like_sqlite(file)?;
    if same_file(file, database) {
        return Err(BackupError::Itself(file.to_owned()));
    }
    if std::fs::metadata(beside(file, "-wal")).is_ok_and(|wal| wal.len() > 0) {
        return Err(BackupError::Incomplete(file.to_owned()));
    }
    if database.exists() && !replace {
        return Err(BackupError::Exists(database.to_owned()));
    }
    let mut copy = NamedTempFile::new_in(folder_of(database)).map_err(at(folder_of(database)))?;
    std::fs::File::open(file)
        .and_then(|mut file| std::io::copy(&mut file, copy.as_file_mut()))
        .map_err(at(file))?;
    copy.as_file().sync_all().map_err(at(database))?;
    let checked = check(copy.path(), file).await?;
    if !database.exists() {
        put(copy, database, false)?;
        return Ok(Restored {
            checked,
            kept: None,
        });
    }
    let alone = alone_with(database).await?;
    let kept = keep(database, now)?;
    put(copy, database, true)?;
    if let Some(alone) = alone {
        // It was only held so that nobody else could.
        drop(alone.close().await);
    }
    Ok(Restored {
        checked,
        kept: Some(kept),
    })
}

/// Makes sure that nobody has the database open, and keeps it so. Nothing is held of a file that is
/// too damaged to be opened: no server works with it either.
async fn alone_with(database: &Path) -> Result<Option<SqliteConnection>, BackupError> {
    let opened = SqliteConnectOptions::new()
        .filename(database)
        .busy_timeout(Duration::from_millis(500))
        .connect()
        .await;
    let mut conn = match opened {
        Ok(conn) => conn,
        Err(error) if busy(&error) => return Err(BackupError::InUse(database.to_owned())),
        Err(_) => return Ok(None),
    };
    // Leaving WAL mode needs the database for oneself, and writes what is in the log to its place.
    for statement in ["PRAGMA journal_mode = DELETE", "BEGIN EXCLUSIVE"] {
        match sqlx::query(statement).execute(&mut conn).await {
            Ok(_) => {}
            Err(error) if busy(&error) => return Err(BackupError::InUse(database.to_owned())),
            Err(_) => return Ok(None),
        }
    }
    Ok(Some(conn))
}

fn busy(error: &sqlx::Error) -> bool {
    // SQLITE_BUSY and SQLITE_LOCKED; the lower byte is the primary code.
    error
        .as_database_error()
        .and_then(|error| error.code()?.parse::<i32>().ok())
        .is_some_and(|code| matches!(code & 0xff, 5 | 6))
}

/// Gives the database a second name, and what lies beside it the fitting ones, so that the first
/// can be taken over without a moment in which there is none.
fn keep(database: &Path, now: Timestamp) -> Result<PathBuf, BackupError> {
    let time = now.rfc3339().replace([':', '.'], "-");
    let kept = beside(database, &format!(".before-restore-{time}"));
    std::fs::hard_link(database, &kept).map_err(at(&kept))?;
    for ending in BESIDE {
        let (old, new) = (beside(database, ending), beside(&kept, ending));
        if old.exists() {
            std::fs::rename(&old, &new).map_err(at(&new))?;
        }
    }
    Ok(kept)
}

fn beside(file: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(file);
    name.push(ending);
    PathBuf::from(name)
}
