//! Who holds a package, and who held it (ASG-02).

use super::model::permitted;
use super::overview::head_of;
use crate::assignments::{remove_directly, store};
use crate::db::Conn;
use crate::delivery::refused;
use crate::{Ctx, Outcome, fetch_all, lists};
use shared::AppError;
use shared::assignment::{AssignmentState, EndReason};
use shared::authz::Action;
use shared::directory::UserKind;
use shared::ids::{AssignmentId, PackageId, RequestId};
use shared::lifecycle::SubjectLifecycle;
use shared::time::Timestamp;
use shared::views::When;
use shared::views::my::words;
use shared::views::packages::{AssignmentRow, Leaving, PackageAssignmentsView};

/// What narrows the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AssignmentFilter {
    /// `live`, `leaving` (outside of the scope, with an end for it), a state's word, or empty for all.
    pub state: String,
    /// Letters of the person's name.
    pub q: String,
    /// Cursor of the page.
    pub after: String,
}

#[derive(sqlx::FromRow)]
pub(super) struct Row {
    pub id: AssignmentId,
    pub state: AssignmentState,
    pub starts_at: Timestamp,
    pub ends_at: Option<Timestamp>,
    pub ended_at: Option<Timestamp>,
    pub end_reason: Option<EndReason>,
    pub scope_lost_at: Option<Timestamp>,
    pub scope_ends_at: Option<Timestamp>,
    pub subject: String,
    pub user_name: String,
    pub mail: String,
    pub department: String,
    pub policy: String,
    pub problem: String,
    pub roles: i64,
    pub subject_kind: UserKind,
    pub lifecycle: SubjectLifecycle,
    /// They asked for it themselves.
    pub asked: bool,
}

/// The assignments of a package, newest first.
///
/// # Errors
/// There is no such package, or the actor may not see it or its assignments.
pub async fn assignments(
    ctx: &Ctx,
    id: PackageId,
    filter: AssignmentFilter,
) -> Outcome<PackageAssignmentsView> {
    let (_, package) = permitted(ctx, id, Action::ViewAssignments).await?;
    let mut conn = ctx.read().await?;
    let rows = rows(&mut conn, id, &filter, lists::FETCH).await?;
    let now = ctx.now();
    let may_govern = ctx.allows(Action::MarkGuestGoverned, package.scope());
    Ok(PackageAssignmentsView {
        head: head_of(ctx, &package),
        page: lists::page(rows, |row| row.id.0, |row| show(row, may_govern, now)),
        state: known_state(&filter.state).to_owned(),
        q: filter.q,
    })
}

/// One page of stored assignments.
pub(super) async fn rows(
    conn: &mut Conn,
    id: PackageId,
    filter: &AssignmentFilter,
    limit: i64,
) -> Outcome<Vec<Row>> {
    let cursor = lists::before(&filter.after);
    let pattern = lists::containing(&filter.q);
    let state = known_state(&filter.state);
    Ok(fetch_all!(
        conn,
        Row,
        "packages/assignments",
        id,
        cursor,
        state,
        pattern.as_str(),
        limit,
    )?)
}

/// The filter's word, or none for anything unknown.
fn known_state(word: &str) -> &'static str {
    match word {
        "live" => "live",
        "leaving" => "leaving",
        other => other.parse().map_or("", AssignmentState::as_str),
    }
}

fn show(row: Row, may_govern: bool, now: Timestamp) -> AssignmentRow {
    AssignmentRow {
        id: row.id.to_string(),
        subject: row.subject,
        subject_detail: row.mail,
        policy: row.policy,
        badge: words::access_badge(row.state),
        live: row.state.is_live(),
        starts: When::new(row.starts_at, now),
        ends: row.ends_at.map(|at| When::new(at, now)),
        leaving: row
            .scope_lost_at
            .zip(row.scope_ends_at)
            .filter(|_| row.state.is_live())
            .map(|(lost, ends)| Leaving {
                since: When::new(lost, now),
                ends: When::new(ends, now),
            }),
        ended: row.ended_at.map(|at| When::new(at, now)),
        end_reason: words::end_reason(row.end_reason).to_owned(),
        problem: refused::said(&row.problem),
        roles: row.roles,
        lifecycle: row.lifecycle.title().to_owned(),
        may_govern: may_govern
            && row.asked
            && row.subject_kind == UserKind::Guest
            && row.lifecycle != SubjectLifecycle::Governed,
    }
}

/// Takes away access to this package.
///
/// # Errors
/// The package has no such assignment; otherwise as [`remove_directly`].
pub async fn remove_assignment(
    ctx: &Ctx,
    id: PackageId,
    assignment: AssignmentId,
    justification: &str,
) -> Outcome<RequestId> {
    permitted(ctx, id, Action::DirectlyRemoveUser).await?;
    let mut conn = ctx.read().await?;
    if store::load(&mut conn, assignment).await?.package_id != id {
        return Err(AppError::NotFound.into());
    }
    drop(conn);
    remove_directly(ctx, assignment, justification).await
}
