//! The groups that a provider names. It takes away only what it has given, and what somebody has through a
//! package stays.

use crate::ctx::Tx;
use crate::delivery::lock;
use crate::error::Outcome;
use crate::identity::users::Account;
use crate::providers::model::Provider;
use crate::{audit, execute, fetch_all, fetch_in, scope};
use serde_json::json;
use shared::ids::RoleId;
use shared::providers::{Claimed, GroupMatching, People};

/// Groups of the directory with the role of their members.
type Groups = Vec<(RoleId, String)>;

/// Lets the person join and leave.
pub(super) async fn take_over(
    tx: &mut Tx,
    provider: &Provider,
    account: &Account,
    claimed: &Claimed,
) -> Outcome<()> {
    let named = match &claimed.groups {
        _ if provider.people == People::Partners => return Ok(()),
        _ if provider.group_matching == GroupMatching::Nothing => return Ok(()),
        Some(named) => named,
        None => {
            let (provider, user) = (&provider.display_name, account.id.0);
            tracing::warn!(provider, %user, "a sign-in provider does not tell the groups of somebody: they stay");
            return Ok(());
        }
    };
    let named: Vec<&str> = named.iter().map(String::as_str).collect();
    let groups: Groups = match provider.group_matching {
        GroupMatching::Nothing => return Ok(()),
        GroupMatching::ExternalId => fetch_in!(
            tx,
            (RoleId, String),
            "providers/groups_by_external_id",
            &named
        )?,
        GroupMatching::Name => fetch_in!(tx, (RoleId, String), "providers/groups_by_name", &named)?,
    };
    lock::subject(tx, account.id).await?;
    let had: Groups = fetch_all!(
        tx,
        (RoleId, String),
        "providers/memberships",
        account.id,
        provider.id
    )?;
    let (id, now) = (account.id, tx.now());
    let (mut joined, mut left) = (Vec::new(), Vec::new());
    for (role, name) in groups.iter().filter(|group| !had.contains(group)) {
        // Who was in the group by other means stays there by those.
        if execute!(tx, "import/give", *role, id, now)? > 0 {
            execute!(tx, "providers/note_membership", id, provider.id, *role)?;
            joined.push(name.as_str());
        }
    }
    for (role, name) in had.iter().filter(|group| !groups.contains(group)) {
        execute!(tx, "import/keep_delivered", *role, id)?;
        execute!(tx, "import/take", *role, id)?;
        execute!(tx, "providers/forget_membership", id, provider.id, *role)?;
        left.push(name.as_str());
    }
    if joined.is_empty() && left.is_empty() {
        return Ok(());
    }
    scope::look_at_person(tx, id).await?;
    tx.audit(
        audit::Entry::new("user.changeGroups", "user", id.0, &account.display_name)
            .subject(id)
            .details(json!({ "joined": joined, "left": left, "provider": provider.display_name })),
    );
    Ok(())
}
