//! The errors of delivery of a package: how many, and which (REQ-08, BYD-10).

use super::model::{Package, permitted};
use super::overview::head_of;
use crate::db::Conn;
use crate::delivery::refused;
use crate::my::AfterTime;
use crate::{Ctx, Outcome, fetch_all, fetch_one, lists};
use shared::assignment::DeliveryState;
use shared::authz::Action;
use shared::ids::{AssignmentId, DeliveryId, PackageId, RequestId};
use shared::limits::PAGE_SIZE;
use shared::time::Timestamp;
use shared::views::my::words;
use shared::views::packages::{DeliveryErrorsView, DeliveryRow, TroubleRow};
use shared::views::{Page, When};
use uuid::Uuid;

/// How many roles of the package wait with an error, counted to a limit; none for those who may not see
/// them.
pub(super) async fn count(ctx: &Ctx, conn: &mut Conn, package: &Package) -> Outcome<Option<i64>> {
    if !ctx.allows(Action::ViewDeliveryErrors, package.scope()) {
        return Ok(None);
    }
    let (errors,) = fetch_one!(conn, (i64,), "packages/count_errors", package.id)?;
    Ok(Some(errors))
}

#[derive(sqlx::FromRow)]
struct Row {
    id: DeliveryId,
    assignment_id: AssignmentId,
    created_at: Timestamp,
    person: String,
    person_mail: String,
    request_id: Option<RequestId>,
    role: String,
    state: DeliveryState,
    attempts: i64,
    next_try_at: Option<Timestamp>,
    last_error: String,
}

/// The roles of a package that could not be given yet, with what is wrong, the latest access first.
///
/// # Errors
/// There is no such package, or the actor may not see its errors.
pub async fn delivery_errors(ctx: &Ctx, id: PackageId, after: &str) -> Outcome<DeliveryErrorsView> {
    let (_, package) = permitted(ctx, id, Action::ViewDeliveryErrors).await?;
    let mut conn = ctx.read().await?;
    // A page ends with the last role of somebody's access or in the midst of it: the role tells which.
    let (cursor, role) = after.split_once('.').unwrap_or((after, ""));
    let AfterTime(at, assignment) = AfterTime::newest(cursor);
    let role: Uuid = lists::after(role);
    let mut rows = fetch_all!(
        conn,
        Row,
        "packages/errors",
        id,
        at,
        assignment,
        role,
        lists::FETCH
    )?;
    let size = usize::try_from(PAGE_SIZE).unwrap_or(usize::MAX);
    let more = rows.len() > size;
    rows.truncate(size);
    let next = rows.last().filter(|_| more).map(|row| {
        let cursor = AfterTime::write(row.created_at, row.assignment_id.0);
        format!("{cursor}.{}", row.id)
    });
    let now = ctx.now();
    let errors = count(ctx, &mut conn, &package).await?.unwrap_or_default();
    let rows = rows.into_iter().map(|row| show(row, now)).collect();
    Ok(DeliveryErrorsView {
        head: head_of(ctx, &package),
        may_apply: ctx.allows(Action::ReprocessAssignment, package.scope()),
        errors,
        page: Page { rows, next },
    })
}

fn show(row: Row, now: Timestamp) -> TroubleRow {
    TroubleRow {
        assignment: row.assignment_id.to_string(),
        person: row.person,
        person_detail: row.person_mail,
        request: row.request_id.map(|id| id.to_string()),
        delivery: DeliveryRow {
            role: row.role,
            badge: words::delivery_badge(row.state),
            error: refused::said(&row.last_error),
            attempts: row.attempts,
            next: row.next_try_at.map(|at| When::new(at, now)),
        },
    }
}
