//! Fresh databases, each copied from a template that is migrated once per set of migrations. Tests
//! run in processes of their own, so the making of the template is locked across processes.

use engine::db::Db;
use sqlx::postgres::PgConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, PgConnection};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::atomic::{AtomicU32, Ordering};

/// The kind of database a story runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Backend {
    Sqlite,
    Postgres,
}

const POSTGRES_URL: &str = "TEST_DATABASE_URL_POSTGRES";

impl Backend {
    /// Did whoever started the tests leave this half out on purpose?
    pub fn is_left_out(self) -> bool {
        let only = std::env::var("BAILIWICK_TEST_ONLY").unwrap_or_default();
        match (only.as_str(), self) {
            ("", _) | ("sqlite", Self::Sqlite) | ("postgres", Self::Postgres) => false,
            ("sqlite" | "postgres", _) => true,
            (other, _) => panic!("BAILIWICK_TEST_ONLY={other}: only sqlite and postgres exist"),
        }
    }
}

/// A database of one test; removed when dropped.
#[derive(Debug)]
pub struct Database {
    pub db: Db,
    pub url: String,
    place: Place,
}

#[derive(Debug)]
enum Place {
    File(PathBuf),
    Server {
        admin: Box<PgConnectOptions>,
        name: String,
    },
}

impl Database {
    /// A migrated, otherwise empty database.
    pub async fn migrated(backend: Backend) -> Self {
        match backend {
            Backend::Sqlite => {
                let template = sqlite_template().await;
                let path = fresh_file();
                std::fs::copy(&template, &path).unwrap();
                Self::open(format!("sqlite:{}", path.display()), Place::File(path)).await
            }
            Backend::Postgres => {
                let admin = postgres_admin();
                let template = postgres_template(&admin).await;
                Self::on_server(admin, &format!(" TEMPLATE {template}")).await
            }
        }
    }

    /// A database without any table.
    pub async fn empty(backend: Backend) -> Self {
        match backend {
            Backend::Sqlite => {
                let path = fresh_file();
                Self::open(format!("sqlite:{}", path.display()), Place::File(path)).await
            }
            Backend::Postgres => Self::on_server(postgres_admin(), "").await,
        }
    }

    async fn on_server(admin: PgConnectOptions, from: &str) -> Self {
        let name = format!("bailiwick_test_{}", unique());
        let mut conn = connect(&admin).await;
        run(&mut conn, &format!("CREATE DATABASE {name}{from}")).await;
        conn.close().await.unwrap();
        let url = url_of(&admin, &name);
        let admin = Box::new(admin);
        Self::open(url, Place::Server { admin, name }).await
    }

    async fn open(url: String, place: Place) -> Self {
        let db = Db::open(&url).await.unwrap();
        Self { db, url, place }
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        match &self.place {
            Place::File(path) => {
                for suffix in ["", "-wal", "-shm"] {
                    let mut file = path.clone().into_os_string();
                    file.push(suffix);
                    // Not every database has all three.
                    let _ = std::fs::remove_file(file);
                }
            }
            Place::Server { admin, name } => {
                let (admin, name) = (admin.clone(), name.clone());
                // Dropping is not async, and the story's own runtime may be about to end.
                let cleaner = std::thread::spawn(move || {
                    let runtime = tokio::runtime::Builder::new_current_thread()
                        .enable_all()
                        .build();
                    if let Ok(runtime) = runtime {
                        runtime.block_on(async {
                            if let Ok(mut conn) = admin.connect().await {
                                let sql = format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)");
                                let _ = sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut conn).await;
                            }
                        });
                    }
                });
                let _ = cleaner.join();
            }
        }
    }
}

/// A name that no other test of any process uses.
fn unique() -> String {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    let random = getrandom::u64().unwrap();
    format!("{}_{count}_{random:016x}", std::process::id())
}

fn directory() -> PathBuf {
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join("databases");
    std::fs::create_dir_all(&directory).unwrap();
    directory
}

fn fresh_file() -> PathBuf {
    directory().join(format!("test_{}.sqlite", unique()))
}

/// Changes when any migration of that dialect changes.
fn fingerprint(dialect: &str) -> u64 {
    // The tests of the server share this file.
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let engine = here.join("engine");
    let folder = if engine.is_dir() { &engine } else { here }
        .join("migrations")
        .join(dialect);
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    let mut hasher = DefaultHasher::new();
    for file in files {
        file.file_name().hash(&mut hasher);
        std::fs::read(&file).unwrap().hash(&mut hasher);
    }
    hasher.finish()
}

async fn sqlite_template() -> PathBuf {
    let path = directory().join(format!("template_{:016x}.sqlite", fingerprint("sqlite")));
    let lock = std::fs::File::create(path.with_extension("lock")).unwrap();
    lock.lock().unwrap();
    if !path.exists() {
        let unfinished = fresh_file();
        let db = Db::open(&format!("sqlite:{}", unfinished.display()))
            .await
            .unwrap();
        db.migrate().await.unwrap();
        db.close().await;
        std::fs::rename(&unfinished, &path).unwrap();
    }
    path
}

fn postgres_admin() -> PgConnectOptions {
    let url = std::env::var(POSTGRES_URL).unwrap_or_default();
    assert!(
        !url.is_empty(),
        "{POSTGRES_URL} is not set, so the Postgres half cannot run. `make test` starts a server \
         and sets it; to leave this half out on purpose, set BAILIWICK_TEST_ONLY=sqlite."
    );
    PgConnectOptions::from_str(&url).unwrap_or_else(|error| panic!("{POSTGRES_URL}: {error}"))
}

async fn connect(admin: &PgConnectOptions) -> PgConnection {
    admin
        .connect()
        .await
        .unwrap_or_else(|error| panic!("Postgres at {POSTGRES_URL} does not answer: {error}"))
}

async fn run(conn: &mut PgConnection, sql: &str) {
    sqlx::raw_sql(AssertSqlSafe(sql))
        .execute(conn)
        .await
        .unwrap_or_else(|error| panic!("{sql}: {error}"));
}

fn url_of(admin: &PgConnectOptions, database: &str) -> String {
    admin.clone().database(database).to_url_lossy().to_string()
}

async fn postgres_template(admin: &PgConnectOptions) -> String {
    let fingerprint = fingerprint("postgres");
    let name = format!("bailiwick_template_{fingerprint:016x}");
    let mut conn = connect(admin).await;
    sqlx::query("SELECT pg_advisory_lock($1)")
        .bind(fingerprint.cast_signed())
        .execute(&mut conn)
        .await
        .unwrap();
    let exists: bool =
        sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM pg_database WHERE datname = $1)")
            .bind(&name)
            .fetch_one(&mut conn)
            .await
            .unwrap();
    if !exists {
        let unfinished = format!("bailiwick_unfinished_{}", unique());
        run(&mut conn, &format!("CREATE DATABASE {unfinished}")).await;
        let db = Db::open(&url_of(admin, &unfinished)).await.unwrap();
        db.migrate().await.unwrap();
        db.close().await;
        run(
            &mut conn,
            &format!("ALTER DATABASE {unfinished} RENAME TO {name}"),
        )
        .await;
    }
    // Closing the connection gives the lock back.
    conn.close().await.unwrap();
    name
}
