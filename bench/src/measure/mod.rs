//! Measuring: product and baseline in turn, one use case after the other, each with a freshly started
//! server, so that a ratio compares neighbors in time and no row pays for another.

mod expiry;
pub mod post;
mod process;
mod server;

pub use expiry::{Expiry, expiry};
pub use process::Cluster;
pub use server::{Launch, Server, Target};

use crate::Complaint;
use crate::drive::rows::{ROWS, Row};
use crate::drive::{Calls, Limits, Seen, drive, work};
use crate::report::{Database, Line, Measured, Report, first_load};
use crate::seed::model::Model;
use crate::seed::{Loaded, Numbers, Seed, loaded};
use crate::stopwatch::{Stopwatch, pause};
use engine::clock::Clock;
use engine::db::{Db, Raw};
use shared::time::Timestamp;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicUsize;
use std::time::Duration;

/// How long deliveries may go on after the last answer.
const DELIVERY: Duration = Duration::from_secs(120);

/// What to measure, and how.
#[derive(Clone, Debug)]
pub struct Options {
    pub databases: Vec<String>,
    /// The product.
    pub server: PathBuf,
    /// Folder with the site, for the size of the first load.
    pub site: Option<PathBuf>,
    pub limits: Limits,
    /// Changes prepared for each row, at most.
    pub items: usize,
    /// Only the rows whose key begins with one of these.
    pub only: Vec<String>,
}

/// Measures every row on every database.
///
/// # Errors
/// A database is not loaded, or a server does not start.
pub async fn measure(options: &Options) -> Result<Report, Complaint> {
    let smtp = post::start().await?;
    let log = std::env::temp_dir().join(format!("bailiwick-bench-{}.log", std::process::id()));
    let mut report = Report {
        limits: options.limits,
        first_load: options.site.as_deref().and_then(first_load),
        databases: Vec::new(),
    };
    for url in &options.databases {
        must_exist(url)?;
        let db = Db::open(url).await?;
        let (model, state) = model(&db).await?;
        let bench = Bench {
            options,
            launch: Launch {
                server: options.server.clone(),
                database: url.clone(),
                smtp,
                log: log.clone(),
            },
            cluster: cluster(&db).await?,
            db,
            model,
        };
        let mut database = Database {
            name: describe(&bench.db).await?,
            seed: state.seed,
            lines: Vec::new(),
        };
        for row in ROWS.iter().filter(|row| options.wants(row)) {
            eprintln!("{}: {} …", database.name, row.name);
            let product = bench.run(row, Target::Product).await?;
            let raw = bench.run(row, Target::Raw).await?;
            database.lines.push(Line {
                row: *row,
                product,
                raw,
            });
        }
        report.databases.push(database);
        bench.db.close().await;
    }
    // Kept only when something went wrong.
    drop(std::fs::remove_file(log));
    Ok(report)
}

impl Options {
    fn wants(&self, row: &Row) -> bool {
        self.only.is_empty()
            || self
                .only
                .iter()
                .any(|key| row.key.starts_with(key.as_str()))
    }
}

/// Opening would make an empty database where a name is mistyped.
fn must_exist(url: &str) -> Result<(), Complaint> {
    let Some(path) = url.strip_prefix("sqlite:") else {
        return Ok(());
    };
    let path = path.trim_start_matches("//");
    let path = path.split('?').next().unwrap_or_default();
    if std::path::Path::new(path).is_file() {
        return Ok(());
    }
    Err(format!("there is no database {path}; see `bailiwick-bench load`").into())
}

/// What a database was loaded with, if it still holds.
async fn model(db: &Db) -> Result<(Model, Loaded), Complaint> {
    // An empty database answers with an error here: there is not even a table.
    let state = loaded(db)
        .await
        .ok()
        .flatten()
        .filter(|state| state.complete);
    let state = state.ok_or("the database is not loaded; see `bailiwick-bench load`")?;
    let (numbers, now) = (numbers(&state.seed)?, Timestamp(state.now));
    if Clock::system().now() > now.plus_hours(40) {
        return Err(
            "the database was loaded two days ago, and deadlines come near; load anew".into(),
        );
    }
    Ok((Model { numbers, now }, state))
}

fn numbers(name: &str) -> Result<Numbers, Complaint> {
    [Seed::S, Seed::L]
        .into_iter()
        .flat_map(|seed| [seed.numbers(false), seed.numbers(true)])
        .find(|numbers| numbers.name == name)
        .ok_or_else(|| format!("the database is loaded with an unknown seed, {name}").into())
}

