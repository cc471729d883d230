//! What happens to a request by itself: opening stages, waiting for its start, being set up.

use super::store::{self, RequestRow};
use crate::approvals::{deputies, store as approvals};
use crate::assignments;
use crate::audit;
use crate::ctx::{Ctx, Tx};
use crate::delivery::lock;
use crate::directory::{self, Person};
use crate::error::{Failure, Outcome};
use crate::{execute, execute_rows, fetch_all, guests, notices, separation};
use serde_json::json;
use shared::AppError;
use shared::approval::StageStatus;
use shared::assignment::AssignmentState;
use shared::directory::Principal;
use shared::ids::{RequestId, StageId, UserId};
use shared::policy::{
    PolicySettings, Relations, StagePlan, StageSettings, access_end, plan_fallback, plan_stage,
};
use shared::request::RequestEvent;
use shared::time::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

/// Stores a request and starts it: into its first stage, or straight on if none is needed. `false`
/// if the person already has an open one for the package. The person is locked.
///
/// # Errors
/// [`AppError::Forbidden`] if nobody could decide in one of the stages.
pub(crate) async fn start(
    tx: &mut Tx,
    request: &mut RequestRow,
    settings: &PolicySettings,
) -> Outcome<bool> {
    if settings.stages.is_empty() {
        if !store::insert(tx, request).await? {
            return Ok(false);
        }
        tx.event(request.id, "approvedAutomatically", "");
        ready(tx, request).await?;
        return Ok(true);
    }
    // Every stage is checked now: better refused at once than stuck in stage two.
    let planned = plan(tx, request, &settings.stages).await?;
    if let Some(index) = planned.iter().position(|stage| stage.deciders.is_empty()) {
        return Err(AppError::Forbidden(format!(
            "Nobody could decide in approval stage {}. Tell the people who run this package.",
            index + 1
        ))
        .into());
    }
    store::apply(request, &[RequestEvent::ApprovalNeeded], tx.now())?;
    if !store::insert(tx, request).await? {
        return Ok(false);
    }
    insert_stages(tx, request, settings, &planned).await?;
    Ok(true)
}

/// Stores the stages of a request, the first of them open.
async fn insert_stages(
    tx: &mut Tx,
    request: &RequestRow,
    settings: &PolicySettings,
    planned: &[Planned],
) -> Outcome<()> {
    let (Some(first), Some(rule)) = (planned.first(), settings.stages.first()) else {
        return Err(Failure::Broken("no first stage".to_owned()));
    };
    let dates = Dates::of(rule, tx.now());
    let stages: Vec<(StageId, i64)> = (0..).take(planned.len()).map(|n| (tx.id(), n)).collect();
    execute_rows!(tx, "approvals/insert_stages", stages, |stage| [
        stage.0,
        request.id,
        stage.1,
        if stage.1 == 0 {
            StageStatus::InProgress
        } else {
            StageStatus::Initializing
        },
        (stage.1 == 0).then_some(dates.opened),
        (stage.1 == 0).then_some(dates.due),
        (stage.1 == 0).then_some(dates.remind),
        (stage.1 == 0).then_some(dates.escalate).flatten(),
        stage.1 == 0 && first.plan.fallback
    ])?;
    ask(tx, request, stages[0].0, first, dates).await
}

/// Whom a stage asks, and the people behind them who may decide.
#[derive(Default)]
pub(crate) struct Planned {
    pub plan: StagePlan,
    pub deciders: Vec<Person>,
}

/// Plans stages as the directory stands now. Whoever has nobody behind them that may decide is not
/// asked: a group whose only member is the requestor asks nobody.
async fn plan(
    tx: &mut Tx,
    request: &RequestRow,
    stages: &[StageSettings],
) -> Outcome<Vec<Planned>> {
    let parties = request.parties();
    let relations = if stages.iter().any(|stage| stage.approvers.is_relative()) {
        directory::relations(&mut tx.conn, request.subject_id).await?
    } else {
        Relations::default()
    };
    let plans: Vec<StagePlan> = stages
        .iter()
        .map(|stage| plan_stage(stage, &relations, &parties))
        .collect();
    let instead = stages
        .iter()
        .map(|stage| plan_fallback(stage, &parties))
        .collect();
    who_decides(tx, &parties, plans, instead).await
}

