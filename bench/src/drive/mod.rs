//! Driving load: some connections at once, each sending its next request when the last is answered.

mod connection;
pub mod rows;
pub mod work;

pub use connection::{Answer, Connection};

use crate::Complaint;
use crate::stopwatch::Stopwatch;
use http::Method;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

/// The header in which a server may say how many statements a request took.
const STATEMENTS: &str = "x-sql-statements";
/// Errors after which a row is given up: it has failed anyway.
const ERRORS_MAX: u64 = 50;

/// One request to be sent.
#[derive(Clone, Debug)]
pub struct Call {
    pub method: Method,
    /// Path and query.
    pub path: String,
    pub body: Option<String>,
    /// The person in whose session it is sent.
    pub user: Option<u64>,
}

impl Call {
    pub const fn get(path: String, user: u64) -> Self {
        Self {
            method: Method::GET,
            path,
            body: None,
            user: Some(user),
        }
    }
}

/// What there is to send.
#[derive(Clone, Debug)]
pub struct Calls {
    pub calls: Vec<Call>,
    /// Begin anew at the end; otherwise each is sent once.
    pub again: bool,
}

/// How much load, and for how long.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    pub connections: usize,
    pub warm_up: Duration,
    pub duration: Duration,
}

/// What was seen.
#[derive(Clone, Debug, Default)]
pub struct Seen {
    pub errors: u64,
    /// What the first error said.
    pub complaint: Option<String>,
    pub elapsed: Duration,
    /// Nanoseconds of each good answer; sorted at the end.
    pub latencies: Vec<u64>,
    pub bytes: u64,
    /// Statements in all, and answers that named them.
    pub statements: (u64, u64),
}

impl Seen {
    /// Good answers.
    pub const fn good(&self) -> usize {
        self.latencies.len()
    }

    /// A percentile of the latencies in milliseconds.
    pub fn percentile(&self, percent: usize) -> f64 {
        let place = (self.latencies.len() * percent).div_ceil(100).max(1) - 1;
        let nanoseconds = self.latencies.get(place).copied().unwrap_or_default();
        Duration::from_nanos(nanoseconds).as_secs_f64() * 1e3
    }

    /// Takes what was seen elsewhere along; latencies are no longer sorted.
    pub fn add(&mut self, other: Self) {
        self.errors += other.errors;
        self.complaint = self.complaint.take().or(other.complaint);
        self.latencies.extend(other.latencies);
        self.bytes += other.bytes;
        self.statements.0 += other.statements.0;
        self.statements.1 += other.statements.1;
    }

    fn note(&mut self, answer: Result<Answer, Complaint>, took: Duration) -> bool {
        let complaint = match answer {
            Ok(answer) if answer.response.status().is_success() => {
                let nanoseconds = u64::try_from(took.as_nanos()).unwrap_or(u64::MAX);
                self.latencies.push(nanoseconds);
                self.bytes += answer.body.len() as u64;
                let named = answer.response.headers().get(STATEMENTS);
                if let Some(count) =
                    named.and_then(|value| value.to_str().ok()?.parse::<u64>().ok())
                {
                    self.statements.0 += count;
                    self.statements.1 += 1;
                }
                return true;
            }
            Ok(answer) => {
                let text = String::from_utf8_lossy(&answer.body);
                let text: String = text.chars().take(80).collect();
                format!("{}: {text}", answer.response.status())
            }
            Err(error) => error.to_string(),
        };
        self.errors += 1;
        self.complaint.get_or_insert(complaint);
        false
    }
}

/// Sends what there is for so long; `next` is the place of the next call and moves on.
///
/// # Errors
/// Nobody listens at the address.
pub async fn drive(
    addr: SocketAddr,
    calls: &Arc<Calls>,
    next: &Arc<AtomicUsize>,
    connections: usize,
    duration: Duration,
    most: usize,
) -> Result<Seen, Complaint> {
    let end = next.load(Ordering::Relaxed).saturating_add(most);
    let watch = Stopwatch::start();
    let mut tasks = Vec::new();
    for _ in 0..connections {
        let connection = Connection::open(addr).await?;
        let (calls, next) = (Arc::clone(calls), Arc::clone(next));
        tasks.push(tokio::spawn(async move {
            let until = |seen: &Seen| watch.elapsed() < duration && seen.errors < ERRORS_MAX;
            one_after_the_other(connection, addr, &calls, &next, end, until).await
        }));
    }
    let mut seen = Seen::default();
    for task in tasks {
        seen.add(task.await?);
    }
    seen.elapsed = watch.elapsed();
    seen.latencies.sort_unstable();
    Ok(seen)
}

async fn one_after_the_other(
    mut connection: Connection,
    addr: SocketAddr,
    calls: &Calls,
    next: &AtomicUsize,
    end: usize,
    until: impl Fn(&Seen) -> bool,
) -> Seen {
    let mut seen = Seen::default();
    while until(&seen) {
        let place = next.fetch_add(1, Ordering::Relaxed);
        let place = if calls.again {
            place % calls.calls.len().max(1)
        } else {
            place
        };
        let Some(call) = calls
            .calls
            .get(place)
            .filter(|_| calls.again || place < end)
        else {
            break;
        };
        let watch = Stopwatch::start();
        let answer = connection.send(call).await;
        let broken = answer.is_err();
        seen.note(answer, watch.elapsed());
        if broken {
            match Connection::open(addr).await {
                Ok(fresh) => connection = fresh,
                Err(_) => break,
            }
        }
    }
    seen
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_those_of_the_sorted_list() {
        let seen = Seen {
            latencies: (1..=200).map(|n| n * 1_000_000).collect(),
            ..Seen::default()
        };
        assert!((seen.percentile(50) - 100.0).abs() < 1e-9);
        assert!((seen.percentile(99) - 198.0).abs() < 1e-9);
        assert!(Seen::default().percentile(99).abs() < 1e-9);
    }
}
