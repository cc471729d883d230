//! What was measured, as a Markdown page.

use crate::drive::rows::Row;
use crate::drive::{Limits, Seen};
use engine::clock::Clock;
use std::fmt::Write as _;
use std::path::Path;
use std::time::Duration;

/// One use case on one server.
#[derive(Clone, Debug)]
pub struct Measured {
    pub seen: Seen,
    /// Processor milliseconds of the server for each good answer.
    pub server_ms: f64,
    /// The same of the database, where it is a program of its own on this machine.
    pub database_ms: Option<f64>,
    /// Resident bytes of the server at the end.
    pub memory: u64,
    /// From the start of the server to the first answered request.
    pub ready_after: Duration,
}

impl Measured {
    fn per_second(&self) -> f64 {
        self.seen.good() as f64 / self.seen.elapsed.as_secs_f64().max(1e-9)
    }

    fn failed(&self) -> bool {
        self.seen.errors > 0 || self.seen.good() == 0
    }

    /// Statements per request, if the server says.
    fn statements(&self) -> Option<f64> {
        let (count, answers) = self.seen.statements;
        (answers > 0).then(|| count as f64 / answers as f64)
    }

    /// The cells of this server.
    fn write(&self, page: &mut String) -> std::fmt::Result {
        if self.seen.good() == 0 {
            return write!(page, "– | – | – | – | – | – | – | ");
        }
        let text = |value: Option<f64>, digits| {
            value.map_or_else(|| "–".to_owned(), |value| format!("{value:.digits$}"))
        };
        write!(
            page,
            "{:.0} | {:.2} | {:.2} | {} | {:.3} | {} | {:.0} | ",
            self.per_second(),
            self.seen.percentile(50),
            self.seen.percentile(99),
            text(self.statements(), 1),
            self.server_ms,
            text(self.database_ms, 3),
            self.memory as f64 / 1e6
        )
    }
}

/// One use case: the product and the baseline.
#[derive(Clone, Debug)]
pub struct Line {
    pub row: Row,
    pub product: Measured,
    pub raw: Measured,
}

/// One database.
#[derive(Clone, Debug)]
pub struct Database {
    pub name: String,
    pub seed: String,
    pub lines: Vec<Line>,
}

/// A whole run.
#[derive(Clone, Debug)]
pub struct Report {
    pub limits: Limits,
    /// Compressed bytes of the first load.
    pub first_load: Option<u64>,
    pub databases: Vec<Database>,
}

impl Report {
    /// Rows that failed, with what the first error said.
    pub fn failures(&self) -> Vec<String> {
        let mut failures = Vec::new();
        for database in &self.databases {
            for line in &database.lines {
                for (who, measured) in [("product", &line.product), ("raw", &line.raw)] {
                    if measured.failed() {
                        failures.push(format!(
                            "{}, {}, {who}: {} errors, {} good answers: {}",
                            database.name,
                            line.row.name,
                            measured.seen.errors,
                            measured.seen.good(),
                            measured.seen.complaint.as_deref().unwrap_or("no answer")
                        ));
                    }
                }
            }
        }
        failures
    }

    /// The page.
    pub fn markdown(&self) -> String {
        let mut page = String::new();
        // Writing to a string cannot fail.
        let _ = self.write(&mut page);
        page.replace(" \n", "\n")
    }

    fn write(&self, page: &mut String) -> std::fmt::Result {
        let Limits {
            connections,
            warm_up,
            duration,
        } = self.limits;
        writeln!(page, "# Benchmarks\n")?;
        writeln!(
            page,
            "Written by `make bench` on {}: {}. Server, database and load share the machine.\n",
            Clock::system().now().date_input(),
            machine()
        )?;
        writeln!(
            page,
            "{connections} connections for {} s after {} s of warm-up, each row with a freshly started server, product and \
             baseline in turn. \"Raw\" is a minimal handler over the same pool that runs the fewest statements that could do the job on the \
             same tables; it writes the same rows with the same durability, and knows no people, rules or pages (its page says hello). \
             Ratio is product to raw in requests per second, ✓ says that the row meets its bar (`bench/src/drive/rows.rs`) in every respect. CPU is \
             processor time for each request. An approval counts once its access is delivered. Rows that write end early when \
             their prepared work is used up. Why rows miss their bar stands in [profile.md](profile.md).\n",
            duration.as_secs(),
            warm_up.as_secs()
        )?;
        for database in &self.databases {
            database.write(page)?;
        }
        if let Some(bytes) = self.first_load {
            writeln!(
                page,
                "First load of the pages (WASM, scripts, styles, Brotli): {:.0} kB.",
                bytes as f64 / 1e3
            )?;
        }
        let failures = self.failures();
        if !failures.is_empty() {
            writeln!(page, "\n## Failed rows\n")?;
            for failure in failures {
                writeln!(page, "- {}", failure.replace('\n', " "))?;
            }
        }
        Ok(())
    }
}

