//! Rules for guests, and the guests somebody sponsors.

use super::super::world::{Named, World};
use super::{Said, anybody, name, somebody_in_charge};
use engine::{Outcome, guests, sql};
use shared::directory::Principal;
use shared::forms::guests::write;
use shared::ids::{GuestPolicyId, UserId};
use shared::policy::{GuestEffect, GuestRules};

/// What happens to guests by themselves from now on.
pub async fn make_rule(world: &World) -> Outcome<Said> {
    let title = name(world, "Rule");
    let fields = write(&title, world.chance.percent(80), &rules(world), 1, &[]);
    let who = somebody_in_charge(world).await?;
    let ctx = world.ctx(&who).await?;
    guests::policies::create(&ctx, &fields).await?;
    let what = format!("{} makes {title} for guests", who.1);
    Ok(Said::new(what).recorded("guestPolicy.create", 1))
}

/// A rule says something else, or goes.
pub async fn change_rule(world: &World) -> Outcome<Said> {
    let row: Option<(GuestPolicyId, String, i64)> = world.any(sql!("pick/guest_policies")).await?;
    let Some((rule, title, version)) = row else {
        return Ok(Said::idle());
    };
    let who = somebody_in_charge(world).await?;
    let ctx = world.ctx(&who).await?;
    if world.chance.percent(40) {
        guests::policies::delete(&ctx, rule, version).await?;
        let what = format!("{} deletes {title}", who.1);
        return Ok(Said::new(what).recorded("guestPolicy.delete", 1));
    }
    let fields = write(
        &title,
        world.chance.percent(80),
        &rules(world),
        version,
        &[],
    );
    guests::policies::update(&ctx, rule, &fields).await?;
    Ok(Said::new(format!("{} changes {title}", who.1)))
}

fn rules(world: &World) -> GuestRules {
    let chance = &world.chance;
    let days = |percent, most| {
        let days = u32::try_from(chance.number(1..most)).unwrap_or(1);
        chance.percent(percent).then_some(days)
    };
    GuestRules {
        confirm_days: days(50, 120),
        idle_days: days(30, 200),
        no_access: chance.percent(40),
        sponsors_min: days(20, 3),
        unused_days: days(20, 90),
        effect: match chance.weighted([2, 2, 3].into_iter()) {
            0 => GuestEffect::Disable,
            1 => GuestEffect::Remove,
            _ => GuestEffect::DisableThenRemove(days(100, 60).unwrap_or(1)),
        },
        grace_days: days(100, 30).unwrap_or(1),
        ..GuestRules::default()
    }
}

/// A sponsor, and one of their guests; now and then somebody who is none.
async fn pair(world: &World) -> Outcome<Option<(UserId, String, Named<UserId>)>> {
    let row: Option<(UserId, String, UserId, String)> = world.any(sql!("pick/sponsored")).await?;
    let Some((guest, name, sponsor, called)) = row else {
        return Ok(None);
    };
    let who = if world.chance.percent(10) {
        anybody(world).await?
    } else {
        (sponsor, called)
    };
    Ok(Some((guest, name, who)))
}

/// The guest is still needed.
pub async fn confirm(world: &World) -> Outcome<Said> {
    let Some((guest, name, who)) = pair(world).await? else {
        return Ok(Said::idle());
    };
    let ctx = world.ctx(&who).await?;
    let confirmed = guests::confirm(&ctx, &[guest], "").await?;
    let what = format!("{} confirms {name}", who.1);
    Ok(Said::new(what).recorded("guest.confirm", confirmed))
}

/// The guest is not needed any more.
pub async fn let_go(world: &World) -> Outcome<Said> {
    let Some((guest, name, who)) = pair(world).await? else {
        return Ok(Said::idle());
    };
    let ctx = world.ctx(&who).await?;
    guests::let_go(&ctx, guest, "Done.").await?;
    let what = format!("{} lets {name} go", who.1);
    Ok(Said::new(what).recorded("guest.letGo", 1))
}

/// Somebody else sponsors the guest from now on.
pub async fn hand_over(world: &World) -> Outcome<Said> {
    let Some((guest, name, who)) = pair(world).await? else {
        return Ok(Said::idle());
    };
    let other = anybody(world).await?;
    let ctx = world.ctx(&who).await?;
    guests::hand_over(&ctx, guest, &Principal::User(other.0).to_string()).await?;
    let what = format!("{} hands {name} over to {}", who.1, other.1);
    Ok(Said::new(what).recorded("guest.handOver", 1))
}