async fn cluster(db: &Db) -> Result<Option<Cluster>, Complaint> {
    let mut conn = db.read().await?;
    let Raw::Postgres(conn) = conn.raw() else {
        return Ok(None);
    };
    let pid: i32 = sqlx::query_scalar("SELECT pg_backend_pid()")
        .fetch_one(conn)
        .await?;
    Ok(Cluster::of_backend(u32::try_from(pid)?))
}

/// The database and how durable it is.
async fn describe(db: &Db) -> Result<String, Complaint> {
    let mut conn = db.read().await?;
    Ok(match conn.raw() {
        Raw::Sqlite(conn) => {
            let version: String = sqlx::query_scalar("SELECT sqlite_version()")
                .fetch_one(conn)
                .await?;
            format!("SQLite {version} (WAL, synchronous FULL)")
        }
        Raw::Postgres(conn) => {
            let (version, fsync, commit): (String, String, String) = sqlx::query_as(
                "SELECT split_part(current_setting('server_version'), ' ', 1), current_setting('fsync'), \
                 current_setting('synchronous_commit')",
            )
            .fetch_one(conn)
            .await?;
            format!("Postgres {version} (fsync {fsync}, synchronous_commit {commit})")
        }
    })
}

/// One database while it is measured.
struct Bench<'a> {
    options: &'a Options,
    launch: Launch,
    db: Db,
    model: Model,
    cluster: Option<Cluster>,
}

impl Bench<'_> {
    async fn run(&self, row: &Row, target: Target) -> Result<Measured, Complaint> {
        let now = Clock::system().now();
        work::tidy(&self.db, now).await?;
        let calls = work::calls(&self.db, &self.model, row, self.options.items, now).await?;
        if calls.calls.is_empty() {
            return Err(format!(
                "there is nothing left to do for \"{}\"; load anew",
                row.name
            )
            .into());
        }
        let server = self.launch.start(target).await?;
        let measured = self.drive(row, calls, &server).await?;
        server.stop().await?;
        Ok(measured)
    }

    async fn drive(&self, row: &Row, calls: Calls, server: &Server) -> Result<Measured, Complaint> {
        let Limits {
            connections,
            warm_up,
            duration,
        } = self.options.limits;
        // What is used up is not used up by warming up.
        let warm = if calls.again {
            usize::MAX
        } else {
            calls.calls.len() / 10
        };
        let (calls, next) = (Arc::new(calls), Arc::new(AtomicUsize::new(0)));
        drive(server.addr, &calls, &next, connections, warm_up, warm).await?;
        if row.source.is_delivered_later() {
            self.deliveries().await?;
        }
        // Connections that lost the race for the last call of the warm-up moved on for nothing.
        if !calls.again {
            next.fetch_min(warm, std::sync::atomic::Ordering::Relaxed);
        }
        let before = self.processor_time(server);
        let watch = Stopwatch::start();
        let mut seen: Seen = drive(
            server.addr,
            &calls,
            &next,
            connections,
            duration,
            usize::MAX,
        )
        .await?;
        if row.source.is_delivered_later() {
            self.deliveries().await?;
            seen.elapsed = watch.elapsed();
        }
        let after = self.processor_time(server);
        let memory = process::memory(server.pid());
        let each = |spent: Duration| spent.as_secs_f64() * 1e3 / seen.good().max(1) as f64;
        Ok(Measured {
            server_ms: each(after.0.saturating_sub(before.0)),
            database_ms: self.cluster.map(|_| each(after.1.saturating_sub(before.1))),
            memory,
            ready_after: server.ready_after,
            seen,
        })
    }

    /// Processor time of the server and of the database.
    fn processor_time(&self, server: &Server) -> (Duration, Duration) {
        let database = self.cluster.map(Cluster::processor_time);
        (
            process::processor_time(server.pid()),
            database.unwrap_or_default(),
        )
    }

    /// Waits until everything is delivered.
    async fn deliveries(&self) -> Result<(), Complaint> {
        let watch = Stopwatch::start();
        while work::undelivered(&self.db).await? > 0 {
            if watch.elapsed() > DELIVERY {
                return Err("deliveries do not come to an end".into());
            }
            pause(Duration::from_millis(10)).await;
        }
        Ok(())
    }
}
