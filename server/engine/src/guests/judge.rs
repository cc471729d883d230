//! What is done about one guest: notice, called off, or what was said (ORG-11).

use super::facts::{self, Known, Started, Watched};
use super::policies::in_force;
use super::{block, expel};
use crate::ctx::{Ctx, Tx};
use crate::delivery::lock;
use crate::error::Outcome;
use crate::notices::{self, GuestNews};
use crate::{audit, execute, fetch_all};
use serde_json::{Value, json};
use shared::ids::{GuestPolicyId, UserId};
use shared::limits::CONFIRM_AHEAD_DAYS;
use shared::policy::{
    GuestEffect, GuestPolicy, GuestReason, GuestStep, first_match, guest_step, next_mail,
};
use shared::time::Timestamp;

/// Sponsors of one guest who get mail.
const SPONSORS_TOLD: i64 = 20;
/// Hours after which a removal is tried again that something held up.
const AGAIN_HOURS: i64 = 1;

/// Looks at these guests, in one transaction. Harmless when run twice, and by two servers at once.
pub(crate) async fn look(ctx: &Ctx, ids: &[UserId]) -> Outcome<()> {
    let permit = ctx.by_system()?;
    let mut tx = ctx.begin(&permit).await?;
    let policies = in_force(&mut tx.conn).await?;
    let mut ids = ids.to_vec();
    ids.sort_unstable();
    let mut changed = false;
    for id in ids {
        changed |= judge(&mut tx, &policies, id).await?;
    }
    if changed {
        tx.commit().await
    } else {
        tx.commit_unrecorded().await
    }
}

/// Is there anything to do about this guest, or to note?
pub(super) fn is_due(policies: &[GuestPolicy], known: &Known, now: Timestamp) -> bool {
    let plan = known.started.as_ref().map(|started| &started.plan);
    guest_step(policies, &known.facts, plan, now) != GuestStep::Nothing
        || watch(policies, known, now) != known.watched
}

/// What is to be noted about a guest.
fn watch(policies: &[GuestPolicy], known: &Known, now: Timestamp) -> Watched {
    let policy = first_match(policies, &known.facts);
    let confirm_at = policy.and_then(|policy| policy.confirm_at(&known.facts));
    let before = if confirm_at == known.watched.confirm_at {
        known.watched.told
    } else {
        0
    };
    let acted = known.started.is_some_and(|started| started.plan.acted);
    let reached = match confirm_at {
        _ if acted => 0,
        Some(at) if at.start_of_day() <= now => 2,
        Some(at) if at.plus_days(-CONFIRM_AHEAD_DAYS) <= now => 1,
        _ => 0,
    };
    Watched {
        policy: policy.map(|policy| policy.id),
        confirm_at,
        told: before.max(reached),
    }
}

/// Looks at a guest as they are now and does what follows; `false` if nothing was recorded. The lock comes first, so
/// whoever brings things in order is either seen here or too late.
pub(super) async fn judge(tx: &mut Tx, policies: &[GuestPolicy], id: UserId) -> Outcome<bool> {
    lock::subject(tx, id).await?;
    let Some(mut known) = find(tx, id).await? else {
        return Ok(false);
    };
    let now = tx.now();
    let mut changed = false;
    // What is called off may be followed by notice of something else.
    for _ in 0..2 {
        let plan = known.started.as_ref().map(|started| &started.plan);
        let step = guest_step(policies, &known.facts, plan, now);
        match (step, known.started) {
            (
                GuestStep::Notice {
                    policy,
                    because,
                    acts_at,
                },
                None,
            ) => {
                let Some(policy) = policies.iter().find(|one| one.id == policy) else {
                    break;
                };
                let entry = said(
                    policies,
                    "guest.notice",
                    &known,
                    policy.id,
                    because,
                    acts_at,
                );
                if start(tx, &known, policy, because, acts_at).await? {
                    tx.audit(entry);
                    changed = true;
                }
            }
            (GuestStep::CallOff, Some(started)) => {
                changed |= call_off(tx, policies, &known, &started).await?;
                if let Some(again) = find(tx, id).await? {
                    known = again;
                    continue;
                }
            }
            (GuestStep::Remind, Some(started)) => {
                tell(
                    tx,
                    &known,
                    &started.effect,
                    started.plan.because,
                    started.plan.acts_at,
                )
                .await?;
            }
            (GuestStep::Act, Some(started)) => {
                changed |= act(tx, policies, &known, &started).await?;
            }
            (GuestStep::Remove, Some(started)) => {
                changed |= remove(tx, policies, &known, &started).await?;
            }
            _ => {}
        }
        break;
    }
    note(tx, policies, id).await?;
    Ok(changed)
}

