//! One run's portal: its database, the engine over it, the clock, and who looks on.

use super::chance::Chance;
use super::file::{self, Folder};
use super::log::Log;
use super::post::Post;
use super::template::Template;
use crate::Complaint;
use engine::clock::Clock;
use engine::db::Db;
use engine::{Ctx, Engine, EngineOptions, Entropy, Outcome};
use fastrand::Rng;
use shared::authz::Actor;
use shared::ids::{ProgramId, UserId};
use shared::time::Timestamp;
use sqlx::sqlite::SqliteRow;
use sqlx::{AssertSqlSafe, Connection, FromRow, SqliteConnection};
use std::cell::Cell;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::Mutex as AsyncMutex;
use uuid::Uuid;

/// Monday 2 March 2026, 09:00 UTC: when every run begins.
const BEGINNING: Timestamp = Timestamp(1_772_442_000_000);

/// What a run plays in.
#[derive(Debug)]
pub struct World {
    pub engine: Arc<Engine>,
    pub chance: Chance,
    pub post: Arc<Post>,
    pub log: Log,
    /// What the last context ties together.
    pub correlation: Cell<Uuid>,
    disk: Cell<Disk>,
    /// Ids go on where they were when the engine is opened anew.
    entropy: Arc<Mutex<Rng>>,
    eye: AsyncMutex<SqliteConnection>,
    folder: Folder,
    file: u32,
}

/// What the disk does with what is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Disk {
    Fine,
    /// Room for so many more pages.
    Full(i64),
    ReadOnly,
}

/// An id with a name for the log.
pub type Named<T> = (T, String);

impl World {
    /// A world that begins with the template, decided by the seed.
    ///
    /// # Errors
    /// The database cannot be opened.
    pub async fn new(template: &Template, seed: u64) -> Result<Self, Complaint> {
        let folder = Folder::new()?;
        std::fs::write(folder.file(0), template.bytes())?;
        Self::open(folder, seed).await
    }

    /// A world over the first file of the folder.
    pub(super) async fn open(folder: Folder, seed: u64) -> Result<Self, Complaint> {
        let mut chance = Rng::with_seed(seed);
        let post = Arc::new(Post::new(chance.fork()));
        let entropy = Arc::new(Mutex::new(chance.fork()));
        let path = folder.file(0);
        let db = file::open(&path).await?;
        let eye = AsyncMutex::new(file::look_on(&path).await?);
        let engine = engine(db, BEGINNING, &post, &entropy);
        Ok(Self {
            engine,
            chance: Chance::new(chance),
            post,
            log: Log::default(),
            correlation: Cell::new(Uuid::nil()),
            disk: Cell::new(Disk::Fine),
            entropy,
            eye,
            folder,
            file: 0,
        })
    }

    /// Another engine on what the database file holds at this moment; the present one is gone, and
    /// whatever it had not committed with it.
    ///
    /// # Errors
    /// The database cannot be opened.
    pub async fn reopen(&mut self) -> Result<(), Complaint> {
        let (from, to) = (self.folder.file(self.file), self.folder.file(self.file + 1));
        file::snapshot(&from, &to)?;
        self.engine.db.close().await;
        self.file += 1;
        let db = file::open(&to).await?;
        *self.eye.lock().await = file::look_on(&to).await?;
        self.engine = engine(db, self.now(), &self.post, &self.entropy);
        // Whoever starts it again sees to the disk.
        self.disk.set(Disk::Fine);
        std::fs::remove_file(from)?;
        Ok(())
    }

    /// The end; what the database file holds.
    ///
    /// # Errors
    /// The file cannot be read.
    pub async fn close(self) -> Result<Vec<u8>, Complaint> {
        self.eye.into_inner().close().await?;
        // The last one to leave puts everything into the one file, and must be one that writes.
        self.engine.db.close().await;
        Ok(std::fs::read(self.folder.file(self.file))?)
    }

    /// What the disk is like.
    pub const fn disk(&self) -> Disk {
        self.disk.get()
    }

