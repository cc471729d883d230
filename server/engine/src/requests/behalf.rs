//! A manager asks for somebody who reports to them (POL-10).

use super::gates;
use super::list::RequestRecord;
use super::store::{self, RequestRow};
use super::submit::{How, file, refusal};
use crate::ctx::{Ctx, Permit, Tx};
use crate::db::Conn;
use crate::delivery::lock;
use crate::error::Outcome;
use crate::{fetch_optional, notices};
use shared::AppError;
use shared::forms::requests::RequestInput;
use shared::ids::{PackageId, RequestId, UserId};
use shared::policy::{Applicability, Check, PolicyFacts, Refusal, applicable};
use shared::request::{RequestState, RequestType};
use shared::time::Timestamp;

/// A permit for the direct manager of a person.
///
/// # Errors
/// [`AppError::NotFound`] for everybody else.
pub(crate) async fn permit(ctx: &Ctx, conn: &mut Conn, person: UserId) -> Outcome<Permit> {
    let me = ctx.me()?;
    let manager = fetch_optional!(conn, (Option<UserId>,), "team/manager_of", person)?;
    let manager = manager.and_then(|(manager,)| manager);
    Ok(ctx.manager(manager == Some(me))?)
}

/// What a manager can do for the person at this gate: only policies count that let managers ask.
pub(crate) fn for_managers(gate: &gates::Gate, now: Timestamp) -> Applicability {
    let policies: Vec<PolicyFacts<'_>> = gate
        .policies
        .iter()
        .filter(|policy| policy.settings.managers_ask)
        .map(|policy| PolicyFacts {
            id: policy.id,
            settings: &policy.settings,
        })
        .collect();
    let mut found = applicable(
        gate.catalog_facts,
        gate.facts.clone(),
        &policies,
        &gate.subject,
        now,
    );
    if policies.is_empty() {
        let check = Check::ManagersCannotAsk;
        found
            .refusals
            .retain(|refusal| refusal.check != Check::NobodyCanRequest);
        found.refusals.push(Refusal {
            policy: None,
            check,
        });
    }
    found
}

/// Submits a request for somebody who reports to whoever acts. Neither of the two can decide on it:
/// where the manager would, the fallback of the stage does.
///
/// # Errors
/// [`AppError::NotFound`] for anybody who is not a direct report, and for packages that are not meant
/// for that person; otherwise as [`super::submit`].
pub async fn submit_for(
    ctx: &Ctx,
    person: UserId,
    package: PackageId,
    input: &RequestInput,
) -> Outcome<RequestId> {
    let (tx, request) = prepare(ctx, person, package, input).await?;
    tx.commit().await?;
    Ok(request.id)
}

/// What would become of such a request, judged by the same gates. Nothing is kept (REQ-13).
///
/// # Errors
/// As [`submit_for`].
pub async fn validate_for(
    ctx: &Ctx,
    person: UserId,
    package: PackageId,
    input: &RequestInput,
) -> Outcome<RequestRecord> {
    let (_, request) = prepare(ctx, person, package, input).await?;
    Ok(request.into())
}

/// The request, submitted but not committed yet.
async fn prepare(
    ctx: &Ctx,
    person: UserId,
    package: PackageId,
    input: &RequestInput,
) -> Outcome<(Tx, RequestRow)> {
    ctx.signed_in()?;
    let mut conn = ctx.read().await?;
    let first = permit(ctx, &mut conn, person).await?;
    drop(conn);
    let mut tx = ctx.begin(&first).await?;
    lock::subject(&mut tx, person).await?;
    // The manager of somebody who is locked stays their manager.
    permit(ctx, &mut tx.conn, person).await?;
    let now = tx.now();
    let gate = gates::load(ctx, &mut tx.conn, package, person, now).await?;
    if !gate.is_visible() {
        return Err(AppError::NotFound.into());
    }
    let found = for_managers(&gate, now);
    if !found.is_eligible() {
        return Err(refusal(&found, |conflict| {
            format!("{} {}", gate.subject_name, conflict.sentence_about(false))
        })
        .into());
    }
    let request = file(
        &mut tx,
        &gate,
        &found.usable,
        input,
        How::Ordinary(RequestType::OnBehalfAdd),
    )
    .await?;
    if matches!(
        request.state,
        RequestState::PendingApproval | RequestState::Scheduled
    ) {
        notices::asked_for_you(&mut tx, &request)?;
    }
    Ok((tx, request))
}

/// The request that a person has open for a package, for their manager: where a second submission
/// leads.
///
/// # Errors
/// [`AppError::NotFound`] for anybody who is not a direct report.
pub async fn open_request_of(
    ctx: &Ctx,
    person: UserId,
    package: PackageId,
) -> Outcome<Option<RequestId>> {
    ctx.signed_in()?;
    let mut conn = ctx.read().await?;
    permit(ctx, &mut conn, person).await?;
    let found = fetch_optional!(conn, (RequestId,), "my/open_request", person, package)?;
    let Some((id,)) = found else { return Ok(None) };
    let request = store::load(&mut conn, id).await?;
    Ok((request.requestor_id == ctx.actor.user()).then_some(id))
}
