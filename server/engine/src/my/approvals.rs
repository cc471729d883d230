//! What waits for a person's decision, and what was decided (APR-01, APR-05, APR-07).

use super::cursor::{self, AfterTime};
use super::flow::stage_title;
use super::package_ref;
use crate::ctx::Ctx;
use crate::db::Conn;
use crate::error::Outcome;
use crate::texts::Name;
use crate::{directory, emergencies, fetch_in};
use shared::approval::{Decision, StageStatus, taking_back};
use shared::assignment::AssignmentState;
use shared::directory::Subject;
use shared::forms::approvals::StagePick;
use shared::ids::{CatalogId, PackageId, RequestId, StageId, UserId};
use shared::limits;
use shared::policy::{Needed, PolicySettings};
use shared::request::{RequestState, RequestStatus, RequestType};
use shared::time::Timestamp;
use shared::views::my::{ApprovalRow, ApprovalsPage, ApprovalsTab, Badge, Meaning, Named, words};
use shared::views::{Page, When};

/// Days before a deadline from which it counts as near.
const SOON_DAYS: i64 = 2;
/// Characters of a justification that a list shows.
const EXCERPT: usize = 140;

#[derive(sqlx::FromRow)]
struct Row {
    id: StageId,
    sort_at: Timestamp,
    due_at: Option<Timestamp>,
    decision: Option<Decision>,
    status: StageStatus,
    request_type: RequestType,
    request_status: RequestStatus,
    request_state: RequestState,
    request_id: RequestId,
    created_at: Timestamp,
    justification: String,
    package_id: PackageId,
    #[sqlx(try_from = "Name")]
    package_name: String,
    catalog_id: CatalogId,
    #[sqlx(try_from = "Name")]
    catalog_name: String,
    subject_name: String,
    subject_mail: String,
    department: String,
    organization_name: Option<String>,
    decider_name: Option<String>,
    decided_for_name: Option<String>,
    decided_by: Option<UserId>,
    place: i64,
    stages: i64,
    /// The settings of the policy, where a stage of it needs several (BYD-14).
    #[sqlx(default)]
    several: Option<String>,
    /// How many have approved.
    #[sqlx(default)]
    given: i64,
    /// Whom the stage asks, where one from each is needed.
    #[sqlx(default)]
    places: i64,
    /// When the person approved, where several have to (BYD-14).
    #[sqlx(default)]
    mine_at: Option<Timestamp>,
    /// Of the history: the stage was skipped, and the state of the access that the request led to.
    #[sqlx(default)]
    automatic: bool,
    #[sqlx(default)]
    access_state: Option<AssignmentState>,
}

/// Requests that wait for the person, that were sent back, or the history; `query` narrows those that
/// wait to people and packages with its words.
///
/// # Errors
/// Nobody is signed in, or the database fails.
pub async fn approvals(
    ctx: &Ctx,
    tab: ApprovalsTab,
    query: &str,
    after: &str,
) -> Outcome<ApprovalsPage> {
    let mut conn = ctx.read().await?;
    let subject = ctx.subject(&mut conn).await?;
    let now = ctx.now();
    let rows = match tab {
        ApprovalsTab::History => decided(&mut conn, &subject, after, now).await?,
        ApprovalsTab::Asked => asked_back(&mut conn, &subject, after, now).await?,
        ApprovalsTab::Pending => {
            let size = limits::PAGE_SIZE;
            matching(&mut conn, &subject, query, after, size, now).await?
        }
    };
    let emergencies = match tab {
        ApprovalsTab::Pending if query.trim().is_empty() && after.is_empty() => {
            emergencies::to_look_at(ctx, &mut conn, &subject).await?
        }
        _ => Vec::new(),
    };
    Ok(ApprovalsPage {
        emergencies,
        rows,
        tab,
        query: query.trim().to_owned(),
        pending: count(ctx, &mut conn, &subject).await?,
    })
}

/// How many requests wait for the person's decision; counted once in a request.
///
/// # Errors
/// Nobody is signed in, or the database fails.
pub async fn waiting(ctx: &Ctx) -> Outcome<i64> {
    let mut conn = ctx.read().await?;
    let subject = ctx.subject(&mut conn).await?;
    count(ctx, &mut conn, &subject).await
}