/// Plans the alternates of a stage as the directory stands now, but for who is asked already.
pub(crate) async fn plan_alternates(
    tx: &mut Tx,
    request: &RequestRow,
    stage: &StageSettings,
    asked: &[Principal],
) -> Outcome<Planned> {
    let parties = request.parties();
    let relations = directory::relations(&mut tx.conn, request.subject_id).await?;
    let mut plan = shared::policy::plan_alternates(stage, &relations, &parties).unwrap_or_default();
    plan.approvers
        .retain(|principal| !asked.contains(principal));
    let planned = who_decides(tx, &parties, vec![plan], vec![None]).await?;
    Ok(planned.into_iter().next().unwrap_or_default())
}

/// The people behind plans, but for the parties; whoever has nobody behind them is taken out. Where
/// nobody is left, the plan that steps in `instead` counts.
async fn who_decides(
    tx: &mut Tx,
    parties: &[UserId],
    plans: Vec<StagePlan>,
    instead: Vec<Option<StagePlan>>,
) -> Outcome<Vec<Planned>> {
    let asked: BTreeSet<Principal> = plans
        .iter()
        .chain(instead.iter().flatten())
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
        .zip(instead)
        .map(|(mut plan, instead)| {
            let someone = |principal: &Principal| {
                people
                    .get(principal)
                    .is_some_and(|behind| !behind.is_empty())
            };
            plan.approvers.retain(someone);
            if let (true, Some(mut instead)) = (plan.approvers.is_empty(), instead) {
                instead.approvers.retain(someone);
                plan = instead;
            }
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

/// The stages that are still to come (`coming`), until one has somebody to ask: a stage that asks
/// only people who have approved already is skipped, unless the policy wants to hear it again (BYD-15).
/// After the last one everything is approved.
pub(crate) async fn go_on(
    tx: &mut Tx,
    request: &mut RequestRow,
    settings: &PolicySettings,
    coming: &[StageId],
    approved: &BTreeSet<UserId>,
) -> Outcome<()> {
    let first = settings.stages.len().saturating_sub(coming.len());
    for (rule, stage) in settings.stages.iter().skip(first).zip(coming) {
        let planned = plan(tx, request, std::slice::from_ref(rule)).await?;
        let Some(planned) = planned.into_iter().next() else {
            return Err(Failure::Broken("a stage was not planned".to_owned()));
        };
        let mut deciders = planned.deciders.iter();
        let nobody_new = !settings.ask_again && deciders.all(|one| approved.contains(&one.id));
        match planned.deciders.first().filter(|_| nobody_new) {
            Some(person) => skip(tx, request, rule, *stage, &planned, person).await?,
            None => {
                store::advance(tx, request, &[RequestEvent::StageApproved]).await?;
                return open(tx, request, rule, *stage, &planned).await;
            }
        }
    }
    ready(tx, request).await
}

/// Passes a stage by, because everybody whom it would ask has approved already.
async fn skip(
    tx: &mut Tx,
    request: &RequestRow,
    settings: &StageSettings,
    stage: StageId,
    planned: &Planned,
    person: &Person,
) -> Outcome<()> {
    let dates = Dates::of(settings, tx.now());
    execute!(
        tx,
        "approvals/skip_stage",
        stage,
        dates.opened,
        dates.due,
        person.id,
        planned.plan.fallback
    )?;
    tx.event_about(request.id, "skipped", "", person.id);
    tx.audit(
        audit::Entry::new(
            "approval.skip",
            "request",
            request.id.0,
            &request.package_name,
        )
        .catalog(request.catalog_id)
        .package(request.package_id)
        .subject(request.subject_id)
        .details(
            json!({ "because": "approved earlier", "person": person.id, "name": person.name }),
        ),
    );
    Ok(())
}

/// Opens a stage that waited for its turn.
async fn open(
    tx: &mut Tx,
    request: &RequestRow,
    settings: &StageSettings,
    stage: StageId,
    planned: &Planned,
) -> Outcome<()> {
    let dates = Dates::of(settings, tx.now());
    execute!(
        tx,
        "approvals/open_stage",
        stage,
        dates.opened,
        dates.due,
        dates.remind,
        dates.escalate,
        planned.plan.fallback
    )?;
    ask(tx, request, stage, planned, dates).await
}

/// Notes whom an open stage asks, and tells them.
async fn ask(
    tx: &mut Tx,
    request: &RequestRow,
    stage: StageId,
    planned: &Planned,
    dates: Dates,
) -> Outcome<()> {
    execute_rows!(
        tx,
        "approvals/insert_approvers",
        planned.plan.approvers,
        |principal| [stage, principal.kind(), principal.id(), false]
    )?;
    let mut asked = deputies::ask(tx, request, stage, &planned.deciders, false).await?;
    asked.extend(planned.deciders.iter().cloned());
    notices::approval_needed(tx, request, &asked, dates.due)
}

/// The dates of a stage.
#[derive(Clone, Copy)]
struct Dates {
    opened: Timestamp,
    /// Afterwards the request is denied (POL-19).
    due: Timestamp,
    /// Half of the time has passed.
    remind: Timestamp,
    /// From then on the alternates are asked as well (POL-17).
    escalate: Option<Timestamp>,
}

impl Dates {
    fn of(stage: &StageSettings, opened: Timestamp) -> Self {
        let days = i64::from(stage.decide_within_days);
        Self {
            opened,
            due: opened.plus_days(days),
            remind: opened.plus_hours(days * 12),
            escalate: stage
                .escalation
                .as_ref()
                .map(|escalation| opened.plus_days(i64::from(escalation.after_days))),
        }
    }
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
        store::advance(tx, request, &[RequestEvent::ReadyLater]).await?;
        tx.event(request.id, "scheduled", &begin.long_date());
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
    if request.retiring {
        return give_up(tx, request, RETIRING).await;
    }
    let mail = request.subject_mail.as_str();
    if guests::is_uninvited(&tx.ctx.clone(), &mut tx.conn, request.subject_kind, mail).await? {
        return give_up(tx, request, NOT_INVITED).await;
    }
    // The person is locked, so of two that rule each other out only the first gets here in time.
    if request.separated
        && let Some(reason) = separation::keeps_back(tx, request).await?
    {
        return give_up(tx, request, &reason).await;
    }
    let Some(made) = assignments::create::create(tx, request).await? else {
        return give_up(tx, request, "The access was already there.").await;
    };
    request.assignment_id = Some(made.id);
    tx.event(request.id, "delivering", "");
    if made.state == AssignmentState::Delivered {
        store::advance(tx, request, &[event, RequestEvent::AllDelivered]).await?;
        tx.event(request.id, "delivered", "");
        notices::delivered(tx, request, made.ends_at)
    } else {
        // What could not be given is tried again in the background.
        store::advance(tx, request, &[event]).await
    }
}

/// Why nobody is invited for the access (ORG-06).
const NOT_INVITED: &str = "Nobody is invited from the mail domain of this account.";

/// Why requests for a package that is being retired end.
const RETIRING: &str = "The package is being retired, so nobody new gets it.";

/// Ends a request that was under way when its package began to be retired (BYD-20). Harmless when run
/// twice.
pub(crate) async fn retire(ctx: &Ctx, id: RequestId) -> Outcome<()> {
    let permit = ctx.by_system()?;
    let mut tx = ctx.begin(&permit).await?;
    let subject = store::load(&mut tx.conn, id).await?.subject_id;
    lock::subject(&mut tx, subject).await?;
    let mut request = store::load(&mut tx.conn, id).await?;
    if !request.state.is_cancelable() || !request.retiring {
        return Ok(());
    }
    execute!(tx, "approvals/close_open_stages", id)?;
    approvals::close_asked(&mut tx, id).await?;
    give_up(&mut tx, &mut request, RETIRING).await?;
    tx.commit().await
}

/// Ends a request that cannot go on, with the reason in its timeline.
async fn give_up(tx: &mut Tx, request: &mut RequestRow, reason: &str) -> Outcome<()> {
    store::advance(tx, request, &[RequestEvent::Canceled]).await?;
    tx.event(request.id, "givenUp", reason);
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
    notices::request_ended(tx, request, reason)
}

/// Ids of requests that are scheduled and due.
pub(crate) async fn due_starts(
    conn: &mut crate::db::Conn,
    now: Timestamp,
    limit: i64,
) -> Outcome<Vec<RequestId>> {
    #[derive(sqlx::FromRow)]
    struct Row {
        id: RequestId,
    }
    let rows = fetch_all!(conn, Row, "requests/due_starts", now, limit)?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}
