//! An approver takes back what they approved (APR-08): before access is given the stage asks again, and
//! afterwards the access ends.

use super::decide::is_approver;
use super::several::{self, GivenRow};
use super::store::{self, AskedStage, StageRow};
use super::{deputies, store::Asked};
use crate::assignments::{AssignmentRow, end, store as assignments};
use crate::audit;
use crate::ctx::{Ctx, Tx};
use crate::delivery::lock;
use crate::directory::{self, Person};
use crate::error::{Failure, Outcome};
use crate::requests::stages::Dates;
use crate::requests::store::{self as requests, RequestRow};
use crate::{execute, fetch_all, notices};
use serde_json::json;
use shared::AppError;
use shared::approval::{Decision, StageStatus, TakingBack, taking_back};
use shared::assignment::EndReason;
use shared::directory::Principal;
use shared::forms::approvals::RevokeInput;
use shared::ids::{RequestId, UserId};
use shared::limits;
use shared::policy::Less;
use shared::request::{RequestEvent, RequestType};
use std::collections::BTreeMap;

/// Takes one's own approval of a stage back. While nothing was given, the stage asks the same people once
/// more, with as much time as at first, and the stages after it start over; once the request has led to
/// access, that ends at once, and a reason is needed. An approval that a deputy gave is the deputy's to
/// take back, and nobody takes back that a stage was skipped.
///
/// # Errors
/// [`AppError::NotFound`] for anybody but who approved; [`AppError::Forbidden`] for whoever could not
/// decide any more; [`AppError::Conflict`] if it is too late, or the page said something else;
/// [`AppError::Invalid`] at `reason`.
pub async fn revoke(ctx: &Ctx, id: RequestId, input: &RevokeInput) -> Outcome<TakingBack> {
    let me = ctx.me()?;
    let mut conn = ctx.read().await?;
    let stages = store::stages(&mut conn, id).await?;
    let given = several::given(&mut conn, id).await?;
    let mine = stages
        .iter()
        .any(|one| one.stage.id == input.stage && is_mine(&one.stage, &given, me));
    let subject = requests::load(&mut conn, id).await?.subject_id;
    drop(conn);
    let permit = ctx.approver(mine)?;

    let mut tx = ctx.begin(&permit).await?;
    lock::subject(&mut tx, subject).await?;
    let mut request = requests::load(&mut tx.conn, id).await?;
    let stages = store::stages(&mut tx.conn, id).await?;
    let given = several::given(&mut tx.conn, id).await?;
    let place = stages
        .iter()
        .position(|one| one.stage.id == input.stage)
        .filter(|place| is_mine(&stages[*place].stage, &given, me))
        .ok_or_else(|| AppError::Conflict(t!("You have taken this back already.").to_owned()))?;
    still_decides(&mut tx, &request, &stages[place], me).await?;
    let access = match request.assignment_id {
        Some(access) => Some(assignments::load(&mut tx.conn, access).await?),
        None => None,
    };
    let state = access.as_ref().map(|access| access.state);
    let leads_to = taking_back(request.request_type, request.state, request.status, state)
        .map_err(|why| AppError::Conflict(why.to_owned()))?;
    let ends = leads_to == TakingBack::EndsAccess;
    if ends != input.ends_access {
        let now = if ends {
            t!(
                "Access was given since you opened this page. Taking your approval back ends it now."
            )
        } else {
            t!(
                "The request has changed since you opened this page. Reload it to see what taking your approval back leads to."
            )
        };
        return Err(AppError::Conflict(now.to_owned()).into());
    }
    if ends && input.reason.is_empty() {
        return Err(AppError::field("reason", t!("Say why you take your approval back.")).into());
    }
    if input.reason.chars().count() > limits::TEXT_MAX {
        return Err(AppError::field("reason", t!("Keep this within 4,000 characters.")).into());
    }
    match access.filter(|_| ends) {
        Some(access) => end_access(&mut tx, &request, &access, place, &input.reason).await?,
        None => ask_again(&mut tx, &mut request, &stages, place, &given, &input.reason).await?,
    }
    tx.commit().await?;
    Ok(leads_to)
}

/// Has this person approved the stage, alone or among others?
fn is_mine(stage: &StageRow, given: &[GivenRow], me: UserId) -> bool {
    let mut of_stage = given
        .iter()
        .filter(|one| one.stage_id == stage.id)
        .peekable();
    if of_stage.peek().is_some() {
        return of_stage.any(|one| one.given().by == me);
    }
    stage.decision == Some(Decision::Approve) && stage.decided_by == Some(me) && !stage.automatic
}

/// Whoever could not decide any more has no say in it either.
async fn still_decides(
    tx: &mut Tx,
    request: &RequestRow,
    stage: &AskedStage,
    me: UserId,
) -> Outcome<()> {
    let now = tx.now();
    let asked: Vec<Principal> = store::asked(&mut tx.conn, stage.stage.id)
        .await?
        .into_iter()
        .filter(|one| one.until.is_none_or(|until| until > now))
        .map(|one| one.principal)
        .collect();
    let enabled = directory::person(&mut tx.conn, me)
        .await?
        .is_some_and(|person| person.enabled);
    if enabled && is_approver(&mut tx.conn, &asked, &request.parties(), me).await? {
        return Ok(());
    }
    Err(AppError::Forbidden(
        t!("You could not decide on this any more, so your approval stays. Those who run the package can end the access.").to_owned(),
    )
    .into())
}

