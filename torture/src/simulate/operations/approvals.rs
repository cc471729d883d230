//! Deciding: by those who are asked, by those who are not, in time and too late.

use super::super::world::{Named, World};
use super::{Said, anybody};
use engine::{Failure, Outcome, sql};
use shared::AppError;
use shared::approval::Decision;
use shared::forms::requests::DecisionInput;
use shared::ids::{RequestId, StageId, UserId};

/// Somebody answers a stage. Who may is worked out here in another way than in the product, and the
/// two must agree.
pub async fn decide(world: &World) -> Outcome<Said> {
    let among = if world.chance.percent(93) {
        sql!("pick/open_stages")
    } else {
        sql!("pick/stages")
    };
    let row: Option<(StageId, RequestId, UserId, String)> = world.any(among).await?;
    let Some((stage, request, subject, name)) = row else {
        return Ok(Said::idle());
    };
    let entitled: Vec<Named<UserId>> = world.rows(sql!("pick/deciders"), &[stage.0]).await?;
    let who = match world.chance.count(0..20) {
        0..=14 => match world.chance.one(&entitled) {
            Some(who) => who,
            None => anybody(world).await?,
        },
        15 | 16 => (subject, name.clone()),
        _ => anybody(world).await?,
    };
    let decision = if world.chance.percent(75) {
        Decision::Approve
    } else {
        Decision::Deny
    };
    let justification = if world.chance.percent(85) { "Yes." } else { "" };
    let input = DecisionInput {
        decision,
        justification: justification.to_owned(),
        stage,
    };
    let ctx = world.ctx(&who).await?;
    let outcome = engine::approvals::decide(&ctx, request, &input).await;
    let may = entitled.iter().any(|person| person.0 == who.0);
    let found = !matches!(outcome, Err(Failure::App(AppError::NotFound)));
    if matches!(outcome, Ok(()) | Err(Failure::App(_))) && may != found {
        return Err(Failure::Broken(format!(
            "{} {} decide on stage {stage}, and the product disagrees",
            who.1,
            if may { "may" } else { "may not" },
        )));
    }
    outcome?;
    let (verb, action) = match decision {
        Decision::Approve => ("approves", "approval.approve"),
        Decision::Deny => ("denies", "approval.deny"),
    };
    let what = format!("{} {verb} a request of {name}", who.1);
    Ok(Said::new(what).recorded(action, 1))
}
