//! Statements that a story needs and the product has no use case for. `$1…` as in `queries/`.

/// Runs a statement; the number of rows it touched.
macro_rules! run_sql {
    ($world:expr, $sql:expr $(, $arg:expr)* $(,)?) => {
        match $world.db() {
            engine::db::Db::Sqlite { writer, .. } => {
                sqlx::query::<sqlx::Sqlite>(sqlx::AssertSqlSafe($sql))$(.bind($arg))*.execute(writer).await.map(|done| done.rows_affected())
            }
            engine::db::Db::Postgres(pool) => {
                sqlx::query::<sqlx::Postgres>(sqlx::AssertSqlSafe($sql))$(.bind($arg))*.execute(pool).await.map(|done| done.rows_affected())
            }
        }
    };
}

/// All rows of a query, as tuples.
macro_rules! rows {
    ($world:expr, $row:ty, $sql:expr $(, $arg:expr)* $(,)?) => {
        match $world.db() {
            engine::db::Db::Sqlite { writer, .. } => {
                sqlx::query_as::<sqlx::Sqlite, $row>(sqlx::AssertSqlSafe($sql))$(.bind($arg))*.fetch_all(writer).await.unwrap()
            }
            engine::db::Db::Postgres(pool) => {
                sqlx::query_as::<sqlx::Postgres, $row>(sqlx::AssertSqlSafe($sql))$(.bind($arg))*.fetch_all(pool).await.unwrap()
            }
        }
    };
}

/// The one value of a query with one row and one column.
macro_rules! value {
    ($world:expr, $value:ty, $sql:expr $(, $arg:expr)* $(,)?) => {{
        let found = rows!($world, ($value,), $sql $(, $arg)*);
        assert_eq!(found.len(), 1, "one row from {}", $sql);
        found.into_iter().next().unwrap().0
    }};
}
