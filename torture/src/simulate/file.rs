//! The files of a run's database, in memory where the machine offers that: thousands of runs would
//! otherwise wait for a disk that nothing here depends on.

use crate::Complaint;
use engine::db::Db;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, SqliteConnection};
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::atomic::{AtomicU64, Ordering};

/// A folder of its own; removed when dropped.
#[derive(Debug)]
pub struct Folder(PathBuf);

impl Folder {
    /// # Errors
    /// No folder can be made.
    pub fn new() -> Result<Self, Complaint> {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let memory = Path::new("/dev/shm");
        let parent = if memory.is_dir() {
            memory.to_owned()
        } else {
            std::env::temp_dir()
        };
        let name = format!(
            "bailiwick-torture-{}-{}",
            std::process::id(),
            COUNT.fetch_add(1, Ordering::Relaxed)
        );
        let path = parent.join(name);
        std::fs::create_dir_all(&path)?;
        Ok(Self(path))
    }

    /// The `number`-th database file of the run.
    pub fn file(&self, number: u32) -> PathBuf {
        self.0.join(format!("{number}.sqlite"))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What cannot be removed is left to the system.
        drop(std::fs::remove_dir_all(&self.0));
    }
}

/// The file of what is committed but not yet in the database file.
fn wal(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push("-wal");
    name.into()
}

/// What is on the disk of a machine at this moment, as another one would find it.
pub fn snapshot(from: &Path, to: &Path) -> std::io::Result<()> {
    std::fs::copy(from, to)?;
    if wal(from).exists() {
        std::fs::copy(wal(from), wal(to))?;
    }
    Ok(())
}

/// Opens it as the product does.
pub async fn open(path: &Path) -> sqlx::Result<Db> {
    Db::open(&url(path)).await
}

/// A connection that looks on without taking part.
pub async fn look_on(path: &Path) -> sqlx::Result<SqliteConnection> {
    SqliteConnectOptions::from_str(&url(path))?
        .read_only(true)
        .connect()
        .await
}

fn url(path: &Path) -> String {
    format!("sqlite:{}", path.display())
}
