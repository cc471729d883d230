//! The built-in directory as a delivery target: a group role is a membership, an application role
//! an app-role assignment, a site role a site membership; all are rows of `role_holders`.

use super::refused;
use crate::ctx::Tx;
use crate::error::Outcome;
use crate::{execute, execute_rows, fetch_one, fetch_optional};
use shared::directory::{Mastery, ObjectKind, RoleKind};
use shared::ids::{RoleId, UserId};

/// A role of the directory and what it is a role of.
#[derive(sqlx::FromRow)]
pub(super) struct Target {
    object_kind: ObjectKind,
    mastery: Mastery,
    role_kind: RoleKind,
    object_name: String,
}

impl Target {
    /// Why nobody can be given this role, as it is stored; `None` if somebody can.
    pub fn refusal(&self) -> Option<String> {
        if self.object_kind != ObjectKind::Group || self.role_kind != RoleKind::Member {
            return None;
        }
        refused::group(self.mastery, &self.object_name)
    }
}

/// Why a role cannot be given, as it is stored; `None` if it can.
pub(super) async fn refusal(tx: &mut Tx, role: RoleId) -> Outcome<Option<String>> {
    let target = fetch_optional!(tx, Target, "deliveries/target", role)?;
    Ok(match target {
        Some(target) => target.refusal(),
        None => Some(refused::GONE.to_owned()),
    })
}

/// Gives roles that nothing speaks against; those held already stay as they are: a role held
/// natively stays native, and so survives the end of the assignment (BYD-06).
pub(super) async fn grant(tx: &mut Tx, user: UserId, roles: &[RoleId]) -> Outcome<()> {
    let now = tx.now();
    execute_rows!(tx, "deliveries/grant", roles, |role| [
        *role,
        user,
        "delivered",
        now
    ])?;
    Ok(())
}

/// Takes a role away, unless another live assignment still gives it or it is held natively.
pub(super) async fn revoke(tx: &mut Tx, user: UserId, role: RoleId) -> Outcome<()> {
    #[derive(sqlx::FromRow)]
    struct Count {
        sources: i64,
    }
    let others = fetch_one!(tx, Count, "deliveries/other_sources", user, role)?;
    if others.sources == 0 {
        execute!(tx, "deliveries/take", role, user)?;
    }
    Ok(())
}
