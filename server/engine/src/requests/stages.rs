//! The approval stages of a request: planned when it is submitted, then opened one after the other.

use super::approved::ready;
use super::store::{self, RequestRow};
use crate::approvals::deputies;
use crate::approvals::store::{self as approvals, StageRow};
use crate::audit;
use crate::ctx::Tx;
use crate::directory::{self, Person};
use crate::error::{Failure, Outcome};
use crate::{execute, execute_rows, notices};
use serde_json::json;
use shared::AppError;
use shared::approval::StageStatus;
use shared::directory::Principal;
use shared::ids::{StageId, UserId};
use shared::policy::{
    Needed, PolicySettings, Relations, StagePlan, StageSettings, approved_before, is_within_reach,
    loses_a_place, plan_fallback, plan_stage,
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
    if let Some(index) = planned.iter().position(|stage| !stage.within_reach) {
        let stage = index + 1;
        let refusal = if planned[index].deciders.is_empty() {
            t!(
                "Nobody could decide in approval stage {stage}. Tell the people who run this package.",
                stage
            )
        } else {
            t!(
                "Not enough people could decide in approval stage {stage}. Tell the people who run this package.",
                stage
            )
        };
        return Err(AppError::Forbidden(refusal).into());
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
    ask(tx, request, stages[0].0, first, dates.due).await
}

/// Whom a stage asks, and the people behind them who may decide.
#[derive(Default)]
pub(crate) struct Planned {
    pub plan: StagePlan,
    pub deciders: Vec<Person>,
    /// They are enough for what the stage needs (BYD-14).
    within_reach: bool,
}

/// Plans stages as the directory stands now. Whoever has nobody behind them that may decide is not
/// asked: a group whose only member is the requestor asks nobody.
pub(crate) async fn plan(
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
    let lost: Vec<bool> = stages
        .iter()
        .zip(&plans)
        .map(|(stage, plan)| loses_a_place(stage, plan))
        .collect();
    let needed: Vec<Needed> = stages.iter().map(|stage| stage.needed).collect();
    let mut planned = who_decides(tx, &parties, plans, instead, &needed).await?;
    for (stage, lost) in planned.iter_mut().zip(lost) {
        stage.within_reach &= !lost;
    }
    Ok(planned)
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
    let planned = who_decides(tx, &parties, vec![plan], vec![None], &[Needed::One]).await?;
    let planned = planned.into_iter().next();
    Ok(planned.filter(|plan| plan.within_reach).unwrap_or_default())
}

/// The people behind plans, but for the parties; whoever has nobody behind them is taken out. Where
/// too few are left for what is `needed`, the plan that steps in `instead` counts.
async fn who_decides(
    tx: &mut Tx,
    parties: &[UserId],
    plans: Vec<StagePlan>,
    instead: Vec<Option<StagePlan>>,
    needed: &[Needed],
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
        .zip(needed)
        .map(|((mut plan, instead), needed)| {
            let someone = |principal: &Principal| {
                people
                    .get(principal)
                    .is_some_and(|behind| !behind.is_empty())
            };
            let enough = |plan: &StagePlan| {
                let behind = plan.approvers.iter().map(|one| people.get(one));
                let ids = |people: &Vec<Person>| people.iter().map(|person| person.id).collect();
                let places: Vec<_> = behind
                    .map(|people| people.map(ids).unwrap_or_default())
                    .collect();
                is_within_reach(*needed, &places)
            };
            let mut within_reach = enough(&plan);
            if let (false, Some(instead)) = (within_reach, instead) {
                within_reach = enough(&instead);
                plan = instead;
            }
            // One from each stays out of reach when there is nobody for a place, and whoever is away where too few
            // are left may come back.
            if within_reach && *needed != Needed::Each {
                plan.approvers.retain(someone);
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
                within_reach,
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
    let rules = settings.stages.iter().enumerate().skip(first);
    for ((index, rule), stage) in rules.zip(coming) {
        let planned = plan(tx, request, std::slice::from_ref(rule)).await?;
        let Some(planned) = planned.into_iter().next() else {
            return Err(Failure::Broken("a stage was not planned".to_owned()));
        };
        let deciders: Vec<UserId> = planned.deciders.iter().map(|one| one.id).collect();
        // Those who are left may all have approved and still be too few (BYD-14).
        let pointless = approved_before(&deciders, approved, settings.ask_again)
            .filter(|_| planned.within_reach);
        let person = planned
            .deciders
            .iter()
            .find(|one| Some(one.id) == pointless);
        match person {
            Some(person) => skip(tx, request, rule, *stage, &planned, person).await?,
            None => {
                store::advance(tx, request, &[RequestEvent::StageApproved]).await?;
                open(tx, request, rule, *stage, &planned).await?;
                if !planned.within_reach {
                    notices::too_few(tx, request, index + 1).await?;
                }
                return Ok(());
            }
        }
    }
    ready(tx, request).await
}

/// Half of the time of an open stage has passed, and those it asks may all have gone meanwhile: whoever steps in is
/// asked, or else those who run the package are told, while there is time (BYD-15). `false` where somebody can decide,
/// or is asked later.
pub(crate) async fn nobody_left(
    tx: &mut Tx,
    request: &RequestRow,
    stage: &StageRow,
    rule: &StageSettings,
) -> Outcome<bool> {
    if stage.escalate_at.is_some() || !rule.needed.is_one() {
        return Ok(false);
    }
    let parties = request.parties();
    let asked = approvals::asked(&mut tx.conn, stage.id).await?;
    let own = asked.iter().filter(|one| one.behalf_of.is_none());
    let own = StagePlan {
        approvers: own.map(|one| one.principal).collect(),
        fallback: stage.fallback,
    };
    let mut instead = plan_fallback(rule, &parties).unwrap_or_default();
    instead.approvers.retain(|one| !own.approvers.contains(one));
    let plans = vec![own, instead];
    let planned = who_decides(tx, &parties, plans, vec![None, None], &[Needed::One; 2]).await?;
    let [own, instead] = planned.as_slice() else {
        return Err(Failure::Broken("a stage was not planned".to_owned()));
    };
    if own.within_reach {
        return Ok(false);
    }
    if instead.within_reach {
        execute!(tx, "approvals/fall_back", stage.id)?;
        let due = stage.due_at.unwrap_or_else(|| tx.now());
        ask(tx, request, stage.id, instead, due).await?;
    } else {
        let position = usize::try_from(stage.position).unwrap_or_default();
        notices::too_few(tx, request, position + 1).await?;
    }
    let names: Vec<&str> = instead
        .deciders
        .iter()
        .map(|one| one.name.as_str())
        .collect();
    tx.audit(
        audit::Entry::new(
            "approval.nobodyLeft",
            "request",
            request.id.0,
            &request.package_name,
        )
        .catalog(request.catalog_id)
        .package(request.package_id)
        .subject(request.subject_id)
        .details(json!({ "stage": stage.position + 1, "asked": names })),
    );
    Ok(true)
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
    ask(tx, request, stage, planned, dates.due).await
}

/// Notes whom an open stage asks, and tells them.
async fn ask(
    tx: &mut Tx,
    request: &RequestRow,
    stage: StageId,
    planned: &Planned,
    due: Timestamp,
) -> Outcome<()> {
    let approvers = planned.plan.approvers.iter();
    let seats: Vec<_> = approvers.map(|one| (*one, false, None)).collect();
    approvals::note_asked(tx, request, stage, Some(due), &seats).await?;
    let mut asked = deputies::ask(tx, request, stage, &planned.deciders, false).await?;
    asked.extend(planned.deciders.iter().cloned());
    notices::approval_needed(tx, request, stage, &asked, due)
}

/// The dates of a stage.
#[derive(Clone, Copy)]
pub(crate) struct Dates {
    pub opened: Timestamp,
    /// Afterwards the request is denied (POL-19).
    pub due: Timestamp,
    /// Half of the time has passed.
    pub remind: Timestamp,
    /// From then on the alternates are asked as well (POL-17).
    pub escalate: Option<Timestamp>,
}

impl Dates {
    pub fn of(stage: &StageSettings, opened: Timestamp) -> Self {
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
