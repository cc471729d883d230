//! What happens to an approved request by itself: waiting for its start, and being set up.

use super::close::give_up;
use super::store::{self, RequestRow};
use crate::assignments;
use crate::ctx::Tx;
use crate::error::Outcome;
use crate::{fetch_all, guests, notices, separation};
use shared::assignment::{AssignmentState, EndReason};
use shared::ids::{AssignmentId, RequestId};
use shared::lang::{Lang, within};
use shared::request::{GaveUp, RequestEvent, RequestType};
use shared::time::Timestamp;

/// Everything needed is approved: wait for the start, or set it up.
pub(crate) async fn ready(tx: &mut Tx, request: &mut RequestRow) -> Outcome<()> {
    let now = tx.now();
    // Somebody who runs the package moves the end of whoever is blocked, too: mostly to an earlier day.
    if !request.subject_enabled && request.request_type != RequestType::AdminUpdate {
        return give_up(tx, request, GaveUp::Blocked).await;
    }
    if request.request_type.moves_end() {
        return assignments::extend::carry_out(tx, request).await;
    }
    let settings = request.policy()?;
    let begin = request.asked_start.unwrap_or(now).max(now);
    if request
        .less()?
        .access_end(&settings, request.asked(), begin)
        .is_some_and(|end| end <= begin)
    {
        return give_up(tx, request, GaveUp::EndPassed).await;
    }
    if begin > now {
        store::advance(tx, request, &[RequestEvent::ReadyLater]).await?;
        let start = within(Lang::English, || begin.long_date());
        tx.event(request.id, "scheduled", &start);
        return Ok(());
    }
    deliver(tx, request, RequestEvent::ReadyNow).await
}

/// The scheduled start has come.
pub(crate) async fn start_came(tx: &mut Tx, request: &mut RequestRow) -> Outcome<()> {
    let now = tx.now();
    let settings = request.policy()?;
    if !request.subject_enabled {
        return give_up(tx, request, GaveUp::Blocked).await;
    }
    if request
        .less()?
        .access_end(&settings, request.asked(), now)
        .is_some_and(|end| end <= now)
    {
        return give_up(tx, request, GaveUp::EndPassed).await;
    }
    deliver(tx, request, RequestEvent::StartCame).await
}

async fn deliver(tx: &mut Tx, request: &mut RequestRow, event: RequestEvent) -> Outcome<()> {
    if request.retiring {
        return give_up(tx, request, GaveUp::Retiring).await;
    }
    let mail = request.subject_mail.as_str();
    if guests::is_uninvited(&tx.ctx.clone(), &mut tx.conn, request.subject_kind, mail).await? {
        return give_up(tx, request, GaveUp::NotInvited).await;
    }
    // The person is locked, so of two that rule each other out only the first gets here in time.
    if request.separated
        && let Some(reason) = separation::keeps_back(tx, request).await?
    {
        return give_up(tx, request, reason).await;
    }
    if !request.emergency
        && let Some(access) = request.emergency_access
    {
        follow(tx, access).await?;
    }
    let Some(made) = assignments::create::create(tx, request).await? else {
        return give_up(tx, request, GaveUp::AlreadyThere).await;
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

/// Ordinary access takes the place of what was taken in an emergency, which ends without a mail: the roles
/// that both give stay in the same transaction.
async fn follow(tx: &mut Tx, access: AssignmentId) -> Outcome<()> {
    let access = assignments::store::load(&mut tx.conn, access).await?;
    if access.state.is_live() {
        let (kind, why) = (RequestType::SystemRemove, EndReason::Followed);
        assignments::end::end(tx, &access, kind, why, "").await?;
    }
    Ok(())
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
