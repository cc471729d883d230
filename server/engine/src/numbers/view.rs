//! Looking at the numbers.

use super::count::{Counted, WEEKS_BACK, first_uncounted, week};
use crate::ctx::Ctx;
use crate::db::Conn;
use crate::error::Outcome;
use crate::texts::Name;
use crate::{fetch_all, fetch_in};
use shared::AppError;
use shared::authz::{Action, Reach};
use shared::ids::{CatalogId, PackageId};
use shared::numbers::{Durations, WEEK, span, week_of};
use shared::time::Timestamp;
use shared::views::catalogs::Named;
use shared::views::numbers::{BusyRow, NumbersView, StageRow, Times, WeekRow};
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};

/// Rows of each ranking.
const RANKED: usize = 10;
/// Catalogs offered to choose from.
const CATALOGS: i64 = 500;
/// Decisions that make a stage one to speak of.
const DECISIONS_MIN: i64 = 3;
/// Packages named in one statement.
const NAMED: usize = 500;

/// Whose numbers: all, or those of some catalogs.
struct Seen {
    everywhere: bool,
    catalogs: Vec<CatalogId>,
}

type Weeks = BTreeMap<Timestamp, BTreeMap<PackageId, Counted>>;

#[derive(sqlx::FromRow)]
struct Package {
    id: PackageId,
    #[sqlx(try_from = "Name")]
    display_name: String,
    /// It was not deleted: those that were count, and are not named.
    there: bool,
    catalog_id: CatalogId,
    #[sqlx(try_from = "Name")]
    catalog: String,
}

/// The numbers of the last weeks, the present one included: of one catalog, or of all those whose requests
/// the actor may see. `period` is a number of weeks: 4, 13 (also for anything else) or 52.
///
/// # Errors
/// [`AppError::NotFound`] for whoever may see requests nowhere; nobody is signed in.
pub async fn view(ctx: &Ctx, period: &str, catalog: &str) -> Outcome<NumbersView> {
    ctx.signed_in()?;
    let reach = ctx.reach(Action::ViewRequests);
    if matches!(&reach, Reach::Only(own) if own.is_empty()) {
        return Err(AppError::NotFound.into());
    }
    let weeks_back = match period {
        "4" => 4,
        "52" => WEEKS_BACK,
        _ => 13,
    };
    let now = ctx.now();
    let since = Timestamp(week_of(now).0 - (weeks_back - 1) * WEEK);
    let mut conn = ctx.read().await?;
    let catalogs: Vec<(CatalogId, Name)> = match &reach {
        Reach::Everywhere => fetch_all!(conn, (CatalogId, Name), "catalogs/names_all", CATALOGS)?,
        Reach::Only(own) => {
            fetch_in!(conn, (CatalogId, Name), "catalogs/names_own", own; CATALOGS)?
        }
    };
    let seen = seen(reach, catalog);
    let weeks = counted(&mut conn, &seen, since, now).await?;
    let mut by_package: HashMap<PackageId, Counted> = HashMap::new();
    let mut all = Counted::default();
    for counted in weeks.values().flatten() {
        by_package.entry(*counted.0).or_default().merge(counted.1);
        all.merge(counted.1);
    }
    let packages = packages(&mut conn, by_package.keys().copied().collect()).await?;
    Ok(NumbersView {
        period: weeks_back.to_string(),
        catalog: catalog.to_owned(),
        catalogs: catalogs
            .into_iter()
            .map(|(id, name)| Named {
                id: id.to_string(),
                name: name.into(),
            })
            .collect(),
        asked: all.asked,
        granted: all.granted,
        denied: all.denied,
        unanswered: all.unanswered,
        canceled: all.canceled,
        failed: all.failed,
        times: times(&all.to_access),
        weeks: by_week(&weeks, since, weeks_back),
        busiest: busiest(&by_package, &packages),
        slowest: slowest(&by_package, &packages),
    })
}

/// What the actor may see of what they asked for.
fn seen(reach: Reach, catalog: &str) -> Seen {
    let all = Seen {
        everywhere: true,
        catalogs: Vec::new(),
    };
    let chosen = catalog.parse::<CatalogId>().ok();
    match (reach, catalog) {
        (Reach::Everywhere, "") => all,
        (Reach::Everywhere, _) => Seen {
            everywhere: false,
            catalogs: chosen.into_iter().collect(),
        },
        (Reach::Only(own), "") => Seen {
            everywhere: false,
            catalogs: own,
        },
        (Reach::Only(own), _) => Seen {
            everywhere: false,
            catalogs: chosen.filter(|id| own.contains(id)).into_iter().collect(),
        },
    }
}

