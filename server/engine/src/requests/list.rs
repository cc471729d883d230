//! Requests as programs read them.

use crate::ctx::Ctx;
use crate::db::Conn;
use crate::error::Outcome;
use crate::my::AfterTime;
use crate::requests::gates;
use crate::requests::related::{self, Expand, Related};
use crate::requests::store::RequestRow;
use crate::{fetch_all, fetch_optional};
use shared::AppError;
use shared::authz::{Action, Scope};
use shared::ids::{AssignmentId, PackageId, PolicyId, RequestId, UserId};
use shared::request::{RequestState, RequestStatus, RequestType};
use shared::time::Timestamp;
use shared::views::Page;

/// A request as stored, without anybody's name.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct RequestRecord {
    pub id: RequestId,
    pub request_type: RequestType,
    pub state: RequestState,
    pub status: RequestStatus,
    pub package_id: PackageId,
    pub policy_id: Option<PolicyId>,
    pub assignment_id: Option<AssignmentId>,
    pub subject_id: UserId,
    /// Nobody: the system.
    pub requestor_id: Option<UserId>,
    pub justification: String,
    /// `Vec<shared::policy::Answer>` as JSON.
    pub answers: String,
    pub asked_start: Option<Timestamp>,
    pub asked_end: Option<Timestamp>,
    pub created_at: Timestamp,
    pub completed_at: Option<Timestamp>,
}

impl From<RequestRow> for RequestRecord {
    fn from(row: RequestRow) -> Self {
        Self {
            id: row.id,
            request_type: row.request_type,
            state: row.state,
            status: row.status,
            package_id: row.package_id,
            policy_id: row.policy_id,
            assignment_id: row.assignment_id,
            subject_id: row.subject_id,
            requestor_id: row.requestor_id,
            justification: row.justification,
            answers: row.answers,
            asked_start: row.asked_start,
            asked_end: row.asked_end,
            created_at: row.created_at,
            completed_at: row.completed_at,
        }
    }
}

/// What narrows the list.
#[derive(Clone, Debug, Default)]
pub struct RequestQuery {
    pub package: Option<PackageId>,
    pub state: Option<RequestState>,
    pub status: Option<RequestStatus>,
    pub request_type: Option<RequestType>,
    /// Created at this instant or later.
    pub from: Option<Timestamp>,
    /// Created before this instant.
    pub before: Option<Timestamp>,
    /// Cursor of the page.
    pub after: String,
    /// What to bring along.
    pub expand: Expand,
}

/// A page of requests, with what they name.
#[derive(Clone, Debug)]
pub struct FoundRequests {
    pub page: Page<RequestRecord>,
    pub related: Related,
}

/// Requests, newest first, `size` at most. Who may see requests in some catalogs only has to name a
/// package of one of those.
///
/// # Errors
/// As [`Ctx::require`].
pub async fn list(ctx: &Ctx, query: &RequestQuery, size: i64) -> Outcome<FoundRequests> {
    ctx.signed_in()?;
    let mut conn = ctx.read().await?;
    let scope = match query.package {
        Some(package) => Scope::Catalog(gates::catalog_of(&mut conn, package).await?),
        None => Scope::Tenant,
    };
    ctx.require(Action::ViewRequests, scope)?;
    let mut rows = rows(&mut conn, query, size + 1).await?;
    let wanted = usize::try_from(size).unwrap_or(usize::MAX);
    let more = rows.len() > wanted;
    rows.truncate(wanted);
    let next = rows
        .last()
        .filter(|_| more)
        .map(|row| AfterTime::write(row.created_at, row.id.0));
    let related = related::load(&mut conn, &rows, query.expand).await?;
    let page = Page { rows, next };
    Ok(FoundRequests { page, related })
}

/// Each way to narrow the list has an index of its own, and a text that lets the database use it.
async fn rows(conn: &mut Conn, query: &RequestQuery, limit: i64) -> Outcome<Vec<RequestRecord>> {
    let AfterTime(at, id) = AfterTime::newest(&query.after);
    let status = query.status.map_or("", RequestStatus::as_str);
    let kind = query.request_type.map_or("", RequestType::as_str);
    let from = query.from.unwrap_or(Timestamp(i64::MIN));
    // The cursor and the upper end of the time are one bound: whichever comes first.
    let (at, id) = match query.before {
        Some(before) if before <= at => (before, uuid::Uuid::nil()),
        _ => (at, id),
    };
    let state = query.state.map_or("", RequestState::as_str);
    Ok(match (query.package, query.state) {
        (Some(package), _) => fetch_all!(
            conn,
            RequestRecord,
            "requests/list_of_package",
            at,
            id,
            from,
            status,
            kind,
            limit,
            package,
            state
        )?,
        (None, Some(_)) => fetch_all!(
            conn,
            RequestRecord,
            "requests/list_in_state",
            at,
            id,
            from,
            status,
            kind,
            limit,
            state
        )?,
        (None, None) => fetch_all!(
            conn,
            RequestRecord,
            "requests/list",
            at,
            id,
            from,
            status,
            kind,
            limit
        )?,
    })
}

/// One request as a page of its own, for those it concerns and those who may see the requests of its catalog.
///
/// # Errors
/// [`AppError::NotFound`] for everybody else; nobody is signed in.
pub async fn read(ctx: &Ctx, id: RequestId, expand: Expand) -> Outcome<FoundRequests> {
    ctx.signed_in()?;
    let me = ctx.actor.user();
    let mut conn = ctx.read().await?;
    let record =
        fetch_optional!(conn, RequestRecord, "requests/record", id)?.ok_or(AppError::NotFound)?;
    let party = me.filter(|me| [Some(record.subject_id), record.requestor_id].contains(&Some(*me)));
    let by_role = if party.is_none() || expand.requestors || expand.subjects {
        let catalog = gates::catalog_of(&mut conn, record.package_id).await?;
        ctx.allows(Action::ViewRequests, Scope::Catalog(catalog))
    } else {
        false
    };
    if party.is_none() && !by_role {
        return Err(AppError::NotFound.into());
    }
    let rows = vec![record];
    let mut related = related::load(&mut conn, &rows, expand).await?;
    if let (Some(me), false) = (party, by_role) {
        related.by_name_only_but(me);
    }
    let page = Page { rows, next: None };
    Ok(FoundRequests { page, related })
}
