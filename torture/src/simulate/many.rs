//! Many runs, side by side, within a time.

use super::run::{Run, simulate};
use super::template::Template;
use crate::Complaint;
use bench::stopwatch::Stopwatch;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// How many runs, how long, how many at once.
#[derive(Clone, Copy, Debug)]
pub struct Many {
    /// The first seed; the others follow.
    pub first: u64,
    pub runs: u64,
    pub steps: usize,
    pub threads: usize,
    /// No run begins after this time.
    pub within: Duration,
}

/// What all runs did together.
#[derive(Debug, Default)]
pub struct Tally {
    pub runs: u64,
    pub done: usize,
    pub refused: usize,
    pub cut: usize,
    pub crashes: usize,
    pub unavailable: usize,
    pub days: i64,
    /// Runs in which something broke; no run begins after the first of them.
    pub broken: Vec<Run>,
}

impl Tally {
    fn add(&mut self, run: Run) {
        self.runs += 1;
        self.done += run.done;
        self.refused += run.refused;
        self.cut += run.cut;
        self.crashes += run.crashes;
        self.unavailable += run.unavailable;
        self.days += run.days;
        if run.broken.is_some() {
            self.broken.push(run);
        }
    }
}

/// Runs them.
///
/// # Errors
/// The simulation itself cannot go on.
pub fn run_many(many: Many) -> Result<Tally, Complaint> {
    let template = runtime()?.block_on(Template::make())?;
    let watch = Stopwatch::start();
    let next = AtomicU64::new(0);
    let tally = Mutex::new(Tally::default());
    let work = || -> Result<(), Complaint> {
        let runtime = runtime()?;
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            let stop = !tally
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .broken
                .is_empty();
            if stop || number >= many.runs || watch.elapsed() > many.within {
                return Ok(());
            }
            let run = runtime.block_on(simulate(&template, many.first + number, many.steps))?;
            tally
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .add(run);
        }
    };
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..many.threads).map(|_| scope.spawn(work)).collect();
        for thread in threads {
            thread
                .join()
                .map_err(|_| Complaint::from("a run panicked outside of an operation"))??;
        }
        Ok::<(), Complaint>(())
    })?;
    Ok(tally.into_inner().unwrap_or_else(PoisonError::into_inner))
}

/// One thread, so that nothing happens in another order than the seed has it.
pub fn runtime() -> std::io::Result<tokio::runtime::Runtime> {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
}

/// One run alone.
///
/// # Errors
/// As [`run_many`].
pub fn play(seed: u64, steps: usize) -> Result<Run, Complaint> {
    runtime()?.block_on(async {
        let template = Template::make().await?;
        simulate(&template, seed, steps).await
    })
}
