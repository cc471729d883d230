//! Everything, one after the other, within a time.

use crate::Complaint;
use crate::chain::falsify;
use crate::program::{Line, Options, disk, kills, outage, pair, races};
use crate::report::simulated;
use crate::simulate::{Many, run_many};
use std::time::Duration;

/// How much of everything.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    pub runs: u64,
    pub simulation: Duration,
    pub falsifications: usize,
    pub races: usize,
    pub kills: usize,
    /// On each database.
    pub killing: Duration,
    pub outages: usize,
    pub pair: usize,
}

impl Bounds {
    /// As much as the bars ask for, stopped when its share of the time is over.
    pub const fn within(time: Duration) -> Self {
        let seconds = time.as_secs();
        Self {
            runs: 10_000,
            simulation: Duration::from_secs(seconds * 45 / 100),
            falsifications: 1_000,
            races: 100,
            kills: 200,
            killing: Duration::from_secs(seconds * 15 / 100),
            outages: 5,
            pair: 10,
        }
    }
}

/// Does all of it; a table line for each.
///
/// # Errors
/// An attack itself cannot go on.
pub fn all(options: &Options, bounds: Bounds) -> Result<Vec<Line>, Complaint> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    let say = |what: &str| eprintln!("{what} …");
    say("Falsifying the audit log");
    let mut lines: Vec<Line> = vec![runtime.block_on(falsify(bounds.falsifications, 1))?.into()];
    say("Many at once");
    lines.extend(runtime.block_on(races::races(options, bounds.races))?);
    say("Killing the program");
    lines.extend(runtime.block_on(kills::kills(options, bounds.kills, bounds.killing))?);
    say("Two servers");
    lines.extend(runtime.block_on(pair::two_servers(options, bounds.pair))?);
    say("Without room or without a database");
    lines.extend(runtime.block_on(disk::full_disk(options, bounds.outages))?);
    lines.extend(runtime.block_on(outage::outages(options, bounds.outages))?);
    say("Living through random years");
    lines.push(simulated(&run_many(Many {
        first: 1,
        runs: bounds.runs,
        steps: 100,
        threads: 2,
        within: bounds.simulation,
    })?));
    Ok(lines)
}
