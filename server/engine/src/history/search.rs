//! Searching the requests. Each way to narrow the search has an index that leads it.

use crate::ctx::Ctx;
use crate::db::Conn;
use crate::directory::patterns;
use crate::error::Outcome;
use crate::my::AfterTime;
use crate::texts::Name;
use crate::{fetch_all, fetch_in, lists};
use shared::AppError;
use shared::authz::{Action, Reach};
use shared::ids::{CatalogId, PackageId, RequestId, UserId};
use shared::limits::PAGE_SIZE;
use shared::request::{RequestState, RequestStatus, RequestType, title};
use shared::time::Timestamp;
use shared::views::catalogs::Named;
use shared::views::history::{HistoryFilter, HistoryRow, HistoryView};
use shared::views::my::words;
use shared::views::{Page, When};
use uuid::Uuid;

/// People, and packages, that one search follows.
const FOLLOWED: i64 = 20;
/// A kind of its own to choose, and what it is called (BYD-19).
const EMERGENCY: &str = "emergency";
fn emergency_title() -> &'static str {
    t!("Emergency access")
}
/// Catalogs offered to choose from.
const CATALOGS: i64 = 500;

#[derive(sqlx::FromRow)]
pub(super) struct Row {
    pub id: RequestId,
    pub created_at: Timestamp,
    pub completed_at: Option<Timestamp>,
    pub request_type: RequestType,
    pub state: RequestState,
    pub status: RequestStatus,
    pub emergency: bool,
    pub justification: String,
    pub subject: String,
    pub subject_mail: String,
    pub subject_id: UserId,
    pub requestor_id: Option<UserId>,
    pub requestor: Option<String>,
    pub package_id: PackageId,
    pub package: Name,
    /// The package was not deleted.
    pub there: bool,
    pub catalog: Name,
}

impl Row {
    /// Who asked, when it was somebody else.
    pub fn by(&self) -> Option<String> {
        match self.requestor_id {
            Some(id) if id == self.subject_id => None,
            Some(_) => self.requestor.clone(),
            None => Some("Bailiwick".to_owned()),
        }
    }

    /// What it was, in words.
    pub fn what(&self) -> &'static str {
        if self.emergency {
            emergency_title()
        } else {
            self.request_type.title()
        }
    }

    pub fn cursor(&self) -> String {
        AfterTime::write(self.created_at, self.id.0)
    }
}

/// A filter that was understood, and where it leads.
pub(super) struct Wanted {
    /// Sees every catalog, and asked for all of them.
    everywhere: bool,
    /// Otherwise only these.
    catalogs: Vec<CatalogId>,
    people: Option<Vec<UserId>>,
    packages: Option<Vec<PackageId>>,
    package_words: String,
    state: &'static str,
    kind: &'static str,
    from: Timestamp,
    until: Timestamp,
    /// What was not understood: field and message.
    pub wrong: Vec<(String, String)>,
    /// What the search leaves out; empty if nothing.
    pub note: String,
}

impl Wanted {
    /// Reads a filter; what cannot be understood is named.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for whoever may see requests nowhere; nobody is signed in.
    pub async fn read(ctx: &Ctx, conn: &mut Conn, filter: &HistoryFilter) -> Outcome<Self> {
        ctx.signed_in()?;
        let (mut everywhere, mut catalogs) = match ctx.reach(Action::ViewRequests) {
            Reach::Everywhere => (true, Vec::new()),
            Reach::Only(own) if own.is_empty() => return Err(AppError::NotFound.into()),
            Reach::Only(own) => (false, own),
        };
        if !filter.catalog.is_empty() {
            let chosen = filter.catalog.parse::<CatalogId>().ok();
            let seen = chosen.filter(|chosen| everywhere || catalogs.contains(chosen));
            catalogs = seen.into_iter().collect();
            everywhere = false;
        }
        let mut wrong = Vec::new();
        let mut date = |name: &str, text: &str, otherwise: i64, days: i64| {
            if text.trim().is_empty() {
                return Timestamp(otherwise);
            }
            Timestamp::parse_date(text).map_or_else(
                || {
                    let message = t!("Write the date as year-month-day, such as 2026-03-12.");
                    wrong.push((name.to_owned(), message.to_owned()));
                    Timestamp(otherwise)
                },
                |day| day.plus_days(days),
            )
        };
        let from = date("from", &filter.from, i64::MIN, 0);
        let until = date("until", &filter.until, i64::MAX, 1);
        if from >= until {
            let message = t!("This lies before the first day searched.");
            wrong.push(("until".to_owned(), message.to_owned()));
        }
        let mut note = String::new();
        let people = match filter.who.trim() {
            "" => None,
            who => {
                let [first, second, third] = patterns(who);
                let limit = FOLLOWED + 1;
                let found = fetch_all!(
                    conn,
                    (UserId,),
                    "history/people",
                    first,
                    second,
                    third,
                    limit
                )?;
                Some(cut(found, &mut note, |most| {
                    t!(
                        "More than {most} people have this in their name; the requests are those of the first {most}. Write more of the name.",
                        most
                    )
                }))
            }
        };
        let package_words = lists::containing(&filter.package);
        let packages = if filter.package.trim().is_empty() || people.is_some() {
            None
        } else {
            let words = package_words.as_str();
            let limit = FOLLOWED + 1;
            let found = fetch_in!(
                conn, (PackageId,), "history/packages", &catalogs; words, everywhere, limit)?;
            Some(cut(found, &mut note, |most| {
                t!(
                    "More than {most} packages have this in their name; the requests are those of the first {most}. Write more of the name.",
                    most
                )
            }))
        };
        Ok(Self {
            everywhere,
            catalogs,
            people,
            packages,
            package_words,
            state: filter.state.parse().map_or("", RequestState::as_str),
            kind: match filter.kind.as_str() {
                EMERGENCY => EMERGENCY,
                kind => kind.parse().map_or("", RequestType::as_str),
            },
            from,
            until,
            wrong,
            note,
        })
    }