async fn find(tx: &mut Tx, id: UserId) -> Outcome<Option<Known>> {
    let known = facts::of(&mut tx.conn, &[id]).await?.remove(&id);
    Ok(known.filter(|known| !known.removed))
}

/// Notes what the look found, and when the plan is looked at again.
async fn note(tx: &mut Tx, policies: &[GuestPolicy], id: UserId) -> Outcome<()> {
    let Some(known) = find(tx, id).await? else {
        return Ok(());
    };
    let now = tx.now();
    let wanted = watch(policies, &known, now);
    if wanted != known.watched {
        execute!(
            tx,
            "guests/watch",
            id,
            wanted.policy,
            wanted.confirm_at,
            wanted.told
        )?;
        let before = if wanted.confirm_at == known.watched.confirm_at {
            known.watched.told
        } else {
            0
        };
        if wanted.told > before {
            ask_sponsors(tx, id).await?;
        }
    }
    if let Some(Started { plan, .. }) = known.started
        && !plan.acted
        && plan.due_at <= now
    {
        let next = next_mail(plan.noticed_at, plan.acts_at, now);
        execute!(tx, "guests/plan_next", id, plan.due_at, next)?;
    }
    Ok(())
}

async fn ask_sponsors(tx: &mut Tx, id: UserId) -> Outcome<()> {
    let now = tx.now();
    execute!(tx, "guests/ask_sponsors", id, now)?;
    tx.ring();
    Ok(())
}

/// Starts a plan and tells everybody; `false` if there is one.
pub(super) async fn start(
    tx: &mut Tx,
    known: &Known,
    policy: &GuestPolicy,
    because: GuestReason,
    acts_at: Timestamp,
) -> Outcome<bool> {
    let now = tx.now();
    let effect = policy.rules.effect;
    let document = serde_json::to_string(&effect)?;
    let next = next_mail(now, acts_at, now);
    let id = known.facts.id;
    if execute!(
        tx,
        "guests/plan_insert",
        id,
        policy.id,
        because,
        document.as_str(),
        now,
        acts_at,
        next
    )? == 0
    {
        return Ok(false);
    }
    tell(tx, known, &effect, because, acts_at).await?;
    Ok(true)
}

/// To the guest and the sponsors. What waits for a confirmation is told to each sponsor for all guests together.
async fn tell(
    tx: &mut Tx,
    known: &Known,
    effect: &GuestEffect,
    because: GuestReason,
    acts_at: Timestamp,
) -> Outcome<()> {
    let news = GuestNews::Noticed {
        because,
        acts: acts_at,
        effect: *effect,
    };
    if because == GuestReason::Unconfirmed {
        notices::guest_plan(tx, known.facts.id, &known.name, &known.mail, &[], &news)?;
        return ask_sponsors(tx, known.facts.id).await;
    }
    let sponsors = sponsors_of(tx, known.facts.id).await?;
    notices::guest_plan(
        tx,
        known.facts.id,
        &known.name,
        &known.mail,
        &sponsors,
        &news,
    )
}