/// As [`waiting`], for a person already read.
pub(super) async fn count(ctx: &Ctx, conn: &mut Conn, subject: &Subject) -> Outcome<i64> {
    if let Some(number) = ctx.waiting.get() {
        return Ok(*number);
    }
    let asked_as = super::asked_as(subject);
    let rows = fetch_in!(conn, (i64,), "my/approvals_count", &asked_as; subject.id)?;
    let number = rows.first().map_or(0, |(number,)| *number);
    Ok(*ctx.waiting.get_or_init(|| number))
}

/// One page of the stages that wait for the person, the most pressing first.
pub(super) async fn pending(
    conn: &mut Conn,
    subject: &Subject,
    after: &str,
    size: i64,
    now: Timestamp,
) -> Outcome<Page<ApprovalRow>> {
    matching(conn, subject, "", after, size, now).await
}

/// As [`pending`]; only those of people and packages with every word of the query.
async fn matching(
    conn: &mut Conn,
    subject: &Subject,
    query: &str,
    after: &str,
    size: i64,
    now: Timestamp,
) -> Outcome<Page<ApprovalRow>> {
    let AfterTime(at, id) = AfterTime::earliest(after);
    let [one, two, three] = directory::patterns(query);
    let asked_as = super::asked_as(subject);
    let mut found = if query.trim().is_empty() {
        fetch_in!(
            conn, Row, "my/approvals_pending", &asked_as;
            subject.id, at, id, size + 1
        )?
    } else {
        fetch_in!(
            conn, Row, "my/approvals_found", &asked_as;
            subject.id, at, id, size + 1, &one, &two, &three
        )?
    };
    let next = cursor::cut(&mut found, size, |row| {
        AfterTime::write(row.sort_at, row.id.0)
    });
    let rows = found
        .into_iter()
        .map(|row| {
            let due = row.due_at;
            let so_far = so_far(&row)?;
            let pick = StagePick {
                request: row.request_id,
                stage: row.id,
            };
            let mut shown = common(row, now);
            if let Some(so_far) = so_far {
                shown.stage = format!("{} · {so_far}", shown.stage);
            }
            shown.when = due.map(|due| When::new(due, now));
            shown.pick = pick.to_string();
            shown.due_soon = due.is_some_and(|due| due <= now.plus_days(SOON_DAYS));
            shown.badge = if shown.due_soon {
                Badge::new(Meaning::Warning, t!("Due soon"))
            } else {
                Badge::new(Meaning::Notice, t!("Waiting for you"))
            };
            Ok(shown)
        })
        .collect::<Outcome<_>>()?;
    Ok(Page { rows, next })
}

/// `1 of 2 has approved.`; none where one is enough (BYD-14).
fn so_far(row: &Row) -> Outcome<Option<String>> {
    let Some(settings) = &row.several else {
        return Ok(None);
    };
    let settings: PolicySettings = serde_json::from_str(settings)?;
    let stage = usize::try_from(row.place).unwrap_or(usize::MAX);
    let needed = match settings.stages.get(stage).map(|rule| rule.needed) {
        None | Some(Needed::One) => return Ok(None),
        Some(Needed::Several(count)) => i64::from(count),
        Some(Needed::Each) => row.places,
    };
    let count = |number: i64| usize::try_from(number).unwrap_or_default();
    Ok(Some(words::so_far(count(row.given), count(needed), &[])))
}

/// Requests that an approver has sent back with a question, oldest first (BYD-11).
async fn asked_back(
    conn: &mut Conn,
    subject: &Subject,
    after: &str,
    now: Timestamp,
) -> Outcome<Page<ApprovalRow>> {
    let AfterTime(at, id) = AfterTime::earliest(after);
    let asked_as = super::asked_as(subject);
    let size = limits::PAGE_SIZE;
    let mut found = fetch_in!(
        conn,
        Row,
        "my/approvals_asked",
        &asked_as;
        subject.id, at, id, size + 1
    )?;
    let next = cursor::cut(&mut found, size, |row| {
        AfterTime::write(row.sort_at, row.id.0)
    });
    let rows = found
        .into_iter()
        .map(|row| {
            let mut shown = common(row, now);
            shown.badge = Badge::new(Meaning::Neutral, t!("Waiting for an answer"));
            shown
        })
        .collect();
    Ok(Page { rows, next })
}

