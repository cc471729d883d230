//! What sponsors say about their guests: still needed, not needed any more, somebody else's (UI-07).

use super::facts::{self, Known};
use super::judge::{call_off, judge, start};
use super::policies::in_force;
use crate::approvals::somebody;
use crate::ctx::{Ctx, Tx};
use crate::db::Conn;
use crate::delivery::lock;
use crate::error::Outcome;
use crate::{audit, execute, fetch_in, notices};
use serde_json::{Value, json};
use shared::AppError;
use shared::directory::Principal;
use shared::ids::UserId;
use shared::limits::{CONFIRM_MANY_MAX, SHORT_TEXT_MAX};
use shared::policy::{GuestReason, first_match};

/// A transaction in which a sponsor says something about these guests, who are locked in one order.
async fn begin(ctx: &Ctx, guests: &[UserId]) -> Outcome<Tx> {
    let me = ctx.me()?;
    let mut conn = ctx.read().await?;
    let mine = are_mine(&mut conn, me, guests).await?;
    drop(conn);
    let permit = ctx.sponsor(mine)?;
    let mut tx = ctx.begin(&permit).await?;
    for guest in guests {
        lock::subject(&mut tx, *guest).await?;
    }
    // Somebody may have taken the sponsorship away meanwhile.
    if !are_mine(&mut tx.conn, me, guests).await? {
        return Err(AppError::NotFound.into());
    }
    Ok(tx)
}

async fn are_mine(conn: &mut Conn, me: UserId, guests: &[UserId]) -> Outcome<bool> {
    if guests.is_empty() {
        return Ok(false);
    }
    let found = fetch_in!(conn, (UserId,), "guests/sponsored_of", guests; me)?;
    Ok(found.len() == guests.len())
}

async fn known(tx: &mut Tx, id: UserId) -> Outcome<Known> {
    let known = facts::of(&mut tx.conn, &[id]).await?.remove(&id);
    Ok(known.ok_or(AppError::NotFound)?)
}

fn remark(text: &str) -> Result<String, AppError> {
    let text = text.trim();
    if text.chars().count() > SHORT_TEXT_MAX {
        let message = t!("Write at most {most} characters.", most = SHORT_TEXT_MAX);
        return Err(AppError::field("remark", message));
    }
    Ok(text.to_owned())
}

fn entry(action: &'static str, known: &Known, details: Value) -> audit::Entry {
    let id = known.facts.id;
    audit::Entry::new(action, "user", id.0, &known.name)
        .subject(id)
        .details(details)
}

/// Says that these guests still need their accounts. What was started because nobody had said so is over; whoever is
/// blocked stays blocked. Answers with how many there were.
///
/// # Errors
/// [`AppError::NotFound`] for somebody whom the reader does not sponsor; [`AppError::Invalid`] at `remark` and `pick`;
/// nobody is signed in.
pub async fn confirm(ctx: &Ctx, guests: &[UserId], text: &str) -> Outcome<usize> {
    let me = ctx.me()?;
    let mut guests = guests.to_vec();
    guests.sort_unstable();
    guests.dedup();
    if guests.is_empty() {
        return Err(AppError::field("pick", t!("Pick at least one guest.")).into());
    }
    if guests.len() > CONFIRM_MANY_MAX {
        let message = t!("Pick at most {most} guests.", most = CONFIRM_MANY_MAX);
        return Err(AppError::field("pick", message).into());
    }
    let remark = remark(text)?;
    let mut tx = begin(ctx, &guests).await?;
    let now = tx.now();
    let policies = in_force(&mut tx.conn).await?;
    for id in &guests {
        let before = known(&mut tx, *id).await?;
        execute!(tx, "guests/confirm", id, now, me, remark.as_str())?;
        tx.audit(entry("guest.confirm", &before, json!({ "remark": remark })));
        if let Some(started) = &before.started
            && started.plan.because == GuestReason::LetGo
            && !started.plan.acted
        {
            call_off(&mut tx, &policies, &before, started).await?;
        }
        judge(&mut tx, &policies, *id).await?;
    }
    tx.commit().await?;
    Ok(guests.len())
}

/// Says that a guest is not needed any more: what the policy that decides about the guest says happens after its days
/// of grace, unless a sponsor confirms the guest before. Answers with the guest's name.
///
/// # Errors
/// [`AppError::NotFound`] for somebody whom the reader does not sponsor; [`AppError::Conflict`] where no policy
/// decides, or something was started already; nobody is signed in.
pub async fn let_go(ctx: &Ctx, guest: UserId, text: &str) -> Outcome<String> {
    ctx.me()?;
    let remark = remark(text)?;
    let mut tx = begin(ctx, &[guest]).await?;
    let policies = in_force(&mut tx.conn).await?;
    let known = known(&mut tx, guest).await?;
    let name = known.name.clone();
    let Some(policy) = first_match(&policies, &known.facts) else {
        let sentence = t!(
            "No rule says what happens to {name}. Ask an administrator.",
            name
        );
        return Err(AppError::Conflict(sentence).into());
    };
    let acts_at = tx.now().plus_days(i64::from(policy.rules.grace_days));
    let because = GuestReason::LetGo;
    if known.started.is_some() || !start(&mut tx, &known, policy, because, acts_at).await? {
        let sentence = t!("{name} was given notice already.", name);
        return Err(AppError::Conflict(sentence).into());
    }
    let details = json!({
        "remark": remark,
        "policy": policy.id,
        "policyName": policy.name,
        "at": acts_at.rfc3339(),
    });
    tx.audit(entry("guest.letGo", &known, details));
    tx.commit().await?;
    Ok(name)
}

/// Hands the sponsorship of a guest to a member of the organization, who gets mail. Answers with the names of the guest
/// and of the new sponsor.
///
/// # Errors
/// [`AppError::NotFound`] for somebody whom the reader does not sponsor; [`AppError::Invalid`] at `to`; nobody is signed
/// in.
pub async fn hand_over(ctx: &Ctx, guest: UserId, to: &str) -> Outcome<(String, String)> {
    let me = ctx.me()?;
    let mut conn = ctx.read().await?;
    let mine = are_mine(&mut conn, me, &[guest]).await?;
    ctx.sponsor(mine)?;
    let other = somebody(ctx, &mut conn, to).await?;
    drop(conn);
    let Principal::User(sponsor) = other.principal else {
        return Err(AppError::NotFound.into());
    };
    if sponsor == me {
        return Err(AppError::field("to", t!("This is you. Choose somebody else.")).into());
    }
    let mut tx = begin(ctx, &[guest]).await?;
    let known = known(&mut tx, guest).await?;
    if execute!(tx, "guests/drop_sponsor", guest, me)? == 0 {
        return Err(AppError::NotFound.into());
    }
    execute!(tx, "guests/add_sponsor", guest, sponsor)?;
    tx.audit(entry(
        "guest.handOver",
        &known,
        json!({ "from": me, "to": sponsor, "name": other.name }),
    ));
    let by = tx.ctx.actor_name.clone();
    notices::sponsorship(&mut tx, sponsor, guest, &known.name, &by)?;
    let policies = in_force(&mut tx.conn).await?;
    judge(&mut tx, &policies, guest).await?;
    tx.commit().await?;
    Ok((known.name, other.name))
}
