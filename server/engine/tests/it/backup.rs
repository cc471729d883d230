//! Copies of a database: whole while others write, refused when something is wrong with them, and
//! put back without losing what was there.

use crate::support::crowd::{CROWD, chain_is_intact, crowd, package};
use crate::support::flow::open_policy;
use crate::support::stored::{Content, Stored};
use crate::support::{Backend, Database, World, run};
use engine::Engine;
use engine::audit::{Verdict, verify};
use engine::backup::{BackupError, backup, restore, sqlite_file};
use engine::clock::Clock;
use engine::db::Db;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use tempfile::TempDir;

fn folder() -> TempDir {
    // Not the usual prefix, so that no complaint names a copy under way unnoticed.
    tempfile::Builder::new()
        .prefix("backup-")
        .tempdir_in(env!("CARGO_TARGET_TMPDIR"))
        .unwrap()
}

fn file_of(world: &World) -> PathBuf {
    sqlite_file(world.url()).unwrap().unwrap()
}

async fn open(file: &Path) -> Db {
    Db::open(&format!("sqlite:{}", file.display()))
        .await
        .unwrap()
}

async fn content(file: &Path) -> Content {
    let db = open(file).await;
    let content = Stored(&db).content().await;
    db.close().await;
    content
}

/// Names and bytes of everything in a folder.
fn everything(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.clone(), std::fs::read(path).unwrap()))
        .collect();
    files.sort();
    files
}

#[test]
fn a_backup_taken_while_people_ask_is_whole() {
    run(Backend::Sqlite, async |world| {
        let package = package(&world, &open_policy()).await;
        let mut people = Vec::new();
        for number in 0..CROWD {
            people.push(world.member(&format!("Person {number}")).await);
        }
        let before = world.count("audit_records").await;
        let folder = folder();
        let (file, elsewhere) = (folder.path().join("copy"), folder.path().join("restored"));
        let asking = crowd(|number| {
            let (world, who) = (Arc::clone(&world), people[number]);
            async move {
                world.ask(who, package).await;
                world.engine.settle().await
            }
        });
        let copying = async {
            let mut copies = Vec::new();
            for _ in 0..8 {
                copies.push(backup(&file_of(&world), &file, true).await.unwrap());
            }
            copies
        };
        let (asked, copies) = tokio::join!(asking, copying);
        assert!(asked.iter().all(Result::is_ok), "{asked:?}");
        assert!(
            copies.iter().all(|copy| copy.records >= before),
            "{copies:?}"
        );
        assert!(copies.is_sorted_by_key(|copy| copy.records), "{copies:?}");
        let taken = *copies.last().unwrap();
        assert_eq!(taken.bytes, std::fs::metadata(&file).unwrap().len());

        let restored = restore(&file, &elsewhere, false, world.now())
            .await
            .unwrap();
        assert_eq!((restored.checked, restored.kept), (taken, None));
        let db = open(&elsewhere).await;
        db.migrate().await.unwrap();
        assert_eq!(verify(&db).await.unwrap(), Verdict::Intact(taken.records));
        // What was under way when the copy was made goes on there.
        let engine = Engine::new(db, Clock::mock(world.now()), world.engine.options.clone());
        engine.settle().await.unwrap();
        let there = Stored(&engine.db);
        let [open, asked, held] = [
            "SELECT COUNT(*) FROM requests WHERE state <> 'delivered'",
            "SELECT COUNT(*) FROM requests",
            "SELECT COUNT(*) FROM role_holders",
        ];
        assert_eq!(value!(there, i64, open), 0);
        assert_eq!(value!(there, i64, asked), value!(there, i64, held));
        engine.db.close().await;
        chain_is_intact(&world).await;
    });
}

