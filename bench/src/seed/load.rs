//! Loading, step by step: each step is one transaction that also notes how far loading has come, so
//! that a load that was interrupted goes on where it stopped.

use super::access::access;
use super::directory;
use super::ids::{Kind, id};
use super::model::Model;
use super::numbers::{Numbers, Seed};
use super::request::Writer;
use super::sink::Sink;
use super::table::Table;
use crate::chain::Chain;
use crate::stopwatch::Stopwatch;
use crate::store::{commit, maintenance, run};
use crate::{Complaint, progress::Progress};
use engine::db::{Conn, Db};
use engine::{execute, fetch_one, fetch_optional};
use serde::{Deserialize, Serialize};
use shared::time::Timestamp;
use std::ops::Range;

/// The line of the table `settings` that says what was loaded.
const KEY: &str = "bench.load";

/// What a database was loaded with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Loaded {
    pub seed: String,
    /// The instant up to which the organization has existed.
    pub now: i64,
    /// Steps that are done.
    pub steps: usize,
    pub complete: bool,
}

/// One step of loading.
#[derive(Clone, Debug)]
enum Step {
    Users(Range<u64>),
    Objects(Range<u64>),
    Catalogs(Range<u64>),
    Packages(Range<u64>),
    /// Assignments and requests of these people.
    Access(Range<u64>),
}

fn steps(n: &Numbers) -> Vec<Step> {
    fn each(total: u64, step: u64, make: fn(Range<u64>) -> Step) -> impl Iterator<Item = Step> {
        (0..total.div_ceil(step)).map(move |n| make(n * step..total.min((n + 1) * step)))
    }
    // Each after what it refers to; managers come before those they manage.
    each(n.objects, n.step, Step::Objects)
        .chain(each(n.users, n.step, Step::Users))
        .chain(each(n.catalogs, n.step, Step::Catalogs))
        .chain(each(n.packages, n.step, Step::Packages))
        .chain(each(n.users, n.step / n.held_by_each, Step::Access))
        .collect()
}

/// Loads the organization into a fresh database, or goes on with a load that was interrupted.
///
/// # Errors
/// The database holds something else, or fails.
pub async fn load(db: &Db, seed: Seed, tiny: bool, now: Timestamp) -> Result<Loaded, Complaint> {
    load_some(db, seed, tiny, now, usize::MAX).await
}

/// As [`load`], but stops after `most` steps, as if it had been interrupted.
///
/// # Errors
/// As [`load`].
pub async fn load_some(
    db: &Db,
    seed: Seed,
    tiny: bool,
    now: Timestamp,
    most: usize,
) -> Result<Loaded, Complaint> {
    db.migrate().await?;
    let numbers = seed.numbers(tiny);
    let mut state = match loaded(db).await? {
        Some(state) if state.seed == numbers.name && state.complete => return Ok(state),
        Some(state) if state.seed == numbers.name => state,
        Some(state) => {
            return Err(format!("the database is loaded with seed {} already", state.seed).into());
        }
        None => {
            refuse_if_used(db).await?;
            Loaded {
                seed: numbers.name.to_owned(),
                now: now.0,
                steps: 0,
                complete: false,
            }
        }
    };
    let model = Model {
        numbers,
        now: Timestamp(state.now),
    };
    hurry(db, numbers.safe).await?;
    let steps = steps(&numbers);
    let progress = Progress::new(steps.len());
    let watch = Stopwatch::start();
    let mut sink = Sink::default();
    for step in steps.iter().skip(state.steps).take(most) {
        let mut conn = db.begin().await?;
        relax(&mut conn, db, numbers.safe).await?;
        write(&model, &mut sink, &mut conn, step).await?;
        state.steps += 1;
        note(&mut conn, &state).await?;
        commit(conn).await?;
        progress.show(state.steps, sink.written, watch.elapsed());
    }
    progress.end();
    if state.steps < steps.len() {
        return Ok(state);
    }
    finish(db).await?;
    state.complete = true;
    let mut conn = db.begin().await?;
    note(&mut conn, &state).await?;
    commit(conn).await?;
    Ok(state)
}

