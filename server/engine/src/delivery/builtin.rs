//! The built-in directory as a delivery target: a group role is a membership, an application role
//! an app-role assignment, a site role a site membership; all are rows of `role_holders`.

use crate::ctx::Tx;
use crate::error::Outcome;
use crate::{execute, fetch_one, fetch_optional};
use shared::directory::{Mastery, ObjectKind, RoleKind};
use shared::ids::{RoleId, UserId};

#[derive(sqlx::FromRow)]
struct TargetRow {
    object_kind: ObjectKind,
    mastery: Mastery,
    role_kind: RoleKind,
    object_name: String,
}

/// Grants a role. Done already is success; the inner error is a sentence for people.
pub(super) async fn grant(tx: &mut Tx, user: UserId, role: RoleId) -> Outcome<Result<(), String>> {
    let Some(target) = fetch_optional!(tx, TargetRow, "deliveries/target", role)? else {
        return Ok(Err("The role does not exist any more.".to_owned()));
    };
    if target.object_kind == ObjectKind::Group && target.role_kind == RoleKind::Member {
        let managed = match target.mastery {
            Mastery::Assigned => None,
            Mastery::Dynamic => Some("a rule decides who is in it"),
            Mastery::Synced => Some("its members come from another directory"),
            Mastery::Distribution => Some("it is a distribution list"),
        };
        if let Some(reason) = managed {
            return Ok(Err(format!(
                "Nobody can be added to the group {}: {reason}.",
                target.object_name
            )));
        }
    }
    let now = tx.now();
    // A role held natively stays native, and so survives the end of the assignment (BYD-06).
    execute!(tx, "deliveries/grant", role, user, now)?;
    Ok(Ok(()))
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
