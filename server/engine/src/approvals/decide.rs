//! An approver decides. The first answer in a stage counts, or the last one needed where several have to
//! approve; a denial ends the request.

use super::store::{self, AskedStage, StageRow};
use super::{less, several};
use crate::audit;
use crate::ctx::{Ctx, Tx};
use crate::db::Conn;
use crate::delivery::lock;
use crate::error::Outcome;
use crate::requests::store::RequestRow;
use crate::requests::{stages as coming_stages, store as requests};
use crate::{directory, execute, notices};
use serde_json::json;
use shared::AppError;
use shared::approval::{Decision, StageStatus};
use shared::directory::Principal;
use shared::forms::requests::{DecisionInput, LessInput};
use shared::ids::{RequestId, StageId, UserId};
use shared::limits;
use shared::policy::Less;
use shared::request::RequestEvent;
use shared::time::Timestamp;
use shared::views::my::words;
use std::collections::BTreeSet;

/// Is this person among those who were asked, directly or through a group as it is right now (APR-07),
/// and not a party to the request (APR-05)?
///
/// # Errors
/// The database fails.
pub async fn is_approver(
    conn: &mut Conn,
    asked: &[Principal],
    parties: &[UserId],
    person: UserId,
) -> Outcome<bool> {
    Ok(asked_as(conn, asked, parties, person).await?.is_some())
}

/// As whom this person was asked: by name rather than through a group; see [`is_approver`].
async fn asked_as(
    conn: &mut Conn,
    asked: &[Principal],
    parties: &[UserId],
    person: UserId,
) -> Outcome<Option<Principal>> {
    if parties.contains(&person) {
        return Ok(None);
    }
    let by_name = Principal::User(person);
    if asked.contains(&by_name) {
        return Ok(Some(by_name));
    }
    if !asked
        .iter()
        .any(|principal| matches!(principal, Principal::Group(_)))
    {
        return Ok(None);
    }
    let groups = directory::groups_of(conn, person).await?;
    Ok(asked
        .iter()
        .copied()
        .find(|principal| matches!(principal, Principal::Group(group) if groups.contains(group))))
}

/// As whom a stage asks somebody, and for whom they decide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub principal: Principal,
    /// Whom a deputy stands in for; none for whoever decides in their own right.
    pub behalf_of: Option<UserId>,
}

/// The place of this person in a stage: in their own right rather than as a deputy.
pub(super) async fn place_of(
    conn: &mut Conn,
    stage: &AskedStage,
    parties: &[UserId],
    person: UserId,
) -> Outcome<Option<Place>> {
    let is_deputy = |principal: &Principal| matches!(principal, Principal::User(user) if stage.deputies.contains_key(user));
    let own = stage.asked.iter().copied();
    let own: Vec<Principal> = own.filter(|one| !is_deputy(one)).collect();
    if let Some(principal) = asked_as(conn, &own, parties, person).await? {
        return Ok(Some(Place {
            principal,
            behalf_of: None,
        }));
    }
    let of = stage.deputies.get(&person).copied();
    Ok(of.filter(|_| !parties.contains(&person)).map(|of| Place {
        principal: Principal::User(person),
        behalf_of: Some(of),
    }))
}

/// Nobody decides for somebody who could not any more themselves: who left the group that is asked, or is blocked.
///
/// # Errors
/// [`AppError::Conflict`] if the person the deputy stands in for could not decide.
pub(super) async fn still_theirs(
    tx: &mut Tx,
    request: &RequestRow,
    stage: StageId,
    place: Place,
) -> Outcome<()> {
    let Some(of) = place.behalf_of else {
        return Ok(());
    };
    let asked = store::asked(&mut tx.conn, stage).await?.into_iter();
    let own: Vec<Principal> = asked
        .filter(|one| one.behalf_of.is_none())
        .map(|one| one.principal)
        .collect();
    let person = directory::person(&mut tx.conn, of).await?;
    let enabled = person.as_ref().is_some_and(|person| person.enabled);
    if enabled && is_approver(&mut tx.conn, &own, &request.parties(), of).await? {
        return Ok(());
    }
    let name = person.map_or_else(String::new, |person| person.name);
    Err(AppError::Conflict(t!(
        "{name} could not decide about this any more, so nobody can in their place.",
        name
    ))
    .into())
}

/// Decides on the open stage of a request.
///
/// # Errors
/// [`AppError::NotFound`] for anybody who is not asked; [`AppError::Conflict`] if the stage is
/// decided or over; [`AppError::Invalid`] at `justification`.
pub async fn decide(ctx: &Ctx, id: RequestId, input: &DecisionInput) -> Outcome<()> {
    decide_less(ctx, id, input, &LessInput::default()).await
}

