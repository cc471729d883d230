//! What happens to a request by itself: opening stages, waiting for its start, being set up.

use super::store::{self, RequestRow};
use crate::assignments;
use crate::audit;
use crate::ctx::Tx;
use crate::error::{Failure, Outcome};
use crate::{approvals, delivery, directory, execute, fetch_all, notices};
use serde_json::json;
use shared::AppError;
use shared::directory::Principal;
use shared::ids::{RequestId, StageId, UserId};
use shared::policy::{StagePlan, access_end, plan_stage};
use shared::request::RequestEvent;

/// Starts a freshly stored request: into its first stage, or straight on if none is needed.
///
/// # Errors
/// [`AppError::Forbidden`] if nobody could decide in one of the stages.
pub(crate) async fn start(tx: &mut Tx, id: RequestId) -> Outcome<()> {
    let mut request = store::load(&mut tx.conn, id).await?;
    let settings = request.policy()?;
    if settings.stages.is_empty() {
        store::event(tx, id, "approvedAutomatically", "").await?;
        return ready(tx, &mut request).await;
    }
    for (index, stage) in settings.stages.iter().enumerate() {
        // Every stage is checked now: better refused at once than stuck in stage two.
        let plan = plan_for(tx, &request, stage).await?;
        if plan.approvers.is_empty() {
            return Err(AppError::Forbidden(format!(
                "Nobody could decide in approval stage {}. Tell the people who run this package.",
                index + 1
            ))
            .into());
        }
        let stage_id: StageId = tx.id();
        let position = position(index)?;
        execute!(tx, "approvals/insert_stage", stage_id, id, position)?;
    }
    store::advance(tx, &mut request, RequestEvent::ApprovalNeeded).await?;
    open_stage(tx, &request, 0).await
}

fn position(index: usize) -> Outcome<i64> {
    i64::try_from(index).map_err(|error| Failure::Broken(error.to_string()))
}

async fn plan_for(
    tx: &mut Tx,
    request: &RequestRow,
    stage: &shared::policy::StageSettings,
) -> Outcome<StagePlan> {
    let relations = directory::relations(&mut tx.conn, request.subject_id).await?;
    let mut plan = plan_stage(stage, &relations, &request.parties());
    let mut people = Vec::new();
    for principal in plan.approvers {
        if someone_decides(tx, principal, &request.parties()).await? {
            people.push(principal);
        }
    }
    plan.approvers = people;
    Ok(plan)
}

/// Is there an enabled person behind the principal who may decide? A group whose only member is the
/// requestor asks nobody.
async fn someone_decides(tx: &mut Tx, principal: Principal, parties: &[UserId]) -> Outcome<bool> {
    let limit = position(parties.len() + 1)?;
    let people = directory::resolve(&mut tx.conn, &[principal], limit).await?;
    Ok(people.iter().any(|person| !parties.contains(&person.id)))
}

/// Opens a stage: finds whom it asks, sets its deadline, tells them.
pub(crate) async fn open_stage(tx: &mut Tx, request: &RequestRow, index: usize) -> Outcome<()> {
    let settings = request.policy()?;
    let stage = settings
        .stages
        .get(index)
        .ok_or_else(|| Failure::Broken("the request has no such stage".to_owned()))?;
    let plan = plan_for(tx, request, stage).await?;
    let now = tx.now();
    let days = i64::from(stage.decide_within_days);
    let due = now.plus_days(days);
    let remind = now.plus_hours(days * 12);
    let id = approvals::store::stage_at(&mut tx.conn, request.id, position(index)?)
        .await?
        .id;
    execute!(
        tx,
        "approvals/open_stage",
        id,
        now,
        due,
        remind,
        plan.fallback
    )?;
    for principal in &plan.approvers {
        execute!(
            tx,
            "approvals/insert_approver",
            id,
            principal.kind(),
            principal.id()
        )?;
    }
    notices::approval_needed(tx, request, id, due).await
}

/// Everything needed is approved: wait for the start, or set it up.
pub(crate) async fn ready(tx: &mut Tx, request: &mut RequestRow) -> Outcome<()> {
    let now = tx.now();
    if !request.subject_enabled {
        return give_up(
            tx,
            request,
            "The account was blocked before access was set up.",
        )
        .await;
    }
    let settings = request.policy()?;
    let begin = request.asked_start.unwrap_or(now).max(now);
    if access_end(&settings, request.asked(), begin).is_some_and(|end| end <= begin) {
        return give_up(
            tx,
            request,
            "The end date passed before access could start.",
        )
        .await;
    }
    if begin > now {
        store::advance(tx, request, RequestEvent::ReadyLater).await?;
        store::event(tx, request.id, "scheduled", &begin.long_date()).await?;
        return Ok(());
    }
    deliver(tx, request, RequestEvent::ReadyNow).await
}

/// The scheduled start has come.
pub(crate) async fn start_came(tx: &mut Tx, request: &mut RequestRow) -> Outcome<()> {
    let now = tx.now();
    let settings = request.policy()?;
    if !request.subject_enabled {
        return give_up(
            tx,
            request,
            "The account was blocked before access was set up.",
        )
        .await;
    }
    if access_end(&settings, request.asked(), now).is_some_and(|end| end <= now) {
        return give_up(
            tx,
            request,
            "The end date passed before access could start.",
        )
        .await;
    }
    deliver(tx, request, RequestEvent::StartCame).await
}

async fn deliver(tx: &mut Tx, request: &mut RequestRow, event: RequestEvent) -> Outcome<()> {
    let Some(assignment) = assignments::create::create(tx, request).await? else {
        return give_up(tx, request, "The access was already there.").await;
    };
    request.assignment_id = Some(assignment);
    store::advance(tx, request, event).await?;
    store::event(tx, request.id, "delivering", "").await?;
    delivery::settle_empty(tx, assignment).await
}

/// Ends a request that cannot go on, with the reason in its timeline.
async fn give_up(tx: &mut Tx, request: &mut RequestRow, reason: &str) -> Outcome<()> {
    store::advance(tx, request, RequestEvent::Canceled).await?;
    store::event(tx, request.id, "givenUp", reason).await?;
    tx.audit(
        audit::Entry::new(
            "request.giveUp",
            "request",
            request.id.0,
            &request.package_name,
        )
        .catalog(request.catalog_id)
        .package(request.package_id)
        .subject(request.subject_id)
        .details(json!({ "reason": reason })),
    );
    notices::request_ended(tx, request, reason).await
}

/// Ids of requests that are scheduled and due.
pub(crate) async fn due_starts(
    conn: &mut crate::db::Conn,
    now: shared::time::Timestamp,
    limit: i64,
) -> Outcome<Vec<RequestId>> {
    #[derive(sqlx::FromRow)]
    struct Row {
        id: RequestId,
    }
    let rows = fetch_all!(conn, Row, "requests/due_starts", now, limit)?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}
