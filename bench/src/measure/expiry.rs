//! Very much access ends at once, while people go on working.

use super::server::{Launch, Target};
use super::{cluster, describe, model, must_exist, post};
use crate::Complaint;
use crate::drive::rows::ROWS;
use crate::drive::{Calls, Seen, drive, work};
use crate::measure::Server;
use crate::stopwatch::Stopwatch;
use engine::clock::Clock;
use engine::db::Db;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicUsize;
use std::time::Duration;

/// People at once who go on working.
const CONNECTIONS: usize = 2;
/// The use case they repeat.
const MEANWHILE: &str = "overview";
/// How long they are watched before, and how often it is asked how far the work is.
const WATCHED: Duration = Duration::from_secs(5);
/// After this it is given up.
const PATIENCE: Duration = Duration::from_secs(900);

/// What was seen.
#[derive(Clone, Debug)]
pub struct Expiry {
    pub database: String,
    pub seed: String,
    /// Assignments that fell due.
    pub count: u64,
    /// Until all of them had ended and their roles were taken back.
    pub took: Duration,
    /// A page before and meanwhile.
    pub idle: Seen,
    pub busy: Seen,
}

/// Lets so many assignments fall due on a loaded database, whose servers are stopped.
///
/// # Errors
/// The database is not loaded, a server does not start, or the work does not come to an end.
pub async fn expiry(url: &str, server: PathBuf, count: u32) -> Result<Expiry, Complaint> {
    must_exist(url)?;
    let db = Db::open(url).await?;
    let (model, state) = model(&db).await?;
    let launch = Launch {
        server,
        database: url.to_owned(),
        smtp: post::start().await?,
        log: std::env::temp_dir().join(format!("bailiwick-bench-{}.log", std::process::id())),
    };
    let row = ROWS.iter().find(|row| row.key == MEANWHILE);
    let row = row.ok_or("there is no such use case")?;
    let now = Clock::system().now();
    work::tidy(&db, now).await?;
    let calls = Arc::new(work::calls(&db, &model, row, 0, now).await?);
    // Checks that the database answers, before anything is changed.
    cluster(&db).await?;
    let server = launch.start(Target::Product).await?;
    let idle = watched(&server, &calls).await?;
    let count = work::end_now(&db, Clock::system().now(), count).await?;
    let watch = Stopwatch::start();
    let mut busy = Seen::default();
    while work::ending(&db, Clock::system().now()).await? > 0 || work::undelivered(&db).await? > 0 {
        if watch.elapsed() > PATIENCE {
            return Err("the ends do not come to an end".into());
        }
        busy.add(watched(&server, &calls).await?);
    }
    let took = watch.elapsed();
    busy.latencies.sort_unstable();
    server.stop().await?;
    let database = describe(&db).await?;
    db.close().await;
    drop(std::fs::remove_file(launch.log));
    Ok(Expiry {
        database,
        seed: state.seed,
        count,
        took,
        idle,
        busy,
    })
}

async fn watched(server: &Server, calls: &Arc<Calls>) -> Result<Seen, Complaint> {
    let next = Arc::new(AtomicUsize::new(0));
    drive(server.addr, calls, &next, CONNECTIONS, WATCHED, usize::MAX).await
}

impl Expiry {
    /// One sentence in Markdown.
    pub fn sentence(&self) -> String {
        let Self { idle, busy, .. } = self;
        format!(
            "{}, seed {}: {} assignments fell due at once; all had ended, and their roles were taken back, after {:.0} s. \
             The overview answered {CONNECTIONS} people at once in {:.1} ms (p50) and {:.1} ms (p99) before, \
             in {:.1} ms and {:.1} ms meanwhile, with {} errors.",
            self.database,
            self.seed.to_uppercase(),
            self.count,
            self.took.as_secs_f64(),
            idle.percentile(50),
            idle.percentile(99),
            busy.percentile(50),
            busy.percentile(99),
            idle.errors + busy.errors,
        )
    }
}
