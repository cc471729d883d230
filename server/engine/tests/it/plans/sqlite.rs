//! What `EXPLAIN QUERY PLAN` says.

use super::{bare, is_growing};
use sqlx::{AssertSqlSafe, SqlitePool};
use std::collections::{BTreeMap, BTreeSet};

/// A line of a plan; lines with the same parent are the loops of one `SELECT`.
#[derive(sqlx::FromRow)]
struct Line {
    parent: i64,
    detail: String,
}

/// What stands out in the plan of a statement: tables and kinds of findings.
pub async fn explain(pool: &SqlitePool, sql: &str) -> Vec<(String, &'static str)> {
    let explained = AssertSqlSafe(format!("EXPLAIN QUERY PLAN {sql}"));
    let plan: Vec<Line> = sqlx::query_as(explained)
        .fetch_all(pool)
        .await
        .unwrap_or_else(|error| panic!("{sql}: {error}"));
    let names = names(sql);
    let limited = bare(sql).split_whitespace().any(|word| word == "LIMIT");
    let mut found = Vec::new();
    for line in &plan {
        if let Some(step) = Step::read(&line.detail, &names) {
            for table in step.tables {
                if step.whole {
                    found.push((table, "scan"));
                } else if step.range && !limited {
                    found.push((table, "range"));
                }
            }
        } else if ["ORDER BY", "GROUP BY", "DISTINCT"]
            .iter()
            .any(|what| line.detail == format!("USE TEMP B-TREE FOR {what}"))
        {
            let mut loops = plan
                .iter()
                .filter(|other| other.parent == line.parent)
                .filter_map(|other| Step::read(&other.detail, &names))
                .filter(|step| !step.one);
            // The outermost loop over many rows is what makes the heap high.
            if let Some(step) = loops.next() {
                found.extend(step.tables.into_iter().map(|table| (table, "sort")));
            }
        }
    }
    found
}

/// How one table is read.
struct Step {
    /// The growing tables it can be: a name may stand for several in one statement.
    tables: Vec<String>,
    whole: bool,
    range: bool,
    /// By its key: one row at most.
    one: bool,
}

impl Step {
    fn read(detail: &str, names: &BTreeMap<String, BTreeSet<String>>) -> Option<Self> {
        let mut words = detail.split_whitespace();
        let verb = words.next()?;
        let name = words.next()?;
        if !["SCAN", "SEARCH"].contains(&verb) {
            return None;
        }
        let tables = names.get(name).into_iter().flatten();
        let bounds = detail
            .split_once(" (")
            .map_or("", |(_, text)| text)
            .split(')')
            .next()?;
        Some(Self {
            tables: tables.filter(|table| is_growing(table)).cloned().collect(),
            whole: verb == "SCAN" || detail.contains("AUTOMATIC"),
            range: !bounds.contains("=?"),
            one: ["id=?", "rowid=?"].contains(&bounds),
        })
    }
}

/// What names stand for: plans say `SCAN u` for `FROM users u`.
fn names(sql: &str) -> BTreeMap<String, BTreeSet<String>> {
    let text = bare(sql)
        .replace([',', ';'], " , ")
        .replace(['(', ')'], " ( ");
    let words: Vec<_> = text.split_whitespace().collect();
    let mut names = BTreeMap::<String, BTreeSet<String>>::new();
    for (place, word) in words.iter().enumerate() {
        if !["FROM", "JOIN", "UPDATE", "INTO"].contains(word) {
            continue;
        }
        let Some(table) = words.get(place + 1) else {
            continue;
        };
        let alias = words.get(place + 2).filter(|next| {
            next.chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
        });
        for name in [Some(table), alias].into_iter().flatten() {
            names
                .entry((*name).to_owned())
                .or_default()
                .insert((*table).to_owned());
        }
    }
    names
}
