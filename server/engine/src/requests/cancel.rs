//! Taking back a request that is not set up yet (REQ-05), for those with a role in the catalog also one
//! of which nothing is there (REQ-06).

use super::store::{self, RequestRow};
use crate::approvals::store as approvals;
use crate::assignments::{end, store as assignments};
use crate::audit;
use crate::ctx::{Ctx, Permit, Tx};
use crate::delivery::{self, lock};
use crate::error::Outcome;
use crate::{execute, notices};
use serde_json::json;
use shared::AppError;
use shared::approval::StageStatus;
use shared::assignment::EndReason;
use shared::authz::{Action, Scope};
use shared::ids::RequestId;
use shared::request::{RequestEvent, RequestState, RequestType, administrator_cancels};

/// Cancels a request: one's own, or one in a catalog where the actor may.
///
/// # Errors
/// [`AppError::NotFound`], or [`AppError::Conflict`] if it has already gone further.
pub async fn cancel(ctx: &Ctx, id: RequestId) -> Outcome<()> {
    ctx.signed_in()?;
    let mut conn = ctx.read().await?;
    let request = store::load(&mut conn, id).await?;
    drop(conn);
    let permit = permit(ctx, &request)?;
    let mut tx = ctx.begin(&permit).await?;
    lock::subject(&mut tx, request.subject_id).await?;
    let mut request = store::load(&mut tx.conn, id).await?;
    let failing = !request.state.is_cancelable();
    let may = if failing {
        may_abandon(ctx, &mut tx, &request).await?
    } else {
        request.request_type.is_asked()
    };
    if !may {
        return Err(AppError::Conflict(t!(
            "This request cannot be canceled any more. It is now: {status}.",
            status = shared::request::title(request.state, request.status)
        ))
        .into());
    }
    let waiting = request.state == RequestState::PendingApproval;
    let event = if failing {
        RequestEvent::Abandoned
    } else {
        RequestEvent::Canceled
    };
    store::advance(&mut tx, &mut request, &[event]).await?;
    if let (true, Some(assignment)) = (failing, request.assignment_id) {
        let assignment = assignments::load(&mut tx.conn, assignment).await?;
        let (kind, why) = (RequestType::AdminRemove, EndReason::RemovedByAdministrator);
        end::end(&mut tx, &assignment, kind, why, "").await?;
    }
    if waiting {
        let stages = approvals::stages(&mut tx.conn, id).await?;
        let mut stages = stages.iter();
        if let Some(open) = stages.find(|open| open.stage.status == StageStatus::InProgress) {
            notices::canceled(&mut tx, &request, open.stage.id, &open.asked).await?;
        }
    }
    execute!(tx, "approvals/close_open_stages", id)?;
    approvals::close_asked(&mut tx, id).await?;
    tx.event(id, "canceled", "");
    tx.audit(
        audit::Entry::new("request.cancel", "request", id.0, &request.package_name)
            .catalog(request.catalog_id)
            .package(request.package_id)
            .subject(request.subject_id)
            .details(json!({})),
    );
    tx.commit().await
}

/// May the actor give up on access that is being set up or failed? Only while nothing of it is there.
async fn may_abandon(ctx: &Ctx, tx: &mut Tx, request: &RequestRow) -> Outcome<bool> {
    let Some(assignment) = request.assignment_id else {
        return Ok(false);
    };
    let scope = Scope::Catalog(request.catalog_id);
    let there = delivery::is_there(&mut tx.conn, assignment).await?;
    let live = assignments::load(&mut tx.conn, assignment)
        .await?
        .state
        .is_live();
    Ok(live
        && ctx.allows(Action::CancelPendingRequest, scope)
        && administrator_cancels(request.request_type, request.state, there))
}

fn permit(ctx: &Ctx, request: &store::RequestRow) -> Result<Permit, AppError> {
    ctx.signed_in()?;
    let scope = Scope::Catalog(request.catalog_id);
    let me = ctx.actor.user();
    let party = me.filter(|me| request.parties().contains(me));
    // What fails is given up by a role, whoever asked for it.
    let by_role = !request.state.is_cancelable() && ctx.allows(Action::CancelPendingRequest, scope);
    if let (Some(me), false) = (party, by_role) {
        return ctx.own(me);
    }
    if ctx.allows(Action::ViewRequests, scope) {
        ctx.require(Action::CancelPendingRequest, scope)
    } else {
        Err(AppError::NotFound)
    }
}