/// The weeks since then: those that were counted, and the others counted now.
async fn counted(conn: &mut Conn, seen: &Seen, since: Timestamp, now: Timestamp) -> Outcome<Weeks> {
    #[derive(sqlx::FromRow)]
    struct Row {
        week: Timestamp,
        package_id: PackageId,
        asked: i64,
        granted: i64,
        denied: i64,
        unanswered: i64,
        canceled: i64,
        failed: i64,
        to_access: String,
        stages: String,
    }
    let mut weeks = Weeks::new();
    let (catalogs, everywhere) = (&seen.catalogs, seen.everywhere);
    for row in fetch_in!(conn, Row, "numbers/weeks", catalogs; since, everywhere)? {
        let counted = Counted {
            asked: row.asked,
            granted: row.granted,
            denied: row.denied,
            unanswered: row.unanswered,
            canceled: row.canceled,
            failed: row.failed,
            to_access: serde_json::from_str(&row.to_access)?,
            stages: serde_json::from_str(&row.stages)?,
        };
        weeks
            .entry(row.week)
            .or_default()
            .insert(row.package_id, counted);
    }
    let Some(next) = first_uncounted(conn, now).await? else {
        return Ok(weeks);
    };
    let mut begins = Timestamp(next.0.max(since.0));
    while begins <= now {
        let mut fresh = week(conn, begins).await?;
        if !everywhere {
            let known = packages(conn, fresh.keys().copied().collect()).await?;
            let mine: HashSet<PackageId> = known
                .values()
                .filter(|package| catalogs.contains(&package.catalog_id))
                .map(|package| package.id)
                .collect();
            fresh.retain(|package, _| mine.contains(package));
        }
        weeks.insert(begins, fresh);
        begins = Timestamp(begins.0 + WEEK);
    }
    Ok(weeks)
}

async fn packages(conn: &mut Conn, ids: Vec<PackageId>) -> Outcome<HashMap<PackageId, Package>> {
    let mut found = HashMap::new();
    for ids in ids.chunks(NAMED) {
        for package in fetch_in!(conn, Package, "numbers/packages", ids)? {
            found.insert(package.id, package);
        }
    }
    Ok(found)
}

fn times(durations: &Durations) -> Times {
    let at = |percent| durations.percentile(percent).map(span).unwrap_or_default();
    Times {
        count: durations.count(),
        median: at(50),
        most: at(90),
        nearly_all: at(95),
    }
}

fn by_week(weeks: &Weeks, since: Timestamp, number: i64) -> Vec<WeekRow> {
    (0..number)
        .map(|place| {
            let begins = Timestamp(since.0 + place * WEEK);
            let mut all = Counted::default();
            for counted in weeks.get(&begins).into_iter().flat_map(BTreeMap::values) {
                all.merge(counted);
            }
            WeekRow {
                begins: begins.short_date(),
                asked: all.asked,
                granted: all.granted,
                refused: all.denied + all.unanswered,
            }
        })
        .collect()
}

fn named(package: &Package) -> Named {
    Named {
        id: package.id.to_string(),
        name: package.display_name.clone(),
    }
}

fn busiest(
    counted: &HashMap<PackageId, Counted>,
    packages: &HashMap<PackageId, Package>,
) -> Vec<BusyRow> {
    let mut rows: Vec<_> = counted
        .iter()
        .filter(|(_, counted)| counted.asked > 0)
        .filter_map(|(id, counted)| Some((packages.get(id)?, counted)))
        .filter(|(package, _)| package.there)
        .collect();
    rows.sort_by_key(|(package, counted)| (Reverse(counted.asked), package.id));
    rows.into_iter()
        .take(RANKED)
        .map(|(package, counted)| BusyRow {
            package: named(package),
            catalog: package.catalog.clone(),
            asked: counted.asked,
            granted: counted.granted,
            times: times(&counted.to_access),
        })
        .collect()
}

fn slowest(
    counted: &HashMap<PackageId, Counted>,
    packages: &HashMap<PackageId, Package>,
) -> Vec<StageRow> {
    let mut rows = Vec::new();
    for (id, counted) in counted {
        let Some(package) = packages.get(id).filter(|package| package.there) else {
            continue;
        };
        for (place, durations) in &counted.stages {
            if durations.count() < DECISIONS_MIN {
                continue;
            }
            let median = durations.percentile(50).unwrap_or_default();
            rows.push((Reverse(median), package.id, *place, package, durations));
        }
    }
    rows.sort_by_key(|(median, id, place, ..)| (*median, *id, *place));
    rows.into_iter()
        .take(RANKED)
        .map(|(median, _, place, package, durations)| StageRow {
            package: named(package),
            stage: place + 1,
            times: times(durations),
            minutes: u32::try_from(median.0 / 60_000).unwrap_or(u32::MAX),
        })
        .collect()
}
