//! One line that says how far loading has come.

use std::io::{IsTerminal, Write as _};
use std::time::Duration;

/// A bar on a terminal; elsewhere a line for every tenth.
#[derive(Debug)]
pub struct Progress {
    total: usize,
    terminal: bool,
}

impl Progress {
    pub fn new(total: usize) -> Self {
        Self {
            total: total.max(1),
            terminal: std::io::stderr().is_terminal(),
        }
    }

    /// Says that `done` steps and `rows` rows are written.
    pub fn show(&self, done: usize, rows: u64, elapsed: Duration) {
        let line = format!(
            "{:>3} %  {rows} rows in {:.0} s",
            done * 100 / self.total,
            elapsed.as_secs_f64()
        );
        if self.terminal {
            let filled = done * 30 / self.total;
            eprint!(
                "\r[{}{}] {line}",
                "=".repeat(filled),
                " ".repeat(30 - filled)
            );
            // A line that does not show is no reason to stop.
            drop(std::io::stderr().flush());
        } else if done * 10 / self.total != (done - 1) * 10 / self.total {
            eprintln!("{line}");
        }
    }

    /// Ends the line.
    pub fn end(&self) {
        if self.terminal {
            eprintln!();
        }
    }
}