async fn write(
    model: &Model,
    sink: &mut Sink,
    conn: &mut Conn,
    step: &Step,
) -> Result<(), Complaint> {
    /// So many at a time, to bound what waits in memory.
    fn portions(range: &Range<u64>, size: usize) -> impl Iterator<Item = Range<u64>> + use<> {
        let end = range.end;
        range
            .clone()
            .step_by(size)
            .map(move |start| start..end.min(start + size as u64))
    }
    match step {
        Step::Users(range) => {
            for range in portions(range, 5_000) {
                directory::users(model, sink, range);
                sink.flush(conn).await?;
            }
        }
        Step::Objects(range) => {
            directory::objects(model, sink, range.clone());
            sink.flush(conn).await?;
        }
        Step::Catalogs(range) => {
            if range.start == 0 {
                directory::administrator(model, sink);
                directory::weeks(model, sink);
            }
            directory::catalogs(model, sink, range.clone());
            sink.flush(conn).await?;
        }
        Step::Packages(range) => {
            for range in portions(range, 4_000) {
                directory::packages(model, sink, range)?;
                sink.flush(conn).await?;
            }
        }
        Step::Access(range) => {
            let mut chain = head(conn).await?;
            let mut writer = Writer {
                sink,
                chain: &mut chain,
                made_at: None,
            };
            for range in portions(range, 50) {
                access(model, &mut writer, range)?;
                if writer.sink.is_full() {
                    writer.sink.flush(conn).await?;
                }
            }
            writer.sink.flush(conn).await?;
            set_head(conn, &chain).await?;
        }
    }
    Ok(())
}

/// The end of the audit chain.
///
/// # Errors
/// The database fails.
pub(crate) async fn head(conn: &mut Conn) -> sqlx::Result<Chain> {
    let (seq, hash) = fetch_one!(conn, (i64, String), "head")?;
    Ok(Chain { seq, hash })
}

/// Moves the end of the audit chain.
///
/// # Errors
/// The database fails.
pub(crate) async fn set_head(conn: &mut Conn, chain: &Chain) -> sqlx::Result<()> {
    execute!(conn, "set_head", chain.seq, chain.hash.as_str()).map(drop)
}

/// What a database was loaded with, if it was.
///
/// # Errors
/// The database fails.
pub async fn loaded(db: &Db) -> Result<Option<Loaded>, Complaint> {
    let mut conn = db.read().await?;
    let line = fetch_optional!(conn, (String,), "setting", KEY)?;
    Ok(match line {
        Some((text,)) => Some(serde_json::from_str(&text)?),
        None => None,
    })
}

async fn note(conn: &mut Conn, state: &Loaded) -> Result<(), Complaint> {
    execute!(conn, "set_setting", KEY, serde_json::to_string(state)?)?;
    Ok(())
}

async fn refuse_if_used(db: &Db) -> Result<(), Complaint> {
    let mut conn = db.read().await?;
    let (people,) = fetch_one!(conn, (i64,), "people")?;
    if people > 0 {
        return Err("the database is in use: there are people in it. Name an empty one".into());
    }
    Ok(())
}

/// A load that the machine interrupts can be repeated, so nothing waits for the disk.
async fn hurry(db: &Db, safe: bool) -> sqlx::Result<()> {
    if db.is_postgres() {
        return Ok(());
    }
    let mut conn = maintenance(db).await?;
    run(&mut conn, "PRAGMA synchronous = OFF").await?;
    run(&mut conn, "PRAGMA cache_size = -262144").await?;
    if !safe {
        run(&mut conn, "PRAGMA foreign_keys = OFF").await?;
    }
    Ok(())
}

/// The same for one transaction on Postgres.
async fn relax(conn: &mut Conn, db: &Db, safe: bool) -> sqlx::Result<()> {
    if !db.is_postgres() {
        return Ok(());
    }
    run(conn, "SET LOCAL synchronous_commit = off").await?;
    if !safe {
        run(conn, "SET LOCAL session_replication_role = replica").await?;
    }
    Ok(())
}

/// Statistics for the planner, and the connection as it was.
async fn finish(db: &Db) -> sqlx::Result<()> {
    let mut conn = maintenance(db).await?;
    if db.is_postgres() {
        let tables: Vec<_> = Table::ALL.iter().map(|table| table.name()).collect();
        return run(
            &mut conn,
            &format!("VACUUM (ANALYZE) {}", tables.join(", ")),
        )
        .await;
    }
    for sql in [
        "PRAGMA analysis_limit = 1000",
        "ANALYZE",
        "PRAGMA foreign_keys = ON",
        "PRAGMA synchronous = FULL",
        "PRAGMA wal_checkpoint(TRUNCATE)",
    ] {
        run(&mut conn, sql).await?;
    }
    Ok(())
}

/// Who is signed in, for whoever wants to drive load with another tool.
#[derive(Debug, Serialize)]
pub struct Session {
    user: uuid::Uuid,
    token: String,
}

/// The sessions of a loaded organization.
pub fn sessions(numbers: &Numbers) -> Vec<Session> {
    (0..numbers.sessions)
        .map(|n| Session {
            user: id(Kind::User, n),
            token: super::token(n),
        })
        .collect()
}
