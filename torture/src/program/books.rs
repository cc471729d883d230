//! Checking the books of a database that the program has left.

use super::press::{About, Fate, Pressed};
use crate::Complaint;
use bench::stopwatch::{Stopwatch, pause};
use engine::audit::{Verdict, verify};
use engine::clock::Clock;
use engine::db::{Db, Raw};
use engine::fetch_one;
use shared::time::Timestamp;
use std::time::Duration;

/// How long what is due may take to be done.
const PATIENCE: Duration = Duration::from_secs(120);

macro_rules! count {
    ($conn:expr, $broken:expr, $($file:literal $(, $arg:expr)*;)*) => {$({
        let (found,) = fetch_one!($conn, (i64,), $file $(, $arg)*)?;
        if found > 0 {
            $broken.push(format!("{}: {found}", $file));
        }
    })*};
}

/// What is wrong; `begun` is when the attack began. With `settled` everything due has been done.
///
/// # Errors
/// The database fails.
pub async fn check(db: &Db, begun: Timestamp, settled: bool) -> Result<Vec<String>, Complaint> {
    let mut broken = Vec::new();
    let mut conn = db.read().await?;
    count!(conn, broken,
        "check/live_twice";
        "check/open_twice";
        "check/recorded_twice";
        "check/approvals_and_records", begun;
        "check/made_without_record", begun;
        "check/asked_without_record", begun;
        "check/ended_without_removal", begun;
        "check/stages_out_of_step";
        "check/held_without_delivery";
        "check/granted_and_not_held";
        "check/mail_lost";
    );
    if settled {
        count!(conn, broken,
            "check/live_without_access";
            "check/access_without_live";
            "check/still_due", Clock::system().now();
        );
    }
    if let Raw::Sqlite(conn) = conn.raw() {
        let verdict: String = sqlx::query_scalar("PRAGMA integrity_check")
            .fetch_one(conn)
            .await?;
        if verdict != "ok" {
            broken.push(format!("the file is damaged: {verdict}"));
        }
    }
    drop(conn);
    if let Verdict::Broken(found) = verify(db).await? {
        broken.push(format!(
            "the audit chain breaks at {}: {}",
            found.seq, found.problem
        ));
    }
    Ok(broken)
}

/// Acknowledged changes that are not there, or are there twice.
///
/// # Errors
/// The database fails.
pub async fn lost(db: &Db, pressed: &[Pressed]) -> Result<Vec<String>, Complaint> {
    let mut broken = Vec::new();
    for sent in pressed.iter().filter(|sent| sent.fate == Fate::Done) {
        let about = About::read(&sent.call)?;
        let found = effect(db, about).await?;
        if found != 1 {
            broken.push(format!(
                "{about:?} was acknowledged and is there {found} times"
            ));
        }
    }
    Ok(broken)
}

/// How often a change is in effect.
///
/// # Errors
/// The database fails.
pub async fn effect(db: &Db, about: About) -> Result<i64, Complaint> {
    let mut conn = db.read().await?;
    let (found,) = match about {
        About::Submission(subject, package) => {
            fetch_one!(conn, (i64,), "check/submitted", subject, package)?
        }
        About::Approval(request, stage) => {
            fetch_one!(conn, (i64,), "check/approved", request, stage)?
        }
    };
    Ok(found)
}

/// Waits until the background of a running program has done what is due.
///
/// # Errors
/// It does not come to an end.
pub async fn settled(db: &Db) -> Result<(), Complaint> {
    let watch = Stopwatch::start();
    loop {
        let mut conn = db.read().await?;
        let now = Clock::system().now();
        let (due,) = fetch_one!(conn, (i64,), "check/still_due", now)?;
        if due == 0 {
            return Ok(());
        }
        if watch.elapsed() > PATIENCE {
            return Err(format!("{due} things that are due are not done").into());
        }
        drop(conn);
        pause(Duration::from_millis(50)).await;
    }
}
