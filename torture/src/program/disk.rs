//! The disk under SQLite fills up and is cleared: people are told so, nothing is half done, and the
//! program goes on by itself. It takes a small disk, which only some may make.

use super::press::{Fate, Pressed, Work, press, send};
use super::{Line, Options, Place, Program, books};
use crate::Complaint;
use bench::drive::Connection;
use bench::measure::Server;
use bench::stopwatch::{Stopwatch, pause};
use engine::clock::Clock;
use std::fs::File;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Duration;

const WHAT: &str = "Full disk, SQLite";
/// The whole disk.
const SIZE: &str = "size=48m";
/// What is left of it, in bytes.
const ROOM: u64 = 1_000_000;
/// How long the program may take to notice that there is room.
const PATIENCE: Duration = Duration::from_secs(30);
/// What people are told while there is none.
const UNAVAILABLE: u16 = 503;

/// A disk in memory; it goes away when dropped.
struct Disk(PathBuf);

impl Disk {
    /// None if making one is not allowed here.
    fn new() -> Result<Option<Self>, Complaint> {
        let name = format!("bailiwick-torture-{}-disk", std::process::id());
        let folder = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&folder)?;
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", SIZE, "tmpfs"])
            .arg(&folder)
            .stderr(Stdio::null())
            .status();
        if mounted.is_ok_and(|status| status.success()) {
            return Ok(Some(Self(folder)));
        }
        std::fs::remove_dir(&folder)?;
        Ok(None)
    }

    fn ballast(&self) -> PathBuf {
        self.0.join("ballast")
    }

    /// Fills it but for a little.
    fn fill(&self) -> Result<(), Complaint> {
        let mut file = File::create(self.ballast())?;
        let block = vec![0; 4_096];
        while file.write_all(&block).is_ok() {}
        let full = file.metadata()?.len();
        file.set_len(full.saturating_sub(ROOM))?;
        Ok(())
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        // Nothing uses it any more; what cannot be taken down stays until the machine restarts.
        let taken = Command::new("umount").arg(&self.0).status();
        if taken.is_ok_and(|status| status.success()) {
            drop(std::fs::remove_dir(&self.0));
        }
    }
}

/// Fills the disk under load and clears it, so many times.
///
/// # Errors
/// The attack itself cannot go on.
pub async fn full_disk(options: &Options, times: usize) -> Result<Vec<Line>, Complaint> {
    let Some(disk) = Disk::new()? else {
        return Ok(vec![Line {
            what: WHAT.to_owned(),
            done: "left out: only somebody who may mount a small disk can try this".to_owned(),
            broken: Vec::new(),
        }]);
    };
    Ok(vec![attack(options, &disk, times).await?])
}

async fn attack(options: &Options, disk: &Disk, times: usize) -> Result<Line, Complaint> {
    let place = Place::sqlite_in(&disk.0);
    // The small organization: the disk is small.
    let model = place.load(true).await?;
    let begun = Clock::system().now();
    let db = place.open().await?;
    let work = Work::prepare(&db, &model, 400).await?;
    db.close().await;
    let program = Program::new(options, &place).await?;
    let server = program.start().await?;
    let (mut filled, mut acknowledged, mut told) = (0, 0, 0);
    let mut broken = Vec::new();
    while filled < times && broken.is_empty() && work.left() > 0 {
        disk.fill()?;
        filled += 1;
        let pressed = until_full(&server, &work).await;
        let refused = pressed.iter().filter(|sent| sent.fate != Fate::Done);
        for sent in refused {
            match &sent.fate {
                Fate::Refused(UNAVAILABLE, text) if text.len() > 20 => told += 1,
                other => broken.push(format!("with a full disk: {other:?}")),
            }
        }
        std::fs::remove_file(disk.ballast())?;
        recovers(&server, &work).await?;
        acknowledged += pressed.len();
        broken.extend(after(&place, &pressed).await?);
    }
    acknowledged -= told;
    let db = place.open().await?;
    books::settled(&db).await?;
    server.stop().await?;
    broken.extend(books::check(&db, begun, true).await?);
    db.close().await;
    if told == 0 {
        broken.push("the disk never was too small".to_owned());
    }
    Ok(Line {
        what: WHAT.to_owned(),
        done: format!(
            "filled {filled} times, {acknowledged} changes acknowledged, {told} told to come back"
        ),
        broken,
    })
}

/// Presses a bit at a time until the disk is full.
async fn until_full(server: &Server, work: &Work) -> Vec<Pressed> {
    let mut all = Vec::new();
    for _ in 0..20 {
        let pressed = press(server.addr, work, 4, Duration::from_millis(100)).await;
        let over = pressed.is_empty() || pressed.iter().any(|sent| sent.fate != Fate::Done);
        all.extend(pressed);
        if over {
            break;
        }
    }
    all
}

async fn recovers(server: &Server, work: &Work) -> Result<(), Complaint> {
    let watch = Stopwatch::start();
    while let Some(call) = work.take() {
        let mut connection = Connection::open(server.addr).await?;
        if send(&mut connection, &call).await == Fate::Done {
            return Ok(());
        }
        if watch.elapsed() > PATIENCE {
            return Err("the program does not notice that there is room again".into());
        }
        pause(Duration::from_millis(100)).await;
    }
    Err("there are not enough changes to send".into())
}

async fn after(place: &Place, pressed: &[Pressed]) -> Result<Vec<String>, Complaint> {
    let db = place.open().await?;
    let broken = books::lost(&db, pressed).await?;
    db.close().await;
    Ok(broken)
}