fn entry(request: &RequestRow) -> audit::Entry {
    let name = &request.package_name;
    audit::Entry::new("approval.takeBack", "request", request.id.0, name)
        .catalog(request.catalog_id)
        .package(request.package_id)
        .subject(request.subject_id)
}

/// The access ends; what was approved stays on record.
async fn end_access(
    tx: &mut Tx,
    request: &RequestRow,
    access: &AssignmentRow,
    place: usize,
    reason: &str,
) -> Outcome<()> {
    tx.event(request.id, "approvalTakenBack", reason);
    tx.audit(entry(request).details(json!({
        "stage": place + 1,
        "reason": reason,
        "assignment": access.id,
        "withdrawn": 0,
    })));
    let (kind, why) = (RequestType::AdminRemove, EndReason::ApprovalRevoked);
    end::end(tx, access, kind, why, reason).await?;
    notices::approval_revoked(tx, request, reason).await
}

/// The stage asks again, and those after it wait for their turn.
async fn ask_again(
    tx: &mut Tx,
    request: &mut RequestRow,
    stages: &[AskedStage],
    place: usize,
    given: &[GivenRow],
    reason: &str,
) -> Outcome<()> {
    let me = tx.ctx.me()?;
    let (AskedStage { stage, .. }, later) = (&stages[place], &stages[place + 1..]);
    let settings = request.policy()?;
    let rule = settings
        .stages
        .get(place)
        .ok_or_else(|| Failure::Broken("a stage without a rule was approved".to_owned()))?;
    let several = !rule.needed.is_one();
    if several {
        execute!(tx, "approvals/take_given", stage.id, me)?;
    }
    let (id, position) = (request.id, stage.position);
    execute!(tx, "approvals/forget_given", id, position)?;
    execute!(tx, "approvals/forget_asked", id, position)?;
    execute!(tx, "approvals/start_over", id, position)?;
    execute!(tx, "approvals/drop_deputies", stage.id)?;
    let asked = store::asked(&mut tx.conn, stage.id).await?;
    let dates = Dates::of(rule, tx.now());
    // Alternates who were asked before are asked with the others.
    let escalate = dates
        .escalate
        .filter(|_| !asked.iter().any(|one| one.alternate));
    let reopened = execute!(
        tx,
        "approvals/reopen",
        stage.id,
        dates.opened,
        dates.due,
        dates.remind,
        escalate,
        several
    )?;
    if reopened == 0 {
        return Err(Failure::Broken(
            "a stage that was approved does not ask again".to_owned(),
        ));
    }
    execute!(tx, "approvals/ask_again", stage.id)?;
    ask_deputies(tx, request, stage, &asked).await?;
    give_back(tx, request).await?;
    requests::advance(tx, request, &[RequestEvent::ApprovalTakenBack]).await?;
    tx.event(id, "approvalTakenBack", reason);
    tx.audit(entry(request).details(json!({
        "stage": place + 1,
        "reason": reason,
        "withdrawn": 1 + later.iter().map(|one| approvals_of(&one.stage, given)).sum::<usize>(),
    })));
    let concerned = |one: &&AskedStage| one.stage.status != StageStatus::Initializing;
    let before: Vec<Principal> = later
        .iter()
        .filter(concerned)
        .flat_map(|one| one.asked.iter().copied())
        .collect();
    notices::asked_again(tx, request, (stage.id, dates.due), &before, reason).await
}

/// How many approvals of a later stage are void.
fn approvals_of(stage: &StageRow, given: &[GivenRow]) -> usize {
    let several = given.iter().filter(|one| one.stage_id == stage.id).count();
    let alone = stage.decision == Some(Decision::Approve) && !stage.automatic;
    if several == 0 {
        usize::from(alone)
    } else {
        several
    }
}

/// Asks whoever decides at present for the people that the stage asks.
async fn ask_deputies(
    tx: &mut Tx,
    request: &RequestRow,
    stage: &StageRow,
    asked: &[Asked],
) -> Outcome<()> {
    let in_own_right = asked.iter().filter(|one| one.behalf_of.is_none());
    let principals: Vec<Principal> = in_own_right.clone().map(|one| one.principal).collect();
    let people =
        directory::people_behind(&mut tx.conn, &principals, notices::RECIPIENTS_MAX).await?;
    for alternate in [false, true] {
        let parties = request.parties();
        let behind: BTreeMap<UserId, Person> = in_own_right
            .clone()
            .filter(|one| one.alternate == alternate)
            .flat_map(|one| people.get(&one.principal).into_iter().flatten())
            .filter(|person| !parties.contains(&person.id))
            .map(|person| (person.id, person.clone()))
            .collect();
        let deciders: Vec<Person> = behind.into_values().collect();
        deputies::ask(tx, request, stage.id, &deciders, alternate).await?;
    }
    Ok(())
}

/// What the approvals took that do not count any more is asked for again (BYD-13).
async fn give_back(tx: &mut Tx, request: &mut RequestRow) -> Outcome<()> {
    if request.less.is_empty() {
        return Ok(());
    }
    let mut less = Less::default();
    for (taken,) in fetch_all!(tx, (String,), "approvals/less_taken", request.id)? {
        less = less.and(&requests::less(&taken)?);
    }
    request.less = store::document(&less)?;
    execute!(tx, "requests/reduce", request.id, &request.less)?;
    Ok(())
}
