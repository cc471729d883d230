//! Small help around the engine's connections.

use engine::db::{Conn, Db, Raw};
use sqlx::AssertSqlSafe;

/// Commits a transaction.
///
/// # Errors
/// The database fails; then nothing has happened.
pub async fn commit(conn: Conn) -> sqlx::Result<()> {
    match conn {
        Conn::SqliteTx(tx) => tx.commit().await,
        Conn::PostgresTx(tx) => tx.commit().await,
        Conn::SqliteRead(_) | Conn::PostgresRead(_) => Ok(()),
    }
}

/// Runs a statement without parameters.
///
/// # Errors
/// The database fails.
pub async fn run(conn: &mut Conn, sql: &str) -> sqlx::Result<()> {
    let sql = AssertSqlSafe(sql.to_owned());
    match conn.raw() {
        Raw::Sqlite(conn) => sqlx::raw_sql(sql).execute(conn).await.map(drop),
        Raw::Postgres(conn) => sqlx::raw_sql(sql).execute(conn).await.map(drop),
    }
}

/// A connection that may write, outside a transaction: for settings and maintenance.
///
/// # Errors
/// No connection came free.
pub async fn maintenance(db: &Db) -> sqlx::Result<Conn> {
    Ok(match db {
        Db::Sqlite { writer, .. } => Conn::SqliteRead(writer.acquire().await?),
        Db::Postgres(pool) => Conn::PostgresRead(pool.acquire().await?),
    })
}
