//! One decision on several requests: each is judged and recorded on its own (BYD-17).

use super::decide::decide;
use crate::ctx::Ctx;
use crate::error::Outcome;
use crate::requests::store as requests;
use shared::AppError;
use shared::forms::approvals::{BulkDecisionInput, StagePick};
use shared::forms::requests::DecisionInput;
use shared::ids::RequestId;

/// What became of one of several requests.
#[derive(Clone, Debug)]
pub struct Judged {
    pub pick: StagePick,
    /// `Payments on-call for Ada Lind`; says nothing about requests that the person may not see.
    pub name: String,
    pub outcome: Result<(), AppError>,
}

/// Decides on each of the requests as [`decide`] does, one after the other; one that cannot be decided
/// does not keep the others from it.
///
/// # Errors
/// Nobody is signed in. What is wrong with one request stands in its own outcome.
pub async fn decide_many(ctx: &Ctx, input: &BulkDecisionInput) -> Outcome<Vec<Judged>> {
    ctx.me()?;
    let mut judged = Vec::with_capacity(input.picks.len());
    for pick in &input.picks {
        let decision = DecisionInput {
            decision: input.decision,
            justification: input.justification.clone(),
            stage: pick.stage,
            seen_due: None,
        };
        let outcome = decide(ctx, pick.request, &decision)
            .await
            .map_err(|failure| failure.public());
        let name = match &outcome {
            // Nobody reads it.
            Ok(()) => String::new(),
            Err(error) => name(ctx, pick.request, error).await,
        };
        judged.push(Judged {
            pick: *pick,
            name,
            outcome,
        });
    }
    Ok(judged)
}

/// The name of a request that could not be decided, for who may know it.
async fn name(ctx: &Ctx, id: RequestId, error: &AppError) -> String {
    let seen = matches!(error, AppError::Conflict(_) | AppError::Invalid(_));
    let unknown = || t!("A request").to_owned();
    if !seen {
        return unknown();
    }
    let Ok(mut conn) = ctx.read().await else {
        return unknown();
    };
    requests::load(&mut conn, id).await.map_or_else(
        |_| unknown(),
        |request| {
            t!(
                "{package} for {person}",
                package = request.package_texts.name(&request.package_name),
                person = request.subject_name
            )
        },
    )
}
