//! Searching the log (BYD-26). Only administrators see it.

use super::chain::Record;
use super::words;
use super::{Verdict, verify};
use crate::ctx::Ctx;
use crate::db::Conn;
use crate::error::Outcome;
use crate::{directory, fetch_all, fetch_one, lists, programs};
use shared::authz::{Action, Scope};
use shared::ids::{ProgramId, UserId};
use shared::limits::PAGE_SIZE;
use shared::time::Timestamp;
use shared::views::audit::{AuditFilter, AuditRow, AuditView, ChainView};
use shared::views::{Page, When};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// A filter that was understood.
pub(super) struct Wanted {
    from: Timestamp,
    until: Timestamp,
    action: String,
    who: String,
    what: String,
    id: Option<(By, Uuid)>,
    before: i64,
    /// What was not understood: filter and message.
    wrong: Vec<(String, String)>,
}

/// Which id is searched for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum By {
    Actor,
    Subject,
    Target,
    Package,
    Catalog,
}

impl Wanted {
    /// Reads a filter; what cannot be understood matches nothing and is named.
    pub(super) fn read(filter: &AuditFilter) -> Self {
        let mut wrong = Vec::new();
        let mut date = |name: &str, text: &str, otherwise: i64, whole_day: bool| {
            if text.trim().is_empty() {
                return Timestamp(otherwise);
            }
            match Timestamp::parse_date(text) {
                Some(day) if whole_day => day.plus_days(1),
                Some(day) => day,
                None => {
                    let message = t!("Write the date as year-month-day, such as 2026-03-12.");
                    wrong.push((name.to_owned(), message.to_owned()));
                    Timestamp(otherwise)
                }
            }
        };
        let from = date("from", &filter.from, i64::MIN, false);
        let until = date("until", &filter.until, i64::MAX, true);
        if from >= until {
            wrong.push((
                "until".to_owned(),
                t!("This lies before the first day searched.").to_owned(),
            ));
        }
        let ids = [
            (By::Actor, &filter.actor),
            (By::Subject, &filter.subject),
            (By::Target, &filter.target),
            (By::Package, &filter.package),
            (By::Catalog, &filter.catalog),
        ];
        let id = ids
            .iter()
            .find(|(_, text)| !text.trim().is_empty())
            .map(|(by, text)| (*by, text.trim().parse().unwrap_or(Uuid::nil())));
        Self {
            from,
            until,
            action: action_pattern(&filter.action),
            who: lists::containing(&filter.who),
            what: lists::containing(&filter.what),
            id,
            before: filter.before.trim().parse().unwrap_or(i64::MAX),
            wrong,
        }
    }

    /// Records, latest first.
    pub(super) async fn records(
        &self,
        conn: &mut Conn,
        before: i64,
        limit: i64,
    ) -> Outcome<Vec<Record>> {
        let (from, until) = (self.from.0, self.until.0);
        let (action, who, what) = (&self.action, &self.who, &self.what);
        let rows = match self.id {
            None => fetch_all!(
                conn,
                Record,
                "audit/search",
                before,
                from,
                until,
                action,
                who,
                what,
                limit
            )?,
            Some((By::Actor, id)) => fetch_all!(
                conn,
                Record,
                "audit/search_by_actor",
                before,
                from,
                until,
                action,
                who,
                what,
                limit,
                id
            )?,
            Some((By::Subject, id)) => fetch_all!(
                conn,
                Record,
                "audit/search_by_subject",
                before,
                from,
                until,
                action,
                who,
                what,
                limit,
                id
            )?,
            Some((By::Target, id)) => fetch_all!(
                conn,
                Record,
                "audit/search_by_target",
                before,
                from,
                until,
                action,
                who,
                what,
                limit,
                id
            )?,
            Some((By::Package, id)) => fetch_all!(
                conn,
                Record,
                "audit/search_by_package",
                before,
                from,
                until,
                action,
                who,
                what,
                limit,
                id
            )?,
            Some((By::Catalog, id)) => fetch_all!(
                conn,
                Record,
                "audit/search_by_catalog",
                before,
                from,
                until,
                action,
                who,
                what,
                limit,
                id
            )?,
        };
        Ok(rows)
    }

    /// What the id stands for, in words; the name is that of the latest record found.
    fn narrowed(&self, records: &[Record]) -> Option<String> {
        let (by, id) = self.id?;
        let called = |found: Option<Uuid>, name: &str| (found == Some(id)).then(|| name.to_owned());
        let name = records.iter().find_map(|record| match by {
            By::Actor => called(record.actor_id, &record.actor_name),
            By::Subject | By::Target | By::Package | By::Catalog => {
                called(record.target_id, &record.target_name)
            }
        });
        let name = name.unwrap_or_else(|| id.to_string());
        Some(match by {
            By::Actor => t!("Done by {name}", name),
            By::Subject => t!("Concerning {name}", name),
            By::Target => t!("Changes of {name}", name),
            By::Package => t!("In the package {name}", name),
            By::Catalog => t!("In the catalog {name}", name),
        })
    }
}

/// An area matches all of its actions; anything else only itself.
fn action_pattern(action: &str) -> String {
    let action = action.trim();
    let escaped: String = action
        .chars()
        .filter(|c| !c.is_control())
        .take(100)
        .flat_map(|c| {
            let escape = matches!(c, '%' | '_' | '\\').then_some('\\');
            escape.into_iter().chain([c])
        })
        .collect();
    if action.is_empty() {
        "%".to_owned()
    } else if action.contains('.') {
        escaped
    } else {
        format!("{escaped}.%")
    }
}