/// As [`decide`]; an approval may be for less than was asked for, with a reason (BYD-13). Later stages
/// decide on what is left.
///
/// # Errors
/// As [`decide`], and [`AppError::Invalid`] at `less_end`, `less_days`, `left_out`.
pub async fn decide_less(
    ctx: &Ctx,
    id: RequestId,
    input: &DecisionInput,
    taken: &LessInput,
) -> Outcome<()> {
    let takes = input.decision == Decision::Approve && !taken.is_nothing();
    let me = ctx.me()?;
    let mut conn = ctx.read().await?;
    let mut request = requests::load(&mut conn, id).await?;
    let stages = store::stages(&mut conn, id).await?;
    let present = stages
        .iter()
        .find(|stage| stage.stage.id == input.stage)
        .ok_or(AppError::NotFound)?;
    let AskedStage { stage, asked, .. } = present;
    let place = place_of(&mut conn, present, &request.parties(), me).await?;
    let permit = ctx.approver(place.is_some())?;
    drop(conn);
    if input
        .seen_due
        .is_some_and(|seen| stage.due_at.is_some_and(|due| due != seen))
    {
        return Err(AppError::Conflict(
            t!("The request was sent back and answered since you opened it. Read what is new, then decide.")
                .to_owned(),
        )
        .into());
    }

    let settings = request.policy()?;
    let index = usize::try_from(stage.position).unwrap_or(usize::MAX);
    let required = settings
        .stages
        .get(index)
        .is_some_and(|stage| stage.approver_justification_required);
    let reason = input.justification.trim();
    if required && reason.is_empty() {
        return Err(
            AppError::field("justification", t!("Give the reason for your decision.")).into(),
        );
    }
    if takes && reason.is_empty() {
        let message = t!("Say why you approve less than was asked for.");
        return Err(AppError::field("justification", message).into());
    }
    if reason.chars().count() > limits::TEXT_MAX {
        return Err(
            AppError::field("justification", t!("Keep this within 4,000 characters.")).into(),
        );
    }

    let mut tx = ctx.begin(&permit).await?;
    lock::subject(&mut tx, request.subject_id).await?;
    let now = tx.now();
    // Where several have to approve, whose voice it is; none where the first answer counts.
    let several = match settings.stages.get(index) {
        Some(rule) if !rule.needed.is_one() => {
            let voice = several::voice(&mut tx, id, rule, stage.id).await?;
            Some((rule, voice))
        }
        _ => None,
    };
    if several.is_some() || takes {
        // Others may have approved for less meanwhile.
        request = requests::load(&mut tx.conn, id).await?;
    }
    let less = if takes {
        less::take(&mut tx, &mut request, taken).await?
    } else {
        Less::default()
    };
    let (place, of) = match &several {
        Some((_, voice)) => (Some(voice.seat), Some(voice.of).filter(|of| *of != me)),
        None => {
            if let Some(place) = place {
                still_theirs(&mut tx, &request, stage.id, place).await?;
            }
            (
                place.map(|place| place.principal),
                place.and_then(|place| place.behalf_of),
            )
        }
    };
    let behalf = behalf_of(&mut tx, of).await?;
    let deciding = Deciding {
        stage: index + 1,
        reason,
        behalf: behalf.as_ref(),
        less: &less,
    };
    if let (Decision::Approve, Some((rule, voice))) = (input.decision, &several)
        && !several::give(&mut tx, &request, rule, stage, voice, (reason, &less)).await?
    {
        match &behalf {
            Some((of, _)) => tx.event_about(id, "approvedPartly", reason, *of),
            None => tx.event(id, "approvedPartly", reason),
        }
        tx.audit(deciding.record("approval.approve", &request));
        return tx.commit().await;
    }
    // Where several have to approve, what each took stands with their approval.
    let alone = match &several {
        None => store::document(&less)?,
        Some(_) => String::new(),
    };
    let decided = execute!(
        tx,
        "approvals/decide",
        stage.id,
        input.decision,
        me,
        now,
        reason,
        place.map(Principal::id),
        alone
    )?;
    if decided == 0 {
        let present = store::stage(&mut tx.conn, stage.id).await?;
        return Err(AppError::Conflict(already(&present, now)).into());
    }
    store::close_asked(&mut tx, id).await?;
    let name = behalf.as_ref().map(|(_, name)| name.as_str());
    let decider = notices::Voice {
        name: tx.ctx.actor_name.clone(),
        of: name.map(str::to_owned),
    };
    let (action, event) = match input.decision {
        Decision::Approve => ("approval.approve", "approved"),
        Decision::Deny => ("approval.deny", "denied"),
    };
    tx.event(id, event, reason);
    tx.audit(deciding.record(action, &request));
    match input.decision {
        Decision::Deny => {
            requests::advance(&mut tx, &mut request, &[RequestEvent::Denied]).await?;
            // Stages whose turn has not come have asked nobody yet.
            execute!(tx, "approvals/close_open_stages", id)?;
            notices::denied(&mut tx, &request, &decider, reason)?;
        }
        Decision::Approve => {
            let me = behalf.as_ref().map_or(me, |(of, _)| *of);
            let mut approved: BTreeSet<UserId> = stages.iter().filter_map(approver).collect();
            if several.is_some() || takes {
                // As the request was read again: an approval may have been taken back meanwhile.
                let present = store::stages(&mut tx.conn, id).await?;
                approved = present.iter().filter_map(approver).collect();
            }
            approved.insert(me);
            if settings.stages.iter().any(|rule| !rule.needed.is_one()) {
                let given = several::given(&mut tx.conn, id).await?;
                approved.extend(given.iter().map(|one| one.given().of));
            }
            let coming: Vec<StageId> = stages
                .iter()
                .skip(index + 1)
                .map(|next| next.stage.id)
                .collect();
            coming_stages::go_on(&mut tx, &mut request, &settings, &coming, &approved).await?;
        }
    }
    let told = several.map_or_else(Vec::new, |(_, voice)| voice.spoken());
    let done = notices::Decided {
        stage: stage.id,
        by: me,
        voice: &decider,
        decision: input.decision,
        told: &told,
    };
    notices::stage_decided(&mut tx, &request, asked, &done).await?;
    tx.commit().await
}

