//! Every query file is understood by the database it is for, and stands where it should.

use crate::support::{Backend, World};
use engine::db::{Db, expand_list, expand_rows};
use sqlx::{AssertSqlSafe, Executor, SqlSafeStr};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

pub fn crate_folder() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn files_under(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files_under(&path, extension));
        } else if path.extension().is_some_and(|ending| ending == extension) {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// Query texts by name (`catalogs/insert`, `outbox/claim.postgres`).
pub fn queries() -> BTreeMap<String, String> {
    let folder = crate_folder().join("queries");
    files_under(&folder, "sql")
        .into_iter()
        .map(|path| {
            let name = path.strip_prefix(&folder).unwrap().with_extension("");
            let text = std::fs::read_to_string(&path).unwrap();
            (name.to_str().unwrap().to_owned(), text)
        })
        .collect()
}

/// The texts that run on one kind of database, by name: twins stand in for their siblings, and two
/// rows for `$rows`.
pub fn queries_for(backend: Backend) -> BTreeMap<String, String> {
    let mut all = queries();
    let twins: Vec<_> = all
        .keys()
        .filter(|name| name.ends_with(".postgres"))
        .cloned()
        .collect();
    for twin in twins {
        let text = all.remove(&twin).unwrap();
        if backend == Backend::Postgres {
            all.insert(twin.trim_end_matches(".postgres").to_owned(), text);
        }
    }
    all.into_iter()
        .map(|(name, text)| {
            (
                name,
                expand_rows(&text.replace("$filter", "TRUE"), columns(&text), 2),
            )
        })
        .collect()
}

/// The text without comments and without what stands in quotes.
pub fn bare(sql: &str) -> String {
    let lines = sql
        .lines()
        .map(|line| line.split("--").next().unwrap_or_default());
    let text = lines.collect::<Vec<_>>().join("\n");
    text.split('\'').step_by(2).collect::<Vec<_>>().join("''")
}

/// The numbers of the parameters.
pub fn parameters(sql: &str) -> BTreeSet<usize> {
    let bare = bare(sql);
    let after_dollar = bare.split('$').skip(1);
    after_dollar
        .filter_map(|rest| {
            let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
            digits.parse().ok()
        })
        .collect()
}

/// How many columns an insert of `$rows` fills.
fn columns(sql: &str) -> usize {
    let names = sql.split(['(', ')']).nth(1).unwrap_or_default();
    names.split(',').count()
}

async fn prepare(world: &World, sql: String) -> Result<(), String> {
    let sql = AssertSqlSafe(sql).into_sql_str();
    let outcome = match world.db() {
        Db::Sqlite { writer, .. } => writer.acquire().await.unwrap().prepare(sql).await.map(drop),
        Db::Postgres(pool) => pool.acquire().await.unwrap().prepare(sql).await.map(drop),
    };
    outcome.map_err(|error| error.to_string())
}

both! {
    async fn every_query_is_understood(world) {
        let all = queries_for(world.backend);
        assert!(all.len() > 5, "the queries were not found");
        let mut wrong = Vec::new();
        for (name, text) in &all {
            let fixed = parameters(text).len();
            if let Err(error) = prepare(&world, expand_list(text, fixed, 1)).await {
                wrong.push(format!("{name}: {error}"));
            }
            // With several values and with none, where the list is one.
            if text.contains("$list") {
                for count in [0, 3] {
                    if let Err(error) = prepare(&world, expand_list(text, fixed, count)).await {
                        wrong.push(format!("{name} with {count} values: {error}"));
                    }
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}

#[test]
fn parameters_are_numbered_without_gaps() {
    for (name, text) in queries() {
        let numbers = parameters(&text);
        let expected: BTreeSet<_> = (1..=numbers.len()).collect();
        assert_eq!(numbers, expected, "{name}");
    }
}

#[test]
fn twins_have_a_sibling_with_the_same_parameters_and_say_why() {
    let all = queries();
    for (name, text) in &all {
        let Some(base) = name.strip_suffix(".postgres") else {
            continue;
        };
        match all.get(base) {
            Some(sibling) => assert_eq!(parameters(text), parameters(sibling), "{name}"),
            None => assert!(
                bare(text).contains("FOR "),
                "{name} has no {base} and locks nothing"
            ),
        }
        assert!(
            text.trim_start().starts_with("--"),
            "{name} must begin with a comment that says why it differs"
        );
    }
}

#[test]
fn counts_of_lists_stop_where_pages_say_so() {
    let stop = format!("LIMIT {}", shared::limits::COUNTED_MAX + 1);
    for (name, text) in queries() {
        for after in text.split("COUNT(").skip(1) {
            // What is counted to some other end takes it as a parameter, or asks for one row.
            let Some((counted, _)) = after.split_once(") counted") else {
                continue;
            };
            assert!(counted.trim_end().ends_with(&stop), "{name}: {counted}");
        }
    }
}

#[test]
fn time_comes_from_the_caller() {
    for (name, text) in queries() {
        let bare = bare(&text).to_lowercase();
        for ambient in [
            "now()",
            "current_timestamp",
            "current_date",
            "unixepoch",
            "datetime(",
            "strftime",
            "random()",
            "gen_random_uuid",
        ] {
            assert!(!bare.contains(ambient), "{name} uses {ambient}");
        }
    }
}

#[test]
fn every_query_is_used_and_sql_stands_nowhere_else() {
    let mut sources = String::new();
    for path in files_under(&crate_folder().join("src"), "rs") {
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(
            !text.contains("sqlx::query!") && !text.contains("sqlx::query_as!"),
            "{} holds SQL",
            path.display()
        );
        sources += &text;
    }
    let unused: Vec<_> = queries()
        .into_keys()
        .map(|name| name.trim_end_matches(".postgres").to_owned())
        .filter(|name| !sources.contains(&format!("\"{name}\"")))
        .collect();
    assert!(unused.is_empty(), "nobody uses {unused:?}");
}
