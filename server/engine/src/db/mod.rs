//! Two databases behind one SQL text.
//!
//! SQL lives in `queries/<entity>/<name>.sql` with `$1…` parameters and runs on both. Where a
//! dialect must differ, `<name>.postgres.sql` stands beside it and says why. `$list` in a query
//! stands for any number of values (see [`crate::fetch_in!`]).

mod connect;
mod count;
mod fault;
mod macros;

pub use connect::Db;
pub use count::counted;
pub use fault::{Cut, cut_at};
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