#[test]
fn a_backup_of_a_quiet_portal_holds_every_row() {
    run(Backend::Sqlite, async |world| {
        let package = package(&world, &open_policy()).await;
        let ada = world.member("Ada Lind").await;
        world.get(ada, package).await;
        let folder = folder();
        let (file, elsewhere) = (folder.path().join("copy"), folder.path().join("restored"));
        let copy = backup(&file_of(&world), &file, false).await.unwrap();
        assert_eq!(copy.records, world.count("audit_records").await);
        let before = everything(folder.path());
        restore(&file, &elsewhere, false, world.now())
            .await
            .unwrap();
        let original = Stored(world.db()).content().await;
        assert!(original["requests"].len() == 1 && !original["audit_records"].is_empty());
        assert_eq!(content(&elsewhere).await, original);
        assert!(
            everything(folder.path())[0] == before[0],
            "the copy stays as it is"
        );
    });
}

#[test]
fn what_is_no_backup_is_refused_and_harms_nothing() {
    run(Backend::Sqlite, async |world| {
        let package = package(&world, &open_policy()).await;
        let ada = world.member("Ada Lind").await;
        world.get(ada, package).await;
        let folder = folder();
        let path = |name: &str| folder.path().join(name);
        let good = path("good");
        backup(&file_of(&world), &good, false).await.unwrap();
        // A copy that something was done to.
        let altered = async |name: &str, sql: &str| {
            std::fs::copy(&good, path(name)).unwrap();
            let db = open(&path(name)).await;
            run_sql!(Stored(&db), sql).unwrap();
            db.close().await;
        };
        altered("later", "INSERT INTO _sqlx_migrations SELECT 999999, 'from the future', installed_on, success, checksum, 0 FROM _sqlx_migrations LIMIT 1").await;
        altered("another", "UPDATE _sqlx_migrations SET checksum = x'00'").await;
        altered("foreign", "DROP TABLE _sqlx_migrations").await;
        altered(
            "edited",
            "UPDATE audit_records SET actor_name = 'Nobody' WHERE seq = 1",
        )
        .await;
        altered(
            "dangling",
            "PRAGMA foreign_keys = OFF; INSERT INTO user_sponsors SELECT id, x'00' FROM users",
        )
        .await;
        std::fs::write(path("words"), "Dear Ada, here is the backup.").unwrap();
        std::fs::write(path("nothing"), "").unwrap();
        let mut bytes = std::fs::read(&good).unwrap();
        let middle = bytes.len() / 2;
        bytes[4096..middle].fill(0x5a);
        std::fs::write(path("torn"), bytes).unwrap();
        std::fs::copy(&good, path("in-two")).unwrap();
        std::fs::write(path("in-two-wal"), "the other half").unwrap();

        let database = path("database");
        std::fs::copy(&good, &database).unwrap();
        let before = everything(folder.path());
        for (name, complaint) in [
            ("missing", "There is no file"),
            ("words", "is not a SQLite database"),
            ("nothing", "is not a SQLite database"),
            ("foreign", "not one of Bailiwick"),
            ("another", "not one of Bailiwick"),
            ("later", "later version of Bailiwick: its schema is 999999"),
            ("torn", "is damaged"),
            ("dangling", "is damaged"),
            ("edited", "the audit log is broken at record 1"),
            ("in-two", "ends in -wal"),
            ("database", "is the database itself"),
        ] {
            let refused = restore(&path(name), &database, true, world.now()).await;
            let said = refused.expect_err(name).to_string();
            assert!(
                said.contains(complaint) && said.contains(name),
                "{name}: {said}"
            );
            assert!(!said.contains(".tmp"), "{said}");
        }
        let refused = restore(&good, &database, false, world.now()).await;
        assert!(refused.unwrap_err().to_string().contains("--force"));
        // The same looks decide whether a copy is a backup.
        for name in ["foreign", "later", "torn", "edited", "words", "missing"] {
            let refused = backup(&path(name), &path("copy"), false).await;
            assert!(refused.is_err(), "{name}: {refused:?}");
        }
        let unreachable = Path::new("/proc/self/copy");
        for (file, replace, complaint) in [
            (good.clone(), false, "exists already"),
            (folder.path().to_owned(), true, "exists already"),
            (database.clone(), true, "is the database itself"),
            (path("no/such/folder/copy"), false, "no/such/folder"),
            (unreachable.to_owned(), false, "/proc/self"),
        ] {
            let refused = backup(&database, &file, replace).await;
            let said = refused.expect_err(complaint).to_string();
            assert!(said.contains(complaint), "{said}");
        }
        let refused = restore(&good, unreachable, false, world.now()).await;
        assert!(matches!(refused, Err(BackupError::Disk(..))), "{refused:?}");
        let names = |files: &[(PathBuf, Vec<u8>)]| -> Vec<PathBuf> {
            files.iter().map(|file| file.0.clone()).collect()
        };
        let after = everything(folder.path());
        assert_eq!(names(&after), names(&before));
        assert!(after == before, "a file was changed");
    });
}

