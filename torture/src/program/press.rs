//! Pressing the program with changes, and remembering which of them it has acknowledged.

use crate::Complaint;
use bench::drive::rows::ROWS;
use bench::drive::work::{calls, tidy};
use bench::drive::{Call, Connection};
use bench::seed::model::Model;
use bench::stopwatch::Stopwatch;
use engine::clock::Clock;
use engine::db::Db;
use http::Method;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use uuid::Uuid;

/// What became of a change that was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It was done, says the program.
    Done,
    /// Status and text.
    Refused(u16, String),
    /// Nobody answered; it may have been done or not.
    Unanswered,
}

/// A change that was sent, and its fate.
#[derive(Clone, Debug)]
pub struct Pressed {
    pub call: Call,
    pub fate: Fate,
}

/// Changes still to be sent, each once: requests for access and final approvals in turn.
#[derive(Debug, Default)]
pub struct Work {
    calls: Arc<Vec<Call>>,
    next: Arc<AtomicUsize>,
}

impl Work {
    /// Prepares up to so many of each kind.
    ///
    /// # Errors
    /// The database fails.
    pub async fn prepare(db: &Db, model: &Model, items: usize) -> Result<Self, Complaint> {
        let now = Clock::system().now();
        tidy(db, now).await?;
        // Approvals first: they make requests, which are not to be made again.
        let approvals = some(db, model, "approve", items * 2).await?;
        let submissions = some(db, model, "submit", items).await?;
        let mut both = Vec::with_capacity(approvals.len() + submissions.len());
        let (mut approvals, mut submissions) = (approvals.into_iter(), submissions.into_iter());
        loop {
            let (one, other) = (approvals.next(), submissions.next());
            if one.is_none() && other.is_none() {
                break;
            }
            both.extend(one.into_iter().chain(other));
        }
        Ok(Self {
            calls: Arc::new(both),
            next: Arc::default(),
        })
    }

    /// Changes that are left.
    pub fn left(&self) -> usize {
        let next = self.next.load(Ordering::Relaxed);
        self.calls.len().saturating_sub(next)
    }

    /// The next change.
    pub fn take(&self) -> Option<Call> {
        let place = self.next.fetch_add(1, Ordering::Relaxed);
        self.calls.get(place).cloned()
    }

    /// Another hand on the same work.
    pub fn share(&self) -> Self {
        Self {
            calls: Arc::clone(&self.calls),
            next: Arc::clone(&self.next),
        }
    }
}

/// Calls of one kind.
///
/// # Errors
/// The database fails.
pub async fn some(db: &Db, model: &Model, key: &str, items: usize) -> Result<Vec<Call>, Complaint> {
    let row = ROWS.iter().find(|row| row.key == key);
    let row = row.ok_or_else(|| format!("there is no row {key}"))?;
    Ok(calls(db, model, row, items, Clock::system().now())
        .await?
        .calls)
}

/// Sends changes over so many connections until the time is over, the work is done, or nobody answers.
pub async fn press(
    addr: SocketAddr,
    work: &Work,
    connections: usize,
    within: Duration,
) -> Vec<Pressed> {
    let watch = Stopwatch::start();
    let mut tasks = Vec::new();
    for _ in 0..connections {
        let work = work.share();
        tasks.push(tokio::spawn(async move {
            let mut pressed = Vec::new();
            let Ok(mut connection) = Connection::open(addr).await else {
                return pressed;
            };
            while watch.elapsed() < within {
                let Some(call) = work.take() else { break };
                let fate = send(&mut connection, &call).await;
                let over = fate == Fate::Unanswered;
                pressed.push(Pressed { call, fate });
                if over {
                    break;
                }
            }
            pressed
        }));
    }
    let mut all = Vec::new();
    for task in tasks {
        all.extend(task.await.unwrap_or_default());
    }
    all
}

/// Sends one change.
pub async fn send(connection: &mut Connection, call: &Call) -> Fate {
    match connection.send(call).await {
        Ok(answer) if answer.response.status().is_success() => Fate::Done,
        Ok(answer) => {
            let text = String::from_utf8_lossy(&answer.body).into_owned();
            Fate::Refused(answer.response.status().as_u16(), text)
        }
        Err(_) => Fate::Unanswered,
    }
}

/// What a call is about: person and package of a request, or request and stage of an approval.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    Submission(Uuid, Uuid),
    Approval(Uuid, Uuid),
}

impl About {
    /// # Errors
    /// The call is of another kind.
    pub fn read(call: &Call) -> Result<Self, Complaint> {
        if call.method == Method::PATCH {
            let mut ids = call.path.split('/').filter_map(|part| part.parse().ok());
            if let (Some(request), Some(stage)) = (ids.next(), ids.next()) {
                return Ok(Self::Approval(request, stage));
            }
        }
        let body: serde_json::Value =
            serde_json::from_str(call.body.as_deref().unwrap_or_default())?;
        let id = |name: &str| -> Result<Uuid, Complaint> {
            let text = body["assignment"][name].as_str().unwrap_or_default();
            Ok(text.parse()?)
        };
        Ok(Self::Submission(id("targetId")?, id("accessPackageId")?))
    }
}
