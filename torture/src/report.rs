//! What was done and found, for the person at the terminal.

use crate::Complaint;
use crate::chain::Falsified;
use crate::program::Line;
use crate::simulate::{Tally, explain};

/// The simulation as a line. Of a run that broke something it tells the whole story.
pub fn simulated(tally: &Tally) -> Line {
    let stories = tally.broken.iter().filter_map(|run| {
        let broken = run.broken.as_ref()?;
        Some(format!("{}\n{}", run.log.join("\n"), explain(run, broken)))
    });
    Line {
        what: "Simulated lives with crashes between any two steps".to_owned(),
        done: format!(
            "{} runs, {} simulated years, {} operations done, {} refused, {} impossible with a bad disk, {} cut off, {} starts after a crash",
            tally.runs,
            tally.days / 365,
            tally.done,
            tally.refused,
            tally.unavailable,
            tally.cut,
            tally.crashes,
        ),
        broken: stories.collect(),
    }
}

impl From<Falsified> for Line {
    fn from(result: Falsified) -> Self {
        Self {
            what: "Falsified audit log".to_owned(),
            done: format!(
                "{} edits, deletions and reorderings of {} records, {} found",
                result.times, result.records, result.found
            ),
            broken: result.missed,
        }
    }
}

/// Prints the table.
pub fn print(lines: &[Line]) {
    println!("| What | Done | Broken |\n| --- | --- | --- |");
    for line in lines {
        println!("| {} | {} | {} |", line.what, line.done, line.broken.len());
    }
}

/// # Errors
/// Something broke; says what.
pub fn verdict(lines: &[Line]) -> Result<(), Complaint> {
    /// Of each line, so many are told.
    const TOLD: usize = 10;
    let broken: Vec<String> = lines
        .iter()
        .filter(|line| !line.broken.is_empty())
        .map(|line| {
            let told: Vec<_> = line.broken.iter().take(TOLD).cloned().collect();
            format!("{}:\n{}", line.what, told.join("\n"))
        })
        .collect();
    if broken.is_empty() {
        return Ok(());
    }
    Err(broken.join("\n\n").into())
}