/// Records that fit the filter, latest first; with `check`, the whole chain is verified as well.
///
/// # Errors
/// Not allowed, or the database fails.
pub async fn search(ctx: &Ctx, filter: AuditFilter, check: bool) -> Outcome<AuditView> {
    ctx.require(Action::ViewAuditLog, Scope::Tenant)?;
    let wanted = Wanted::read(&filter);
    let mut conn = ctx.read().await?;
    let (latest, _) = fetch_one!(conn, (i64, String), "audit/head")?;
    let mut records = if wanted.wrong.is_empty() {
        wanted
            .records(&mut conn, wanted.before, lists::FETCH)
            .await?
    } else {
        Vec::new()
    };
    let narrowed = wanted.narrowed(&records);
    let actors = actor_places(&mut conn, &records).await?;
    drop(conn);
    let size = usize::try_from(PAGE_SIZE).unwrap_or(usize::MAX);
    let more = records.len() > size;
    records.truncate(size);
    let next = records
        .last()
        .filter(|_| more)
        .map(|record| record.seq.to_string());
    let now = ctx.now();
    Ok(AuditView {
        page: Page {
            rows: records
                .iter()
                .map(|record| row(record, &actors, now))
                .collect(),
            next,
        },
        filter,
        narrowed,
        areas: words::areas()
            .into_iter()
            .map(|(word, title)| (word.to_owned(), title.to_owned()))
            .collect(),
        wrong: wanted.wrong,
        latest,
        chain: if check { Some(chain(ctx).await?) } else { None },
    })
}

async fn chain(ctx: &Ctx) -> Outcome<ChainView> {
    Ok(match verify(&ctx.engine.db).await? {
        Verdict::Intact(count) => ChainView {
            intact: true,
            sentence: match count {
                0 => t!("The log is empty.").to_owned(),
                many => tn!(
                    many,
                    "One record was checked: it is as it was written.",
                    "{n} records were checked: all are as they were written."
                ),
            },
        },
        Verdict::Broken(at) => ChainView {
            intact: false,
            sentence: t!(
                "The chain breaks at record {record}: {problem}.",
                record = at.seq,
                problem = at.problem
            ),
        },
    })
}

/// The pages of those who acted, people and programs, by their ids; of programs that are gone there is
/// none.
pub(super) async fn actor_places(
    conn: &mut Conn,
    records: &[Record],
) -> Outcome<BTreeMap<Uuid, String>> {
    let ids: BTreeSet<Uuid> = records
        .iter()
        .filter_map(|record| record.actor_id)
        .collect();
    let people: Vec<UserId> = ids.iter().copied().map(UserId).collect();
    let mut places: BTreeMap<Uuid, String> = directory::people_by_ids(conn, &people)
        .await?
        .into_keys()
        .map(|id| (id.0, format!("/admin/people/{id}")))
        .collect();
    let others: Vec<ProgramId> = ids
        .into_iter()
        .filter(|id| !places.contains_key(id))
        .map(ProgramId)
        .collect();
    for program in programs::by_ids(conn, &others).await? {
        places.insert(program.id.0, format!("/admin/programs/{}", program.id));
    }
    Ok(places)
}

/// A record as a line of a list.
pub(super) fn row(record: &Record, actors: &BTreeMap<Uuid, String>, now: Timestamp) -> AuditRow {
    AuditRow {
        seq: record.seq,
        when: When::new(Timestamp(record.at), now),
        actor: record.actor_name.clone(),
        actor_href: record.actor_id.and_then(|id| actors.get(&id).cloned()),
        title: words::title(&record.action),
        target: record.target_name.clone(),
        target_href: target_href(record),
    }
}

/// Where the thing that was changed can be seen; what was deleted cannot.
fn target_href(record: &Record) -> Option<String> {
    let id = record.target_id?;
    if record.action.ends_with(".delete") {
        return None;
    }
    let package = record.package_id;
    match record.target_kind.as_str() {
        "program" => Some(format!("/admin/programs/{id}")),
        "user" => Some(format!("/admin/people/{id}")),
        "catalog" => Some(format!("/admin/catalogs/{id}")),
        "package" => Some(format!("/admin/packages/{id}")),
        "group" | "application" | "site" | "resource" => Some(format!("/admin/objects/{id}")),
        "organization" => Some(format!("/admin/organizations/{id}")),
        "policy" => package.map(|package| format!("/admin/packages/{package}/policies")),
        "request" => package.map(|package| format!("/admin/packages/{package}/requests/{id}")),
        "assignment" => package.map(|package| format!("/admin/packages/{package}/assignments")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn byd_26_an_area_matches_its_actions_only() {
        assert_eq!(action_pattern(""), "%");
        assert_eq!(action_pattern("catalog"), "catalog.%");
        assert_eq!(action_pattern("demo.move_clock"), "demo.move\\_clock");
    }

    #[test]
    fn byd_26_a_wrong_date_is_named() {
        let wanted = Wanted::read(&AuditFilter {
            from: "yesterday".to_owned(),
            ..AuditFilter::default()
        });
        assert_eq!(wanted.wrong[0].0, "from");
        let wanted = Wanted::read(&AuditFilter {
            from: "2026-03-12".to_owned(),
            until: "2026-03-12".to_owned(),
            ..AuditFilter::default()
        });
        assert!(wanted.wrong.is_empty(), "one day is a range");
        assert_eq!(wanted.until.0 - wanted.from.0, 86_400_000);
    }
}