    /// Fills the disk, makes it read-only, or repairs it.
    ///
    /// # Errors
    /// The database fails.
    pub async fn set_disk(&self, disk: Disk) -> sqlx::Result<()> {
        let Db::Sqlite { writer, .. } = &self.engine.db else {
            return Ok(());
        };
        let pages: i64 = sqlx::query_scalar("PRAGMA page_count")
            .fetch_one(writer)
            .await?;
        let (most, read_only) = match disk {
            Disk::Fine => (i64::from(u32::MAX - 1), 0),
            Disk::Full(more) => (pages + more, 0),
            Disk::ReadOnly => (i64::from(u32::MAX - 1), 1),
        };
        let sql = format!("PRAGMA max_page_count = {most}; PRAGMA query_only = {read_only}");
        sqlx::raw_sql(AssertSqlSafe(sql)).execute(writer).await?;
        self.disk.set(disk);
        Ok(())
    }

    pub fn now(&self) -> Timestamp {
        self.engine.clock.now()
    }

    /// A context of this person, with the roles held now.
    ///
    /// # Errors
    /// The database fails.
    pub async fn ctx(&self, who: &Named<UserId>) -> Outcome<Ctx> {
        let mut conn = self.engine.db.read().await?;
        let roles = engine::roles::held_by(&mut conn, who.0).await?;
        let actor = Actor::Person { id: who.0, roles };
        Ok(self.remember(Ctx::new(&self.engine, actor, who.1.clone())))
    }

    /// The product acting by itself.
    pub fn system(&self) -> Ctx {
        self.remember(self.engine.system())
    }

    /// A program that brings people and groups in.
    pub fn provisioning(&self) -> Ctx {
        let actor = Actor::Program {
            id: ProgramId(Uuid::from_u128(1)),
            roles: Vec::new(),
            provisions: true,
        };
        self.remember(Ctx::new(&self.engine, actor, "Directory".to_owned()))
    }

    fn remember(&self, ctx: Ctx) -> Ctx {
        self.correlation.set(ctx.correlation);
        ctx
    }

    /// Rows of a query, seen from outside: no step of the operation.
    ///
    /// # Errors
    /// The database fails.
    pub async fn rows<R>(&self, sql: &'static str, about: &[Uuid]) -> sqlx::Result<Vec<R>>
    where
        R: for<'r> FromRow<'r, SqliteRow> + Send + Unpin,
    {
        let mut eye = self.eye.lock().await;
        let mut query = sqlx::query_as::<_, R>(sql);
        for id in about {
            query = query.bind(*id);
        }
        query.fetch_all(&mut *eye).await
    }

    /// As [`Self::rows`], of a text that was put together, with the time as its parameter.
    ///
    /// # Errors
    /// The database fails.
    pub async fn ask<R>(&self, sql: Arc<str>) -> sqlx::Result<Vec<R>>
    where
        R: for<'r> FromRow<'r, SqliteRow> + Send + Unpin,
    {
        let now = self.now();
        let mut eye = self.eye.lock().await;
        let text = sqlx::AssertSqlSafe(sql);
        let query = sqlx::query_as::<_, R>(text).bind(now.0);
        query.fetch_all(&mut *eye).await
    }

    /// One row of a query, whichever.
    ///
    /// # Errors
    /// The database fails.
    pub async fn any<R>(&self, sql: &'static str) -> sqlx::Result<Option<R>>
    where
        R: for<'r> FromRow<'r, SqliteRow> + Send + Unpin + Clone,
    {
        Ok(self.chance.one(&self.rows::<R>(sql, &[]).await?))
    }

    /// As [`Self::any`], of a query about something.
    ///
    /// # Errors
    /// The database fails.
    pub async fn any_of<R>(&self, sql: &'static str, about: Uuid) -> sqlx::Result<Option<R>>
    where
        R: for<'r> FromRow<'r, SqliteRow> + Send + Unpin + Clone,
    {
        Ok(self.chance.one(&self.rows::<R>(sql, &[about]).await?))
    }
}

fn engine(db: Db, now: Timestamp, post: &Arc<Post>, entropy: &Arc<Mutex<Rng>>) -> Arc<Engine> {
    let entropy = Arc::clone(entropy);
    let options = EngineOptions {
        mail: Arc::clone(post) as _,
        ..EngineOptions::default()
    };
    let entropy = Entropy::repeatable(move |bytes| {
        let mut rng = entropy.lock().unwrap_or_else(PoisonError::into_inner);
        rng.fill(bytes);
    });
    Engine::with_entropy(db, Clock::mock(now), options, entropy)
}
