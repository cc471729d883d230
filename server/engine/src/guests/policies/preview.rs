//! Whom a policy is for, and who would be given notice now, before it is saved.

use super::super::facts;
use super::{Row, in_force};
use crate::ctx::Ctx;
use crate::db::Conn;
use crate::error::Outcome;
use crate::fetch_all;
use shared::ids::{GuestPolicyId, UserId};
use shared::limits::COUNTED_MAX;
use shared::policy::{GuestPolicy, GuestRules, GuestStep, first_match, guest_step};
use shared::views::guests::GuestPreview;
use uuid::Uuid;

/// Counts among the first [`COUNTED_MAX`] guests those for whom the policy would decide, in its place among the
/// others, and of those the ones who would be given notice at once. `before` is the policy as stored; a new one comes
/// last.
pub(super) async fn count(
    ctx: &Ctx,
    conn: &mut Conn,
    before: Option<&Row>,
    rules: &GuestRules,
) -> Outcome<GuestPreview> {
    let now = ctx.now();
    let id = before.map_or(GuestPolicyId(Uuid::nil()), |row| row.id);
    let since = before.and_then(|row| row.confirms_since);
    let candidate = GuestPolicy {
        id,
        name: String::new(),
        rules: rules.clone(),
        confirms_since: rules.confirm_days.map(|_| since.unwrap_or(now)),
    };
    let (there, _) = super::all(conn, now).await?;
    let mut live = in_force(conn).await?;
    live.retain(|policy| policy.id != id);
    let ahead = |policy: &GuestPolicy| there.iter().position(|row| row.id == policy.id);
    let own = there.iter().position(|row| row.id == id);
    let place = own.map_or(live.len(), |own| {
        live.iter()
            .filter(|policy| ahead(policy).is_some_and(|at| at < own))
            .count()
    });
    live.insert(place, candidate);

    let nobody = UserId(Uuid::nil());
    let rows = fetch_all!(conn, (UserId,), "guests/batch", nobody, COUNTED_MAX + 1)?;
    let mut ids: Vec<UserId> = rows.into_iter().map(|(id,)| id).collect();
    let most = usize::try_from(COUNTED_MAX).unwrap_or(usize::MAX);
    let more = ids.len() > most;
    ids.truncate(most);
    let known = facts::of(conn, &ids).await?;
    let mut view = GuestPreview {
        more,
        ..GuestPreview::default()
    };
    for guest in known.values() {
        if first_match(&live, &guest.facts).is_none_or(|policy| policy.id != id) {
            continue;
        }
        view.matching += 1;
        let step = guest_step(&live, &guest.facts, None, now);
        if guest.started.is_none() && matches!(step, GuestStep::Notice { .. }) {
            view.noticed += 1;
        }
    }
    Ok(view)
}
