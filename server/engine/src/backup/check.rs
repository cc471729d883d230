//! Is a file a complete database of Bailiwick, of a version this program knows?

use super::error::{BackupError, at};
use crate::audit::{Verdict, verify};
use crate::db::{Db, SQLITE_MIGRATIONS};
use crate::error::Failure;
use sqlx::migrate::Migrate;
use sqlx::sqlite::{SqliteConnectOptions, SqlitePoolOptions};
use sqlx::{AssertSqlSafe, SqlitePool};
use std::io::Read;
use std::path::Path;

/// What a database in order holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Checked {
    /// The size of the file.
    pub bytes: u64,
    /// Records in the audit log, each in its place.
    pub records: i64,
    /// The last migration it has seen.
    pub schema: i64,
}

/// The first bytes of every SQLite database.
const MAGIC: &[u8; 16] = b"SQLite format 3\0";

/// A quick look, before SQLite itself opens the file.
pub(super) fn looks_like_sqlite(file: &Path) -> Result<(), BackupError> {
    if !file.is_file() {
        return Err(BackupError::Missing(file.to_owned()));
    }
    let mut start = Vec::new();
    std::fs::File::open(file)
        .and_then(|file| file.take(16).read_to_end(&mut start))
        .map_err(at(file))?;
    if start == MAGIC {
        Ok(())
    } else {
        Err(BackupError::NoDatabase(file.to_owned()))
    }
}

/// Checks a file that nobody else has open: version, pages and indexes, references, audit chain.
/// Complaints speak of the file the copy was made from.
pub(super) async fn check(copy: &Path, of: &Path) -> Result<Checked, BackupError> {
    let pool = SqlitePoolOptions::new()
        .max_connections(1)
        .connect_with(
            SqliteConnectOptions::new()
                .filename(copy)
                .read_only(true)
                // So that no file beside it is needed, whichever journal it was written with.
                .immutable(true),
        )
        .await
        .map_err(|error| damaged(of, &error))?;
    let found = look(&pool, of).await;
    pool.close().await;
    let (schema, records) = found?;
    let bytes = std::fs::metadata(copy).map_err(at(copy))?.len();
    Ok(Checked {
        bytes,
        records,
        schema,
    })
}

async fn look(pool: &SqlitePool, of: &Path) -> Result<(i64, i64), BackupError> {
    problems(pool, of, "PRAGMA integrity_check(1)").await?;
    let schema = schema(pool, of).await?;
    problems(pool, of, "PRAGMA foreign_key_check").await?;
    let db = Db::Sqlite {
        readers: pool.clone(),
        writer: pool.clone(),
    };
    match verify(&db).await {
        Ok(Verdict::Intact(records)) => Ok((schema, records)),
        Ok(Verdict::Broken(at)) => Err(BackupError::Damaged {
            path: of.to_owned(),
            problem: format!(
                "the audit log is broken at record {}: {}",
                at.seq, at.problem
            ),
        }),
        Err(Failure::Database(error)) => Err(damaged(of, &error)),
        Err(other) => Err(damaged(of, &other)),
    }
}

/// The version of the schema, if it is one this program has made or would make.
async fn schema(pool: &SqlitePool, of: &Path) -> Result<i64, BackupError> {
    let foreign = || BackupError::Foreign(of.to_owned());
    let mut conn = pool.acquire().await.map_err(|error| damaged(of, &error))?;
    let name = &SQLITE_MIGRATIONS.table_name;
    let applied = conn
        .list_applied_migrations(name)
        .await
        .map_err(|_| foreign())?;
    let known = |version| {
        SQLITE_MIGRATIONS
            .iter()
            .find(|known| known.version == version)
    };
    let last_known = SQLITE_MIGRATIONS.iter().map(|known| known.version).max();
    let mut last = None;
    for migration in applied {
        match known(migration.version) {
            Some(known) if known.checksum == migration.checksum => last = Some(migration.version),
            Some(_) => return Err(foreign()),
            // Every database of Bailiwick begins alike.
            None if last.is_none() => return Err(foreign()),
            None => {
                return Err(BackupError::Later {
                    path: of.to_owned(),
                    found: migration.version,
                    known: last_known.unwrap_or_default(),
                });
            }
        }
    }
    last.ok_or_else(foreign)
}

/// Fails with the first problem that a question to SQLite brings up.
async fn problems(pool: &SqlitePool, of: &Path, question: &str) -> Result<(), BackupError> {
    use sqlx::Row;
    let rows = sqlx::query(AssertSqlSafe(question.to_owned()))
        .fetch_all(pool)
        .await
        .map_err(|error| damaged(of, &error))?;
    match rows.first().map(|row| row.try_get::<String, _>(0)) {
        None => Ok(()),
        Some(Ok(text)) if text == "ok" => Ok(()),
        Some(Ok(text)) => Err(damaged(of, &text.trim())),
        Some(Err(error)) => Err(damaged(of, &error)),
    }
}

fn damaged(of: &Path, problem: &dyn std::fmt::Display) -> BackupError {
    BackupError::Damaged {
        path: of.to_owned(),
        problem: problem.to_string(),
    }
}
