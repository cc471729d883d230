//! From every schema that was ever shipped to the present one, with data in it. Each migration has
//! its checksum in `tests/schemas/shipped.txt`, and one that changes what rows hold brings rows that
//! are valid after it in `tests/schemas/<number>.sql`, all of them or those that are new; a table without
//! rows there fails.

use crate::schema::describe;
use crate::support::stored::{Content, Stored};
use crate::support::{Backend, Database};
use engine::audit::{Verdict, verify};
use engine::db::Db;
use sqlx::AssertSqlSafe;
use sqlx::migrate::{MigrateError, Migration, Migrator};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

const fn dialect(backend: Backend) -> &'static str {
    match backend {
        Backend::Sqlite => "sqlite",
        Backend::Postgres => "postgres",
    }
}

async fn migrator(backend: Backend) -> Migrator {
    let folder = here("migrations").join(dialect(backend));
    Migrator::new(folder).await.unwrap()
}

async fn run_to(migrator: &Migrator, version: i64, db: &Db) -> Result<(), MigrateError> {
    match db {
        Db::Sqlite { writer, .. } => migrator.run_to(version, writer).await,
        Db::Postgres(pool) => migrator.run_to(version, pool).await,
    }
}

/// The first line of a file that holds only what is new with its version.
const MORE: &str = "-- With the rows of the version before.\n";

/// The rows of a version as they are written down. One whose migration changed nothing about rows has
/// those of the one before.
fn written(version: i64) -> String {
    assert!(version > 0, "no rows for the first schema");
    let file = here(&format!("tests/schemas/{version:04}.sql"));
    match std::fs::read_to_string(file) {
        Ok(text) if text.starts_with(MORE) => written(version - 1) + &text,
        Ok(text) => text,
        Err(_) => written(version - 1),
    }
}

/// The rows of a version, in the spelling of the database: SQLite keeps ids as 16 bytes.
fn rows_of(version: i64, backend: Backend) -> String {
    let text = written(version);
    match backend {
        Backend::Postgres => text,
        Backend::Sqlite => text
            .split('\'')
            .map(|part| match uuid::Uuid::try_parse(part) {
                Ok(id) if part.len() == 36 => format!("\u{0}{}", id.simple()),
                _ => part.to_owned(),
            })
            .collect::<Vec<_>>()
            .join("'")
            .replace("'\u{0}", "x'"),
    }
}

async fn load(db: &Db, sql: String) {
    let done = match db {
        Db::Sqlite { writer, .. } => sqlx::raw_sql(AssertSqlSafe(sql))
            .execute(writer)
            .await
            .map(drop),
        Db::Postgres(pool) => sqlx::raw_sql(AssertSqlSafe(sql))
            .execute(pool)
            .await
            .map(drop),
    };
    done.unwrap();
}

/// What of the rows before is not there after, with the value it had, in the columns that are still
/// there. A table or column that a migration takes away is its own decision.
fn lost(before: &Content, after: &Content) -> Vec<String> {
    let mut lost = Vec::new();
    for (table, rows) in before {
        let Some(now) = after.get(table) else {
            continue;
        };
        let mut left: Vec<_> = now.iter().collect();
        for row in rows {
            let same = left.iter().position(|other| {
                row.iter()
                    .all(|(column, value)| other.get(column).is_none_or(|now| now == value))
            });
            match same {
                Some(place) => drop(left.swap_remove(place)),
                None => lost.push(format!("{table}: {row:?}")),
            }
        }
    }
    lost
}

