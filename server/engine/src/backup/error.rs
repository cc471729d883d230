//! What can be wrong with a database file, in sentences for the person at the terminal.

use std::io;
use std::path::{Path, PathBuf};

/// Why a backup or a restore was not done. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    #[error("There is no file {}.", .0.display())]
    Missing(PathBuf),
    #[error("{} exists already; --force replaces it.", .0.display())]
    Exists(PathBuf),
    #[error("{} is the database itself.", .0.display())]
    Itself(PathBuf),
    #[error("{} is not a SQLite database.", .0.display())]
    NoDatabase(PathBuf),
    #[error("{} is a database, but not one of Bailiwick.", .0.display())]
    Foreign(PathBuf),
    #[error(
        "{} was made by a later version of Bailiwick: its schema is {found}, and this program knows {known}.",
        path.display()
    )]
    Later {
        path: PathBuf,
        found: i64,
        known: i64,
    },
    #[error("{} is damaged: {problem}.", path.display())]
    Damaged { path: PathBuf, problem: String },
    #[error(
        "{} is not complete without the file beside it that ends in -wal. Copies that are come from `bailiwick backup`.",
        .0.display()
    )]
    Incomplete(PathBuf),
    #[error("{} is in use. Stop the server (and whatever else has it open) first.", .0.display())]
    InUse(PathBuf),
    #[error("{}: {}", .0.display(), .1)]
    Disk(PathBuf, io::Error),
    #[error("{}: {}", .0.display(), .1)]
    Database(PathBuf, sqlx::Error),
}

/// What the disk said about a file or folder.
pub(super) fn at(path: &Path) -> impl FnOnce(io::Error) -> BackupError {
    let path = path.to_owned();
    move |error| match error.kind() {
        io::ErrorKind::AlreadyExists => BackupError::Exists(path),
        _ => BackupError::Disk(path, error),
    }
}
