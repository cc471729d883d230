//! Access at once in an emergency, where the policy allows it: for a short time, told to everybody who would
//! have decided and who runs the package, and looked at afterwards (BYD-19).

use super::gates;
use super::stages;
use super::store::RequestRow;
use super::submit::{How, file, refusal};
use crate::assignments::store as assignments;
use crate::ctx::{Ctx, Tx};
use crate::delivery::lock;
use crate::error::Outcome;
use crate::{execute, execute_rows, notices};
use shared::AppError;
use shared::forms::requests::RequestInput;
use shared::ids::{PackageId, PolicyId, RequestId};
use shared::policy::{Check, Conflict, PolicySettings, emergency_refused};
use shared::time::Timestamp;

/// Takes access to a package in an emergency. Everything that is in the way of asking is in the way here,
/// too: separation of duties, required answers, the scope. It is there at once, or nothing happens.
///
/// # Errors
/// [`AppError::NotFound`] for packages that are not meant for the person; [`AppError::Conflict`] if the
/// access is there, something is asked for, or an emergency has not been looked at yet;
/// [`AppError::Forbidden`] with every other failed check; [`AppError::Invalid`] as for a request.
pub async fn take_at_once(
    ctx: &Ctx,
    package: PackageId,
    input: &RequestInput,
) -> Outcome<RequestId> {
    let me = ctx.me()?;
    let permit = ctx.own(me)?;
    let now = ctx.now();
    let mut tx = ctx.begin(&permit).await?;
    lock::subject(&mut tx, me).await?;
    let gate = gates::load(ctx, &mut tx.conn, package, me, now).await?;
    if !gate.is_visible() {
        return Err(AppError::NotFound.into());
    }
    let found = &gate.applicability;
    if !found.is_eligible() {
        return Err(refusal(found, Conflict::sentence).into());
    }
    let mut refused = None;
    let mut usable: Vec<PolicyId> = Vec::new();
    for id in &found.usable {
        let Some(policy) = gate.policy(*id) else {
            continue;
        };
        match emergency_refused(&policy.settings, &gate.facts, &gate.subject) {
            None => usable.push(*id),
            Some(check) => refused = Some(check),
        }
    }
    if usable.is_empty() {
        let check = refused.unwrap_or(Check::EmergencyOff);
        let sentence = check.sentence().to_owned();
        return Err(match check {
            Check::AlreadyAssigned | Check::EmergencyUnreviewed => AppError::Conflict(sentence),
            _ => AppError::Forbidden(sentence),
        }
        .into());
    }
    // A request for it has no dates of its own.
    let input = RequestInput {
        start: None,
        end: None,
        ..input.clone()
    };
    let request = file(&mut tx, &gate, &usable, &input, How::Emergency).await?;
    let Some(access) = request.assignment_id else {
        return Err(AppError::Conflict(
            t!("The access cannot be set up now, so nothing was done. Ask in the ordinary way.")
                .to_owned(),
        )
        .into());
    };
    let ends = assignments::load(&mut tx.conn, access).await?.ends_at;
    let policy = request.policy_id.and_then(|id| gate.policy(id));
    let policy = policy.ok_or(AppError::NotFound)?;
    let id = request.id;
    announce(&mut tx, &request, &policy.settings, ends).await?;
    tx.commit().await?;
    Ok(id)
}

/// Opens the review, and tells everybody who would have decided and who runs the package.
async fn announce(
    tx: &mut Tx,
    request: &RequestRow,
    settings: &PolicySettings,
    ends: Option<Timestamp>,
) -> Outcome<()> {
    let now = tx.now();
    execute!(
        tx,
        "emergencies/open",
        request.id,
        request.package_id,
        request.subject_id,
        now
    )?;
    let planned = stages::plan(tx, request, &settings.stages).await?;
    let first = planned.first().map(|stage| stage.plan.approvers.as_slice());
    let reviewers = first.unwrap_or_default();
    if !reviewers.is_empty() {
        execute_rows!(tx, "emergencies/insert_reviewers", reviewers, |one| [
            request.id,
            one.kind(),
            one.id()
        ])?;
    }
    let deciders = planned.into_iter().flat_map(|stage| stage.deciders);
    notices::emergency(tx, request, deciders.collect(), ends).await
}
