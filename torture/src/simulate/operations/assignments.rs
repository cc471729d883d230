//! Giving access directly, giving it back, taking it away.

use super::super::world::{Disk, Named, World};
use super::requests::fill_in;
use super::{Said, anybody, somebody_in_charge};
use engine::assignments::{
    DirectAssignment, assign_directly, remove_directly, remove_own, reprocess,
};
use engine::packages::assign_many as assign_many_of;
use engine::{Outcome, sql};
use shared::forms::AssignManyInput;
use shared::forms::requests::RequestInput;
use shared::ids::{AssignmentId, PackageId, PolicyId, UserId};
use shared::policy::{Asked, PolicySettings};

/// Somebody in charge gives a package to one or two people.
pub async fn assign(world: &World) -> Outcome<Said> {
    let Some((package, name)) = world.any::<Named<PackageId>>(sql!("pick/packages")).await? else {
        return Ok(Said::idle());
    };
    let chosen: Option<(PolicyId, String)> = world
        .any_of(sql!("pick/policies_of_package"), package.0)
        .await?;
    let Some((policy, settings)) = chosen else {
        return Ok(Said::idle());
    };
    let settings: PolicySettings = serde_json::from_str(&settings)?;
    let mut form = RequestInput::default();
    fill_in(world, &settings, &mut form);
    let mut people = vec![anybody(world).await?.0];
    if world.chance.percent(25) {
        people.push(anybody(world).await?.0);
        people.sort_unstable();
        people.dedup();
    }
    let who = if world.chance.percent(30) {
        let asked = world.any(sql!("pick/assigners")).await?;
        asked.unwrap_or(anybody(world).await?)
    } else {
        somebody_in_charge(world).await?
    };
    let ctx = world.ctx(&who).await?;
    let input = DirectAssignment {
        package,
        policy,
        people,
        asked: Asked {
            start: form.start,
            end: form.end,
        },
        justification: form.justification,
        answers: form.answers,
    };
    let made = assign_directly(&ctx, &input).await?.len();
    let what = format!("{} gives {name} to {made}", who.1);
    Ok(Said::new(what).recorded("assignment.assign", made))
}

/// Somebody in charge gives a package to a pasted list of people, each for themselves.
pub async fn assign_many(world: &World) -> Outcome<Said> {
    // With a bad disk some of them may have it already when the rest cannot be done.
    if world.disk() != Disk::Fine {
        return Ok(Said::idle());
    }
    let Some((package, name)) = world.any::<Named<PackageId>>(sql!("pick/packages")).await? else {
        return Ok(Said::idle());
    };
    let chosen: Option<(PolicyId, String)> = world
        .any_of(sql!("pick/policies_of_package"), package.0)
        .await?;
    let people: Vec<(UserId, String, String, String)> =
        world.rows(sql!("pick/members"), &[]).await?;
    let people = world.chance.some(&people, 15);
    let input = AssignManyInput {
        policy: chosen.map(|(policy, _)| policy),
        list: people.into_iter().map(|row| row.1).collect(),
        group: None,
        start: None,
        end: None,
        justification: "For the team.".to_owned(),
    };
    let who = somebody_in_charge(world).await?;
    let ctx = world.ctx(&who).await?;
    let done = assign_many_of(&ctx, package, &input).await?;
    let what = format!(
        "{} gives {name} to {}, {} had it",
        who.1, done.assigned, done.had
    );
    Ok(Said::new(what))
}

/// Somebody gives access back, mostly their own.
pub async fn give_back(world: &World) -> Outcome<Said> {
    let Some((assignment, holder, name)) = held(world).await? else {
        return Ok(Said::idle());
    };
    let who = if world.chance.percent(85) {
        (holder, name)
    } else {
        anybody(world).await?
    };
    let ctx = world.ctx(&who).await?;
    remove_own(&ctx, assignment).await?;
    let what = format!("{} gives access back", who.1);
    Ok(Said::new(what).recorded("assignment.end", 1))
}

/// Somebody takes access away.
pub async fn take_away(world: &World) -> Outcome<Said> {
    let Some((assignment, _, name)) = held(world).await? else {
        return Ok(Said::idle());
    };
    let who = somebody_in_charge(world).await?;
    let ctx = world.ctx(&who).await?;
    remove_directly(&ctx, assignment, "Not needed any more.").await?;
    let what = format!("{} takes access of {name} away", who.1);
    Ok(Said::new(what).recorded("assignment.end", 1))
}

/// Somebody in charge has all roles of somebody applied again.
pub async fn apply_again(world: &World) -> Outcome<Said> {
    let Some((assignment, _, name)) = held(world).await? else {
        return Ok(Said::idle());
    };
    let who = somebody_in_charge(world).await?;
    let ctx = world.ctx(&who).await?;
    reprocess(&ctx, assignment).await?;
    let what = format!("{} applies the roles of {name} again", who.1);
    Ok(Said::new(what).recorded("assignment.reprocess", 1))
}

async fn held(world: &World) -> Outcome<Option<(AssignmentId, UserId, String)>> {
    let among = if world.chance.percent(90) {
        sql!("pick/live_assignments")
    } else {
        sql!("pick/assignments")
    };
    Ok(world.any(among).await?)
}
