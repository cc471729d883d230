//! Parsers of outside input, fed with what people, programs and files might send on a bad day: good input with pieces changed, doubled,
//! swapped and put in. A parser may refuse, but not panic, not take long, and not break what its target says of it. The same seed
//! gives the same inputs again.

mod mutate;
mod targets;

pub use targets::TARGETS;

use crate::program::Line;
use mutate::Mutator;
use std::any::Any;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// No input of a few kilobytes may take longer, on a busy machine and in a slow build.
const PATIENCE: Duration = Duration::from_secs(5);

/// A parser and good input for it.
#[derive(Clone, Copy, Debug)]
pub struct Target {
    pub name: &'static str,
    /// Panics where something is broken.
    pub run: fn(&[u8]),
    pub corpus: &'static [&'static str],
}

/// When to stop: at whatever comes first.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    pub tries: u64,
    pub within: Duration,
}

/// What came of it.
#[derive(Clone, Debug)]
pub struct Fuzzed {
    pub name: &'static str,
    pub tries: u64,
    /// The input that broke it, and how.
    pub broken: Option<String>,
}

impl From<Fuzzed> for Line {
    fn from(fuzzed: Fuzzed) -> Self {
        Self {
            what: format!("Parser: {}", fuzzed.name),
            done: format!("{} inputs", fuzzed.tries),
            broken: fuzzed.broken.into_iter().collect(),
        }
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "how long a parser takes is real time; no input depends on it"
)]
fn moment() -> Instant {
    Instant::now()
}

/// Feeds one parser until it breaks or the bounds are reached.
pub fn fuzz(target: &Target, seed: u64, bounds: Bounds) -> Fuzzed {
    let mut mutator = Mutator::new(target.corpus, seed);
    let began = moment();
    let mut tries = 0;
    let mut broken = None;
    while tries < bounds.tries && broken.is_none() {
        let start = moment();
        if start.duration_since(began) >= bounds.within {
            break;
        }
        let input = mutator.input();
        tries += 1;
        let outcome = std::panic::catch_unwind(|| (target.run)(&input));
        let took = start.elapsed();
        let how = match outcome {
            Err(cause) => Some(said(&*cause)),
            Ok(()) if took > PATIENCE => Some(format!("took {} ms", took.as_millis())),
            Ok(()) => None,
        };
        broken = how.map(|how| {
            let input = input.escape_ascii();
            format!("{how}; seed {seed}, input {tries}: {input}")
        });
    }
    Fuzzed {
        name: target.name,
        tries,
        broken,
    }
}

/// What a panic said.
fn said(cause: &(dyn Any + Send)) -> String {
    cause
        .downcast_ref::<String>()
        .cloned()
        .or_else(|| cause.downcast_ref::<&str>().map(|text| (*text).to_owned()))
        .unwrap_or_else(|| "a panic".to_owned())
}

/// Feeds all parsers, or the one of this name, some at a time; a line for each.
pub fn fuzz_all(only: Option<&str>, seed: u64, bounds: Bounds, threads: usize) -> Vec<Line> {
    let chosen = TARGETS
        .iter()
        .filter(|target| only.is_none_or(|name| name == target.name));
    let queue = Mutex::new(chosen.rev().collect::<Vec<_>>());
    let lines = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..threads.max(1) {
            scope.spawn(|| {
                loop {
                    let next = queue.lock().unwrap_or_else(PoisonError::into_inner).pop();
                    let Some(target) = next else { return };
                    let line = Line::from(fuzz(target, seed, bounds));
                    lines
                        .lock()
                        .unwrap_or_else(PoisonError::into_inner)
                        .push(line);
                }
            });
        }
    });
    lines.into_inner().unwrap_or_else(PoisonError::into_inner)
}
