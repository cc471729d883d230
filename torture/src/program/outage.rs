//! The database goes away and comes back: people are told so, nothing is half done, and the program
//! goes on by itself.

use super::press::{Fate, Work, press, send};
use super::{Line, Options, Place, Program, books};
use crate::Complaint;
use bench::drive::Connection;
use bench::measure::Server;
use bench::stopwatch::{Stopwatch, pause};
use engine::clock::Clock;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

/// How long the program may take to notice that the database is back.
const PATIENCE: Duration = Duration::from_secs(30);
/// Load before each outage.
const LOAD: Duration = Duration::from_millis(700);
/// What people are told while there is no database.
const UNAVAILABLE: u16 = 503;

/// Stops Postgres under load and starts it again, so many times; nothing without a way to stop it.
///
/// # Errors
/// The attack itself cannot go on.
pub async fn outages(options: &Options, times: usize) -> Result<Vec<Line>, Complaint> {
    let (Some(admin), Some(control)) = (&options.postgres, &options.control) else {
        return Ok(Vec::new());
    };
    let place = Place::postgres(admin, "outage").await?;
    let line = attack(options, &place, control, times).await?;
    place.remove().await?;
    Ok(vec![line])
}

async fn attack(
    options: &Options,
    place: &Place,
    control: &Path,
    times: usize,
) -> Result<Line, Complaint> {
    let model = place.load(options.tiny).await?;
    let begun = Clock::system().now();
    let db = place.open().await?;
    let items = if options.tiny { 150 } else { 4_000 };
    let work = Work::prepare(&db, &model, items).await?;
    db.close().await;
    let program = Program::new(options, place).await?;
    let server = program.start().await?;
    let mut broken = Vec::new();
    let (mut outages, mut acknowledged, mut told) = (0, 0, 0);
    let mut slowest = Duration::ZERO;
    while outages < times && work.left() > 100 && broken.is_empty() {
        let pressing = {
            let (addr, work) = (server.addr, work.share());
            tokio::spawn(async move { press(addr, &work, 8, LOAD * 2).await })
        };
        pause(LOAD).await;
        run(control, "stop")?;
        outages += 1;
        let pressed = pressing.await?;
        told += refusals(&server, &work, &mut broken).await;
        run(control, "start")?;
        slowest = slowest.max(recovers(&server, &work).await?);
        for sent in &pressed {
            match &sent.fate {
                Fate::Done => acknowledged += 1,
                Fate::Refused(UNAVAILABLE, text) if text.len() > 20 => told += 1,
                other => broken.push(format!("neither done nor unavailable: {other:?}")),
            }
        }
        let db = place.open().await?;
        broken.extend(books::lost(&db, &pressed).await?);
        db.close().await;
    }
    let db = place.open().await?;
    books::settled(&db).await?;
    server.stop().await?;
    broken.extend(books::check(&db, begun, true).await?);
    db.close().await;
    Ok(Line {
        what: "Database gone and back, Postgres".to_owned(),
        done: format!(
            "{outages} outages, {acknowledged} changes acknowledged, {told} told to come back, working again after {:.1} s at most",
            slowest.as_secs_f64()
        ),
        broken,
    })
}

/// While it is away: every change is refused in time, with words.
async fn refusals(server: &Server, work: &Work, broken: &mut Vec<String>) -> usize {
    let watch = Stopwatch::start();
    let mut told = 0;
    for sent in press(server.addr, work, 3, Duration::from_millis(1)).await {
        match sent.fate {
            Fate::Refused(UNAVAILABLE, text) if text.len() > 20 => told += 1,
            other => broken.push(format!("without a database: {other:?}")),
        }
    }
    if watch.elapsed() > PATIENCE {
        broken.push(format!("an answer took {:?}", watch.elapsed()));
    }
    told
}

/// How long until a change is done again.
async fn recovers(server: &Server, work: &Work) -> Result<Duration, Complaint> {
    let watch = Stopwatch::start();
    while let Some(call) = work.take() {
        let mut connection = Connection::open(server.addr).await?;
        if send(&mut connection, &call).await == Fate::Done {
            return Ok(watch.elapsed());
        }
        if watch.elapsed() > PATIENCE {
            return Err("the program does not notice that the database is back".into());
        }
        pause(Duration::from_millis(100)).await;
    }
    Err("there are not enough changes to send".into())
}

fn run(control: &Path, word: &str) -> Result<(), Complaint> {
    let status = Command::new(control)
        .arg(word)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .status()?;
    if status.success() {
        Ok(())
    } else {
        Err(format!("{} {word}: {status}", control.display()).into())
    }
}
