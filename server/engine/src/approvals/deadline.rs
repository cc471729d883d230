//! Deadlines that pass without a decision, and reminders before they do (POL-19, NOT-01).

use super::store;
use crate::audit;
use crate::ctx::Ctx;
use crate::delivery::lock;
use crate::error::Outcome;
use crate::requests::{stages, store as requests};
use crate::{execute, notices};
use serde_json::json;
use shared::ids::StageId;
use shared::request::RequestEvent;

/// Denies the request of an overdue stage. Harmless when run twice.
pub(crate) async fn expire(ctx: &Ctx, id: StageId) -> Outcome<()> {
    let permit = ctx.by_system()?;
    let mut tx = ctx.begin(&permit).await?;
    let now = tx.now();
    let stage = store::stage(&mut tx.conn, id).await?;
    let subject = requests::load(&mut tx.conn, stage.request_id)
        .await?
        .subject_id;
    lock::subject(&mut tx, subject).await?;
    if execute!(tx, "approvals/expire", id, now)? == 0 {
        return Ok(());
    }
    let mut request = requests::load(&mut tx.conn, stage.request_id).await?;
    requests::advance(&mut tx, &mut request, &[RequestEvent::DeadlinePassed]).await?;
    execute!(tx, "approvals/close_open_stages", request.id)?;
    store::close_asked(&mut tx, request.id).await?;
    tx.event(request.id, "timedOut", "");
    tx.audit(
        audit::Entry::new(
            "request.timeOut",
            "request",
            request.id.0,
            &request.package_name,
        )
        .catalog(request.catalog_id)
        .package(request.package_id)
        .subject(request.subject_id)
        .details(json!({ "stage": stage.position + 1 })),
    );
    notices::timed_out(&mut tx, &request, id).await?;
    tx.commit().await
}

/// Reminds the people of a stage, once; where nobody of them is left, others are asked.
pub(crate) async fn remind(ctx: &Ctx, id: StageId) -> Outcome<()> {
    let permit = ctx.by_system()?;
    let mut tx = ctx.begin(&permit).await?;
    let now = tx.now();
    let request = store::stage(&mut tx.conn, id).await?.request_id;
    let subject = requests::load(&mut tx.conn, request).await?.subject_id;
    lock::subject(&mut tx, subject).await?;
    if execute!(tx, "approvals/reminded", id, now)? == 0 {
        return Ok(());
    }
    let stage = store::stage(&mut tx.conn, id).await?;
    let request = requests::load(&mut tx.conn, request).await?;
    let position = usize::try_from(stage.position).unwrap_or(usize::MAX);
    let rules = request.policy()?.stages;
    if let Some(rule) = rules.get(position)
        && stages::nobody_left(&mut tx, &request, &stage, rule).await?
    {
        return tx.commit().await;
    }
    notices::reminder(&mut tx, &request, &stage).await?;
    tx.commit_unrecorded().await
}
