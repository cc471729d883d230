//! Counting weeks.

use crate::ctx::Ctx;
use crate::db::Conn;
use crate::error::Outcome;
use crate::{execute, execute_rows, fetch_all, fetch_one};
use shared::ids::PackageId;
use shared::numbers::{Durations, WEEK, week_of};
use shared::request::{RequestState, RequestStatus};
use shared::time::Timestamp;
use std::collections::BTreeMap;

/// Weeks that are counted at most when nothing was before: as many as the page looks back.
pub(super) const WEEKS_BACK: i64 = 52;

/// What happened to the requests for one package in one week.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Counted {
    pub asked: i64,
    pub granted: i64,
    pub denied: i64,
    pub unanswered: i64,
    pub canceled: i64,
    pub failed: i64,
    pub to_access: Durations,
    /// By place, from 0.
    pub stages: BTreeMap<i64, Durations>,
}

impl Counted {
    /// Adds what another week, or another package, counted.
    pub fn merge(&mut self, other: &Self) {
        self.asked += other.asked;
        self.granted += other.granted;
        self.denied += other.denied;
        self.unanswered += other.unanswered;
        self.canceled += other.canceled;
        self.failed += other.failed;
        self.to_access.merge(&other.to_access);
        for (place, durations) in &other.stages {
            self.stages.entry(*place).or_default().merge(durations);
        }
    }

    fn close(&mut self, state: RequestState, status: RequestStatus, slot: i64, number: i64) {
        match (state, status) {
            (RequestState::Delivered, _) => {
                self.granted += number;
                self.to_access.add(slot, number);
            }
            (RequestState::Denied, RequestStatus::Expired) => self.unanswered += number,
            (RequestState::Denied, _) => self.denied += number,
            (RequestState::Canceled, _) => self.canceled += number,
            (RequestState::PartiallyDelivered | RequestState::DeliveryFailed, _) => {
                self.failed += number;
            }
            _ => {}
        }
    }
}

/// Counts the week that begins then, package by package.
pub(super) async fn week(
    conn: &mut Conn,
    begins: Timestamp,
) -> Outcome<BTreeMap<PackageId, Counted>> {
    type Asked = (PackageId, i64);
    type Closed = (PackageId, RequestState, RequestStatus, i64, i64);
    type Decided = (PackageId, i64, i64, i64);
    let ends = Timestamp(begins.0 + WEEK);
    let mut counted: BTreeMap<PackageId, Counted> = BTreeMap::new();
    for (package, number) in fetch_all!(conn, Asked, "numbers/asked", begins, ends)? {
        counted.entry(package).or_default().asked += number;
    }
    for (package, state, status, slot, number) in
        fetch_all!(conn, Closed, "numbers/closed", begins, ends)?
    {
        let counted = counted.entry(package).or_default();
        counted.close(state, status, slot, number);
    }
    for (package, place, slot, number) in fetch_all!(conn, Decided, "numbers/stages", begins, ends)?
    {
        let stages = &mut counted.entry(package).or_default().stages;
        stages.entry(place).or_default().add(slot, number);
    }
    Ok(counted)
}

/// The first week that is not counted yet; none before there are requests.
pub(super) async fn first_uncounted(conn: &mut Conn, now: Timestamp) -> Outcome<Option<Timestamp>> {
    type Row = (Option<Timestamp>, Option<Timestamp>);
    let (counted, first) = fetch_one!(conn, Row, "numbers/due")?;
    Ok(match (counted, first) {
        (Some(counted), _) => Some(Timestamp(counted.0 + WEEK)),
        (None, Some(first)) => {
            let earliest = week_of(now).0 - WEEKS_BACK * WEEK;
            Some(Timestamp(week_of(first).0.max(earliest)))
        }
        (None, None) => None,
    })
}

/// Counts every week that is over and was not counted before; how many those were. Harmless when run twice
/// or by two servers at once.
///
/// # Errors
/// Only the system may; the database fails.
pub async fn count_weeks(ctx: &Ctx) -> Outcome<usize> {
    let permit = ctx.by_system()?;
    let now = ctx.now();
    let mut conn = ctx.read().await?;
    let next = first_uncounted(&mut conn, now).await?;
    drop(conn);
    let Some(mut begins) = next else {
        return Ok(0);
    };
    let mut weeks = 0;
    while begins.0 + WEEK <= now.0 {
        // A week that is over does not change, so nobody needs to wait while it is read.
        let mut conn = ctx.read().await?;
        let mut rows = Vec::new();
        for (package, counted) in week(&mut conn, begins).await? {
            let to_access = serde_json::to_string(&counted.to_access)?;
            let stages = serde_json::to_string(&counted.stages)?;
            rows.push((package, counted, to_access, stages));
        }
        drop(conn);
        let mut tx = ctx.begin(&permit).await?;
        if execute!(tx, "numbers/count_week", begins)? == 0 {
            return Ok(weeks);
        }
        execute_rows!(tx, "numbers/insert_weeks", rows, |row| [
            begins,
            row.0,
            row.1.asked,
            row.1.granted,
            row.1.denied,
            row.1.unanswered,
            row.1.canceled,
            row.1.failed,
            &row.2,
            &row.3
        ])?;
        tx.commit_unrecorded().await?;
        weeks += 1;
        begins = Timestamp(begins.0 + WEEK);
    }
    Ok(weeks)
}
