//! Opening and migrating a database.

use super::Conn;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{Connection, PgPool, SqlitePool};
use std::fs::OpenOptions;
use std::io::ErrorKind;
use std::path::Path;
use std::str::FromStr;
use std::time::Duration;

pub(crate) static SQLITE_MIGRATIONS: sqlx::migrate::Migrator = sqlx::migrate!("migrations/sqlite");
static POSTGRES_MIGRATIONS: sqlx::migrate::Migrator = sqlx::migrate!("migrations/postgres");

/// A connection to Postgres that was idle for longer is asked whether it is alive before it is used.
const ASK_AFTER: Duration = Duration::from_secs(5);
/// Connections that read from an `SQLite` file. Each is a thread with a cache of its own, and more than a
/// few only wait for processors.
const READERS: u32 = 4;
/// Rows that `SQLite` reads ahead of whoever takes them.
const ROWS_BUFFERED: usize = 256;

/// An open database.
#[derive(Clone, Debug)]
pub enum Db {
    /// Readers beside one writer: `SQLite` has one writer anyway, and a queue is fairer than a
    /// busy loop.
    Sqlite {
        readers: SqlitePool,
        writer: SqlitePool,
    },
    Postgres(PgPool),
}

impl Db {
    /// Opens `sqlite:<path>` (created if missing) or `postgres://…`.
    ///
    /// # Errors
    /// The URL is not of one of these forms, or the database does not answer.
    pub async fn open(url: &str) -> sqlx::Result<Self> {
        if url.starts_with("postgres:") || url.starts_with("postgresql:") {
            let options = PgConnectOptions::from_str(url)?.options([
                // The texts are few and the same ones again and again: planning each anew for its values
                // costs more than running it. A test looks at the plans made this way.
                ("plan_cache_mode", "force_generic_plan"),
                // Reading by an index is no dearer on today's disks, and without it a list of one's own
                // rows becomes a walk through everybody's.
                ("random_page_cost", "1.1"),
            ]);
            let pool = PgPoolOptions::new()
                .max_connections(16)
                .acquire_timeout(Duration::from_secs(10))
                // Asking each connection whether it is alive costs a round trip; one that was used a
                // moment ago is, and sqlx asks again when it comes back.
                .test_before_acquire(false)
                .before_acquire(|conn, meta| {
                    Box::pin(async move {
                        if meta.idle_for > ASK_AFTER {
                            conn.ping().await?;
                        }
                        Ok(true)
                    })
                })
                .connect_with(options)
                .await?;
            return Ok(Self::Postgres(pool));
        }
        if !url.starts_with("sqlite:") {
            return Err(sqlx::Error::Configuration(
                "expected sqlite:<path> or postgres://<user>@<host>/<database>".into(),
            ));
        }
        let options = SqliteConnectOptions::from_str(url)?;
        make_private(options.get_filename())?;
        let options = options
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(Duration::from_secs(10))
            // Pages that change again and again go into the file once in 32 MB of changes, not once in 4.
            .pragma("wal_autocheckpoint", "8000")
            // A whole page of a list goes over in one piece.
            .row_buffer_size(ROWS_BUFFERED);
        // Connections stay: a file does not go stale, and an open one tells others (such as a restore)
        // that the database is in use.
        let writer = SqlitePoolOptions::new()
            .max_connections(1)
            .acquire_timeout(Duration::from_secs(30))
            .idle_timeout(None)
            .max_lifetime(None)
            .test_before_acquire(false)
            // When the disk is full, SQLite rolls back by itself; sqlx still counts the transaction as
            // begun, and would never begin another one on this connection.
            .before_acquire(|conn, _| Box::pin(async move { Ok(!conn.is_in_transaction()) }))
            .connect_with(options.clone())
            .await?;
        let readers = SqlitePoolOptions::new()
            .max_connections(READERS)
            .acquire_timeout(Duration::from_secs(10))
            .idle_timeout(None)
            .max_lifetime(None)
            .test_before_acquire(false)
            .connect_with(options.create_if_missing(false).read_only(true))
            .await?;
        Ok(Self::Sqlite { readers, writer })
    }

    /// Brings the schema up to date; does nothing if it is.
    ///
    /// # Errors
    /// A migration fails, or the database was made by a later version.
    pub async fn migrate(&self) -> Result<(), sqlx::migrate::MigrateError> {
        match self {
            Self::Sqlite { writer, .. } => {
                // Two servers may start on one file; sqlx takes no lock here, so the write lock does.
                let mut tx = writer.begin_with("BEGIN IMMEDIATE").await?;
                SQLITE_MIGRATIONS.run(&mut *tx).await?;
                Ok(tx.commit().await?)
            }
            Self::Postgres(pool) => POSTGRES_MIGRATIONS.run(pool).await,
        }
    }

    /// A connection for reading.
    ///
    /// # Errors
    /// No connection came free in time, or the database is away.
    pub async fn read(&self) -> sqlx::Result<Conn> {
        Ok(match self {
            Self::Sqlite { readers, .. } => Conn::SqliteRead(readers.acquire().await?),
            Self::Postgres(pool) => Conn::PostgresRead(pool.acquire().await?),
        })
    }

    /// A transaction for writing. On `SQLite` it takes the write lock at once: a deferred upgrade
    /// would fail without waiting.
    ///
    /// # Errors
    /// As [`Self::read`].
    pub async fn begin(&self) -> sqlx::Result<Conn> {
        Ok(match self {
            Self::Sqlite { writer, .. } => {
                Conn::SqliteTx(writer.begin_with("BEGIN IMMEDIATE").await?)
            }
            Self::Postgres(pool) => Conn::PostgresTx(pool.begin().await?),
        })
    }

    /// Does the database answer?
    ///
    /// # Errors
    /// It does not.
    pub async fn ping(&self) -> sqlx::Result<()> {
        let mut conn = self.read().await?;
        match conn.raw() {
            super::Raw::Sqlite(conn) => sqlx::query("SELECT 1").execute(conn).await.map(drop),
            super::Raw::Postgres(conn) => sqlx::query("SELECT 1").execute(conn).await.map(drop),
        }
    }

    /// Closes every connection.
    pub async fn close(&self) {
        match self {
            Self::Sqlite { readers, writer } => {
                readers.close().await;
                writer.close().await;
            }
            Self::Postgres(pool) => pool.close().await,
        }
    }

    pub const fn is_postgres(&self) -> bool {
        matches!(self, Self::Postgres(_))
    }
}

/// Makes a file that is not there yet, for its owner alone: `SQLite` would leave that to the umask. The files beside it
/// get the rights of this one.
fn make_private(file: &Path) -> Result<(), sqlx::Error> {
    let mut how = OpenOptions::new();
    how.create_new(true).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut how, 0o600);
    match how.open(file) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => Err(sqlx::Error::Io(error)),
        _ => Ok(()),
    }
}
