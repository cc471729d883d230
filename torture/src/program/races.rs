//! The same thing many times at the same moment: it happens once, and everybody else is told.

use super::press::{About, Fate, send, some};
use super::{Line, Options, Place, Program, books, places};
use crate::Complaint;
use bench::drive::{Call, Connection};
use engine::clock::Clock;
use engine::db::Db;
use engine::fetch_one;
use std::net::SocketAddr;
use std::sync::Arc;
use tokio::sync::Barrier;

/// How many come at once.
const CROWD: usize = 24;
/// What everybody but the first is told.
const CONFLICT: u16 = 409;

/// Lets the crowd approve and submit so many times on each database.
///
/// # Errors
/// The attack itself cannot go on.
pub async fn races(options: &Options, times: usize) -> Result<Vec<Line>, Complaint> {
    let mut lines = Vec::new();
    for place in places(options, "races").await? {
        lines.extend(attack(options, &place, times).await?);
        place.remove().await?;
    }
    Ok(lines)
}

async fn attack(options: &Options, place: &Place, times: usize) -> Result<Vec<Line>, Complaint> {
    let model = place.load(options.tiny).await?;
    let program = Program::new(options, place).await?;
    let begun = Clock::system().now();
    let db = place.open().await?;
    let approvals = some(&db, &model, "approve", times * 2).await?;
    let submissions = some(&db, &model, "submit", times).await?;
    let server = program.start().await?;
    let mut lines = Vec::new();
    for (what, calls) in [("approvals", approvals), ("submits", submissions)] {
        let mut broken = Vec::new();
        let calls: Vec<Call> = calls.into_iter().take(times).collect();
        for call in &calls {
            broken.extend(crowd(server.addr, &db, call).await?);
        }
        lines.push(Line {
            what: format!("{CROWD} identical {what} at once, {}", place.name),
            done: format!("{} times", calls.len()),
            broken,
        });
    }
    books::settled(&db).await?;
    server.stop().await?;
    let broken = books::check(&db, begun, true).await?;
    if let Some(last) = lines.last_mut() {
        last.broken.extend(broken);
    }
    db.close().await;
    Ok(lines)
}

/// Everybody sends the same call.
async fn crowd(addr: SocketAddr, db: &Db, call: &Call) -> Result<Vec<String>, Complaint> {
    let begun = Clock::system().now();
    let start = Arc::new(Barrier::new(CROWD));
    let mut tasks = Vec::new();
    for _ in 0..CROWD {
        let mut connection = Connection::open(addr).await?;
        let (start, call) = (Arc::clone(&start), call.clone());
        tasks.push(tokio::spawn(async move {
            start.wait().await;
            send(&mut connection, &call).await
        }));
    }
    let (mut won, mut told, mut broken) = (0, 0, Vec::new());
    for task in tasks {
        match task.await? {
            Fate::Done => won += 1,
            Fate::Refused(CONFLICT, _) => told += 1,
            other => broken.push(format!("neither done nor a conflict: {other:?}")),
        }
    }
    if (won, told) != (1, CROWD - 1) {
        broken.push(format!("{won} won, {told} were told of a conflict"));
    }
    let mut conn = db.read().await?;
    let effect: (i64, i64) = match About::read(call)? {
        About::Submission(subject, package) => fetch_one!(
            conn,
            (i64, i64),
            "check/race_submit",
            subject,
            package,
            begun
        )?,
        About::Approval(request, _) => {
            fetch_one!(conn, (i64, i64), "check/race_approve", request, begun)?
        }
    };
    if effect != (1, 1) {
        broken.push(format!("{} effects and {} records", effect.0, effect.1));
    }
    Ok(broken)
}
