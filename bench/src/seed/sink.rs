//! Rows on their way into the database, in bulk: multi-row inserts on SQLite, `COPY` on Postgres.

use super::table::{Table, Value};
use crate::store::commit;
use engine::db::{Conn, Db, Raw};
use sqlx::{AssertSqlSafe, PgConnection, SqliteConnection};
use std::fmt::Write as _;

/// Rows of one `INSERT` on SQLite: few enough for its limit of parameters.
const BLOCK: usize = 100;
/// Rows kept before they are written.
const FULL: usize = 20_000;

/// Collects rows by table and writes them in the order in which tables refer to each other.
#[derive(Debug)]
pub struct Sink {
    /// The values of each table, one row after the other.
    waiting: Vec<Vec<Value>>,
    rows: usize,
    /// Rows taken so far.
    pub written: u64,
}

impl Default for Sink {
    fn default() -> Self {
        Self {
            waiting: vec![Vec::new(); Table::ALL.len()],
            rows: 0,
            written: 0,
        }
    }
}

impl Sink {
    /// Takes a row.
    pub fn push<const N: usize>(&mut self, table: Table, row: [Value; N]) {
        debug_assert_eq!(N, table.width(), "{}", table.name());
        self.waiting[table as usize].extend(row);
        self.rows += 1;
        self.written += 1;
    }

    /// Is it time to [`Self::flush`]?
    pub const fn is_full(&self) -> bool {
        self.rows >= FULL
    }

    /// Writes everything that waits.
    ///
    /// # Errors
    /// The database refuses a row.
    pub async fn flush(&mut self, conn: &mut Conn) -> sqlx::Result<()> {
        for &table in Table::ALL {
            let values = std::mem::take(&mut self.waiting[table as usize]);
            if values.is_empty() {
                continue;
            }
            match conn.raw() {
                Raw::Sqlite(conn) => insert(conn, table, &values).await?,
                Raw::Postgres(conn) => copy(conn, table, &values).await?,
            }
        }
        self.rows = 0;
        Ok(())
    }

    /// Writes everything that waits in a transaction of its own.
    ///
    /// # Errors
    /// The database refuses a row.
    pub async fn flush_alone(&mut self, db: &Db) -> sqlx::Result<()> {
        let mut conn = db.begin().await?;
        self.flush(&mut conn).await?;
        commit(conn).await
    }
}

async fn insert(conn: &mut SqliteConnection, table: Table, values: &[Value]) -> sqlx::Result<()> {
    let width = table.width();
    for block in values.chunks(BLOCK * width) {
        // Two texts for each table: the full block, which stays prepared, and what is left over.
        let row = format!("({})", vec!["?"; width].join(", "));
        let rows = vec![row.as_str(); block.len() / width].join(", ");
        let text = format!(
            "INSERT INTO {} ({}) VALUES {rows}",
            table.name(),
            table.columns()
        );
        let mut query = sqlx::query::<sqlx::Sqlite>(AssertSqlSafe(text));
        for value in block {
            query = match value {
                Value::Null => query.bind(None::<i64>),
                Value::Bool(value) => query.bind(*value),
                Value::Int(value) => query.bind(*value),
                Value::Id(value) => query.bind(*value),
                Value::Text(value) => query.bind(value.as_str()),
            };
        }
        query.execute(&mut *conn).await?;
    }
    Ok(())
}

async fn copy(conn: &mut PgConnection, table: Table, values: &[Value]) -> sqlx::Result<()> {
    let text = format!("COPY {} ({}) FROM STDIN", table.name(), table.columns());
    let mut copy = conn.copy_in_raw(&text).await?;
    let mut lines = String::with_capacity(values.len() * 24);
    for row in values.chunks(table.width()) {
        for (place, value) in row.iter().enumerate() {
            if place > 0 {
                lines.push('\t');
            }
            cell(&mut lines, value);
        }
        lines.push('\n');
    }
    copy.send(lines.into_bytes()).await?;
    copy.finish().await?;
    Ok(())
}

/// A value as `COPY` reads it.
fn cell(line: &mut String, value: &Value) {
    // Writing to a string cannot fail.
    let _ = match value {
        Value::Null => line.write_str("\\N"),
        Value::Bool(value) => line.write_char(if *value { 't' } else { 'f' }),
        Value::Int(value) => write!(line, "{value}"),
        Value::Id(value) => write!(line, "{value}"),
        Value::Text(value) => value.chars().try_for_each(|c| match c {
            '\\' => line.write_str("\\\\"),
            '\n' => line.write_str("\\n"),
            '\r' => line.write_str("\\r"),
            '\t' => line.write_str("\\t"),
            c => line.write_char(c),
        }),
    };
}
