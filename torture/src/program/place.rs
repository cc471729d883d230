//! A database for one attack, loaded with an organization.

use crate::Complaint;
use bench::seed::model::Model;
use bench::seed::{Seed, load};
use engine::clock::Clock;
use engine::db::Db;
use shared::time::Timestamp;
use sqlx::postgres::PgConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions, Connection};
use std::path::{Path, PathBuf};
use std::str::FromStr;

/// Where an attack takes place.
#[derive(Debug)]
pub struct Place {
    pub name: &'static str,
    pub url: String,
    /// What the program prints.
    pub log: PathBuf,
    /// With the database file, if there is one; removed at the end.
    folder: PathBuf,
    /// The Postgres in which the database was made, and its name there.
    made: Option<(String, String)>,
}

impl Place {
    /// A file on a real disk.
    ///
    /// # Errors
    /// No folder can be made.
    pub fn sqlite(tag: &str) -> Result<Self, Complaint> {
        Ok(Self::sqlite_in(&folder(tag, "sqlite")?))
    }

    /// A file in this folder.
    pub fn sqlite_in(folder: &Path) -> Self {
        Self {
            name: "SQLite",
            url: format!("sqlite:{}", folder.join("data.sqlite").display()),
            log: folder.join("log"),
            folder: folder.to_owned(),
            made: None,
        }
    }

    /// A new database in this Postgres.
    ///
    /// # Errors
    /// It cannot be made.
    pub async fn postgres(admin: &str, tag: &str) -> Result<Self, Complaint> {
        let folder = folder(tag, "postgres")?;
        let name = format!("bailiwick_torture_{}_{tag}", std::process::id());
        run(admin, &format!("CREATE DATABASE {name}")).await?;
        let options = PgConnectOptions::from_str(admin)?.database(&name);
        Ok(Self {
            name: "Postgres",
            url: options.to_url_lossy().to_string(),
            log: folder.join("log"),
            folder,
            made: Some((admin.to_owned(), name)),
        })
    }

    /// Opens the database, beside the program.
    ///
    /// # Errors
    /// It does not answer.
    pub async fn open(&self) -> sqlx::Result<Db> {
        Db::open(&self.url).await
    }

    /// Loads the organization, as it stands now.
    ///
    /// # Errors
    /// The database fails.
    pub async fn load(&self, tiny: bool) -> Result<Model, Complaint> {
        let db = self.open().await?;
        let state = load(&db, Seed::S, tiny, Clock::system().now()).await?;
        db.close().await;
        Ok(Model {
            numbers: Seed::S.numbers(tiny),
            now: Timestamp(state.now),
        })
    }

    /// Removes it.
    ///
    /// # Errors
    /// The database is still in use.
    pub async fn remove(self) -> Result<(), Complaint> {
        if let Some((admin, name)) = &self.made {
            run(admin, &format!("DROP DATABASE {name} WITH (FORCE)")).await?;
        }
        Ok(std::fs::remove_dir_all(&self.folder)?)
    }
}

fn folder(tag: &str, kind: &str) -> std::io::Result<PathBuf> {
    let name = format!("bailiwick-torture-{}-{tag}-{kind}", std::process::id());
    let folder = std::env::temp_dir().join(name);
    std::fs::create_dir_all(&folder)?;
    Ok(folder)
}

async fn run(admin: &str, sql: &str) -> Result<(), Complaint> {
    let mut conn = PgConnectOptions::from_str(admin)?.connect().await?;
    sqlx::raw_sql(AssertSqlSafe(sql.to_owned()))
        .execute(&mut conn)
        .await?;
    Ok(conn.close().await?)
}
