//! An approver asks a question before deciding: the request goes back to whoever asked, and the clock
//! stands still until they answer or the question is withdrawn (BYD-11).

use super::decide::{Place, already, place_of, still_theirs};
use super::several;
use super::store::{self, StageRow};
use crate::audit;
use crate::ctx::{Ctx, Permit, Tx};
use crate::delivery::lock;
use crate::error::{Failure, Outcome};
use crate::requests::store::{self as requests, RequestRow};
use crate::{execute, fetch_optional, notices};
use serde_json::json;
use shared::AppError;
use shared::approval::StageStatus;
use shared::directory::Principal;
use shared::forms::approvals::{AnswerInput, QuestionInput};
use shared::ids::{RequestId, StageId, UserId};
use shared::policy::{Answer, StageSettings, check_answers};
use shared::request::{RequestEvent, RequestStatus};

/// The permit of somebody whom the stage asks.
async fn asked(
    ctx: &Ctx,
    id: RequestId,
    stage: StageId,
) -> Outcome<(Permit, RequestRow, Option<Place>)> {
    let me = ctx.me()?;
    let mut conn = ctx.read().await?;
    let request = requests::load(&mut conn, id).await?;
    let stages = store::stages(&mut conn, id).await?;
    let stage = stages
        .iter()
        .find(|known| known.stage.id == stage)
        .ok_or(AppError::NotFound)?;
    let place = place_of(&mut conn, stage, &request.parties(), me).await?;
    Ok((ctx.approver(place.is_some())?, request, place))
}

fn entry(action: &'static str, request: &RequestRow) -> audit::Entry {
    audit::Entry::new(action, "request", request.id.0, &request.package_name)
        .catalog(request.catalog_id)
        .package(request.package_id)
        .subject(request.subject_id)
}

/// Sends a request back with a question. Until it is answered nobody can decide, and no time passes.
///
/// # Errors
/// [`AppError::NotFound`] for anybody who is not asked; [`AppError::Conflict`] if the stage is
/// decided, over, or sent back already.
pub async fn send_back(ctx: &Ctx, id: RequestId, input: &QuestionInput) -> Outcome<()> {
    let (permit, request, place) = asked(ctx, id, input.stage).await?;
    let mut tx = ctx.begin(&permit).await?;
    lock::subject(&mut tx, request.subject_id).await?;
    let now = tx.now();
    let several = several_rule(&mut tx, &request, input.stage).await?;
    let place = match several {
        Some(rule) => Some(several::voice(&mut tx, id, &rule, input.stage).await?.seat),
        None => {
            if let Some(place) = place {
                still_theirs(&mut tx, &request, input.stage, place).await?;
            }
            place.map(|place| place.principal)
        }
    };
    let place = place.map(Principal::id);
    if execute!(tx, "approvals/send_back", input.stage, now, place)? == 0 {
        let present = store::stage(&mut tx.conn, input.stage).await?;
        return Err(AppError::Conflict(already(&present, now)).into());
    }
    let mut request = requests::load(&mut tx.conn, id).await?;
    execute!(tx, "approvals/rest_asked", input.stage)?;
    requests::advance(&mut tx, &mut request, &[RequestEvent::SentBack]).await?;
    tx.event(id, "sentBack", &input.question);
    tx.audit(entry("approval.sendBack", &request).details(json!({ "question": input.question })));
    notices::question(&mut tx, &request, &input.question)?;
    tx.commit().await
}

/// The rule of the stage, if it needs several approvals: whoever has approved asks nothing more.
async fn several_rule(
    tx: &mut Tx,
    request: &RequestRow,
    stage: StageId,
) -> Outcome<Option<StageSettings>> {
    let stage = store::stage(&mut tx.conn, stage).await?;
    several::rule_of(request, &stage)
}

/// Withdraws a question: the time to decide goes on.
///
/// # Errors
/// [`AppError::NotFound`] for anybody who is not asked; [`AppError::Conflict`] if no question waits.
pub async fn take_back(ctx: &Ctx, id: RequestId, stage: StageId) -> Outcome<()> {
    let (permit, request, place) = asked(ctx, id, stage).await?;
    let mut tx = ctx.begin(&permit).await?;
    lock::subject(&mut tx, request.subject_id).await?;
    if let Some(place) = place {
        still_asked(&mut tx, stage, place).await?;
        still_theirs(&mut tx, &request, stage, place).await?;
    }
    resume(&mut tx, stage).await?;
    let mut request = requests::load(&mut tx.conn, id).await?;
    requests::advance(&mut tx, &mut request, &[RequestEvent::Answered]).await?;
    tx.event(id, "questionWithdrawn", "");
    tx.audit(entry("approval.withdrawQuestion", &request).details(json!({})));
    tx.commit().await
}

/// Somebody may have handed it over meanwhile, or the time of a deputy be over: nothing else looks at that time
/// while a question waits.
async fn still_asked(tx: &mut Tx, stage: StageId, place: Place) -> Outcome<()> {
    let now = tx.now();
    let asked = store::asked(&mut tx.conn, stage).await?;
    let in_time = |one: &store::Asked| one.until.is_none_or(|until| until > now);
    if asked
        .iter()
        .any(|one| one.principal == place.principal && in_time(one))
    {
        return Ok(());
    }
    Err(AppError::NotFound.into())
}

