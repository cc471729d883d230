//! The `bailiwick-torture` program.

use clap::{Parser, Subcommand};
use std::process::ExitCode;
use std::time::Duration;
use torture::Complaint;
use torture::chain::falsify;
use torture::simulate::{Many, Run, run_many, runtime};

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
        #[arg(long, default_value_t = 1)]
        seed: u64,
    },
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
    match command {
        Command::Simulate {
            seed,
            first,
            runs,
            steps,
            threads,
            minutes,
        } => {
            let within = Duration::from_secs(minutes * 60);
            if let Some(seed) = seed {
                return replay(seed, steps);
            }
            simulate(Many {
                first,
                runs,
                steps,
                threads,
                within,
            })
        }
        Command::Chain { times, seed } => {
            let result = runtime()?.block_on(falsify(times, seed))?;
            println!(
                "{} falsifications of {} records: {} found.",
                result.times, result.records, result.found
            );
            if result.missed.is_empty() {
                Ok(())
            } else {
                Err(format!("not found:\n{}", result.missed.join("\n")).into())
            }
        }
    }
}

fn replay(seed: u64, steps: usize) -> Result<(), Complaint> {
    let run = torture::simulate::play(seed, steps)?;
    for line in &run.log {
        println!("{line}");
    }
    println!("{} days, hash {}", run.days, run.hash);
    if run.broken.is_some() {
        return Err(explain(&run).into());
    }
    Ok(())
}

fn simulate(many: Many) -> Result<(), Complaint> {
    let tally = run_many(many)?;
    println!(
        "{} runs: {} operations done, {} refused, {} impossible with a bad disk, {} cut off, {} starts after a crash, {} simulated years.",
        tally.runs,
        tally.done,
        tally.refused,
        tally.unavailable,
        tally.cut,
        tally.crashes,
        tally.days / 365
    );
    if tally.broken.is_empty() {
        println!("Nothing broke.");
        return Ok(());
    }
    let runs: Vec<String> = tally
        .broken
        .iter()
        .map(|run| {
            let log = run.log.join("\n");
            format!("{log}\n{}", explain(run))
        })
        .collect();
    Err(runs.join("\n\n").into())
}

fn explain(run: &Run) -> String {
    let broken = run.broken.as_ref();
    let (step, what) = broken.map_or((0, String::new()), |broken| {
        (broken.step, broken.what.join("\n  "))
    });
    format!(
        "seed {}, after operation {step}:\n  {what}\nPlay it again: bailiwick-torture simulate --seed {} --steps {}",
        run.seed, run.seed, run.steps
    )
}