/// Who has approved the stage, or for whom.
fn approver(stage: &AskedStage) -> Option<UserId> {
    let stage = &stage.stage;
    (stage.decision == Some(Decision::Approve))
        .then(|| stage.decided_for.or(stage.decided_by))
        .flatten()
}

/// What the record of a decision says.
struct Deciding<'a> {
    /// Counted from one.
    stage: usize,
    reason: &'a str,
    /// For whom a deputy decides, with the name.
    behalf: Option<&'a (UserId, String)>,
    /// What this approval took.
    less: &'a Less,
}

impl Deciding<'_> {
    fn record(&self, action: &'static str, request: &RequestRow) -> audit::Entry {
        audit::Entry::new(action, "request", request.id.0, &request.package_name)
            .catalog(request.catalog_id)
            .package(request.package_id)
            .subject(request.subject_id)
            .details(self.details())
    }
}

impl Deciding<'_> {
    fn details(&self) -> serde_json::Value {
        let mut details = json!({ "stage": self.stage, "reason": self.reason });
        if let Some((of, name)) = self.behalf {
            details["onBehalfOf"] = json!(of);
            details["name"] = json!(name);
        }
        if !self.less.is_nothing() {
            details["less"] = json!(self.less);
        }
        details
    }
}

/// For whom a deputy decides, with the name; none for whoever decides in their own right.
async fn behalf_of(tx: &mut Tx, of: Option<UserId>) -> Outcome<Option<(UserId, String)>> {
    let Some(of) = of else {
        return Ok(None);
    };
    let person = directory::person(&mut tx.conn, of).await?;
    Ok(person.map(|person| (of, person.name)))
}

/// What to tell somebody whose answer came too late.
pub(super) fn already(stage: &StageRow, now: Timestamp) -> String {
    match (stage.status, stage.decision, &stage.decider_name) {
        (StageStatus::Completed, Some(decision), Some(name)) => {
            let name = words::on_behalf(name, stage.decided_for_name.as_deref());
            match decision {
                Decision::Approve => t!(
                    "{name} has already approved this. Nothing is left to decide here.",
                    name
                ),
                Decision::Deny => t!(
                    "{name} has already denied this. Nothing is left to decide here.",
                    name
                ),
            }
        }
        (StageStatus::InProgress, ..) if stage.time_left.is_some() => {
            t!("A question about this request waits for its answer. Nobody can decide before.")
                .to_owned()
        }
        (StageStatus::InProgress, ..) if stage.due_at.is_some_and(|due| due > now) => {
            t!("Somebody else was asked to decide instead of you.").to_owned()
        }
        (StageStatus::Initializing, ..) => t!(
            "An approval that came before was taken back. You are asked again once it is given anew."
        )
        .to_owned(),
        _ => t!("The time to decide is over, or the request was canceled.").to_owned(),
    }
}
