//! Turns: whoever changes what a person holds or asks for locks that person first. Postgres runs writers side by
//! side, and one order of locks for all keeps them from waiting for each other in a circle.

use crate::ctx::Tx;
use crate::error::Outcome;
use crate::lock;
use shared::ids::{PackageId, UserId};

/// Locks one person until the transaction ends.
pub(crate) async fn subject(tx: &mut Tx, subject: UserId) -> Outcome<()> {
    Ok(lock!(tx.conn, "deliveries/lock_subject", subject)?)
}

/// Locks everyone who holds a package, in one order.
pub(crate) async fn holders(tx: &mut Tx, package: PackageId) -> Outcome<()> {
    Ok(lock!(tx.conn, "deliveries/lock_holders", package)?)
}

/// Keeps the roles of a package as they are until the transaction ends.
pub(crate) async fn content(tx: &mut Tx, package: PackageId) -> Outcome<()> {
    Ok(lock!(tx.conn, "deliveries/lock_content", package)?)
}
