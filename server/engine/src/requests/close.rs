//! Requests that end by themselves, because what they were about is gone.

use super::gave_up;
use super::store::{self, RequestRow};
use crate::approvals::store as approvals;
use crate::audit;
use crate::ctx::{Ctx, Tx};
use crate::delivery::lock;
use crate::error::Outcome;
use crate::{execute, notices};
use serde_json::json;
use shared::approval::StageStatus;
use shared::ids::RequestId;
use shared::request::{GaveUp, RequestEvent};

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
    close_stages(&mut tx, &request).await?;
    give_up(&mut tx, &mut request, GaveUp::Retiring).await?;
    tx.commit().await
}

/// Ends what somebody asked for whose account is removed (ORG-11). The person is locked.
pub(crate) async fn account_removed(tx: &mut Tx, id: RequestId) -> Outcome<()> {
    let mut request = store::load(&mut tx.conn, id).await?;
    if request.state.is_cancelable() {
        close_stages(tx, &request).await?;
        close(tx, &mut request, GaveUp::Removed).await?;
    }
    Ok(())
}

/// Ends the request that waits to move the end of access which is ending now; its approvers need not
/// act any more. The person is locked, and told of the end itself.
pub(crate) async fn close_extension(tx: &mut Tx, id: RequestId) -> Outcome<()> {
    let mut request = store::load(&mut tx.conn, id).await?;
    close_stages(tx, &request).await?;
    close(tx, &mut request, GaveUp::EndedBefore).await
}

/// Nobody is asked about a request any more; those who were need not act (NOT-03).
async fn close_stages(tx: &mut Tx, request: &RequestRow) -> Outcome<()> {
    let stages = approvals::stages(&mut tx.conn, request.id).await?;
    let mut stages = stages.iter();
    if let Some(open) = stages.find(|open| open.stage.status == StageStatus::InProgress) {
        notices::canceled(tx, request, open.stage.id, &open.asked).await?;
    }
    execute!(tx, "approvals/close_open_stages", request.id)?;
    approvals::close_asked(tx, request.id).await
}

/// Ends a request that cannot go on, with the reason in its timeline, and tells the person.
pub(crate) async fn give_up(tx: &mut Tx, request: &mut RequestRow, reason: GaveUp) -> Outcome<()> {
    close(tx, request, reason).await?;
    notices::request_ended(tx, request, reason)
}

async fn close(tx: &mut Tx, request: &mut RequestRow, reason: GaveUp) -> Outcome<()> {
    store::advance(tx, request, &[RequestEvent::Canceled]).await?;
    tx.event(request.id, "givenUp", reason.as_str());
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
        .details(json!({ "reason": gave_up::in_english(reason) })),
    );
    Ok(())
}
