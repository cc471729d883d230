//! The guests somebody sponsors (UI-07).

use crate::ctx::Ctx;
use crate::db::Conn;
use crate::error::Outcome;
use crate::lists::{FETCH, after, page};
use crate::texts::Name;
use crate::{fetch_all, fetch_in, fetch_optional};
use shared::AppError;
use shared::assignment::AssignmentState;
use shared::authz::{Action, Scope};
use shared::ids::{AssignmentId, CatalogId, GuestPolicyId, PackageId, UserId};
use shared::limits::CONFIRM_AHEAD_DAYS;
use shared::policy::{GuestEffect, GuestReason};
use shared::time::Timestamp;
use shared::views::When;
use shared::views::guests::{GuestPlanView, SponsoredAccess, SponsoredPage, SponsoredRow};
use std::collections::BTreeMap;

#[derive(sqlx::FromRow)]
struct Row {
    id: UserId,
    display_name: String,
    mail: String,
    enabled: bool,
    created_at: Timestamp,
    signed_in_at: Option<Timestamp>,
    leaves_at: Option<Timestamp>,
    organization: Option<String>,
    watched_by: Option<GuestPolicyId>,
    confirm_at: Option<Timestamp>,
    confirmed_at: Option<Timestamp>,
    confirmed_by: Option<String>,
    remark: Option<String>,
    because: Option<GuestReason>,
    effect: Option<String>,
    acts_at: Option<Timestamp>,
    acted: bool,
    remove_at: Option<Timestamp>,
}

#[derive(sqlx::FromRow)]
struct Held {
    subject_id: UserId,
    id: AssignmentId,
    #[sqlx(try_from = "Name")]
    package_name: String,
    package_id: PackageId,
    catalog_id: CatalogId,
    state: AssignmentState,
    ends_at: Option<Timestamp>,
}

/// The guests of whoever acts, with what they have and when they are to be confirmed.
///
/// # Errors
/// Nobody is signed in, or the database fails.
pub async fn sponsored(ctx: &Ctx, cursor: &str) -> Outcome<SponsoredPage> {
    let (me, now) = (ctx.me()?, ctx.now());
    let mut conn = ctx.read().await?;
    let rows = fetch_all!(conn, Row, "guests/sponsored", me, after(cursor), FETCH)?;
    let ids: Vec<UserId> = rows.iter().map(|row| row.id).collect();
    let mut access = held(ctx, &mut conn, &ids, now).await?;
    let mut failed = None;
    let rows = page(
        rows,
        |row| row.id.0,
        |row| {
            let access = access.remove(&row.id).unwrap_or_default();
            show(row, access, now).unwrap_or_else(|failure| {
                failed = Some(failure);
                SponsoredRow::default()
            })
        },
    );
    match failed {
        Some(failure) => Err(failure),
        None => Ok(SponsoredPage { rows }),
    }
}

/// One guest of whoever acts.
///
/// # Errors
/// [`AppError::NotFound`] for somebody whom the reader does not sponsor; nobody is signed in; the database fails.
pub async fn sponsored_guest(ctx: &Ctx, id: UserId) -> Outcome<SponsoredRow> {
    let (me, now) = (ctx.me()?, ctx.now());
    let mut conn = ctx.read().await?;
    let row = fetch_optional!(conn, Row, "guests/sponsored_one", me, id)?;
    let row = row.ok_or(AppError::NotFound)?;
    let mut access = held(ctx, &mut conn, &[id], now).await?;
    show(row, access.remove(&id).unwrap_or_default(), now)
}

async fn held(
    ctx: &Ctx,
    conn: &mut Conn,
    ids: &[UserId],
    now: Timestamp,
) -> Outcome<BTreeMap<UserId, Vec<SponsoredAccess>>> {
    let mut found: BTreeMap<UserId, Vec<SponsoredAccess>> = BTreeMap::new();
    if ids.is_empty() {
        return Ok(found);
    }
    for row in fetch_in!(conn, Held, "guests/sponsored_access", ids)? {
        let scope = Scope::Catalog(row.catalog_id);
        // Whoever runs the package may open it; others read its name.
        let visible = ctx.allows(Action::ViewCatalogAndPackages, scope);
        found
            .entry(row.subject_id)
            .or_default()
            .push(SponsoredAccess {
                id: row.id.to_string(),
                package: row.package_name,
                href: visible.then(|| format!("/admin/packages/{}", row.package_id)),
                state: row.state.title().to_owned(),
                ends: row.ends_at.map(|end| When::new(end, now)),
            });
    }
    Ok(found)
}

fn show(row: Row, access: Vec<SponsoredAccess>, now: Timestamp) -> Outcome<SponsoredRow> {
    let plan = plan(&row, now)?;
    let due = row.confirm_at.filter(|_| !row.acted);
    let soon = due.is_some_and(|at| at <= now.plus_days(CONFIRM_AHEAD_DAYS));
    Ok(SponsoredRow {
        id: row.id.to_string(),
        name: row.display_name,
        mail: row.mail,
        organization: row.organization.unwrap_or_default(),
        blocked: !row.enabled,
        since: When::new(row.created_at, now),
        // Sponsors need not know more than the day.
        signed_in: row.signed_in_at.map(|at| at.long_date()),
        access,
        due: due.map(|at| When::new(at, now)),
        soon,
        confirmed: row.confirmed_at.map(|at| {
            let by = row.confirmed_by.unwrap_or_default();
            t!("Confirmed on {date} by {by}.", date = at.long_date(), by)
        }),
        remark: row.remark.unwrap_or_default(),
        may_confirm: row.enabled,
        may_let_go: row.watched_by.is_some() && plan.is_none(),
        removed: row.leaves_at.map(|at| at.long_date()),
        plan,
    })
}

fn plan(row: &Row, now: Timestamp) -> Outcome<Option<GuestPlanView>> {
    let (Some(because), Some(acts_at), Some(effect)) = (row.because, row.acts_at, &row.effect)
    else {
        return Ok(None);
    };
    let effect: GuestEffect = serde_json::from_str(effect)?;
    let (when, sentence) = match (row.acted, row.remove_at) {
        (true, Some(at)) => (
            at,
            t!("The account is blocked, and will be removed on this day. An administrator can unblock it.").to_owned(),
        ),
        _ => (acts_at, effect.sentence()),
    };
    Ok(Some(GuestPlanView {
        because: because.title().to_owned(),
        when: When::new(when, now),
        date: when.long_date(),
        sentence,
    }))
}
