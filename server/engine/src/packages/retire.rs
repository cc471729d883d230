//! The end of a package in an orderly way (BYD-20): from the first moment nobody new gets it, its holders
//! are told, on a date all access ends, and then it is archived.

use super::model::{find, lock, lock_with_holders, permitted};
use crate::assignments::store::AssignmentRow;
use crate::catalogs::stale;
use crate::db::Conn;
use crate::{Ctx, Outcome, audit, execute, fetch_all, fetch_one, notices};
use serde_json::json;
use shared::AppError;
use shared::authz::Action;
use shared::forms::packages::RetireInput;
use shared::ids::{AssignmentId, PackageId, RequestId, UserId};
use shared::time::Timestamp;

/// Begins the retirement. Requests under way end, access ends on the date or when it would have ended
/// before, and the holders are told in the background.
///
/// # Errors
/// Not allowed; [`AppError::Conflict`] if it is being retired already; a message at `on`.
pub async fn retire(ctx: &Ctx, id: PackageId, input: &RetireInput) -> Outcome<()> {
    let (permit, package) = permitted(ctx, id, Action::DeletePackage).await?;
    let now = ctx.now();
    if input.on < now.plus_days(1).start_of_day() {
        return Err(AppError::field("on", t!("Choose a day from tomorrow on.")).into());
    }
    let mut tx = ctx.begin(&permit).await?;
    package.still_in(lock_with_holders(&mut tx, id).await?)?;
    let begun = execute!(
        tx,
        "packages/retire",
        id,
        now,
        input.on,
        input.reason.as_str()
    )?;
    if begun == 0 {
        return Err(
            AppError::Conflict(t!("This package is being retired already.").to_owned()).into(),
        );
    }
    execute!(tx, "packages/retire_keep_ends", id)?;
    let holders = execute!(tx, "packages/retire_ends", id, input.on, now)?;
    tx.audit(
        audit::Entry::new("package.retire", "package", id.0, &package.display_name)
            .catalog(package.catalog_id)
            .package(id)
            .details(json!({
                "ends": input.on.rfc3339(),
                "reason": input.reason,
                "holders": holders,
            })),
    );
    tx.ring();
    tx.commit().await
}

/// The package stays, or comes back: whoever still has it keeps it for as long as it was theirs
/// before, and its policies let people in again.
///
/// # Errors
/// Not allowed, or it is not being retired.
pub async fn call_off_retirement(ctx: &Ctx, id: PackageId) -> Outcome<()> {
    let (permit, package) = permitted(ctx, id, Action::DeletePackage).await?;
    let mut tx = ctx.begin(&permit).await?;
    package.still_in(lock_with_holders(&mut tx, id).await?)?;
    let now = tx.now();
    if execute!(tx, "packages/call_off", id, now)? == 0 {
        return Err(stale());
    }
    let holders = execute!(tx, "packages/call_off_ends", id, now)?;
    execute!(tx, "packages/call_off_forget", id)?;
    for holder in fetch_all!(tx, AssignmentRow, "assignments/held", id)? {
        notices::stays(&mut tx, &holder)?;
    }
    tx.audit(
        audit::Entry::new("package.callOff", "package", id.0, &package.display_name)
            .catalog(package.catalog_id)
            .package(id)
            .details(json!({ "archived": package.archived_at.is_some(), "holders": holders })),
    );
    tx.commit().await
}

/// What retirements leave to do now.
pub(crate) struct Due {
    pub requests: Vec<RequestId>,
    /// With whose they are.
    pub assignments: Vec<(UserId, AssignmentId)>,
    pub packages: Vec<PackageId>,
}

/// What retirements leave to do at `now`, up to `limit` of each.
pub(crate) async fn due(conn: &mut Conn, now: Timestamp, limit: i64) -> Outcome<Due> {
    let requests = fetch_all!(conn, (RequestId,), "packages/retiring_requests", limit)?;
    let assignments = fetch_all!(
        conn,
        (UserId, AssignmentId),
        "packages/retired_assignments",
        now,
        limit
    )?;
    let packages = fetch_all!(conn, (PackageId,), "packages/to_archive", now, limit)?;
    Ok(Due {
        requests: requests.into_iter().map(|row| row.0).collect(),
        assignments,
        packages: packages.into_iter().map(|row| row.0).collect(),
    })
}

/// Archives a retired package that nobody has any more. Harmless when run twice.
pub(crate) async fn archive(ctx: &Ctx, id: PackageId) -> Outcome<()> {
    let permit = ctx.by_system()?;
    let mut tx = ctx.begin(&permit).await?;
    lock(&mut tx, id).await?;
    let (holders, waiting): (i64, i64) = fetch_one!(tx, (i64, i64), "packages/in_the_way", id)?;
    let now = tx.now();
    if holders + waiting > 0 || execute!(tx, "packages/archive", id, now)? == 0 {
        return Ok(());
    }
    execute!(tx, "packages/call_off_forget", id)?;
    let package = find(&mut tx.conn, id).await?;
    tx.audit(
        audit::Entry::new("package.archive", "package", id.0, &package.display_name)
            .catalog(package.catalog_id)
            .package(id),
    );
    tx.commit().await
}