/// The clock runs again, and those who were asked can decide.
async fn resume(tx: &mut Tx, stage: StageId) -> Outcome<()> {
    let now = tx.now();
    if execute!(tx, "approvals/resume", stage, now)? == 0 {
        return Err(
            AppError::Conflict(t!("No question waits for an answer any more.").to_owned()).into(),
        );
    }
    execute!(tx, "approvals/ask_again", stage)?;
    Ok(())
}

/// Answers the question that waits, by whoever asked for the access or is to get it: with words, by
/// changing the reason or the answers, or both.
///
/// # Errors
/// [`AppError::NotFound`] for anybody else; [`AppError::Conflict`] if no question waits;
/// [`AppError::Invalid`] at `reply`, `justification`, `answer_<id>`.
pub async fn answer(ctx: &Ctx, id: RequestId, input: &AnswerInput) -> Outcome<()> {
    let me = ctx.me()?;
    let mut conn = ctx.read().await?;
    let request = requests::load(&mut conn, id).await?;
    drop(conn);
    if !request.parties().contains(&me) {
        return Err(AppError::NotFound.into());
    }
    let permit = ctx.own(me)?;
    let mut tx = ctx.begin(&permit).await?;
    lock::subject(&mut tx, request.subject_id).await?;
    let mut request = requests::load(&mut tx.conn, id).await?;
    let stage = open_question(&mut tx, &request).await?;
    let (answers, changed) = checked(&request, input)?;
    resume(&mut tx, stage.id).await?;
    let before = json!({ "justification": request.justification, "answers": request.answers()? });
    let text = serde_json::to_string(&answers)?;
    execute!(tx, "requests/answer", id, &input.justification, &text)?;
    request.justification.clone_from(&input.justification);
    request.answers = text;
    requests::advance(&mut tx, &mut request, &[RequestEvent::Answered]).await?;
    tx.event(id, "answered", &said(input, &changed));
    tx.audit(entry("request.answer", &request).details(json!({
        "reply": input.reply,
        "before": before,
        "after": { "justification": input.justification, "answers": answers },
    })));
    let asker = fetch_optional!(tx, (Option<UserId>,), "approvals/asker", id)?;
    let asker = asker.and_then(|(asker,)| asker);
    notices::answered(&mut tx, &request, &stage, asker, &input.reply).await?;
    tx.commit().await
}

/// The stage in which a question waits.
async fn open_question(tx: &mut Tx, request: &RequestRow) -> Outcome<StageRow> {
    let stages = store::stages(&mut tx.conn, request.id).await?;
    let waits = request.status == RequestStatus::WaitingForRequestor;
    stages
        .into_iter()
        .map(|stage| stage.stage)
        .find(|stage| waits && stage.status == StageStatus::InProgress && stage.time_left.is_some())
        .ok_or_else(|| {
            Failure::App(AppError::Conflict(
                t!("No question waits for an answer any more.").to_owned(),
            ))
        })
}

/// The answers as they are to be kept, and what is new about them.
fn checked(request: &RequestRow, input: &AnswerInput) -> Outcome<(Vec<Answer>, Vec<String>)> {
    let settings = request.policy()?;
    let mut errors = shared::FieldErrors::default();
    if settings.requestor_justification_required && input.justification.is_empty() {
        errors.add("justification", t!("Say why you need this access."));
    }
    let given = |id| {
        let mut typed = input.answers.iter();
        typed
            .find(|(known, _)| *known == id)
            .map(|(_, answer)| answer.clone())
    };
    let answers = match check_answers(&settings.questions, given) {
        Ok(answers) => answers,
        Err(found) => {
            for (field, message) in found.0 {
                errors.add(&field, message);
            }
            Vec::new()
        }
    };
    let before = request.answers()?;
    let mut changed = Vec::new();
    if input.justification != request.justification {
        changed.push("the reason".to_owned());
    }
    for question in &settings.questions {
        let value = |answers: &[Answer]| {
            let mut answers = answers.iter();
            answers
                .find(|answer| answer.question == question.id)
                .map(|answer| answer.value.clone())
        };
        if value(&before) != value(&answers) {
            changed.push(format!("“{}”", question.text));
        }
    }
    if input.reply.is_empty() && changed.is_empty() {
        errors.add(
            "reply",
            t!("Answer the question, or change what you wrote."),
        );
    }
    Ok(errors.into_result((answers, changed))?)
}

/// The answer as the timeline keeps it.
fn said(input: &AnswerInput, changed: &[String]) -> String {
    let mut parts = Vec::new();
    if !input.reply.is_empty() {
        parts.push(input.reply.clone());
    }
    if !changed.is_empty() {
        parts.push(format!("Changed: {}.", changed.join(", ")));
    }
    parts.join("\n\n")
}