    /// One stretch of the requests found, newest first.
    pub async fn rows(&self, conn: &mut Conn, after: &str, limit: i64) -> Outcome<Vec<Row>> {
        let AfterTime(mut at, mut id) = AfterTime::newest(after);
        if self.until <= at {
            (at, id) = (self.until, Uuid::nil());
        }
        let (from, state, kind) = (self.from, self.state, self.kind);
        if let Some(people) = &self.people {
            let mut found = Vec::new();
            for person in people {
                let words = self.package_words.as_str();
                let everywhere = self.everywhere;
                found.extend(fetch_in!(conn, Row, "history/of_person", &self.catalogs;
                    at, id, from, state, kind, limit, *person, everywhere, words)?);
            }
            return Ok(merged(found, limit));
        }
        if let Some(packages) = &self.packages {
            let mut found = Vec::new();
            for package in packages {
                found.extend(fetch_all!(
                    conn,
                    Row,
                    "history/of_package",
                    at,
                    id,
                    from,
                    state,
                    kind,
                    limit,
                    *package
                )?);
            }
            return Ok(merged(found, limit));
        }
        if !self.everywhere {
            return Ok(
                fetch_in!(conn, Row, "history/in_catalogs" twin, &self.catalogs;
                at, id, from, state, kind, limit)?,
            );
        }
        Ok(match (state, kind) {
            ("", "") => fetch_all!(conn, Row, "history/all", at, id, from, state, kind, limit)?,
            (_, EMERGENCY) => {
                fetch_all!(conn, Row, "history/emergencies", at, id, from, state, limit)?
            }
            ("", _) => fetch_all!(
                conn,
                Row,
                "history/of_kind",
                at,
                id,
                from,
                state,
                kind,
                limit
            )?,
            _ => fetch_all!(
                conn,
                Row,
                "history/in_state",
                at,
                id,
                from,
                state,
                kind,
                limit
            )?,
        })
    }
}

/// As many as are followed, with a note if there are more.
fn cut<T>(found: Vec<(T,)>, note: &mut String, more: impl Fn(i64) -> String) -> Vec<T> {
    let most = usize::try_from(FOLLOWED).unwrap_or(usize::MAX);
    if found.len() > most {
        *note = more(FOLLOWED);
    }
    found.into_iter().take(most).map(|(id,)| id).collect()
}

/// Several lists with the newest first as one, cut to size.
fn merged(mut rows: Vec<Row>, limit: i64) -> Vec<Row> {
    rows.sort_by_key(|row| std::cmp::Reverse((row.created_at, row.id.0)));
    rows.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    rows
}

/// The requests that the filter leaves, newest first.
///
/// # Errors
/// [`AppError::NotFound`] for whoever may see requests nowhere; nobody is signed in.
pub async fn search(ctx: &Ctx, filter: HistoryFilter) -> Outcome<HistoryView> {
    let mut conn = ctx.read().await?;
    let wanted = Wanted::read(ctx, &mut conn, &filter).await?;
    let mut rows = wanted.rows(&mut conn, &filter.after, lists::FETCH).await?;
    let size = usize::try_from(PAGE_SIZE).unwrap_or(usize::MAX);
    let more = rows.len() > size;
    rows.truncate(size);
    let next = rows.last().filter(|_| more).map(Row::cursor);
    let catalogs: Vec<(CatalogId, Name)> = match ctx.reach(Action::ViewRequests) {
        Reach::Everywhere => fetch_all!(conn, (CatalogId, Name), "catalogs/names_all", CATALOGS)?,
        Reach::Only(own) => {
            fetch_in!(conn, (CatalogId, Name), "catalogs/names_own", &own; CATALOGS)?
        }
    };
    let now = ctx.now();
    Ok(HistoryView {
        page: Page {
            rows: rows.into_iter().map(|row| show(row, now)).collect(),
            next,
        },
        catalogs: catalogs
            .into_iter()
            .map(|(id, name)| Named {
                id: id.to_string(),
                name: name.into(),
            })
            .collect(),
        states: states(),
        kinds: RequestType::ALL
            .iter()
            .map(|kind| (kind.as_str(), kind.title()))
            .chain([(EMERGENCY, emergency_title())])
            .map(|(kind, title)| (kind.to_owned(), title.to_owned()))
            .collect(),
        wrong: wanted.wrong,
        note: wanted.note,
        filter,
    })
}

/// Every state with its words.
fn states() -> Vec<(String, String)> {
    RequestState::ALL
        .iter()
        .map(|state| {
            let words = title(*state, RequestStatus::Accepted);
            (state.as_str().to_owned(), words.to_owned())
        })
        .collect()
}

fn show(row: Row, now: Timestamp) -> HistoryRow {
    let package = format!("/admin/packages/{}", row.package_id);
    HistoryRow {
        href: row.there.then(|| format!("{package}/requests/{}", row.id)),
        package_href: row.there.then_some(package),
        by: row.by(),
        what: row.what().to_owned(),
        badge: words::request_badge(row.state, row.status),
        created: When::new(row.created_at, now),
        completed: row.completed_at.map(|at| When::new(at, now)),
        subject: row.subject,
        subject_detail: row.subject_mail,
        package: row.package.into(),
        catalog: row.catalog.into(),
    }
}
