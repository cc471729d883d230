//! What programs that bring people in must not decide: who has a role in the portal (ROL-07). Whoever may write
//! the mail address or the user name of an administrator can sign in as one, and whoever may write the members
//! of a group has what the group has.

use super::{Answer, Refused};
use crate::ctx::Tx;
use crate::directory::import::told::{ObjectPlan, UserPlan};
use crate::{fetch_all, fetch_one};
use shared::AppError;
use shared::authz::Role;
use shared::ids::{CatalogId, ObjectId, UserId};
use std::collections::BTreeSet;

/// The account of somebody who holds a role: how they sign in stays as it is. The rest is written, and the
/// account may be closed.
///
/// # Errors
/// [`AppError::Forbidden`].
pub(super) async fn account(tx: &mut Tx, plan: &UserPlan) -> Answer<()> {
    let Some(before) = &plan.before else {
        return Ok(());
    };
    let (from, to) = (&before.facts, &plan.after);
    let same = from.user_name == to.user_name
        && from.mail == to.mail
        && from.kind == to.kind
        && (from.enabled || !to.enabled);
    if same || held(tx, plan.id).await? == 0 {
        return Ok(());
    }
    Err(refused(
        "This account holds a role in the portal: its user name, its address and its kind are changed by administrators of the portal, and so is opening it again.",
    ))
}

/// A group that holds a role, or lies within one that does: members may go, nobody comes in, and what it is
/// called stays.
///
/// # Errors
/// [`AppError::Forbidden`].
pub(super) async fn group(
    tx: &mut Tx,
    plan: &ObjectPlan,
    had: (&BTreeSet<UserId>, &BTreeSet<ObjectId>),
) -> Answer<()> {
    let Some(before) = &plan.before else {
        return Ok(());
    };
    let nobody_comes = plan.members.as_ref().is_none_or(|now| now.is_subset(had.0))
        && plan.groups.as_ref().is_none_or(|now| now.is_subset(had.1));
    if nobody_comes && before.facts == plan.after {
        return Ok(());
    }
    if fetch_one!(tx, (i64,), "scim/leads_to_roles", plan.id)?.0 == 0 {
        return Ok(());
    }
    Err(refused(
        "This group gives a role in the portal: administrators of the portal change it and say who comes in. Members may be taken out.",
    ))
}

/// The number of roles somebody holds, directly and through groups.
async fn held(tx: &mut Tx, id: UserId) -> Answer<usize> {
    Ok(fetch_all!(tx, (Role, Option<CatalogId>), "roles/held_by", id)?.len())
}

fn refused(sentence: &str) -> Refused {
    tracing::info!("a program wanted to change who holds a role");
    AppError::Forbidden(sentence.to_owned()).into()
}
