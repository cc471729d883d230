//! What happens to a request by itself: opening stages, waiting for its start, being set up.

use super::store::{self, RequestRow};
use crate::assignments;
use crate::audit;
use crate::ctx::Tx;
use crate::directory::{self, Person};
use crate::error::{Failure, Outcome};
use crate::{delivery, execute, fetch_all, notices};
use serde_json::json;
use shared::AppError;
use shared::directory::Principal;
use shared::ids::{RequestId, StageId, UserId};
use shared::policy::{StagePlan, StageSettings, access_end, plan_stage};
use shared::request::RequestEvent;
use std::collections::{BTreeMap, BTreeSet};

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
    // Every stage is checked now: better refused at once than stuck in stage two.
    let planned = plan(tx, &request, &settings.stages).await?;
    if let Some(index) = planned.iter().position(|stage| stage.deciders.is_empty()) {
        return Err(AppError::Forbidden(format!(
            "Nobody could decide in approval stage {}. Tell the people who run this package.",
            index + 1
        ))
        .into());
    }
    let mut first = None;
    for index in 0..planned.len() {
        let stage: StageId = tx.id();
        execute!(tx, "approvals/insert_stage", stage, id, position(index)?)?;
        first.get_or_insert(stage);
    }
    store::advance(tx, &mut request, RequestEvent::ApprovalNeeded).await?;
    let opened = first.zip(planned.into_iter().next());
    let (stage, planned) = opened.ok_or_else(|| Failure::Broken("no first stage".to_owned()))?;
    open(tx, &request, &settings.stages[0], stage, planned).await
}

fn position(index: usize) -> Outcome<i64> {
    i64::try_from(index).map_err(|error| Failure::Broken(error.to_string()))
}

/// Whom a stage asks, and the people behind them who may decide.
struct Planned {
    plan: StagePlan,
    deciders: Vec<Person>,
}

/// Plans stages as the directory stands now. Whoever has nobody behind them that may decide is not
/// asked: a group whose only member is the requestor asks nobody.
async fn plan(
    tx: &mut Tx,
    request: &RequestRow,
    stages: &[StageSettings],
) -> Outcome<Vec<Planned>> {
    let parties = request.parties();
    let relations = directory::relations(&mut tx.conn, request.subject_id).await?;
    let plans: Vec<StagePlan> = stages
        .iter()
        .map(|stage| plan_stage(stage, &relations, &parties))
        .collect();
    let asked: BTreeSet<Principal> = plans
        .iter()
        .flat_map(|plan| plan.approvers.iter().copied())
        .collect();
    let asked: Vec<Principal> = asked.into_iter().collect();
    let mut people =
        directory::people_behind(&mut tx.conn, &asked, notices::RECIPIENTS_MAX).await?;
    for behind in people.values_mut() {
        behind.retain(|person| !parties.contains(&person.id));
    }
    Ok(plans
        .into_iter()
        .map(|mut plan| {
            let someone = |principal: &Principal| {
                people
                    .get(principal)
                    .is_some_and(|behind| !behind.is_empty())
            };
            plan.approvers.retain(someone);
            let deciders: BTreeMap<UserId, Person> = plan
                .approvers
                .iter()
                .flat_map(|principal| people.get(principal).into_iter().flatten())
                .map(|person| (person.id, person.clone()))
                .collect();
            Planned {
                plan,
                deciders: deciders.into_values().collect(),
            }
        })
        .collect())
}

/// The turn of a later stage has come.
pub(crate) async fn open_stage(
    tx: &mut Tx,
    request: &RequestRow,
    settings: &StageSettings,
    stage: StageId,
) -> Outcome<()> {
    let planned = plan(tx, request, std::slice::from_ref(settings)).await?;
    match planned.into_iter().next() {
        Some(planned) => open(tx, request, settings, stage, planned).await,
        None => Err(Failure::Broken("a stage was not planned".to_owned())),
    }
}

/// Opens a stage: notes whom it asks, sets its deadline, tells them.
async fn open(
    tx: &mut Tx,
    request: &RequestRow,
    settings: &StageSettings,
    stage: StageId,
    planned: Planned,
) -> Outcome<()> {
    let now = tx.now();
    let days = i64::from(settings.decide_within_days);
    let due = now.plus_days(days);
    let remind = now.plus_hours(days * 12);
    execute!(
        tx,
        "approvals/open_stage",
        stage,
        now,
        due,
        remind,
        planned.plan.fallback
    )?;
    for principal in &planned.plan.approvers {
        execute!(
            tx,
            "approvals/insert_approver",
            stage,
            principal.kind(),
            principal.id()
        )?;
    }
    notices::approval_needed(tx, request, &planned.deciders, due).await
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
