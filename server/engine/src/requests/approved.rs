//! What happens to an approved request by itself: waiting for its start, being set up, or ending.

use super::store::{self, RequestRow};
use crate::approvals::store as approvals;
use crate::assignments;
use crate::audit;
use crate::ctx::{Ctx, Tx};
use crate::delivery::lock;
use crate::error::Outcome;
use crate::{execute, fetch_all, notices, separation};
use serde_json::json;
use shared::assignment::AssignmentState;
use shared::ids::RequestId;
use shared::request::RequestEvent;
use shared::time::Timestamp;

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
    if request
        .less()?
        .access_end(&settings, request.asked(), begin)
        .is_some_and(|end| end <= begin)
    {
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
    if request
        .less()?
        .access_end(&settings, request.asked(), now)
        .is_some_and(|end| end <= now)
    {
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
