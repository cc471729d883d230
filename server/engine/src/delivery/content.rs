//! What is to be delivered: the roles of a package to its holders.

use crate::ctx::Tx;
use crate::error::Outcome;
use crate::{execute, execute_rows, fetch_all};
use shared::assignment::DeliveryState;
use shared::ids::{AssignmentId, DeliveryId, PackageId, RoleId, UserId};

#[derive(sqlx::FromRow)]
struct HolderRow {
    id: AssignmentId,
    subject_id: UserId,
}

/// A role was added to a package: every holder gets it (PKG-09), but for those whose approvers left it
/// out, even if it was taken out of the package meanwhile (BYD-13). The holders are locked.
///
/// # Errors
/// The database fails.
pub async fn want_role(tx: &mut Tx, package: PackageId, role: RoleId) -> Outcome<()> {
    let now = tx.now();
    let holders = fetch_all!(tx, HolderRow, "deliveries/holders", package, role)?;
    let wanted: Vec<(DeliveryId, HolderRow)> = holders
        .into_iter()
        .map(|holder| (tx.id(), holder))
        .collect();
    execute_rows!(tx, "deliveries/want", wanted, |row| [
        row.0,
        row.1.id,
        row.1.subject_id,
        role,
        DeliveryState::Pending,
        now,
        now
    ])?;
    execute!(tx, "deliveries/reopen_assignments", package, role, now)?;
    tx.ring();
    Ok(())
}

/// A role was taken out of a package: every holder loses it, unless another live assignment gives
/// it too (PKG-10, PKG-11). The holders are locked.
///
/// # Errors
/// The database fails.
pub async fn drop_role(tx: &mut Tx, package: PackageId, role: RoleId) -> Outcome<()> {
    let now = tx.now();
    execute!(tx, "deliveries/drop_role", package, role, now)?;
    tx.ring();
    Ok(())
}
