//! The portal is never left without an administrator.

use crate::ctx::Tx;
use crate::error::Outcome;
use crate::{execute, fetch_one};
use shared::AppError;

/// Runs before a change that may take an administrator away: locks the holdings of the role, so
/// that two such changes at once cannot both pass.
pub(crate) async fn lock_administrators(tx: &mut Tx) -> Outcome<()> {
    execute!(tx, "roles/lock_administrators")?;
    Ok(())
}

/// Runs after such a change: refuses it if no enabled person holds the role any more, directly or
/// through a group.
pub(crate) async fn keep_an_administrator(tx: &mut Tx) -> Outcome<()> {
    if count_administrators(tx).await? == 0 {
        return Err(AppError::Conflict(
            t!("This would leave the portal without an administrator. Make someone else an administrator first.")
                .to_owned(),
        )
        .into());
    }
    Ok(())
}

/// How many enabled people are administrators, directly or through a group.
pub(crate) async fn count_administrators(tx: &mut Tx) -> Outcome<i64> {
    Ok(fetch_one!(tx, (i64,), "roles/count_administrators")?.0)
}
