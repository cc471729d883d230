//! Two servers over one Postgres, one of them killed under load: whoever tries again on the other one
//! gets everything done, and nothing due is done twice.

use super::press::{About, Fate, Work, send};
use super::{Line, Options, Place, Program, books};
use crate::Complaint;
use bench::drive::{Call, Connection};
use bench::measure::Server;
use bench::stopwatch::pause;
use engine::clock::Clock;
use engine::db::Db;
use engine::execute;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// Connections that press.
const CONNECTIONS: usize = 8;
/// Assignments that end while it happens.
const DUE: i64 = 400;
/// Tries of one change before it counts as failed.
const TRIES: usize = 200;
/// Between two tries.
const BETWEEN: Duration = Duration::from_millis(50);

/// Where the two servers are, as a client knows them.
type Addresses = Arc<Mutex<[SocketAddr; 2]>>;

/// Kills one of the two so many times while changes come in; none on a machine without Postgres.
///
/// # Errors
/// The attack itself cannot go on.
pub async fn two_servers(options: &Options, kills: usize) -> Result<Vec<Line>, Complaint> {
    let Some(admin) = &options.postgres else {
        return Ok(Vec::new());
    };
    let place = Place::postgres(admin, "pair").await?;
    let line = attack(options, &place, kills).await?;
    place.remove().await?;
    Ok(vec![line])
}

async fn attack(options: &Options, place: &Place, kills: usize) -> Result<Line, Complaint> {
    let model = place.load(options.tiny).await?;
    let begun = Clock::system().now();
    let db = place.open().await?;
    let items = if options.tiny { 200 } else { 400 * kills };
    let work = Work::prepare(&db, &model, items).await?;
    end_some(&db).await?;
    let program = Program::new(options, place).await?;
    let (mut first, mut second) = (program.start().await?, program.start().await?);
    let addresses: Addresses = Arc::new(Mutex::new([first.addr, second.addr]));
    let clients: Vec<_> = (0..CONNECTIONS)
        .map(|number| {
            let (work, addresses) = (work.share(), Arc::clone(&addresses));
            tokio::spawn(client(number, work, addresses))
        })
        .collect();
    let mut killed = 0;
    while killed < kills && clients.iter().any(|client| !client.is_finished()) {
        pause(Duration::from_millis(700)).await;
        let (victim, place) = if killed % 2 == 0 {
            (&mut first, 0)
        } else {
            (&mut second, 1)
        };
        let fresh: Server = program.start().await?;
        // The fresh one takes the place; the old one is killed with signal 9 as it is dropped, while
        // clients still talk to it.
        let old = std::mem::replace(victim, fresh);
        drop(old);
        pause(Duration::from_millis(150)).await;
        addresses.lock().unwrap_or_else(PoisonError::into_inner)[place] = victim.addr;
        killed += 1;
    }
    let (mut changes, mut again, mut broken) = (Vec::new(), 0, Vec::new());
    for client in clients {
        let finished = client.await?;
        again += finished.again;
        changes.extend(finished.done);
        broken.extend(finished.failed);
    }
    books::settled(&db).await?;
    first.stop().await?;
    second.stop().await?;
    for call in &changes {
        let about = About::read(call)?;
        let found = books::effect(&db, about).await?;
        if found != 1 {
            broken.push(format!("{about:?} is there {found} times"));
        }
    }
    broken.extend(books::check(&db, begun, true).await?);
    db.close().await;
    Ok(Line {
        what: "Two servers on one Postgres, one killed".to_owned(),
        done: format!(
            "{killed} kills, {} changes, {again} tried again, {DUE} ends of access due",
            changes.len()
        ),
        broken,
    })
}

async fn end_some(db: &Db) -> Result<(), Complaint> {
    let mut conn = bench::store::maintenance(db).await?;
    let now = Clock::system().now();
    execute!(conn, "prepare/ends_now", now, DUE)?;
    Ok(())
}

/// What one client got done.
#[derive(Default)]
struct Finished {
    done: Vec<Call>,
    again: usize,
    failed: Vec<String>,
}

/// Sends changes, each until it is done, now to the one server and now to the other.
async fn client(number: usize, work: Work, addresses: Addresses) -> Finished {
    let mut finished = Finished::default();
    let mut side = number % 2;
    let mut connection: Option<Connection> = None;
    while let Some(call) = work.take() {
        let mut sent_before = false;
        let mut tries = 0;
        loop {
            tries += 1;
            let fate = match &mut connection {
                Some(open) => send(open, &call).await,
                None => Fate::Unanswered,
            };
            match fate {
                Fate::Done => break,
                // The first try was done after all, and only its answer was lost.
                Fate::Refused(409, _) if sent_before => break,
                Fate::Unanswered | Fate::Refused(503, _) if tries < TRIES => {
                    sent_before |= connection.is_some();
                    finished.again += usize::from(connection.is_some());
                    side = 1 - side;
                    let addr = addresses.lock().unwrap_or_else(PoisonError::into_inner)[side];
                    connection = Connection::open(addr).await.ok();
                    if connection.is_none() {
                        pause(BETWEEN).await;
                    }
                }
                other => {
                    finished
                        .failed
                        .push(format!("a change failed after {tries} tries: {other:?}"));
                    break;
                }
            }
        }
        finished.done.push(call);
    }
    finished
}
