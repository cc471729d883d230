//! Packages that are suggested to a person (UI-03): only what they may ask for now, with the reason.

use super::package_ref;
use crate::ctx::Ctx;
use crate::error::Outcome;
use crate::texts::{Description, Name};
use crate::{fetch_all, fetch_in, separation};
use shared::directory::{Subject, UserKind};
use shared::ids::{CatalogId, PackageId, PolicyId};
use shared::policy::{CatalogFacts, PackageFacts, PolicyFacts, PolicySettings, applicable};
use shared::suggestion::{Hint, SHOWN, ranked};
use shared::time::Timestamp;
use shared::views::my::SuggestionView;
use std::collections::BTreeMap;

/// Colleagues that are looked at.
const COLLEAGUES: i64 = 100;
/// Packages of colleagues, and former ones of the person, that are judged.
const JUDGED: i64 = 15;

#[derive(sqlx::FromRow)]
struct Common {
    package_id: PackageId,
    holders: i64,
    colleagues: i64,
    manager: Option<String>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: PackageId,
    #[sqlx(try_from = "Name")]
    display_name: String,
    #[sqlx(try_from = "Description")]
    description: String,
    catalog_id: CatalogId,
    #[sqlx(try_from = "Name")]
    catalog_name: String,
    published: bool,
    externally_visible: bool,
    retiring: bool,
    live_assignment: bool,
    open_request: bool,
    separated: bool,
    policy_id: PolicyId,
    settings: String,
}

/// Suggestions for the person, best first; none for people without an account.
///
/// # Errors
/// Nobody is signed in, or the database fails.
pub async fn suggestions(ctx: &Ctx) -> Outcome<Vec<SuggestionView>> {
    let now = ctx.now();
    let mut conn = ctx.read().await?;
    let subject = ctx.subject(&mut conn).await?;
    if subject.kind == UserKind::Visitor {
        return Ok(Vec::new());
    }
    let common = fetch_all!(
        conn,
        Common,
        "my/colleagues",
        subject.id,
        COLLEAGUES,
        JUDGED
    )?;
    type Had = (PackageId, Timestamp);
    let had = fetch_all!(conn, Had, "my/had", subject.id, JUDGED)?;
    let colleagues = common.first().map_or(0, |row| row.colleagues);
    let manager = common.first().and_then(|row| row.manager.clone());
    let hints = ranked(hints(&common, &had), colleagues);
    if hints.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<PackageId> = hints.iter().map(|hint| hint.package).collect();
    let mut packages: BTreeMap<PackageId, Vec<Row>> = BTreeMap::new();
    for row in fetch_in!(conn, Row, "my/suggested", &ids; subject.id)? {
        packages.entry(row.id).or_default().push(row);
    }
    let mut shown = Vec::new();
    for hint in hints {
        let Some(rows) = packages.remove(&hint.package) else {
            continue;
        };
        let Some(row) = rows
            .first()
            .filter(|row| !row.live_assignment && !row.open_request)
        else {
            continue;
        };
        let conflicts = if row.separated {
            let separation = separation::of_person(&mut conn, row.id, subject.id).await?;
            separation.against_asking(&subject)
        } else {
            Vec::new()
        };
        let facts = PackageFacts {
            retiring: row.retiring,
            conflicts,
            ..PackageFacts::default()
        };
        if !may_ask(&rows, facts, &subject, now)? {
            continue;
        }
        let reason = hint.reason(colleagues, manager.as_deref().unwrap_or(t!("your manager")));
        let row = rows.into_iter().next();
        shown.extend(row.map(|row| SuggestionView {
            reason,
            description: row.description,
            package: package_ref(row.id, row.display_name, row.catalog_id, row.catalog_name),
        }));
        if shown.len() == SHOWN {
            break;
        }
    }
    Ok(shown)
}

/// One hint for each package.
fn hints(common: &[Common], had: &[(PackageId, Timestamp)]) -> Vec<Hint> {
    let mut hints: BTreeMap<PackageId, Hint> = BTreeMap::new();
    for row in common {
        let hint = Hint {
            package: row.package_id,
            holders: row.holders,
            had_until: None,
        };
        hints.insert(row.package_id, hint);
    }
    for (package, until) in had {
        let hint = hints.entry(*package).or_insert(Hint {
            package: *package,
            holders: 0,
            had_until: None,
        });
        hint.had_until = hint.had_until.max(Some(*until));
    }
    hints.into_values().collect()
}

/// The rule of every request says so.
fn may_ask(rows: &[Row], facts: PackageFacts, subject: &Subject, now: Timestamp) -> Outcome<bool> {
    let Some(row) = rows.first() else {
        return Ok(false);
    };
    let catalog = CatalogFacts {
        published: row.published,
        externally_visible: row.externally_visible,
    };
    let settings = rows
        .iter()
        .map(|row| Ok((row.policy_id, serde_json::from_str(&row.settings)?)))
        .collect::<Outcome<Vec<(PolicyId, PolicySettings)>>>()?;
    let policies: Vec<PolicyFacts<'_>> = settings
        .iter()
        .map(|(id, settings)| PolicyFacts { id: *id, settings })
        .collect();
    Ok(applicable(catalog, facts, &policies, subject, now).is_eligible())
}
