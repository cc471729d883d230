//! Random years with crashes: nothing breaks, and every run can be played again.

use std::time::Duration;
use torture::simulate::{Many, play, run_many};

const STEPS: usize = 100;

#[test]
fn a_run_can_be_played_again() {
    let once = play(7, STEPS).expect("a run");
    let again = play(7, STEPS).expect("a run");
    assert_eq!(once.log, again.log);
    assert_eq!(once.hash, again.hash);
    assert!(once.cut > 0 && once.crashes > 0 && once.refused > 0 && once.done > 0);
    let other = play(8, STEPS).expect("a run");
    assert_ne!(once.hash, other.hash);
}

#[test]
fn two_hundred_lives_break_nothing() {
    let tally = run_many(Many {
        first: 1,
        runs: 200,
        steps: STEPS,
        threads: 2,
        within: Duration::from_secs(600),
    })
    .expect("runs");
    let broken: Vec<_> = tally
        .broken
        .iter()
        .map(|run| (run.seed, &run.broken))
        .collect();
    assert!(broken.is_empty(), "{broken:#?}");
    assert_eq!(tally.runs, 200);
}
