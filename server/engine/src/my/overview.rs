//! The overview (UI-01): what waits for a person, what is under way, what is about to end.

use super::extension::Extendable;
use super::{approvals, package_ref, requests};
use crate::ctx::Ctx;
use crate::error::Outcome;
use crate::texts::Name;
use crate::{fetch_all, fetch_one};
use shared::directory::{Subject, UserKind};
use shared::ids::{AssignmentId, CatalogId, PackageId};
use shared::time::Timestamp;
use shared::views::When;
use shared::views::my::{EndingRow, OverviewPage, PackageRef, ReadyRow};

/// Rows of each list; the pages behind them have the rest.
const SHOWN: i64 = 5;
/// Days before the end from which access is listed as ending.
const ENDING_DAYS: i64 = 30;
/// Days before the end from which that is urgent.
const SOON_DAYS: i64 = 7;
/// Days for which arrived access counts as new.
const READY_DAYS: i64 = 14;

#[derive(sqlx::FromRow)]
struct Counts {
    requests: i64,
    access: i64,
    ending: i64,
}

#[derive(sqlx::FromRow)]
struct Row {
    package_id: PackageId,
    #[sqlx(try_from = "Name")]
    package_name: String,
    catalog_id: CatalogId,
    #[sqlx(try_from = "Name")]
    catalog_name: String,
    at: Timestamp,
}

#[derive(sqlx::FromRow)]
struct EndingAccess {
    id: AssignmentId,
    #[sqlx(flatten)]
    stands: Extendable,
    #[sqlx(flatten)]
    row: Row,
}

impl EndingAccess {
    fn shown(self, subject: &Subject, now: Timestamp) -> Outcome<EndingRow> {
        let may_extend = self.stands.by(subject, now)?;
        Ok(EndingRow {
            ends: When::new(self.row.at, now),
            soon: self.row.at <= now.plus_days(SOON_DAYS),
            extend: may_extend.then(|| format!("/access/{}/extend", self.id)),
            package: self.row.package(),
        })
    }
}

impl Row {
    fn package(self) -> PackageRef {
        package_ref(
            self.package_id,
            self.package_name,
            self.catalog_id,
            self.catalog_name,
        )
    }
}

/// The overview of the signed-in person.
///
/// # Errors
/// Nobody is signed in, or the database fails.
pub async fn overview(ctx: &Ctx) -> Outcome<OverviewPage> {
    let now = ctx.now();
    let mut conn = ctx.read().await?;
    let subject = ctx.subject(&mut conn).await?;
    let near = now.plus_days(ENDING_DAYS);
    let counts = fetch_one!(conn, Counts, "my/counts", subject.id, near)?;
    let waiting = approvals::pending(&mut conn, &subject, "", SHOWN, now).await?;
    let approvals_count = if waiting.next.is_some() {
        approvals::count(ctx, &mut conn, &subject).await?
    } else {
        i64::try_from(waiting.rows.len()).unwrap_or(i64::MAX)
    };
    let open = requests::list(&mut conn, subject.id, true, "", SHOWN, now).await?;
    let ending = fetch_all!(conn, EndingAccess, "my/ending", subject.id, near, SHOWN)?;
    let since = now.plus_days(-READY_DAYS);
    let ready = fetch_all!(conn, Row, "my/ready", subject.id, since, SHOWN)?;
    Ok(OverviewPage {
        name: ctx.actor_name.clone(),
        visitor: subject.kind == UserKind::Visitor,
        approvals: waiting.rows,
        approvals_count,
        requests: open.rows,
        requests_count: counts.requests,
        ending: ending
            .into_iter()
            .map(|row| row.shown(&subject, now))
            .collect::<Outcome<Vec<EndingRow>>>()?,
        ending_count: counts.ending,
        ready: ready
            .into_iter()
            .map(|row| ReadyRow {
                since: When::new(row.at, now),
                package: row.package(),
            })
            .collect(),
        access_count: counts.access,
    })
}
