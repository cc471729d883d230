//! What a person asked for (UI-05, REQ-11).

use super::cursor::{self, AfterTime};
use super::flow::stage_title;
use super::package_ref;
use super::timeline::{self, Reader};
use crate::ctx::Ctx;
use crate::db::Conn;
use crate::error::Outcome;
use crate::texts::Name;
use crate::{directory, fetch_all, fetch_optional, settings};
use shared::AppError;
use shared::ids::{CatalogId, PackageId, RequestId, UserId};
use shared::limits;
use shared::request::{RequestState, RequestStatus, RequestType};
use shared::settings::ResourcesShown;
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
    let reader = if story.subject() == me {
        Reader::Subject
    } else if story.requestor() == Some(me) {
        Reader::Requestor
    } else {
        return Err(AppError::NotFound.into());
    };
    let mut page = story.view(reader, ctx.now());
    page.question = story.open_question(reader, &ctx.languages, ctx.now());
    // Whoever asked may take it back, too.
    page.may_cancel = story.is_cancelable();
    if story.only_would_give() && !sees_resources(ctx, &mut conn, &story, me).await? {
        page.roles.clear();
    }
    Ok(page)
}

/// Does the reader see what packages give before anybody has it (PKG-08)? Asking changes nothing about that.
async fn sees_resources(
    ctx: &Ctx,
    conn: &mut Conn,
    story: &timeline::Story,
    me: UserId,
) -> Outcome<bool> {
    let settings = settings::current(ctx, conn).await?;
    if settings.resources_shown == ResourcesShown::Everyone {
        return Ok(true);
    }
    let kind = if story.subject() == me {
        Some(story.subject_kind())
    } else {
        directory::person(conn, me).await?.map(|person| person.kind)
    };
    Ok(kind.is_some_and(|kind| settings.shows_resources_to(kind)))
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
