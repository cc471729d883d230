//! No query reads a growing table from end to end: every file of `queries/` is explained by both
//! databases, and what stands out needs a reason in `allowed.txt`.
//!
//! What stands out:
//! - `scan`: a growing table, or one of its indexes, is read without a bound, or through an index
//!   that the database builds for this one statement. A walk in the order of an index under a `LIMIT`
//!   stands out too, because a condition beside it can send it to the end.
//! - `range`: an index is read from or up to a value, nothing is compared for equality, and the
//!   statement has no `LIMIT`.
//! - `sort`: rows of a growing table are collected and sorted, although a list could be read in the
//!   order of an index. Only `SQLite` is asked: Postgres likes to sort when it thinks that there is
//!   little.
//!
//! The databases have no statistics: `SQLite` plans by the indexes alone then, as it does for everybody
//! who never ran `ANALYZE`, and Postgres is told that reading a whole table is dear and that it does
//! not know the parameters.

mod postgres;
mod sqlite;

use crate::queries::{bare, crate_folder, parameters, queries_for};
use crate::support::place::Place;
use crate::support::{Backend, World};
use engine::db::{Db, expand_list};
use std::collections::BTreeSet;

/// Tables that grow with people, access and time.
const GROWING: &[&str] = &[
    "access_packages",
    "approval_stages",
    "assignments",
    "attribute_holds",
    "audit_records",
    "catalog_resources",
    "catalogs",
    "counted_weeks",
    "deliveries",
    "demo_mails",
    "deputies",
    "digests",
    "directory_objects",
    "directory_roles",
    "emergency_reviewers",
    "emergency_reviews",
    "group_nesting",
    "guest_plans",
    "guest_watches",
    "incompatible_groups",
    "incompatible_packages",
    "left_out_roles",
    "notice_preferences",
    "outbox",
    "package_roles",
    "package_weeks",
    "passcodes",
    "password_resets",
    "pending_sign_ins",
    "policies",
    "policy_targets",
    "provider_attempts",
    "provider_memberships",
    "recovery_codes",
    "request_events",
    "requests",
    "retired_ends",
    "role_assignments",
    "role_holders",
    "scim_attributes",
    "scope_looks",
    "scope_watches",
    "second_factors",
    "sessions",
    "sponsor_asks",
    "stage_approvals",
    "stage_approvers",
    "throttles",
    "user_attributes",
    "user_identities",
    "user_sponsors",
    "users",
    "written_attributes",
];

/// Tables that stay small: one row, or as many as there are partners, roles given by hand, settings.
const SMALL: &[&str] = &[
    "audit_head",
    "connected_organizations",
    "guest_policies",
    "guest_rounds",
    "identity_providers",
    "organization_domains",
    "organization_sponsors",
    "policy_templates",
    "api_tokens",
    "provider_domains",
    "service_principals",
    "settings",
];

/// Something that stands out in the plan of a query.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Finding {
    query: String,
    table: String,
    kind: &'static str,
}

/// A finding that is as it should be.
struct Allowed {
    finding: Finding,
    /// Only Postgres plans it so.
    postgres_only: bool,
}

fn is_growing(table: &str) -> bool {
    GROWING.contains(&table)
}

/// The entries of `allowed.txt`: `query | table | finding | database | reason`.
fn allowed() -> Vec<Allowed> {
    let text = std::fs::read_to_string(crate_folder().join("tests/it/plans/allowed.txt")).unwrap();
    let lines = text
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty());
    lines
        .map(|line| {
            let fields: Vec<_> = line.split('|').map(str::trim).collect();
            let [query, table, kind, database, reason] = fields[..] else {
                panic!("{line:?} has not five fields");
            };
            assert!(is_growing(table), "{line:?}: {table} does not grow");
            assert!(reason.len() > 20, "{line:?} gives no reason");
            let kind = ["scan", "range", "sort"]
                .into_iter()
                .find(|known| *known == kind)
                .unwrap_or_else(|| panic!("{line:?}: there is no finding {kind}"));
            assert!(["both", "postgres"].contains(&database), "{line:?}");
            Allowed {
                finding: Finding {
                    query: query.to_owned(),
                    table: table.to_owned(),
                    kind,
                },
                postgres_only: database == "postgres",
            }
        })
        .collect()
}

/// How many values a statement is explained with: where a list is short, an index over it looks good
/// that is the wrong one for a whole page.
fn lengths(text: &str) -> &'static [usize] {
    if text.contains("$list") {
        &[2, 100]
    } else {
        &[0]
    }
}

async fn findings(world: &World) -> BTreeSet<Finding> {
    let mut found = BTreeSet::new();
    Place::new(world).await;
    for (name, text) in queries_for(world.backend) {
        let fixed = parameters(&text).len();
        for length in lengths(&text) {
            let sql = expand_list(&text, fixed, *length);
            let count = parameters(&sql).len();
            let steps = match world.db() {
                Db::Sqlite { writer, .. } => sqlite::explain(writer, &sql).await,
                Db::Postgres(pool) => postgres::explain(pool, &sql, count).await,
            };
            found.extend(steps.into_iter().map(|(table, kind)| Finding {
                query: name.clone(),
                table,
                kind,
            }));
        }
    }
    found
}

both! {
    async fn no_query_reads_a_growing_table_from_end_to_end(world) {
        let allowed = allowed();
        let found = findings(&world).await;
        let postgres = world.backend == Backend::Postgres;
        let mut wrong = Vec::new();
        for finding in &found {
            let known = allowed
                .iter()
                .any(|entry| entry.finding == *finding && (postgres || !entry.postgres_only));
            if !known {
                wrong.push(format!("{} | {} | {}", finding.query, finding.table, finding.kind));
            }
        }
        // An entry for both is held against SQLite, whose version is ours.
        for entry in &allowed {
            if entry.postgres_only == postgres && !found.contains(&entry.finding) {
                let Finding { query, table, kind } = &entry.finding;
                wrong.push(format!("{query} | {table} | {kind}: no longer so, remove it from allowed.txt"));
            }
        }
        assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    }

    async fn every_table_either_grows_or_stays_small(world) {
        let sql = match world.backend {
            Backend::Sqlite => "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
            Backend::Postgres => "SELECT tablename::text FROM pg_tables WHERE schemaname = 'public'",
        };
        let tables: BTreeSet<String> = rows!(world, (String,), sql)
            .into_iter()
            .map(|row| row.0)
            .filter(|name| name != "_sqlx_migrations")
            .collect();
        let known: BTreeSet<String> = GROWING.iter().chain(SMALL).map(|&name| name.to_owned()).collect();
        assert_eq!(tables, known);
        assert_eq!(known.len(), GROWING.len() + SMALL.len(), "a table is in both lists");
    }

    async fn reading_everybody_stands_out(world) {
        let sql = "SELECT display_name FROM users WHERE job_title = $1 ORDER BY created_at";
        let steps = match world.db() {
            Db::Sqlite { writer, .. } => sqlite::explain(writer, sql).await,
            Db::Postgres(pool) => postgres::explain(pool, sql, 1).await,
        };
        assert!(steps.contains(&("users".to_owned(), "scan")), "{steps:?}");
        let by_key = "SELECT display_name FROM users WHERE id = $1";
        let steps = match world.db() {
            Db::Sqlite { writer, .. } => sqlite::explain(writer, by_key).await,
            Db::Postgres(pool) => postgres::explain(pool, by_key, 1).await,
        };
        assert!(steps.is_empty(), "{steps:?}");
    }
}
