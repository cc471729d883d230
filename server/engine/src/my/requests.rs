//! What a person asked for (UI-05, REQ-11).

use super::cursor::{self, AfterTime};
use super::flow::stage_title;
use super::package_ref;
use super::timeline::{self, Reader};
use crate::ctx::Ctx;
use crate::db::Conn;
use crate::error::Outcome;
use crate::texts::Name;
use crate::{fetch_all, fetch_optional};
use shared::AppError;
use shared::ids::{CatalogId, PackageId, RequestId, UserId};
use shared::limits;
use shared::request::{RequestState, RequestStatus, RequestType};
use shared::time::Timestamp;
use shared::views::my::{RequestPage, RequestRow, RequestsPage, words};
use shared::views::{Page, When};

#[derive(sqlx::FromRow)]
struct Row {
    id: RequestId,
    request_type: RequestType,
    state: RequestState,
    status: RequestStatus,
    created_at: Timestamp,
    asked_start: Option<Timestamp>,
    package_id: PackageId,
    #[sqlx(try_from = "Name")]
    package_name: String,
    catalog_id: CatalogId,
    #[sqlx(try_from = "Name")]
    catalog_name: String,
    due_at: Option<Timestamp>,
    /// Stages before the one that is being decided.
    place: i64,
    stages: i64,
}

/// The person's requests, newest first.
///
/// # Errors
/// Nobody is signed in, or the database fails.
pub async fn requests(ctx: &Ctx, after: &str) -> Outcome<RequestsPage> {
    let me = ctx.me()?;
    let mut conn = ctx.read().await?;
    Ok(RequestsPage {
        rows: list(&mut conn, me, false, after, limits::PAGE_SIZE, ctx.now()).await?,
    })
}

/// One page of a person's requests, all or only open ones.
pub(super) async fn list(
    conn: &mut Conn,
    subject: UserId,
    open: bool,
    after: &str,
    size: i64,
    now: Timestamp,
) -> Outcome<Page<RequestRow>> {
    let AfterTime(at, id) = AfterTime::newest(after);
    let mut found = fetch_all!(conn, Row, "my/requests", subject, open, at, id, size + 1)?;
    let next = cursor::cut(&mut found, size, |row| {
        AfterTime::write(row.created_at, row.id.0)
    });
    Ok(Page {
        rows: found.into_iter().map(|row| shown(row, now)).collect(),
        next,
    })
}

fn shown(row: Row, now: Timestamp) -> RequestRow {
    let mut badge = words::request_badge(row.state, row.status);
    if row.status == RequestStatus::WaitingForRequestor {
        t!("Waiting for your answer").clone_into(&mut badge.label);
    }
    let step = match (row.state, row.due_at, row.asked_start) {
        (RequestState::PendingApproval, None, _) => t!("An approver has a question").to_owned(),
        (RequestState::PendingApproval, Some(due), _) => {
            t!(
                "{stage}, to be decided by {due}",
                stage = stage_title(row.place, row.stages),
                due = due.short_date()
            )
        }
        (RequestState::Scheduled, _, Some(start)) => {
            t!("Starts on {start}", start = start.short_date())
        }
        _ => String::new(),
    };
    RequestRow {
        id: row.id.to_string(),
        kind: row.request_type.title().to_owned(),
        badge,
        asked: When::new(row.created_at, now),
        step,
        package: package_ref(
            row.package_id,
            row.package_name,
            row.catalog_id,
            row.catalog_name,
        ),
    }
}

/// One request with its whole story, for the person whose access it is about and for whoever asked.
///
/// # Errors
/// [`AppError::NotFound`] for everybody else; nobody is signed in; the database fails.
pub async fn request(ctx: &Ctx, id: RequestId) -> Outcome<RequestPage> {
    let me = ctx.me()?;
    let mut conn = ctx.read().await?;
    let story = timeline::load(&mut conn, id, ctx.now())
        .await?
        .ok_or(AppError::NotFound)?;
    if story.subject() == me {
        Ok(RequestPage {
            question: story.open_question(Reader::Subject, &ctx.languages, ctx.now()),
            ..story.view(Reader::Subject, ctx.now())
        })
    } else if story.requestor() == Some(me) {
        // Whoever asked may take it back, too.
        let may_cancel = story.is_cancelable();
        let question = story.open_question(Reader::Other, &ctx.languages, ctx.now());
        Ok(RequestPage {
            may_cancel,
            question,
            ..story.view(Reader::Other, ctx.now())
        })
    } else {
        Err(AppError::NotFound.into())
    }
}

/// The person's open request for a package: where a second submission leads.
///
/// # Errors
/// Nobody is signed in, or the database fails.
pub async fn open_request(ctx: &Ctx, package: PackageId) -> Outcome<Option<RequestId>> {
    let me = ctx.me()?;
    let mut conn = ctx.read().await?;
    let found = fetch_optional!(conn, (RequestId,), "my/open_request", me, package)?;
    Ok(found.map(|(id,)| id))
}
