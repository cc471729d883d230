//! Turns: whoever changes what a person holds or asks for locks that person first. Postgres runs writers side by
//! side, and one order of locks for all keeps them from waiting for each other in a circle: people by their ids, then
//! packages and the roles of administrators. What was read before the lock may be old.

use crate::ctx::Tx;
use crate::error::Outcome;
use crate::lock;
use shared::ids::{PackageId, UserId};
use std::collections::BTreeSet;
use uuid::Uuid;

/// Locks one person until the transaction ends.
pub(crate) async fn subject(tx: &mut Tx, subject: UserId) -> Outcome<()> {
    Ok(lock!(tx.conn, "deliveries/lock_subject", subject)?)
}

/// Locks these people, in one order.
pub(crate) async fn people(tx: &mut Tx, people: &BTreeSet<UserId>) -> Outcome<()> {
    if people.is_empty() {
        return Ok(());
    }
    let ids: Vec<Uuid> = people.iter().map(|id| id.0).collect();
    Ok(lock!(tx.conn, "deliveries/lock_people", ids)?)
}

/// Locks everyone who holds a package, in one order.
pub(crate) async fn holders(tx: &mut Tx, package: PackageId) -> Outcome<()> {
    Ok(lock!(tx.conn, "deliveries/lock_holders", package)?)
}

/// Keeps the roles of a package as they are until the transaction ends.
pub(crate) async fn content(tx: &mut Tx, package: PackageId) -> Outcome<()> {
    Ok(lock!(tx.conn, "deliveries/lock_content", package)?)
}
