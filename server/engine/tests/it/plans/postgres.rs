//! What `EXPLAIN` says about a plan that is made without knowing the parameters.

use super::is_growing;
use serde_json::Value;
use sqlx::{AssertSqlSafe, Executor, PgConnection, PgPool, Row};

/// What stands out in the plan of a statement: tables and kinds of findings. Each statement is planned
/// for empty tables and for large ones, because the planner is careless where it thinks that nothing
/// is to be read; what stands out both times does so for want of an index.
pub async fn explain(pool: &PgPool, sql: &str, parameters: usize) -> Vec<(String, &'static str)> {
    let mut conn = pool.acquire().await.unwrap();
    let mut found = planned(&mut conn, sql, parameters).await;
    conn.execute(sqlx::raw_sql("BEGIN")).await.unwrap();
    pretend_size(&mut conn).await;
    let large = planned(&mut conn, sql, parameters).await;
    conn.execute(sqlx::raw_sql("ROLLBACK")).await.unwrap();
    found.retain(|finding| large.contains(finding));
    found
}

/// Makes the planner believe that every table is large, except those without any row.
async fn pretend_size(conn: &mut PgConnection) {
    let sql = "UPDATE pg_class SET relpages = 1, reltuples = 100000
        WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace";
    conn.execute(sqlx::raw_sql(sql))
        .await
        .expect("the user of the test database may change statistics");
}

async fn planned(
    conn: &mut PgConnection,
    sql: &str,
    parameters: usize,
) -> Vec<(String, &'static str)> {
    let nulls = vec!["NULL"; parameters].join(", ");
    let values = if parameters == 0 {
        String::new()
    } else {
        format!("({nulls})")
    };
    let prepare = format!(
        "SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off;
         SET plan_cache_mode = force_generic_plan; PREPARE explained AS {sql}"
    );
    conn.execute(sqlx::raw_sql(AssertSqlSafe(prepare)))
        .await
        .unwrap_or_else(|error| panic!("{sql}: {error}"));
    let explain = format!("EXPLAIN (FORMAT JSON) EXECUTE explained{values}");
    let row = conn
        .fetch_one(sqlx::raw_sql(AssertSqlSafe(explain)))
        .await
        .unwrap_or_else(|error| panic!("{sql}: {error}"));
    let plan: Value = serde_json::from_str(row.try_get_unchecked(0).unwrap()).unwrap();
    conn.execute(sqlx::raw_sql("DEALLOCATE explained"))
        .await
        .unwrap();
    let mut found = Vec::new();
    walk(&plan[0]["Plan"], "", &mut found);
    found
}

fn walk(node: &Value, above: &str, found: &mut Vec<(String, &'static str)>) {
    let kind = node["Node Type"].as_str().unwrap();
    // The part of a bitmap that reads the index does not name the table.
    let table = node["Relation Name"].as_str().unwrap_or(above);
    let whole = match kind {
        "Seq Scan" => true,
        "Index Scan" | "Index Only Scan" | "Bitmap Index Scan" => node["Index Cond"].is_null(),
        _ => false,
    };
    if whole && is_growing(table) {
        found.push((table.to_owned(), "scan"));
    }
    let parts = node["Plans"].as_array();
    // Of two indexes together, one bound is enough.
    let bounded = |part: &Value| part["Index Cond"].is_string();
    if kind == "BitmapAnd" && parts.into_iter().flatten().any(bounded) {
        return;
    }
    for child in parts.into_iter().flatten() {
        walk(child, table, found);
    }
}