async fn decided(
    conn: &mut Conn,
    subject: &Subject,
    after: &str,
    now: Timestamp,
) -> Outcome<Page<ApprovalRow>> {
    let AfterTime(at, id) = AfterTime::newest(after);
    let asked_as = super::asked_as(subject);
    let size = limits::PAGE_SIZE;
    let mut found = fetch_in!(
        conn,
        Row,
        "my/approvals_history",
        &asked_as;
        subject.id, at, id, size + 1
    )?;
    let next = cursor::cut(&mut found, size, |row| {
        AfterTime::write(row.sort_at, row.id.0)
    });
    let rows = found
        .into_iter()
        .map(|row| {
            let (badge, who) = came_out(&row, subject.id);
            let at = row.sort_at;
            let may_revoke = may_revoke(&row, subject.id);
            let mut shown = common(row, now);
            shown.when = Some(When::new(at, now));
            shown.badge = badge;
            shown.may_revoke = may_revoke;
            if !who.is_empty() {
                shown.stage = format!("{} · {who}", shown.stage);
            }
            shown
        })
        .collect();
    Ok(Page { rows, next })
}

/// Did the person approve, and can that be taken back now (APR-08)?
fn may_revoke(row: &Row, me: UserId) -> bool {
    let alone = row.decided_by == Some(me) && row.decision == Some(Decision::Approve);
    let mine = row.mine_at.is_some() || alone && !row.automatic;
    let (kind, state) = (row.request_type, row.request_state);
    mine && taking_back(kind, state, row.request_status, row.access_state).is_ok()
}

/// What came out of a closed stage, and who said so.
fn came_out(row: &Row, me: UserId) -> (Badge, String) {
    let approved = row.mine_at.is_some() && row.decided_by != Some(me);
    let of = row.decided_for_name.as_deref();
    let who = if row.decided_by == Some(me) {
        words::on_behalf(t!("decided by you"), of)
    } else if let Some(name) = &row.decider_name {
        let name = words::on_behalf(name, of);
        match row.decision {
            Some(Decision::Approve) if approved => t!("approved by you, at last by {name}", name),
            Some(Decision::Deny) if approved => t!("approved by you, denied by {name}", name),
            _ => t!("decided by {name}", name),
        }
    } else if approved {
        t!("approved by you").to_owned()
    } else {
        String::new()
    };
    let badge = match (row.status, row.decision) {
        (StageStatus::InProgress, _) => Badge::new(Meaning::Notice, t!("Waits for others")),
        (StageStatus::Completed, Some(Decision::Approve)) => {
            Badge::new(Meaning::Good, t!("Approved"))
        }
        (StageStatus::Completed, Some(Decision::Deny)) => Badge::new(Meaning::Danger, t!("Denied")),
        _ if row.request_state == RequestState::Canceled => {
            Badge::new(Meaning::Neutral, t!("Canceled meanwhile"))
        }
        _ if row.request_status == RequestStatus::Expired => {
            Badge::new(Meaning::Warning, t!("Nobody decided in time"))
        }
        _ => Badge::new(Meaning::Neutral, t!("Closed")),
    };
    (badge, who)
}

fn common(row: Row, now: Timestamp) -> ApprovalRow {
    ApprovalRow {
        request: row.request_id.to_string(),
        extension: row.request_type.moves_end(),
        subject: Named {
            name: row.subject_name,
            detail: row
                .organization_name
                .or(Some(row.department).filter(|department| !department.is_empty()))
                .unwrap_or(row.subject_mail),
            group: false,
            described: false,
        },
        justification: words::excerpt(&row.justification, EXCERPT),
        asked: When::new(row.created_at, now),
        stage: stage_title(row.place, row.stages),
        package: package_ref(
            row.package_id,
            row.package_name,
            row.catalog_id,
            row.catalog_name,
        ),
        ..ApprovalRow::default()
    }
}
