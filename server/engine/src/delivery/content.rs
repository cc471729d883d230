//! What is to be delivered: the roles of a package to its holders.

use super::lock;
use crate::ctx::Tx;
use crate::error::Outcome;
use crate::{execute, fetch_all};
use shared::ids::{AssignmentId, DeliveryId, PackageId, RoleId, UserId};

#[derive(sqlx::FromRow)]
struct HolderRow {
    id: AssignmentId,
    subject_id: UserId,
}

/// A role was added to a package: every holder gets it (PKG-09), but for those whose approvers left it
/// out, even if it was taken out of the package meanwhile (BYD-13).
///
/// # Errors
/// The database fails.
pub async fn want_role(tx: &mut Tx, package: PackageId, role: RoleId) -> Outcome<()> {
    lock::holders(tx, package).await?;
    for holder in fetch_all!(tx, HolderRow, "deliveries/holders", package, role)? {
        want(tx, holder.id, holder.subject_id, role).await?;
        let now = tx.now();
        execute!(tx, "deliveries/reopen_assignment", holder.id, now)?;
    }
    tx.ring();
    Ok(())
}

async fn want(tx: &mut Tx, assignment: AssignmentId, subject: UserId, role: RoleId) -> Outcome<()> {
    let id: DeliveryId = tx.id();
    let now = tx.now();
    execute!(tx, "deliveries/want", id, assignment, subject, role, now)?;
    Ok(())
}

/// A role was taken out of a package: every holder loses it, unless another live assignment gives
/// it too (PKG-10, PKG-11).
///
/// # Errors
/// The database fails.
pub async fn drop_role(tx: &mut Tx, package: PackageId, role: RoleId) -> Outcome<()> {
    lock::holders(tx, package).await?;
    let now = tx.now();
    execute!(tx, "deliveries/drop_role", package, role, now)?;
    tx.ring();
    Ok(())
}
