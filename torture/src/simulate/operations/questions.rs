//! What approvers do instead of deciding: ask, and hand over; and the answers they get.

use super::super::world::{Named, World};
use super::requests::fill_in;
use super::{Said, anybody};
use engine::{Outcome, sql};
use shared::forms::approvals::{AnswerInput, DeputyInput, HandOverInput, QuestionInput};
use shared::forms::requests::RequestInput;
use shared::ids::{DeputyId, RequestId, StageId, UserId};
use shared::policy::PolicySettings;

type Picked = (StageId, RequestId, UserId, String);

/// Somebody who may decide on the stage, or now and then anybody.
async fn decider(world: &World, stage: StageId) -> Outcome<Named<UserId>> {
    let entitled: Vec<Named<UserId>> = world.rows(sql!("pick/deciders"), &[stage.0]).await?;
    match world.chance.one(&entitled) {
        Some(who) if world.chance.percent(90) => Ok(who),
        _ => anybody(world).await,
    }
}

/// An approver asks a question.
pub async fn send_back(world: &World) -> Outcome<Said> {
    let Some((stage, request, _, name)) = world.any::<Picked>(sql!("pick/open_stages")).await?
    else {
        return Ok(Said::idle());
    };
    let who = decider(world, stage).await?;
    let input = QuestionInput {
        stage,
        question: "What for?".to_owned(),
    };
    let ctx = world.ctx(&who).await?;
    engine::approvals::send_back(&ctx, request, &input).await?;
    let what = format!("{} asks {name} a question", who.1);
    Ok(Said::new(what).recorded("approval.sendBack", 1))
}

/// The requestor answers, with or without new words.
pub async fn answer(world: &World) -> Outcome<Said> {
    let among = if world.chance.percent(85) {
        sql!("pick/open_questions")
    } else {
        sql!("pick/open_stages")
    };
    let Some((_, request, subject, name)) = world.any::<Picked>(among).await? else {
        return Ok(Said::idle());
    };
    let who = if world.chance.percent(90) {
        (subject, name)
    } else {
        anybody(world).await?
    };
    let settings: Option<(String,)> = world
        .any_of(sql!("pick/settings_of_request"), request.0)
        .await?;
    let mut typed = RequestInput::default();
    if let Some((settings,)) = settings {
        let settings: PolicySettings = serde_json::from_str(&settings)?;
        fill_in(world, &settings, &mut typed);
    }
    let input = AnswerInput {
        reply: if world.chance.percent(80) {
            "For this.".to_owned()
        } else {
            String::new()
        },
        justification: typed.justification,
        answers: typed.answers,
    };
    let ctx = world.ctx(&who).await?;
    engine::approvals::answer(&ctx, request, &input).await?;
    Ok(Said::new(format!("{} answers", who.1)).recorded("request.answer", 1))
}

/// An approver withdraws a question.
pub async fn take_back(world: &World) -> Outcome<Said> {
    let Some((stage, request, _, _)) = world.any::<Picked>(sql!("pick/open_questions")).await?
    else {
        return Ok(Said::idle());
    };
    let who = decider(world, stage).await?;
    let ctx = world.ctx(&who).await?;
    engine::approvals::take_back(&ctx, request, stage).await?;
    Ok(Said::new(format!("{} withdraws a question", who.1))
        .recorded("approval.withdrawQuestion", 1))
}

/// An approver hands a request to somebody, who may be the one it is for.
pub async fn hand_over(world: &World) -> Outcome<Said> {
    let Some((stage, request, _, name)) = world.any::<Picked>(sql!("pick/open_stages")).await?
    else {
        return Ok(Said::idle());
    };
    let who = decider(world, stage).await?;
    let to = if world.chance.percent(85) {
        anybody(world).await?.1
    } else {
        name
    };
    let input = HandOverInput {
        stage,
        to,
        reason: "You know better.".to_owned(),
    };
    let ctx = world.ctx(&who).await?;
    let to = engine::approvals::hand_over(&ctx, request, &input).await?;
    Ok(Said::new(format!("{} hands a request over to {to}", who.1))
        .recorded("approval.handOver", 1))
}

/// Somebody goes away, and says who decides meanwhile.
pub async fn name_deputy(world: &World) -> Outcome<Said> {
    let (who, other) = (anybody(world).await?, anybody(world).await?);
    let start = world.now().plus_days(world.chance.number(0..4));
    let input = DeputyInput {
        to: other.1.clone(),
        start: world.chance.percent(60).then_some(start),
        end: start.plus_days(world.chance.number(0..20)).end_of_day(),
    };
    let ctx = world.ctx(&who).await?;
    engine::approvals::name_deputy(&ctx, &input).await?;
    Ok(Said::new(format!("{} names {} as deputy", who.1, other.1)).recorded("deputy.name", 1))
}

/// Somebody is back.
pub async fn end_deputy(world: &World) -> Outcome<Said> {
    let found: Option<(DeputyId, UserId, String)> = world.any(sql!("pick/deputies")).await?;
    let Some((deputy, person, name)) = found else {
        return Ok(Said::idle());
    };
    let who = if world.chance.percent(90) {
        (person, name)
    } else {
        anybody(world).await?
    };
    let ctx = world.ctx(&who).await?;
    engine::approvals::end_deputy(&ctx, deputy).await?;
    Ok(Said::new(format!("{} is back", who.1)).recorded("deputy.end", 1))
}