async fn sponsors_of(tx: &mut Tx, id: UserId) -> Outcome<Vec<UserId>> {
    let rows = fetch_all!(tx, (UserId,), "guests/sponsors", id, SPONSORS_TOLD)?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// The record of something about a guest, with the policy and what it says.
fn said(
    policies: &[GuestPolicy],
    action: &'static str,
    known: &Known,
    policy: GuestPolicyId,
    because: GuestReason,
    at: Timestamp,
) -> audit::Entry {
    let mut details = why(policies, policy, because);
    details["at"] = json!(at.rfc3339());
    let id = known.facts.id;
    audit::Entry::new(action, "user", id.0, &known.name)
        .subject(id)
        .details(details)
}

/// The policy, and what of it.
fn why(policies: &[GuestPolicy], policy: GuestPolicyId, because: GuestReason) -> Value {
    let name = policies
        .iter()
        .find(|one| one.id == policy)
        .map(|one| one.name.as_str());
    json!({ "policy": policy, "policyName": name, "rule": because })
}

/// It is in order again, or nothing says so any more.
pub(super) async fn call_off(
    tx: &mut Tx,
    policies: &[GuestPolicy],
    known: &Known,
    started: &Started,
) -> Outcome<bool> {
    let id = known.facts.id;
    if execute!(tx, "guests/plan_drop", id)? == 0 {
        return Ok(false);
    }
    let plan = started.plan;
    let at = plan.remove_at.unwrap_or(plan.acts_at);
    tx.audit(said(
        policies,
        "guest.callOff",
        known,
        plan.policy,
        plan.because,
        at,
    ));
    if !plan.acted {
        let sponsors = sponsors_of(tx, id).await?;
        notices::guest_plan(
            tx,
            id,
            &known.name,
            &known.mail,
            &sponsors,
            &GuestNews::Kept,
        )?;
    }
    Ok(true)
}

/// The time is over: does what was said.
async fn act(
    tx: &mut Tx,
    policies: &[GuestPolicy],
    known: &Known,
    started: &Started,
) -> Outcome<bool> {
    let (id, now) = (known.facts.id, tx.now());
    let plan = started.plan;
    let days = match started.effect {
        GuestEffect::Remove => return remove(tx, policies, known, started).await,
        GuestEffect::Disable => None,
        GuestEffect::DisableThenRemove(days) => Some(days),
    };
    let mut changed = block(
        tx,
        id,
        &known.name,
        why(policies, plan.policy, plan.because),
    )
    .await?;
    let remove_at = days.map(|days| now.plus_days(i64::from(days)));
    match remove_at {
        Some(at) => {
            if execute!(tx, "guests/plan_acted", id, at)? == 1 {
                tx.audit(said(
                    policies,
                    "user.planRemoval",
                    known,
                    plan.policy,
                    plan.because,
                    at,
                ));
                changed = true;
            }
        }
        None => drop(execute!(tx, "guests/plan_drop", id)?),
    }
    if changed {
        let news = GuestNews::Done { removed: remove_at };
        let sponsors = sponsors_of(tx, id).await?;
        notices::guest_plan(tx, id, &known.name, &known.mail, &sponsors, &news)?;
    }
    Ok(changed)
}

async fn remove(
    tx: &mut Tx,
    policies: &[GuestPolicy],
    known: &Known,
    started: &Started,
) -> Outcome<bool> {
    let (id, now) = (known.facts.id, tx.now());
    let plan = started.plan;
    let sponsors = sponsors_of(tx, id).await?;
    if expel(tx, id, why(policies, plan.policy, plan.because)).await? {
        let news = GuestNews::Done { removed: Some(now) };
        notices::guest_plan(tx, id, &known.name, &known.mail, &sponsors, &news)?;
    } else {
        // Something is being set up for them at this moment.
        execute!(
            tx,
            "guests/plan_next",
            id,
            plan.due_at,
            now.plus_hours(AGAIN_HOURS)
        )?;
    }
    Ok(true)
}
