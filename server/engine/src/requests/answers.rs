//! Changing the answers of somebody's request (REQ-12; Graph: `adminUpdate`).

use super::store;
use crate::audit::Entry;
use crate::ctx::Ctx;
use crate::error::{Failure, Outcome};
use crate::{execute, fetch_optional};
use serde_json::{Value, json};
use shared::AppError;
use shared::authz::{Action, Scope};
use shared::ids::{AssignmentId, QuestionId, RequestId};
use shared::policy::{Answer, Question, check_answers};
use shared::request::RequestState;
use std::collections::BTreeMap;

/// Changes the answers of a request, and so of the access it led to. They must fit the questions as
/// they were asked. What became an attribute of the person (CAT-18) stays as it was given.
///
/// # Errors
/// [`AppError::NotFound`], [`AppError::Forbidden`], also for whose request it is; [`AppError::Conflict`] if it was denied or canceled,
/// if nothing was asked, or if it moved on meanwhile; [`AppError::Invalid`] at `answer_<question id>`.
pub async fn change_answers(
    ctx: &Ctx,
    id: RequestId,
    answers: &[(QuestionId, String)],
) -> Outcome<()> {
    ctx.signed_in()?;
    let mut conn = ctx.read().await?;
    let request = store::load(&mut conn, id).await?;
    drop(conn);
    let scope = Scope::Catalog(request.catalog_id);
    if !ctx.allows(Action::ViewRequests, scope) {
        return Err(AppError::NotFound.into());
    }
    let permit = ctx.require(Action::ChangeAnswers, scope)?;
    // Others decide on these answers. A question is the way to change one's own.
    let own = ctx.actor.user();
    if own.is_some_and(|me| request.parties().contains(&me)) {
        return Err(AppError::Forbidden(
            t!("This is your own request. Somebody else who runs the package can change its answers, or an approver can send it back to you with a question.")
                .to_owned(),
        )
        .into());
    }
    let mut tx = ctx.begin(&permit).await?;
    let request = store::load(&mut tx.conn, id).await?;
    let (demanded, questions): (Vec<Question>, Vec<Question>) = request
        .policy()?
        .questions
        .into_iter()
        .partition(|question| question.attribute.is_some());
    if !takes_answers(request.state) || !request.request_type.is_add() || questions.is_empty() {
        return Err(AppError::Conflict(
            t!("The answers of this request cannot be changed: it asked nothing, or nothing came of it.")
                .to_owned(),
        )
        .into());
    }
    let changed = check_answers(&questions, |question| {
        let answer = answers.iter().find(|(known, _)| *known == question);
        answer.map(|(_, value)| value.clone())
    })?;
    let before: Vec<Answer> = serde_json::from_str(&request.answers)?;
    let is_kept = |answer: &&Answer| demanded.iter().any(|one| one.id == answer.question);
    let kept = before.iter().filter(is_kept).cloned();
    let given: Vec<Answer> = kept.chain(changed).collect();
    if before == given {
        return Ok(());
    }
    let changed = execute!(
        tx,
        "requests/change_answers",
        id,
        request.version,
        serde_json::to_string(&given)?
    )?;
    if changed == 0 {
        return Err(AppError::Conflict(
            t!("This request was changed meanwhile. Reload it to see where it stands.").to_owned(),
        )
        .into());
    }
    tx.event(id, "answersChanged", "");
    tx.audit(
        Entry::new(
            "request.changeAnswers",
            "request",
            id.0,
            &request.package_name,
        )
        .catalog(request.catalog_id)
        .package(request.package_id)
        .subject(request.subject_id)
        .details(json!({ "before": said(&before), "after": said(&given) })),
    );
    tx.commit().await
}

/// As [`change_answers`], for the request that led to an assignment.
///
/// # Errors
/// As [`change_answers`]; [`AppError::NotFound`] if there is no such access, or its request was deleted.
pub async fn change_answers_of(
    ctx: &Ctx,
    assignment: AssignmentId,
    answers: &[(QuestionId, String)],
) -> Outcome<RequestId> {
    ctx.signed_in()?;
    let mut conn = ctx.read().await?;
    let found = fetch_optional!(conn, (RequestId,), "requests/of_assignment", assignment)?;
    drop(conn);
    let (request,) = found.ok_or(Failure::App(AppError::NotFound))?;
    change_answers(ctx, request, answers).await?;
    Ok(request)
}

/// Can the answers still mean something? Not where nothing came of the request.
pub(crate) const fn takes_answers(state: RequestState) -> bool {
    !matches!(state, RequestState::Denied | RequestState::Canceled)
}

fn said(answers: &[Answer]) -> BTreeMap<&str, Value> {
    let texts = answers.iter();
    texts
        .map(|answer| (answer.text.as_str(), Value::from(answer.value.as_str())))
        .collect()
}
