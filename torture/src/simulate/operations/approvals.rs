//! Deciding: by those who are asked, by those who are not, in time and too late.

use super::super::world::{Disk, Named, World};
use super::{Said, anybody};
use engine::{Failure, Outcome, sql};
use shared::AppError;
use shared::approval::Decision;
use shared::forms::approvals::{BulkDecisionInput, RevokeInput, StagePick};
use shared::forms::requests::{DecisionInput, LessInput};
use shared::ids::{RequestId, RoleId, StageId, UserId};

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
        seen_due: None,
    };
    let ctx = world.ctx(&who).await?;
    let outcome = if world.chance.percent(20) {
        let taken = taken(world, request).await?;
        engine::approvals::decide_less(&ctx, request, &input, &taken).await
    } else {
        engine::approvals::decide(&ctx, request, &input).await
    };
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

/// A shorter time, fewer roles, or both; sometimes more than there was.
async fn taken(world: &World, request: RequestId) -> sqlx::Result<LessInput> {
    let chance = &world.chance;
    let roles: Vec<(RoleId,)> = world
        .rows(sql!("pick/roles_of_request"), &[request.0])
        .await?;
    let some = roles.into_iter().filter(|_| chance.percent(40));
    Ok(LessInput {
        end: chance
            .percent(40)
            .then(|| world.now().plus_days(chance.number(1..60))),
        days: chance
            .percent(40)
            .then(|| u32::try_from(chance.number(1..60)).unwrap_or(1)),
        left_out: some.map(|(role,)| role).collect(),
    })
}

/// Somebody takes an approval back, and now and then one that somebody else gave.
pub async fn revoke(world: &World) -> Outcome<Said> {
    type Given = (StageId, RequestId, UserId, String, bool);
    let given: Option<Given> = world.any(sql!("pick/approvals_given")).await?;
    let Some((stage, request, approver, name, there)) = given else {
        return Ok(Said::idle());
    };
    let who = if world.chance.percent(85) {
        (approver, name)
    } else {
        anybody(world).await?
    };
    let input = RevokeInput {
        stage,
        reason: "A mistake.".to_owned(),
        // Now and then the page was out of date.
        ends_access: there != world.chance.percent(5),
    };
    let ctx = world.ctx(&who).await?;
    engine::approvals::revoke(&ctx, request, &input).await?;
    Ok(Said::new(format!("{} takes an approval back", who.1)).recorded("approval.takeBack", 1))
}

/// Somebody decides on several stages in one action; each is judged on its own.
pub async fn decide_many(world: &World) -> Outcome<Said> {
    let open: Vec<(StageId, RequestId, UserId, String)> =
        world.rows(sql!("pick/open_stages"), &[]).await?;
    let Some(first) = world.chance.one(&open) else {
        return Ok(Said::idle());
    };
    let entitled: Vec<Named<UserId>> = world.rows(sql!("pick/deciders"), &[first.0.0]).await?;
    let who = match world.chance.one(&entitled) {
        Some(who) => who,
        None => anybody(world).await?,
    };
    let mut picks = vec![StagePick {
        request: first.1,
        stage: first.0,
    }];
    for _ in 0..world.chance.number(1..4) {
        if let Some((stage, request, _, _)) = world.chance.one(&open) {
            let pick = StagePick { request, stage };
            if !picks.contains(&pick) {
                picks.push(pick);
            }
        }
    }
    let input = BulkDecisionInput {
        decision: Decision::Approve,
        justification: "All of them.".to_owned(),
        picks,
    };
    let ctx = world.ctx(&who).await?;
    let judged = engine::approvals::decide_many(&ctx, &input).await?;
    let done = judged.iter().filter(|one| one.outcome.is_ok()).count();
    // Only a full disk excuses that one could not be carried out.
    let fault = |one: &engine::approvals::Judged| match one.outcome {
        Err(AppError::Internal) => true,
        Err(AppError::Unavailable) => world.disk() == Disk::Fine,
        _ => false,
    };
    if judged.iter().any(fault) {
        return Err(Failure::App(AppError::Internal));
    }
    let what = format!("{} approves {done} of {}", who.1, judged.len());
    Ok(Said::new(what).recorded("approval.approve", done))
}
