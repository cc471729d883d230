//! Killing the program under load, again and again: what it has acknowledged is there afterwards.

use super::press::{Fate, Work, press};
use super::{Line, Options, Place, Program, books, places};
use crate::Complaint;
use bench::stopwatch::{Stopwatch, pause};
use engine::clock::Clock;
use fastrand::Rng;
use std::time::Duration;

/// Connections that press.
const CONNECTIONS: usize = 8;
/// Changes prepared at a time, of each kind.
const ITEMS: usize = 4_000;
/// Changes left at which more are prepared.
const FEW: usize = 800;
/// Kills between two checks of all the books.
const BETWEEN: usize = 25;
/// The program is killed at some time up to this.
const LIFE_MS: u64 = 500;

/// Kills the program so many times on each database.
///
/// # Errors
/// The attack itself cannot go on.
pub async fn kills(
    options: &Options,
    times: usize,
    within: Duration,
) -> Result<Vec<Line>, Complaint> {
    let mut lines = Vec::new();
    for place in places(options, "kills").await? {
        lines.push(attack(options, &place, times, within).await?);
        place.remove().await?;
    }
    Ok(lines)
}

async fn attack(
    options: &Options,
    place: &Place,
    times: usize,
    within: Duration,
) -> Result<Line, Complaint> {
    let model = place.load(options.tiny).await?;
    let program = Program::new(options, place).await?;
    let begun = Clock::system().now();
    let watch = Stopwatch::start();
    let mut chance = Rng::with_seed(1);
    let mut work = Work::default();
    let (mut killed, mut acknowledged, mut unanswered) = (0, 0, 0);
    let mut broken = Vec::new();
    while killed < times && broken.is_empty() && watch.elapsed() < within {
        if work.left() < FEW.min(ITEMS) {
            let db = place.open().await?;
            work = Work::prepare(&db, &model, ITEMS).await?;
            db.close().await;
            if work.left() == 0 {
                break;
            }
        }
        let server = program.start().await?;
        let pressing = {
            let (addr, work) = (server.addr, work.share());
            tokio::spawn(async move { press(addr, &work, CONNECTIONS, within).await })
        };
        pause(Duration::from_millis(chance.u64(5..LIFE_MS))).await;
        // Signal 9: nothing is said good-bye to.
        drop(server);
        killed += 1;
        let pressed = pressing.await?;
        for sent in &pressed {
            match &sent.fate {
                Fate::Done => acknowledged += 1,
                Fate::Unanswered => unanswered += 1,
                Fate::Refused(status, text) => {
                    broken.push(format!("refused without need, {status}: {text}"));
                }
            }
        }
        let db = place.open().await?;
        broken.extend(books::lost(&db, &pressed).await?);
        if killed % BETWEEN == 0 {
            broken.extend(books::check(&db, begun, false).await?);
        }
        db.close().await;
    }
    let server = program.start().await?;
    let db = place.open().await?;
    books::settled(&db).await?;
    server.stop().await?;
    broken.extend(books::check(&db, begun, true).await?);
    db.close().await;
    Ok(Line {
        what: format!("Killed under load, {}", place.name),
        done: format!(
            "{killed} kills, {acknowledged} changes acknowledged, {unanswered} without an answer"
        ),
        broken,
    })
}
