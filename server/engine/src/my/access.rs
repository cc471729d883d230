//! What a person has, and what they had (UI-04, BYD-10).

use super::cursor::{self, AfterTime};
use super::extension::Extendable;
use super::{package_ref, roles};
use crate::ctx::Ctx;
use crate::error::Outcome;
use crate::fetch_all;
use crate::texts::Name;
use shared::assignment::{DeliveryState, EndReason};
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
    #[sqlx(flatten)]
    stands: Extendable,
    starts_at: Timestamp,
    ended_at: Option<Timestamp>,
    end_reason: Option<EndReason>,
    /// When it ends because the person is outside of the scope (BYD-08).
    scope_ends_at: Option<Timestamp>,
    created_at: Timestamp,
    package_id: PackageId,
    #[sqlx(try_from = "Name")]
    package_name: String,
    catalog_id: CatalogId,
    #[sqlx(try_from = "Name")]
    catalog_name: String,
    /// The package was deleted.
    gone: bool,
}

/// The person's access, active or ended, newest first.
///
/// # Errors
/// Nobody is signed in, or the database fails.
pub async fn access(ctx: &Ctx, ended: bool, after: &str) -> Outcome<AccessPage> {
    let now = ctx.now();
    let AfterTime(at, id) = AfterTime::newest(after);
    let mut conn = ctx.read().await?;
    let subject = ctx.subject(&mut conn).await?;
    let me = subject.id;
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
            let may_extend = row.stands.by(&subject, now)?;
            Ok(AccessRow {
                may_extend,
                ..shown(row, deliveries, now)
            })
        })
        .collect::<Outcome<Vec<AccessRow>>>()?;
    Ok(AccessPage {
        rows: Page { rows, next },
        ended,
    })
}

fn shown(row: Row, deliveries: Vec<roles::Delivery>, now: Timestamp) -> AccessRow {
    let Extendable {
        state,
        ends_at,
        delivered_at,
        waiting,
        ..
    } = row.stands;
    let live = state.is_live();
    let held = deliveries
        .iter()
        .filter(|delivery| {
            !matches!(
                delivery.state,
                DeliveryState::Revoking | DeliveryState::Revoked
            )
        })
        .count();
    let leaving = row.scope_ends_at.filter(|_| live);
    let ends = if live {
        [ends_at, leaving].into_iter().flatten().min()
    } else {
        row.ended_at
    };
    let since = delivered_at.unwrap_or(row.starts_at);
    AccessRow {
        id: row.id.to_string(),
        gone: row.gone,
        badge: words::access_badge(state),
        since: When::new(since, now),
        ends: ends.map(|end| When::new(end, now)),
        ends_soon: live && ends.is_some_and(|end| end <= now.plus_days(SOON_DAYS)),
        end_reason: words::end_reason(row.end_reason.filter(|_| !live)).to_owned(),
        leaving: leaving.map(|end| When::new(end, now)),
        may_extend: false,
        extension_waits: live && waiting,
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
        0 => t!("It ends now.").to_owned(),
        many => tn!(
            many,
            "You lose its role now, unless you hold that in another way too.",
            "You lose its {n} roles now, except those you hold in another way too."
        ),
    };
    format!("{lost} {}", t!("To have it again you need to ask again."))
}
