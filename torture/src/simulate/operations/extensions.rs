//! Keeping access for longer, and setting another end.

use super::super::world::World;
use super::{Said, anybody, somebody_in_charge};
use engine::assignments;
use engine::{Outcome, sql};
use shared::forms::requests::EndInput;
use shared::ids::{AssignmentId, UserId};

/// An end somewhere in the next months, or what the policy allows.
fn end(world: &World) -> EndInput {
    let day = world.now().plus_days(world.chance.number(0..90));
    EndInput {
        justification: "For the work.".to_owned(),
        end: world.chance.percent(40).then(|| day.end_of_day()),
    }
}

async fn held(world: &World) -> Outcome<Option<(AssignmentId, UserId, String)>> {
    Ok(world.any(sql!("pick/live_assignments")).await?)
}

/// A holder extends their access; now and then somebody tries it with that of others.
pub async fn extend(world: &World) -> Outcome<Said> {
    let Some((assignment, holder, name)) = held(world).await? else {
        return Ok(Said::idle());
    };
    let who = if world.chance.percent(90) {
        (holder, name)
    } else {
        anybody(world).await?
    };
    let ctx = world.ctx(&who).await?;
    assignments::extend(&ctx, assignment, &end(world)).await?;
    let what = format!("{} extends access", who.1);
    Ok(Said::new(what).recorded("request.submit", 1))
}

/// Somebody sets another end.
pub async fn move_end(world: &World) -> Outcome<Said> {
    let Some((assignment, _, name)) = held(world).await? else {
        return Ok(Said::idle());
    };
    let who = somebody_in_charge(world).await?;
    let ctx = world.ctx(&who).await?;
    assignments::move_end(&ctx, assignment, &end(world)).await?;
    let what = format!("{} sets another end for {name}", who.1);
    Ok(Said::new(what).recorded("request.submit", 1))
}