both! {
    async fn every_shipped_schema_with_data_in_it_becomes_the_present_one(world) {
        let migrator = migrator(world.backend).await;
        let newest = migrator.iter().map(|known| known.version).max().unwrap();
        let fresh = describe(&Stored(world.db())).await;
        for from in migrator.iter().map(|known| known.version) {
            let old = Database::empty(world.backend).await;
            let stored = Stored(&old.db);
            run_to(&migrator, from, &old.db).await.unwrap();
            load(&old.db, rows_of(from, world.backend)).await;
            let before = stored.content().await;
            let rows: usize = before.values().map(Vec::len).sum();
            let empty: Vec<_> = before.iter().filter(|(_, rows)| rows.is_empty()).collect();
            assert!(rows > 50 && empty.is_empty(), "{from}: {rows} rows, nothing in {empty:?}");

            old.db.migrate().await.unwrap();
            let reached = value!(stored, i64, "SELECT MAX(version) FROM _sqlx_migrations");
            assert_eq!(reached, newest);
            let lost = lost(&before, &stored.content().await);
            assert!(lost.is_empty(), "from {from}: {}", lost.join("\n"));
            assert_eq!(describe(&stored).await, fresh, "from {from}");
            assert_eq!(dangling(&stored).await, 0, "from {from}");
            let records = value!(stored, i64, "SELECT COUNT(*) FROM audit_records");
            assert!(records > 0);
            assert_eq!(verify(&old.db).await.unwrap(), Verdict::Intact(records));
        }
    }

    /// The test above would notice.
    async fn a_migration_that_loses_something_does_not_pass(world) {
        let present = migrator(world.backend).await;
        let newest = present.iter().map(|known| known.version).max().unwrap();
        for (sql, noticed) in [
            ("ALTER TABLE settings ADD COLUMN note TEXT", 0),
            ("ALTER TABLE users DROP COLUMN company", 0),
            ("DELETE FROM role_holders", 3),
            ("UPDATE catalogs SET display_name = 'Other' WHERE name_key = 'finance'", 1),
        ] {
            let old = Database::empty(world.backend).await;
            let stored = Stored(&old.db);
            run_to(&present, newest, &old.db).await.unwrap();
            load(&old.db, rows_of(newest, world.backend)).await;
            let before = stored.content().await;
            let mut migrations: Vec<Migration> = present.iter().cloned().collect();
            let kind = migrations[0].migration_type;
            let sql = sqlx::SqlSafeStr::into_sql_str(sql);
            migrations.push(Migration::new(newest + 1, "invented".into(), kind, sql, false));
            let later = Migrator::with_migrations(migrations);
            run_to(&later, newest + 1, &old.db).await.unwrap();
            let lost = lost(&before, &stored.content().await);
            assert_eq!(lost.len(), noticed, "{lost:?}");
            // And the program of before wants nothing of it.
            let refused = old.db.migrate().await;
            assert!(matches!(refused, Err(MigrateError::VersionMissing(at)) if at == newest + 1), "{refused:?}");
        }
    }
}

/// References that lead nowhere. Postgres has none, ever; SQLite does not look while tables are rebuilt.
async fn dangling(stored: &Stored<'_>) -> usize {
    match stored.db() {
        Db::Sqlite { writer, .. } => sqlx::query("PRAGMA foreign_key_check")
            .fetch_all(writer)
            .await
            .unwrap()
            .len(),
        Db::Postgres(_) => 0,
    }
}

#[tokio::test]
async fn what_has_shipped_is_never_edited() {
    let mut found = String::new();
    for backend in [Backend::Sqlite, Backend::Postgres] {
        for migration in migrator(backend).await.iter() {
            let sum: String = migration
                .checksum
                .iter()
                .map(|byte| format!("{byte:02x}"))
                .collect();
            let name = dialect(backend);
            writeln!(
                found,
                "{name} {:04} {} {sum}",
                migration.version, migration.description
            )
            .unwrap();
        }
    }
    let pinned = std::fs::read_to_string(here("tests/schemas/shipped.txt")).unwrap();
    assert_eq!(
        pinned, found,
        "a shipped migration is never edited: portals that have run it would refuse to start. A new one adds its line to tests/schemas/shipped.txt."
    );
}

#[test]
fn ids_are_written_as_each_database_keeps_them() {
    let sqlite = rows_of(1, Backend::Sqlite);
    let postgres = rows_of(1, Backend::Postgres);
    assert!(sqlite.contains("(x'0") && !sqlite.contains('\u{0}'));
    assert!(postgres.contains("('0") && !postgres.contains("(x'"));
    assert_eq!(sqlite.lines().count(), postgres.lines().count());
}