impl Database {
    fn write(&self, page: &mut String) -> std::fmt::Result {
        writeln!(
            page,
            "## {}, seed {}\n",
            self.name,
            self.seed.to_uppercase()
        )?;
        let cells = |who| {
            [
                "req/s",
                "p50 ms",
                "p99 ms",
                "SQL",
                "CPU ms",
                "database CPU ms",
                "MB",
            ]
            .map(|cell| format!("{who}{cell} | "))
            .concat()
        };
        writeln!(page, "| Use case | ratio | {}{}", cells(""), cells("raw "))?;
        writeln!(page, "|---|--:|{}", "--:|".repeat(14))?;
        // The bars are those of the small organization.
        let judged = self.seed == "s";
        for line in &self.lines {
            line.write(page, judged)?;
        }
        let products = || self.lines.iter().map(|line| &line.product);
        let memory = products().map(|measured| measured.memory).max();
        let mut starts: Vec<_> = products().map(|measured| measured.ready_after).collect();
        starts.sort_unstable();
        let start = starts.get(starts.len() / 2).copied().unwrap_or_default();
        writeln!(
            page,
            "\nStart to first answered request: {:.3} s (median of {}). Memory of the server, warm: at most {:.0} MB.\n",
            start.as_secs_f64(),
            starts.len(),
            memory.unwrap_or_default() as f64 / 1e6
        )
    }
}

impl Line {
    fn write(&self, page: &mut String, judged: bool) -> std::fmt::Result {
        let Self { row, product, raw } = self;
        write!(page, "| {} | ", row.name)?;
        if product.failed() || raw.failed() {
            write!(page, "**failed** | ")?;
        } else {
            let ratio = product.per_second() / raw.per_second();
            let verdict = if judged { self.verdict(ratio) } else { "" };
            write!(page, "{ratio:.2}{verdict} | ")?;
        }
        product.write(page)?;
        raw.write(page)?;
        writeln!(page)
    }

    /// Is the bar met, as a mark for the table.
    fn verdict(&self, ratio: f64) -> &'static str {
        let (bar, seen) = (self.row.bar, &self.product.seen);
        let met = ratio >= bar.ratio
            && self.product.per_second() >= bar.per_second
            && seen.percentile(99) <= bar.p99
            && self
                .product
                .statements()
                .is_none_or(|count| count <= bar.statements);
        if met { " ✓" } else { " ✗" }
    }
}

/// Processor, cores and memory.
fn machine() -> String {
    let read = |path| std::fs::read_to_string(path).unwrap_or_default();
    let value = |text: &str, key: &str| {
        text.lines()
            .find(|line| line.starts_with(key))
            .and_then(|line| Some(line.split_once(':')?.1.trim().to_owned()))
    };
    let model = value(&read("/proc/cpuinfo"), "model name");
    let memory = value(&read("/proc/meminfo"), "MemTotal")
        .and_then(|value| value.split_whitespace().next()?.parse::<f64>().ok());
    format!(
        "{}, {} cores, {:.0} GB",
        model.unwrap_or_else(|| "unknown processor".to_owned()),
        std::thread::available_parallelism().map_or(0, usize::from),
        memory.unwrap_or_default() / 1e6
    )
}

/// Compressed bytes that a browser loads for the first page; none where no site is built.
pub fn first_load(site: &Path) -> Option<u64> {
    let folder = std::fs::read_to_string(site.join("pkg.txt")).ok()?;
    let size = std::fs::read_dir(site.join(folder.trim()))
        .ok()?
        .flatten()
        .filter(|entry| {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            // The other parts are loaded when one of their pages is opened.
            ["bailiwick.wasm.br", "bailiwick.js.br", "bailiwick.css.br"].contains(&&*name)
                || name.starts_with("__wasm_split") && name.ends_with(".js.br")
        })
        .filter_map(|entry| Some(entry.metadata().ok()?.len()))
        .sum();
    (size > 0).then_some(size)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drive::rows::ROWS;

    fn measured(count: usize, milliseconds: u64) -> Measured {
        Measured {
            seen: Seen {
                latencies: vec![milliseconds * 1_000_000; count],
                elapsed: Duration::from_secs(1),
                ..Seen::default()
            },
            server_ms: 0.1,
            database_ms: None,
            memory: 50_000_000,
            ready_after: Duration::from_millis(30),
        }
    }

    fn page(product: Measured, raw: Measured) -> (String, Vec<String>) {
        let lines = vec![Line {
            row: ROWS[0],
            product,
            raw,
        }];
        let report = Report {
            limits: Limits {
                connections: 8,
                warm_up: Duration::from_secs(3),
                duration: Duration::from_secs(10),
            },
            first_load: Some(280_000),
            databases: vec![Database {
                name: "SQLite".to_owned(),
                seed: "s".to_owned(),
                lines,
            }],
        };
        (report.markdown(), report.failures())
    }

    #[test]
    fn the_table_states_figures_ratio_and_verdict() {
        let (text, failures) = page(measured(5_000, 2), measured(8_000, 1));
        assert!(
            text.contains("| 0.62 ✓ | 5000 | 2.00 | 2.00 | – |"),
            "{text}"
        );
        assert!(text.contains("280 kB") && failures.is_empty());
        // Quick enough for the baseline, but too slow for the bar.
        let (text, _) = page(measured(5_000, 9), measured(8_000, 1));
        assert!(text.contains("| 0.62 ✗ |"), "{text}");
    }

    #[test]
    fn errors_fail_the_row() {
        let mut product = measured(5_000, 2);
        product.seen.errors = 1;
        product.seen.complaint = Some("404 Not Found".to_owned());
        let (text, failures) = page(product, measured(8_000, 1));
        assert!(
            text.contains("**failed**") && text.contains("404 Not Found"),
            "{text}"
        );
        assert_eq!(failures.len(), 1);
    }
}
