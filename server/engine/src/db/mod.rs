//! Two databases behind one SQL text.
//!
//! SQL lives in `queries/<entity>/<name>.sql` with `$1…` parameters and runs on both. Where a
//! dialect must differ, `<name>.postgres.sql` stands beside it and says why. `$list` in a query
//! stands for any number of values (see [`crate::fetch_in!`]), `$rows` for any number of rows (see
//! [`crate::execute_rows!`]).

mod connect;
mod count;
mod fault;
mod macros;

pub use connect::Db;
pub(crate) use connect::SQLITE_MIGRATIONS;
pub use count::counted;
pub use fault::{Cut, cut_at};
pub use sqlx::migrate::MigrateError;
use sqlx::{PgConnection, Postgres, Sqlite, SqliteConnection, Transaction, pool::PoolConnection};

/// A connection: plain for reading, inside a transaction for writing.
pub enum Conn {
    SqliteRead(PoolConnection<Sqlite>),
    PostgresRead(PoolConnection<Postgres>),
    SqliteTx(Transaction<'static, Sqlite>),
    PostgresTx(Transaction<'static, Postgres>),
}

/// The native connection, for the query macros.
pub enum Raw<'c> {
    Sqlite(&'c mut SqliteConnection),
    Postgres(&'c mut PgConnection),
}

impl Conn {
    /// For one statement.
    pub fn raw(&mut self) -> Raw<'_> {
        count::note();
        fault::step();
        match self {
            Self::SqliteRead(conn) => Raw::Sqlite(conn),
            Self::SqliteTx(conn) => Raw::Sqlite(conn),
            Self::PostgresRead(conn) => Raw::Postgres(conn),
            Self::PostgresTx(conn) => Raw::Postgres(conn),
        }
    }

    /// The connection for one statement if others may be writing meanwhile; nothing on `SQLite`.
    pub(crate) fn side_by_side(&mut self) -> Option<&mut PgConnection> {
        match self {
            Self::SqliteRead(_) | Self::SqliteTx(_) => None,
            Self::PostgresRead(_) | Self::PostgresTx(_) => match self.raw() {
                Raw::Postgres(conn) => Some(conn),
                Raw::Sqlite(_) => None,
            },
        }
    }

    /// Commits a transaction; a plain connection has nothing to commit.
    pub(crate) async fn commit(self) -> sqlx::Result<()> {
        fault::step();
        let committed = match self {
            Self::SqliteTx(tx) => tx.commit().await,
            Self::PostgresTx(tx) => tx.commit().await,
            Self::SqliteRead(_) | Self::PostgresRead(_) => Ok(()),
        };
        fault::step();
        committed
    }
}

/// Replaces `$list` by `count` placeholders that follow the `fixed` ones; no values match nothing.
pub fn expand_list(sql: &str, fixed: usize, count: usize) -> String {
    let placeholders = if count == 0 {
        "NULL".to_owned()
    } else {
        (1..=count)
            .map(|n| format!("${}", fixed + n))
            .collect::<Vec<_>>()
            .join(", ")
    };
    sql.replace("$list", &placeholders)
}

/// Rows that one statement inserts at most: each number of rows is a text of its own, and a connection
/// keeps only so many of them prepared.
pub const ROWS_AT_ONCE: usize = 32;

/// Replaces `$rows` by `rows` groups of `columns` placeholders each.
pub fn expand_rows(sql: &str, columns: usize, rows: usize) -> String {
    let mut text = String::with_capacity(columns * rows * 5);
    for row in 0..rows {
        text.push_str(if row == 0 { "(" } else { ", (" });
        for column in 1..=columns {
            let comma = if column == 1 { "" } else { ", " };
            text += &format!("{comma}${}", row * columns + column);
        }
        text.push(')');
    }
    sql.replace("$rows", &text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_and_rows_are_numbered_through() {
        assert_eq!(
            expand_list("a = $1 AND b IN ($list)", 1, 2),
            "a = $1 AND b IN ($2, $3)"
        );
        assert_eq!(expand_list("b IN ($list)", 0, 0), "b IN (NULL)");
        assert_eq!(
            expand_rows("VALUES $rows", 2, 2),
            "VALUES ($1, $2), ($3, $4)"
        );
    }
}
