//! Turns: whoever changes what a person holds or asks for locks that person first. Postgres runs writers side by
//! side, and one order of locks for all keeps them from waiting for each other in a circle.

use crate::ctx::Tx;
use crate::error::Outcome;
use crate::fetch_all;
use shared::ids::{PackageId, UserId};

/// Locks one person until the transaction ends.
pub(crate) async fn subject(tx: &mut Tx, subject: UserId) -> Outcome<()> {
    fetch_all!(tx, (UserId,), "deliveries/lock_subject" twin, subject)?;
    Ok(())
}

/// Locks everyone who holds a package, in one order.
pub(crate) async fn holders(tx: &mut Tx, package: PackageId) -> Outcome<()> {
    fetch_all!(tx, (UserId,), "deliveries/lock_holders" twin, package)?;
    Ok(())
}
