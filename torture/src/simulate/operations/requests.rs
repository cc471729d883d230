//! Asking, and changing one's mind.

use super::super::world::{Named, World};
use super::{Said, anybody, somebody_in_charge};
use engine::{Outcome, sql};
use shared::forms::requests::RequestInput;
use shared::ids::{PackageId, PolicyId, RequestId, ResourceId, UserId};
use shared::policy::{PolicySettings, Question};

/// Somebody asks for something, mostly as its policy wants it.
pub async fn submit(world: &World) -> Outcome<Said> {
    let who = anybody(world).await?;
    let mut found: Option<Named<PackageId>> = None;
    if world.chance.percent(85) {
        found = world.any_of(sql!("pick/packages_for"), who.0.0).await?;
    }
    if found.is_none() {
        found = world.any(sql!("pick/packages")).await?;
    }
    let Some((package, name)) = found else {
        return Ok(Said::idle());
    };
    let chosen: Option<(PolicyId, String)> = world
        .any_of(sql!("pick/policies_of_package"), package.0)
        .await?;
    let mut input = RequestInput::default();
    if let Some((policy, settings)) = chosen {
        let settings: PolicySettings = serde_json::from_str(&settings)?;
        fill_in(world, &settings, &mut input);
        if world.chance.percent(80) {
            input.policy = Some(policy);
        }
    }
    let required: Option<(ResourceId, String)> = world
        .any_of(sql!("pick/attributes_of_package"), package.0)
        .await?;
    if let Some((_, questions)) = required {
        let questions: Vec<Question> = serde_json::from_str(&questions)?;
        for question in questions {
            input.answers.push((question.id, "yes".to_owned()));
        }
    }
    let ctx = world.ctx(&who).await?;
    engine::requests::submit(&ctx, package, &input).await?;
    let what = format!("{} asks for {name}", who.1);
    Ok(Said::new(what).recorded("request.submit", 1))
}

/// Somebody asks for another person, mostly as their manager.
pub async fn submit_for(world: &World) -> Outcome<Said> {
    let Some((person, manager, name)) = world
        .any::<(UserId, UserId, String)>(sql!("pick/reports"))
        .await?
    else {
        return Ok(Said::idle());
    };
    let found: Option<Named<PackageId>> = world.any_of(sql!("pick/packages_for"), person.0).await?;
    let Some((package, what)) = found else {
        return Ok(Said::idle());
    };
    let who = if world.chance.percent(90) {
        (manager, "A manager".to_owned())
    } else {
        anybody(world).await?
    };
    let mut input = RequestInput::default();
    let chosen: Option<(PolicyId, String)> = world
        .any_of(sql!("pick/policies_of_package"), package.0)
        .await?;
    if let Some((policy, settings)) = chosen {
        let settings: PolicySettings = serde_json::from_str(&settings)?;
        fill_in(world, &settings, &mut input);
        input.policy = world.chance.percent(60).then_some(policy);
    }
    let ctx = world.ctx(&who).await?;
    engine::requests::submit_for(&ctx, person, package, &input).await?;
    let what = format!("{} asks for {what} for {name}", who.1);
    Ok(Said::new(what).recorded("request.submit", 1))
}

/// Fills the form in; now and then something is forgotten.
pub fn fill_in(world: &World, settings: &PolicySettings, input: &mut RequestInput) {
    let chance = &world.chance;
    if chance.percent(80) {
        "For the work.".clone_into(&mut input.justification);
    }
    for question in &settings.questions {
        if chance.percent(90) {
            input.answers.push((question.id, "yes".to_owned()));
        }
    }
    if settings.custom_schedule && chance.percent(60) {
        let today = world.now().start_of_day();
        let start = today.plus_days(chance.number(0..25));
        input.start = chance.percent(80).then_some(start);
        let end = start.plus_days(chance.number(0..90)).end_of_day();
        input.end = chance.percent(50).then_some(end);
    }
}

/// Somebody takes a request back: their own, one in their charge, or one that is none of their
/// business.
pub async fn cancel(world: &World) -> Outcome<Said> {
    let among = if world.chance.percent(80) {
        sql!("pick/open_requests")
    } else {
        sql!("pick/requests")
    };
    let Some((request, subject, name)) = world.any::<(RequestId, UserId, String)>(among).await?
    else {
        return Ok(Said::idle());
    };
    let who = if world.chance.percent(60) {
        (subject, name.clone())
    } else {
        somebody_in_charge(world).await?
    };
    let ctx = world.ctx(&who).await?;
    engine::requests::cancel(&ctx, request).await?;
    let what = format!("{} cancels a request of {name}", who.1);
    Ok(Said::new(what).recorded("request.cancel", 1))
}

/// Somebody in charge has a request set up once more.
pub async fn try_again(world: &World) -> Outcome<Said> {
    let among = if world.chance.percent(80) {
        sql!("pick/failed_requests")
    } else {
        sql!("pick/requests")
    };
    let Some((request, _, name)) = world.any::<(RequestId, UserId, String)>(among).await? else {
        return Ok(Said::idle());
    };
    let who = somebody_in_charge(world).await?;
    let ctx = world.ctx(&who).await?;
    engine::requests::reprocess(&ctx, request).await?;
    let what = format!("{} has a request of {name} set up once more", who.1);
    Ok(Said::new(what).recorded("request.reprocess", 1))
}

/// Somebody in charge deletes the record of a request.
pub async fn forget(world: &World) -> Outcome<Said> {
    let picked = world
        .any::<(RequestId, UserId, String)>(sql!("pick/requests"))
        .await?;
    let Some((request, _, name)) = picked else {
        return Ok(Said::idle());
    };
    let who = somebody_in_charge(world).await?;
    let ctx = world.ctx(&who).await?;
    engine::requests::delete(&ctx, request).await?;
    let what = format!("{} deletes a request of {name}", who.1);
    Ok(Said::new(what).recorded("request.delete", 1))
}
