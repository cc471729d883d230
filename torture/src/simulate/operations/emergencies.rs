//! Access at once in an emergency, and those who look at it afterwards.

use super::super::world::{Named, World};
use super::requests::fill_in;
use super::{Said, anybody, somebody_in_charge};
use engine::{Failure, Outcome, sql};
use shared::forms::approvals::VerdictInput;
use shared::forms::requests::RequestInput;
use shared::ids::{PackageId, PolicyId, RequestId, UserId};
use shared::policy::PolicySettings;

/// Somebody does not wait for an approval.
pub async fn take_at_once(world: &World) -> Outcome<Said> {
    let who = anybody(world).await?;
    let found: Option<Named<PackageId>> = world.any(sql!("pick/packages_at_once")).await?;
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
        input.policy = world.chance.percent(70).then_some(policy);
    }
    if world.chance.percent(95) {
        input.justification = "It cannot wait.".to_owned();
    }
    let ctx = world.ctx(&who).await?;
    engine::requests::take_at_once(&ctx, package, &input).await?;
    let what = format!("{} takes {name} in an emergency", who.1);
    Ok(Said::new(what).recorded("request.submit", 1))
}

/// Somebody looks at an emergency: whoever is to, and now and then whoever used it.
pub async fn judge(world: &World) -> Outcome<Said> {
    let found: Option<(RequestId, UserId, String)> = world.any(sql!("pick/emergencies")).await?;
    let Some((request, user, name)) = found else {
        return Ok(Said::idle());
    };
    let noted: Vec<Named<UserId>> = world.rows(sql!("pick/reviewers"), &[request.0]).await?;
    let own = world.chance.percent(10);
    let who = match world.chance.one(&noted) {
        _ if own => (user, name.clone()),
        Some(who) if world.chance.percent(50) => who,
        _ => somebody_in_charge(world).await?,
    };
    let justified = world.chance.percent(60);
    let input = VerdictInput {
        justified,
        comment: "Seen.".to_owned(),
    };
    let ctx = world.ctx(&who).await?;
    engine::emergencies::judge(&ctx, request, &input).await?;
    if who.0 == user {
        return Err(Failure::Broken(format!(
            "{name} looked at their own emergency"
        )));
    }
    let action = if justified {
        "emergency.justify"
    } else {
        "emergency.reject"
    };
    Ok(Said::new(format!("{} looks at an emergency of {name}", who.1)).recorded(action, 1))
}
