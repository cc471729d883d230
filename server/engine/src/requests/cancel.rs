//! Taking back a request that is not set up yet (REQ-05, and for administrators REQ-06).

use super::store;
use crate::approvals::store as approvals;
use crate::audit;
use crate::ctx::{Ctx, Permit};
use crate::delivery::lock;
use crate::error::Outcome;
use crate::{execute, notices};
use serde_json::json;
use shared::AppError;
use shared::approval::StageStatus;
use shared::authz::{Action, Scope};
use shared::ids::RequestId;
use shared::request::{RequestEvent, RequestState};

/// Cancels a request: one's own, or one in a catalog where the actor may.
///
/// # Errors
/// [`AppError::NotFound`], or [`AppError::Conflict`] if it has already gone further.
pub async fn cancel(ctx: &Ctx, id: RequestId) -> Outcome<()> {
    let mut conn = ctx.read().await?;
    let request = store::load(&mut conn, id).await?;
    drop(conn);
    let permit = permit(ctx, &request)?;
    let mut tx = ctx.begin(&permit).await?;
    lock::subject(&mut tx, request.subject_id).await?;
    let mut request = store::load(&mut tx.conn, id).await?;
    if !request.state.is_cancelable() || !request.request_type.is_asked() {
        return Err(AppError::Conflict(format!(
            "This request cannot be canceled any more. It is now: {}.",
            shared::request::title(request.state, request.status)
        ))
        .into());
    }
    let waiting = request.state == RequestState::PendingApproval;
    store::advance(&mut tx, &mut request, &[RequestEvent::Canceled]).await?;
    if waiting {
        let stages = approvals::stages(&mut tx.conn, id).await?;
        let mut stages = stages.iter();
        if let Some(open) = stages.find(|open| open.stage.status == StageStatus::InProgress) {
            notices::canceled(&mut tx, &request, &open.asked).await?;
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

fn permit(ctx: &Ctx, request: &store::RequestRow) -> Result<Permit, AppError> {
    let me = ctx.me()?;
    if request.parties().contains(&me) {
        return ctx.own(me);
    }
    let scope = Scope::Catalog(request.catalog_id);
    if ctx.allows(Action::ViewRequests, scope) {
        ctx.require(Action::CancelPendingRequest, scope)
    } else {
        Err(AppError::NotFound)
    }
}
