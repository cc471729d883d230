//! The macros that run a query file on whichever database is behind the connection.

/// The text of `queries/<name>.sql`.
#[macro_export]
macro_rules! sql {
    ($name:literal) => {
        include_str!(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/queries/",
            $name,
            ".sql"
        ))
    };
}

/// Runs `method` of a typed query on either database. `twin` says that Postgres has its own text.
#[macro_export]
macro_rules! run_query {
    ($conn:expr, $row:ty, $method:ident, $lite:expr, $pg:expr $(, $arg:expr)*) => {
        match $conn.raw() {
            $crate::db::Raw::Sqlite(conn) => {
                sqlx::query_as::<sqlx::Sqlite, $row>($lite)$(.bind($arg))*.$method(conn).await
            }
            $crate::db::Raw::Postgres(conn) => {
                sqlx::query_as::<sqlx::Postgres, $row>($pg)$(.bind($arg))*.$method(conn).await
            }
        }
    };
}

/// All rows: `fetch_all!(conn, Row, "catalogs/list", a, b)`; `"name" twin` for a dialect twin.
#[macro_export]
macro_rules! fetch_all {
    ($conn:expr, $row:ty, $name:literal twin $(, $arg:expr)* $(,)?) => {
        $crate::run_query!($conn, $row, fetch_all, $crate::sql!($name),
            include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/queries/", $name, ".postgres.sql")) $(, $arg)*)
    };
    ($conn:expr, $row:ty, $name:literal $(, $arg:expr)* $(,)?) => {
        $crate::run_query!($conn, $row, fetch_all, $crate::sql!($name), $crate::sql!($name) $(, $arg)*)
    };
}

/// One row or none.
#[macro_export]
macro_rules! fetch_optional {
    ($conn:expr, $row:ty, $name:literal $(, $arg:expr)* $(,)?) => {
        $crate::run_query!($conn, $row, fetch_optional, $crate::sql!($name), $crate::sql!($name) $(, $arg)*)
    };
}

/// Exactly one row.
#[macro_export]
macro_rules! fetch_one {
    ($conn:expr, $row:ty, $name:literal $(, $arg:expr)* $(,)?) => {
        $crate::run_query!($conn, $row, fetch_one, $crate::sql!($name), $crate::sql!($name) $(, $arg)*)
    };
}

/// Runs a statement; the number of rows it touched.
#[macro_export]
macro_rules! execute {
    ($conn:expr, $name:literal twin $(, $arg:expr)* $(,)?) => {
        $crate::execute!(@on $conn, $crate::sql!($name),
            include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/queries/", $name, ".postgres.sql")) $(, $arg)*)
    };
    ($conn:expr, $name:literal $(, $arg:expr)* $(,)?) => {
        $crate::execute!(@on $conn, $crate::sql!($name), $crate::sql!($name) $(, $arg)*)
    };
    (@on $conn:expr, $lite:expr, $pg:expr $(, $arg:expr)*) => {
        match $conn.raw() {
            $crate::db::Raw::Sqlite(conn) => {
                sqlx::query::<sqlx::Sqlite>($lite)$(.bind($arg))*.execute(conn).await.map(|done| done.rows_affected())
            }
            $crate::db::Raw::Postgres(conn) => {
                sqlx::query::<sqlx::Postgres>($pg)$(.bind($arg))*.execute(conn).await.map(|done| done.rows_affected())
            }
        }
    };
}

/// Locks rows on Postgres, with `queries/<name>.postgres.sql`. `SQLite` has one writer, and its
/// transaction is the lock.
#[macro_export]
macro_rules! lock {
    ($conn:expr, $name:literal $(, $arg:expr)* $(,)?) => {
        match $conn.side_by_side() {
            None => Ok(()),
            Some(conn) => {
                sqlx::query::<sqlx::Postgres>(include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/queries/", $name, ".postgres.sql")))
                    $(.bind($arg))*.execute(conn).await.map(drop)
            }
        }
    };
}

/// All rows of a query with a `$list`: `fetch_in!(conn, Row, "users/by_ids", &ids; a, b)`. The
/// fixed arguments come first in the numbering.
#[macro_export]
macro_rules! fetch_in {
    ($conn:expr, $row:ty, $name:literal twin, $list:expr $(; $($arg:expr),*)?) => {
        $crate::fetch_in!(@on $conn, $row, $crate::sql!($name),
            include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/queries/", $name, ".postgres.sql")), $list $(; $($arg),*)?)
    };
    ($conn:expr, $row:ty, $name:literal, $list:expr $(; $($arg:expr),*)?) => {
        $crate::fetch_in!(@on $conn, $row, $crate::sql!($name), $crate::sql!($name), $list $(; $($arg),*)?)
    };
    (@on $conn:expr, $row:ty, $lite:expr, $pg:expr, $list:expr $(; $($arg:expr),*)?) => {{
        let list = $list;
        let fixed = <[()]>::len(&[$($($crate::unit!($arg)),*)?]);
        let raw = $conn.raw();
        let text = if matches!(raw, $crate::db::Raw::Sqlite(_)) { $lite } else { $pg };
        let text = $crate::db::expand_list(text, fixed, list.len());
        match raw {
            $crate::db::Raw::Sqlite(conn) => {
                let mut query = sqlx::query_as::<sqlx::Sqlite, $row>(sqlx::AssertSqlSafe(text))$($(.bind($arg))*)?;
                for value in list.iter() {
                    query = query.bind(*value);
                }
                query.fetch_all(conn).await
            }
            $crate::db::Raw::Postgres(conn) => {
                let mut query = sqlx::query_as::<sqlx::Postgres, $row>(sqlx::AssertSqlSafe(text))$($(.bind($arg))*)?;
                for value in list.iter() {
                    query = query.bind(*value);
                }
                query.fetch_all(conn).await
            }
        }
    }};
}

/// Runs a statement with a `$list`, as [`fetch_in!`]; the number of rows it touched.
#[macro_export]
macro_rules! execute_in {
    ($conn:expr, $name:literal, $list:expr $(; $($arg:expr),*)?) => {{
        let list = $list;
        let fixed = <[()]>::len(&[$($($crate::unit!($arg)),*)?]);
        let text = $crate::db::expand_list($crate::sql!($name), fixed, list.len());
        match $conn.raw() {
            $crate::db::Raw::Sqlite(conn) => {
                let mut query = sqlx::query::<sqlx::Sqlite>(sqlx::AssertSqlSafe(text))$($(.bind($arg))*)?;
                for value in list.iter() {
                    query = query.bind(*value);
                }
                query.execute(conn).await.map(|done| done.rows_affected())
            }
            $crate::db::Raw::Postgres(conn) => {
                let mut query = sqlx::query::<sqlx::Postgres>(sqlx::AssertSqlSafe(text))$($(.bind($arg))*)?;
                for value in list.iter() {
                    query = query.bind(*value);
                }
                query.execute(conn).await.map(|done| done.rows_affected())
            }
        }
    }};
}

/// Runs one statement for many rows, where the query has `$rows`: `execute_rows!(conn, "outbox/insert",
/// jobs, |job| [job.id, &job.payload])`; the number of rows it touched. No rows, no statement.
#[macro_export]
macro_rules! execute_rows {
    ($conn:expr, $name:literal, $rows:expr, |$row:ident| [$($value:expr),+ $(,)?]) => {{
        let columns = <[()]>::len(&[$($crate::unit!($value)),+]);
        let mut touched = Ok(0);
        for rows in $rows.chunks($crate::db::ROWS_AT_ONCE) {
            let text = $crate::db::expand_rows($crate::sql!($name), columns, rows.len());
            let done = match $conn.raw() {
                $crate::db::Raw::Sqlite(conn) => {
                    let mut query = sqlx::query::<sqlx::Sqlite>(sqlx::AssertSqlSafe(text));
                    for $row in rows {
                        query = query$(.bind($value))+;
                    }
                    query.execute(conn).await.map(|done| done.rows_affected())
                }
                $crate::db::Raw::Postgres(conn) => {
                    let mut query = sqlx::query::<sqlx::Postgres>(sqlx::AssertSqlSafe(text));
                    for $row in rows {
                        query = query$(.bind($value))+;
                    }
                    query.execute(conn).await.map(|done| done.rows_affected())
                }
            };
            match (&mut touched, done) {
                (Ok(sum), Ok(rows)) => *sum += rows,
                (_, Err(error)) => {
                    touched = Err(error);
                    break;
                }
                (Err(_), Ok(_)) => {}
            }
        }
        touched
    }};
}

/// `()` for any expression: counts macro arguments.
#[macro_export]
macro_rules! unit {
    ($arg:expr) => {
        ()
    };
}
