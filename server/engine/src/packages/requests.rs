//! The requests of a package (REQ-15, ROL-06).

use super::model::permitted;
use super::overview::head_of;
use super::trouble;
use crate::{Ctx, Outcome, fetch_all, lists};
use shared::authz::Action;
use shared::ids::{PackageId, RequestId, UserId};
use shared::request::{RequestState, RequestStatus, RequestType};
use shared::time::Timestamp;
use shared::views::When;
use shared::views::my::words;
use shared::views::packages::{PackageRequestsView, RequestRow};

/// What narrows the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RequestFilter {
    /// `open`, a state's word, or empty for all.
    pub state: String,
    /// Letters of the person's name.
    pub q: String,
    /// Cursor of the page.
    pub after: String,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: RequestId,
    request_type: RequestType,
    state: RequestState,
    status: RequestStatus,
    created_at: Timestamp,
    completed_at: Option<Timestamp>,
    subject_id: UserId,
    subject: String,
    subject_mail: String,
    requestor_id: Option<UserId>,
    requestor: Option<String>,
}

/// The requests of a package, newest first.
///
/// # Errors
/// There is no such package, or the actor may not see it or its requests.
pub async fn requests(
    ctx: &Ctx,
    id: PackageId,
    filter: RequestFilter,
) -> Outcome<PackageRequestsView> {
    let (_, package) = permitted(ctx, id, Action::ViewRequests).await?;
    let mut conn = ctx.read().await?;
    let state = known_state(&filter.state);
    let cursor = lists::before(&filter.after);
    let pattern = lists::containing(&filter.q);
    let rows: Vec<Row> = fetch_all!(
        conn,
        Row,
        "packages/requests",
        id,
        cursor,
        state,
        pattern.as_str(),
        lists::FETCH,
    )?;
    let now = ctx.now();
    Ok(PackageRequestsView {
        page: lists::page(rows, |row| row.id.0, |row| show(row, now)),
        errors: trouble::count(ctx, &mut conn, &package).await?,
        head: head_of(ctx, &package),
        state: state.to_owned(),
        q: filter.q,
    })
}

/// The filter's word, or none for anything unknown.
fn known_state(word: &str) -> &'static str {
    match word {
        "open" => "open",
        other => other.parse().map_or("", RequestState::as_str),
    }
}

fn show(row: Row, now: Timestamp) -> RequestRow {
    let by = match row.requestor_id {
        Some(id) if id == row.subject_id => None,
        Some(_) => row.requestor,
        None => Some("Bailiwick".to_owned()),
    };
    RequestRow {
        id: row.id.to_string(),
        subject: row.subject,
        subject_detail: row.subject_mail,
        what: row.request_type.title().to_owned(),
        by,
        badge: words::request_badge(row.state, row.status),
        created: When::new(row.created_at, now),
        completed: row.completed_at.map(|at| When::new(at, now)),
    }
}
