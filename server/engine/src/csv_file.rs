//! CSV files that spreadsheets open without running what people typed (BYD-25).

use crate::{Failure, Outcome};
use tokio::sync::{Semaphore, SemaphorePermit};

/// Files are made two at a time: each keeps a connection and holds its rows in memory.
static PLACES: Semaphore = Semaphore::const_new(2);

/// Waits until a file may be made; the place is free again when this is dropped.
///
/// # Errors
/// Never; the gate is not closed.
pub async fn turn() -> Outcome<SemaphorePermit<'static>> {
    PLACES
        .acquire()
        .await
        .map_err(|_| Failure::Broken("the gate of files is closed".to_owned()))
}

/// A CSV file being written.
pub struct CsvFile {
    writer: csv::Writer<Vec<u8>>,
    rows: usize,
}

/// A cell that no spreadsheet takes for a formula: such a text gets an apostrophe in front.
pub fn safe(cell: &str) -> String {
    let risky = |c: char| {
        matches!(
            c,
            '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠'
        )
    };
    if cell.starts_with(risky) || cell.trim_start().starts_with(risky) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

impl CsvFile {
    /// A file with these heads.
    ///
    /// # Errors
    /// The heads cannot be written.
    pub fn new(heads: &[&str]) -> Outcome<Self> {
        let mut writer = csv::WriterBuilder::new()
            .terminator(csv::Terminator::CRLF)
            .from_writer(Vec::new());
        writer.write_record(heads).map_err(broken)?;
        Ok(Self { writer, rows: 0 })
    }

    /// Adds a row, each cell made safe.
    ///
    /// # Errors
    /// It has another number of cells than the heads.
    pub fn push<const N: usize>(&mut self, cells: [String; N]) -> Outcome<()> {
        self.writer
            .write_record(cells.iter().map(|cell| safe(cell)))
            .map_err(broken)?;
        self.rows += 1;
        Ok(())
    }

    /// Rows so far, without the heads.
    pub const fn rows(&self) -> usize {
        self.rows
    }

    /// The finished text.
    ///
    /// # Errors
    /// It cannot be put together.
    pub fn finish(self) -> Outcome<String> {
        let bytes = self
            .writer
            .into_inner()
            .map_err(|error| Failure::Broken(error.to_string()))?;
        String::from_utf8(bytes).map_err(|error| Failure::Broken(error.to_string()))
    }
}

fn broken(error: csv::Error) -> Failure {
    Failure::Broken(format!("a CSV file: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn byd_25_no_cell_is_a_formula() {
        for risky in [
            "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "\r\n=1", "＝1",
        ] {
            assert!(safe(risky).starts_with('\''), "{risky:?}");
        }
        assert_eq!(safe("Ada - Lind = Ada"), "Ada - Lind = Ada");
        let mut file = CsvFile::new(&["A", "B"]).expect("heads");
        file.push(["=cmd|' /C calc'!A0".to_owned(), "a \"b\", c".to_owned()])
            .expect("a row");
        assert_eq!(
            file.finish().expect("a file"),
            "A,B\r\n'=cmd|' /C calc'!A0,\"a \"\"b\"\", c\"\r\n"
        );
    }

    #[tokio::test]
    async fn files_are_made_two_at_a_time() {
        let one = turn().await.expect("a place");
        let other = turn().await.expect("a place");
        assert!(PLACES.try_acquire().is_err());
        drop(one);
        assert!(PLACES.try_acquire().is_ok());
        drop(other);
    }
}
