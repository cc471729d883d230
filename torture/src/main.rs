//! The `bailiwick-torture` program.

use clap::{Args, Parser, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;
use torture::Complaint;
use torture::all::{Bounds, all};
use torture::fuzz::{self, TARGETS, fuzz_all};
use torture::program::{Line, Options, disk, kills, outage, pair, races};
use torture::report::{print, simulated, verdict};
use torture::simulate::{Many, explain, play, run_many};

/// Tries to break Bailiwick
#[derive(Parser)]
#[command(name = "bailiwick-torture", version, about)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Live through random years, with crashes between any two steps
    Simulate {
        /// Play only this run, and print everything that happens in it
        #[arg(long)]
        seed: Option<u64>,
        /// Seed of the first run
        #[arg(long, default_value_t = 1)]
        first: u64,
        /// Runs
        #[arg(long, default_value_t = 10_000)]
        runs: u64,
        /// Operations in each run
        #[arg(long, default_value_t = 100)]
        steps: usize,
        /// Runs at once
        #[arg(long, default_value_t = 2)]
        threads: usize,
        /// No run begins after this time
        #[arg(long, default_value_t = 60)]
        minutes: u64,
    },
    /// Falsify the audit log, and see whether the verifier finds it
    Chain {
        /// Falsifications
        #[arg(long, default_value_t = 1_000)]
        times: usize,
        /// Decides which
        #[arg(long, default_value_t = 1)]
        seed: u64,
    },
    /// Send the same approval, and the same request, 24 times at once
    Races {
        #[command(flatten)]
        target: Target,
        /// Times for each
        #[arg(long, default_value_t = 100)]
        times: usize,
    },
    /// Kill the program under load, with signal 9
    Kills {
        #[command(flatten)]
        target: Target,
        /// Kills on each database
        #[arg(long, default_value_t = 200)]
        times: usize,
        /// No kill after this time, on each database
        #[arg(long, default_value_t = 60)]
        minutes: u64,
    },
    /// Fill the disk under SQLite and clear it; stop Postgres under load and start it again
    Outage {
        #[command(flatten)]
        target: Target,
        /// Outages
        #[arg(long, default_value_t = 5)]
        times: usize,
    },
    /// Run two servers on one Postgres, and kill one under load
    TwoServers {
        #[command(flatten)]
        target: Target,
        /// Kills
        #[arg(long, default_value_t = 10)]
        times: usize,
    },
    /// Feed parsers of outside input with spoiled input
    Fuzz {
        /// Only this parser
        #[arg(long)]
        target: Option<String>,
        /// For each parser
        #[arg(long, default_value_t = 10)]
        minutes: u64,
        /// Inputs for each parser at most
        #[arg(long, default_value_t = u64::MAX)]
        tries: u64,
        /// The same seed makes the same inputs
        #[arg(long, default_value_t = 1)]
        seed: u64,
        /// Parsers at once
        #[arg(long, default_value_t = 2)]
        threads: usize,
    },
    /// All of it, within a time
    All {
        #[command(flatten)]
        target: Target,
        /// About so long in all
        #[arg(long, default_value_t = 18)]
        minutes: u64,
    },
}

#[derive(Args)]
struct Target {
    /// The program `bailiwick`
    #[arg(long, value_name = "PROGRAM")]
    server: PathBuf,
    /// postgres://… of somebody who may make databases; without it that half is left out
    #[arg(long, env = "TEST_DATABASE_URL_POSTGRES", hide_env_values = true)]
    postgres: Option<String>,
    /// Stops and starts that Postgres, called with `stop` or `start`
    #[arg(long, env = "TEST_POSTGRES_CONTROL", value_name = "PROGRAM")]
    postgres_control: Option<PathBuf>,
    /// With a small organization, to try things out
    #[arg(long)]
    tiny: bool,
}

impl From<Target> for Options {
    fn from(target: Target) -> Self {
        Self {
            server: target.server,
            postgres: target.postgres,
            control: target.postgres_control,
            tiny: target.tiny,
        }
    }
}

fn main() -> ExitCode {
    match start(Cli::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(complaint) => {
            eprintln!("bailiwick-torture: {complaint}");
            ExitCode::FAILURE
        }
    }
}

fn start(command: Command) -> Result<(), Complaint> {
    let minutes = |minutes: u64| Duration::from_secs(minutes * 60);
    let lines = match command {
        Command::Simulate {
            seed: Some(seed),
            steps,
            ..
        } => return replay(seed, steps),
        Command::Simulate {
            seed: None,
            first,
            runs,
            steps,
            threads,
            minutes: time,
        } => vec![simulated(&run_many(Many {
            first,
            runs,
            steps,
            threads,
            within: minutes(time),
        })?)],
        Command::Chain { times, seed } => {
            vec![block_on(torture::chain::falsify(times, seed))?.into()]
        }
        Command::Races { target, times } => block_on(races::races(&target.into(), times))?,
        Command::Kills {
            target,
            times,
            minutes: time,
        } => block_on(kills::kills(&target.into(), times, minutes(time)))?,
        Command::Outage { target, times } => {
            let options = target.into();
            let mut lines = block_on(disk::full_disk(&options, times))?;
            lines.extend(block_on(outage::outages(&options, times))?);
            lines
        }
        Command::TwoServers { target, times } => {
            block_on(pair::two_servers(&target.into(), times))?
        }
        Command::Fuzz {
            target,
            minutes: time,
            tries,
            seed,
            threads,
        } => {
            let only = target.as_deref();
            if only.is_some_and(|name| TARGETS.iter().all(|target| target.name != name)) {
                let known: Vec<_> = TARGETS.iter().map(|target| target.name).collect();
                return Err(format!("there are these parsers: {}", known.join(", ")).into());
            }
            let bounds = fuzz::Bounds {
                tries,
                within: minutes(time),
            };
            fuzz_all(only, seed, bounds, threads)
        }
        Command::All {
            target,
            minutes: time,
        } => all(&target.into(), Bounds::within(minutes(time)))?,
    };
    print(&lines);
    verdict(&lines)
}

fn block_on<T>(work: impl Future<Output = Result<T, Complaint>>) -> Result<T, Complaint> {
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?
        .block_on(work)
}

fn replay(seed: u64, steps: usize) -> Result<(), Complaint> {
    let run = play(seed, steps)?;
    for line in &run.log {
        println!("{line}");
    }
    println!("{} days, hash {}", run.days, run.hash);
    let broken = run.broken.as_ref().map(|broken| explain(&run, broken));
    verdict(&[Line {
        what: format!("Seed {seed}"),
        done: String::new(),
        broken: broken.into_iter().collect(),
    }])
}
