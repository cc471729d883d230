//! What a person has, and what they had (UI-04, BYD-10).

use super::cursor::{self, AfterTime};
use super::{package_ref, roles};
use crate::ctx::Ctx;
use crate::error::Outcome;
use crate::fetch_all;
use shared::assignment::{AssignmentState, DeliveryState, EndReason};
use shared::ids::{AssignmentId, CatalogId, PackageId};
use shared::limits;
use shared::time::Timestamp;
use shared::views::my::{AccessPage, AccessRow, words};
use shared::views::{Page, When};

/// Days before the end from which access counts as ending soon.
pub(super) const SOON_DAYS: i64 = 14;

#[derive(sqlx::FromRow)]
struct Row {
    id: AssignmentId,
    state: AssignmentState,
    starts_at: Timestamp,
    ends_at: Option<Timestamp>,
    delivered_at: Option<Timestamp>,
    ended_at: Option<Timestamp>,
    end_reason: Option<EndReason>,
    created_at: Timestamp,
    package_id: PackageId,
    package_name: String,
    catalog_id: CatalogId,
    catalog_name: String,
}

/// The person's access, active or ended, newest first.
///
/// # Errors
/// Nobody is signed in, or the database fails.
pub async fn access(ctx: &Ctx, ended: bool, after: &str) -> Outcome<AccessPage> {
    let (me, now) = (ctx.me()?, ctx.now());
    let AfterTime(at, id) = AfterTime::newest(after);
    let mut conn = ctx.read().await?;
    let size = limits::PAGE_SIZE;
    let mut found = fetch_all!(conn, Row, "my/access", me, ended, at, id, size + 1)?;
    let next = cursor::cut(&mut found, size, |row| {
        AfterTime::write(row.created_at, row.id.0)
    });
    let ids: Vec<AssignmentId> = found.iter().map(|row| row.id).collect();
    let mut deliveries = roles::of_assignments(&mut conn, &ids, now).await?;
    let rows = found
        .into_iter()
        .map(|row| {
            let deliveries = deliveries.remove(&row.id).unwrap_or_default();
            shown(row, deliveries, now)
        })
        .collect();
    Ok(AccessPage {
        rows: Page { rows, next },
        ended,
    })
}

fn shown(row: Row, deliveries: Vec<roles::Delivery>, now: Timestamp) -> AccessRow {
    let live = row.state.is_live();
    let held = deliveries
        .iter()
        .filter(|delivery| {
            !matches!(
                delivery.state,
                DeliveryState::Revoking | DeliveryState::Revoked
            )
        })
        .count();
    let ends = if live { row.ends_at } else { row.ended_at };
    let since = row.delivered_at.unwrap_or(row.starts_at);
    AccessRow {
        id: row.id.to_string(),
        badge: words::access_badge(row.state),
        since: When::new(since, now),
        ends: ends.map(|end| When::new(end, now)),
        ends_soon: live && ends.is_some_and(|end| end <= now.plus_days(SOON_DAYS)),
        end_reason: words::end_reason(row.end_reason.filter(|_| !live)).to_owned(),
        give_back: live.then(|| consequence(held)),
        roles: deliveries
            .into_iter()
            .map(|delivery| delivery.shown)
            .collect(),
        package: package_ref(
            row.package_id,
            row.package_name,
            row.catalog_id,
            row.catalog_name,
        ),
    }
}

/// What giving access back means.
fn consequence(roles: usize) -> String {
    let lost = match roles {
        0 => "It ends now.".to_owned(),
        1 => "You lose its role now, unless you hold that in another way too.".to_owned(),
        many => {
            format!("You lose its {many} roles now, except those you hold in another way too.")
        }
    };
    format!("{lost} To have it again you need to ask again.")
}