#[test]
fn a_database_in_use_is_not_replaced_and_one_that_is_not_is_kept() {
    run(Backend::Sqlite, async |world| {
        let folder = folder();
        let (copy, database) = (folder.path().join("copy"), folder.path().join("database"));
        backup(&file_of(&world), &copy, false).await.unwrap();
        std::fs::copy(&copy, &database).unwrap();
        let server = open(&database).await;
        // Even one that does nothing at the moment.
        server.ping().await.unwrap();
        let refused = restore(&copy, &database, true, world.now()).await;
        assert!(matches!(refused, Err(BackupError::InUse(_))), "{refused:?}");
        run_sql!(
            Stored(&server),
            "INSERT INTO settings (key, value) VALUES ('later', 'yes')"
        )
        .unwrap();
        server.close().await;

        let restored = restore(&copy, &database, true, world.now()).await.unwrap();
        let kept = restored.kept.unwrap();
        let name = "database.before-restore-2026-03-02T09-00-00-000Z";
        assert_eq!(kept, folder.path().join(name));
        let settings = |content: Content| content["settings"].len();
        assert_eq!(settings(content(&database).await), 0);
        assert_eq!(settings(content(&kept).await), 1);
        // A database that cannot even be opened is no obstacle, and is kept as well.
        std::fs::write(&database, "not much of a database").unwrap();
        world.pass_hours(1);
        let restored = restore(&copy, &database, true, world.now()).await.unwrap();
        let kept = std::fs::read_to_string(restored.kept.unwrap()).unwrap();
        assert_eq!(kept, "not much of a database");
        assert_eq!(settings(content(&database).await), 0);
    });
}

/// With Postgres' own programs, as docs/deploy.md says.
#[test]
fn a_postgres_portal_moves_by_dump_and_restore() {
    run(Backend::Postgres, async |world| {
        if Command::new("pg_dump").arg("--version").output().is_err() {
            eprintln!("left out: pg_dump is not on this machine");
            return;
        }
        // Without the options that only this program's driver knows.
        let plain = |url: &'_ str| url.split('?').next().unwrap().to_owned();
        let package = package(&world, &open_policy()).await;
        let ada = world.member("Ada Lind").await;
        world.get(ada, package).await;
        let folder = folder();
        let file = folder.path().join("bailiwick.dump");
        let tool = |program: &str, arguments: &[&str]| {
            let done = Command::new(program)
                .args(arguments)
                .arg(&file)
                .output()
                .unwrap();
            let said = String::from_utf8_lossy(&done.stderr).into_owned();
            assert!(done.status.success(), "{program}: {said}");
        };
        tool(
            "pg_dump",
            &["--format=custom", "--dbname", &plain(world.url()), "--file"],
        );
        // Into a new database, and over one that is there.
        let other = Database::empty(Backend::Postgres).await;
        for _ in 0..2 {
            let arguments = [
                "--clean",
                "--if-exists",
                "--no-owner",
                "--single-transaction",
                "--dbname",
            ];
            tool(
                "pg_restore",
                &[&arguments[..], &[plain(&other.url).as_str()]].concat(),
            );
        }
        other.db.migrate().await.unwrap();
        let (one, two) = (
            Stored(world.db()).content().await,
            Stored(&other.db).content().await,
        );
        assert_eq!(one, two);
        let records = world.count("audit_records").await;
        assert_eq!(verify(&other.db).await.unwrap(), Verdict::Intact(records));
    });
}
