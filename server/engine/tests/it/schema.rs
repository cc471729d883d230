//! The two migrated schemas are one: tables, columns, keys, indexes, references and checks.

use crate::support::stored::Stored;
use crate::support::{Backend, World};
use engine::db::Db;
use std::collections::BTreeSet;

/// Describes a schema as sorted lines that read the same for both databases.
pub async fn describe(world: &Stored<'_>) -> BTreeSet<String> {
    match world.db() {
        Db::Sqlite { .. } => describe_sqlite(world).await,
        Db::Postgres(_) => describe_postgres(world).await,
    }
}

/// One spelling for conditions: without parentheses, casts and list syntax.
fn condition(text: &str) -> String {
    let text = text
        .replace("::text", "")
        .replace("= ANY", "IN")
        .replace("ARRAY", "")
        .replace(['(', ')', '[', ']'], " ");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn column(table: &str, name: &str, kind: &str, required: bool, default: Option<&str>) -> String {
    let required = if required { " required" } else { "" };
    let default = default.map_or(String::new(), |text| {
        format!(" default {}", text.replace("::text", ""))
    });
    format!("{table}.{name} {kind}{required}{default}")
}

fn index(table: &str, unique: bool, columns: &str, predicate: &str) -> String {
    let unique = if unique { "unique" } else { "index" };
    format!("{unique} {table} ({columns}) {}", condition(predicate))
}

/// The texts in parentheses after each `CHECK`.
fn checks(sql: &str) -> Vec<String> {
    let mut found = Vec::new();
    for after in sql.split("CHECK").skip(1) {
        let mut depth = 0;
        let end = after.char_indices().find(|(_, c)| {
            match c {
                '(' => depth += 1,
                ')' => depth -= 1,
                _ => return false,
            }
            depth == 0
        });
        let (end, _) = end.expect("a closed CHECK");
        found.push(condition(&after[..=end]));
    }
    found
}

/// What an index is over, as it was written.
fn items(sql: &str) -> Vec<String> {
    let (_, list) = sql.split_once('(').unwrap_or_default();
    let mut depth = 0;
    let mut found = vec![String::new()];
    for c in list.chars() {
        match c {
            ')' if depth == 0 => break,
            ',' if depth == 0 => {
                found.push(String::new());
                continue;
            }
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        found.last_mut().unwrap().push(c);
    }
    found
        .into_iter()
        .map(|item| item.trim().to_owned())
        .collect()
}

async fn describe_sqlite(world: &Stored<'_>) -> BTreeSet<String> {
    let mut lines = BTreeSet::new();
    let tables = rows!(
        world,
        (String, String),
        "SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '_sqlx_%'"
    );
    for (table, sql) in tables {
        assert!(sql.trim_end().ends_with("STRICT"), "{table} is not STRICT");
        for check in checks(&sql) {
            lines.insert(format!("check {table}: {check}"));
        }
        let columns = rows!(
            world,
            (String, String, bool, Option<String>, i64),
            "SELECT name, type, \"notnull\", CASE WHEN hidden = 0 THEN dflt_value ELSE 'computed' END, pk FROM pragma_table_xinfo($1)",
            &table
        );
        let mut key: Vec<_> = columns.iter().filter(|row| row.4 > 0).collect();
        key.sort_by_key(|row| row.4);
        let key: Vec<_> = key.into_iter().map(|row| row.0.as_str()).collect();
        lines.insert(format!("key {table} ({})", key.join(", ")));
        for (name, kind, required, default, place) in &columns {
            let kind = match kind.as_str() {
                "BLOB" => "id",
                "INTEGER" => "number",
                "TEXT" => "text",
                other => panic!("{table}.{name} is {other}"),
            };
            let required = *required || *place > 0;
            lines.insert(column(
                table.as_str(),
                name,
                kind,
                required,
                default.as_deref(),
            ));
        }
        let references = rows!(
            world,
            (String, String, String, String),
            "SELECT \"from\", \"table\", \"to\", on_delete FROM pragma_foreign_key_list($1)",
            &table
        );
        for (from, target, to, on_delete) in references {
            lines.insert(format!("{table}.{from} -> {target}.{to} {on_delete}"));
        }
        let indexes = rows!(
            world,
            (String, bool, String, Option<String>),
            "SELECT list.name, list.\"unique\", list.origin, schema.sql
             FROM pragma_index_list($1) list LEFT JOIN sqlite_schema schema ON schema.name = list.name",
            &table
        );
        for (name, unique, origin, sql) in indexes {
            if origin == "pk" {
                continue;
            }
            let columns = rows!(
                world,
                (Option<String>,),
                "SELECT name FROM pragma_index_info($1) ORDER BY seqno",
                &name
            );
            let sql = sql.unwrap_or_default();
            // An expression has no name.
            let written = items(&sql);
            let columns = columns.into_iter().enumerate();
            let columns: Vec<_> = columns
                .map(|(place, (name,))| name.unwrap_or_else(|| written[place].clone()))
                .collect();
            let predicate = sql.split_once("WHERE").map_or("", |(_, text)| text);
            lines.insert(index(&table, unique, &columns.join(", "), predicate));
        }
    }
    lines
}

async fn describe_postgres(world: &Stored<'_>) -> BTreeSet<String> {
    let mut lines = BTreeSet::new();
    let columns = rows!(
        world,
        (String, String, String, bool, Option<String>),
        "SELECT table_name::text, column_name::text, data_type::text, is_nullable = 'NO',
            CASE WHEN is_generated = 'NEVER' THEN column_default::text ELSE 'computed' END
         FROM information_schema.columns
         WHERE table_schema = 'public' AND table_name NOT LIKE '\\_sqlx%'"
    );
    for (table, name, kind, required, default) in columns {
        let kind = match kind.as_str() {
            "uuid" => "id",
            "bigint" | "boolean" => "number",
            "text" => "text",
            other => panic!("{table}.{name} is {other}"),
        };
        lines.insert(column(&table, &name, kind, required, default.as_deref()));
    }
    let indexes = rows!(
        world,
        (String, bool, bool, String, Option<String>),
        "SELECT owner.relname::text, entry.indisprimary, entry.indisunique,
            (SELECT string_agg(pg_get_indexdef(entry.indexrelid, place, true), ', ' ORDER BY place)
             FROM generate_series(1, entry.indnkeyatts::int) place),
            pg_get_expr(entry.indpred, entry.indrelid)
         FROM pg_index entry
         JOIN pg_class owner ON owner.oid = entry.indrelid
         JOIN pg_namespace space ON space.oid = owner.relnamespace
         WHERE space.nspname = 'public' AND owner.relname NOT LIKE '\\_sqlx%'"
    );
    for (table, primary, unique, columns, predicate) in indexes {
        // Words that mean something in SQL are quoted here.
        let columns = columns.replace('"', "");
        lines.insert(if primary {
            format!("key {table} ({columns})")
        } else {
            index(&table, unique, &columns, &predicate.unwrap_or_default())
        });
    }
    let constraints = rows!(
        world,
        (String, String),
        "SELECT owner.relname::text, pg_get_constraintdef(entry.oid)
         FROM pg_constraint entry
         JOIN pg_class owner ON owner.oid = entry.conrelid
         JOIN pg_namespace space ON space.oid = owner.relnamespace
         WHERE space.nspname = 'public' AND entry.contype = 'c'"
    );
    for (table, definition) in constraints {
        for check in checks(&definition) {
            lines.insert(format!("check {table}: {check}"));
        }
    }
    let references = rows!(
        world,
        (String, String, String, String, String),
        "SELECT owner.relname::text, source.attname::text, target.relname::text, goal.attname::text, entry.confdeltype::text
         FROM pg_constraint entry
         JOIN pg_class owner ON owner.oid = entry.conrelid
         JOIN pg_class target ON target.oid = entry.confrelid
         JOIN pg_attribute source ON source.attrelid = entry.conrelid AND source.attnum = entry.conkey[1]
         JOIN pg_attribute goal ON goal.attrelid = entry.confrelid AND goal.attnum = entry.confkey[1]
         WHERE entry.contype = 'f'"
    );
    for (table, from, target, to, on_delete) in references {
        let on_delete = match on_delete.as_str() {
            "a" => "NO ACTION",
            "c" => "CASCADE",
            "n" => "SET NULL",
            "r" => "RESTRICT",
            other => panic!("ON DELETE {other}"),
        };
        lines.insert(format!("{table}.{from} -> {target}.{to} {on_delete}"));
    }
    lines
}

/// Runs on the Postgres half only, because it needs both.
#[test]
fn both_schemas_are_the_same() {
    crate::support::run(Backend::Postgres, async |postgres| {
        let sqlite = World::new(Backend::Sqlite).await;
        let sqlite = describe(&Stored(sqlite.db())).await;
        let postgres = describe(&Stored(postgres.db())).await;
        assert!(
            sqlite.len() > 150,
            "only {} lines: {sqlite:#?}",
            sqlite.len()
        );
        let only = |these: &BTreeSet<String>, those: &BTreeSet<String>| {
            these
                .difference(those)
                .cloned()
                .collect::<Vec<_>>()
                .join("\n")
        };
        assert_eq!(
            only(&sqlite, &postgres),
            only(&postgres, &sqlite),
            "left: only in SQLite; right: only in Postgres"
        );
    });
}

#[test]
fn conditions_read_the_same() {
    assert_eq!(
        condition("((state = ANY (ARRAY['a'::text, 'b'::text])) AND (due IS NOT NULL))"),
        condition("state IN ('a', 'b') AND due IS NOT NULL")
    );
    assert_eq!(
        checks("x CHECK (a IN ('b', 'c')), y CHECK (y > 1)").len(),
        2
    );
}
