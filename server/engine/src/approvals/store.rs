//! Reading and writing approval stages.

use crate::ctx::Tx;
use crate::db::Conn;
use crate::error::{Failure, Outcome};
use crate::requests::store::RequestRow;
use crate::{execute, execute_rows, fetch_all, fetch_optional};
use shared::AppError;
use shared::approval::{Decision, StageStatus};
use shared::directory::{Principal, PrincipalKind};
use shared::ids::{RequestId, StageId, UserId};
use shared::policy::{Less, Seat};
use shared::time::Timestamp;
use std::collections::BTreeMap;
use uuid::Uuid;

/// A stage as stored.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct StageRow {
    pub id: StageId,
    pub request_id: RequestId,
    pub position: i64,
    pub status: StageStatus,
    pub opened_at: Option<Timestamp>,
    pub due_at: Option<Timestamp>,
    /// When the alternates are asked as well; none to come, or done.
    pub escalate_at: Option<Timestamp>,
    /// Milliseconds left to decide, while a question waits for its answer and the clock stands still.
    pub time_left: Option<i64>,
    pub decision: Option<Decision>,
    pub decided_by: Option<UserId>,
    /// For whom a deputy decided.
    pub decided_for: Option<UserId>,
    pub decider_name: Option<String>,
    pub decided_for_name: Option<String>,
    pub decided_at: Option<Timestamp>,
    pub justification: String,
    pub fallback: bool,
    /// Skipped: whoever decided had approved an earlier stage.
    pub automatic: bool,
}

/// A stage with whom it asks.
#[derive(Clone, Debug)]
pub struct AskedStage {
    pub stage: StageRow,
    pub asked: Vec<Principal>,
    /// Deputies among them, and for whom they decide.
    pub deputies: BTreeMap<UserId, UserId>,
}

#[derive(sqlx::FromRow)]
struct AskedRow {
    #[sqlx(flatten)]
    stage: StageRow,
    principal_kind: Option<PrincipalKind>,
    principal_id: Option<Uuid>,
    behalf_of: Option<UserId>,
}

/// The stages of a request in order, each with whom it asks.
///
/// # Errors
/// The database fails.
pub async fn stages(conn: &mut Conn, request: RequestId) -> Outcome<Vec<AskedStage>> {
    let mut stages: Vec<AskedStage> = Vec::new();
    for row in fetch_all!(conn, AskedRow, "approvals/stages", request)? {
        let asked = row.principal_kind.zip(row.principal_id);
        let asked = asked.map(|(kind, id)| Principal::new(kind, id));
        if stages
            .last()
            .is_none_or(|last| last.stage.id != row.stage.id)
        {
            stages.push(AskedStage {
                stage: row.stage,
                asked: Vec::new(),
                deputies: BTreeMap::new(),
            });
        }
        let Some(last) = stages.last_mut() else {
            continue;
        };
        last.asked.extend(asked);
        if let (Some(Principal::User(deputy)), Some(of)) = (asked, row.behalf_of) {
            last.deputies.insert(deputy, of);
        }
    }
    Ok(stages)
}

/// Notes that a stage is over for those it asked; runs after each change that ends one.
pub(crate) async fn close_asked(tx: &mut Tx, request: RequestId) -> Outcome<()> {
    execute!(tx, "approvals/close_asked", request)?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct ApproverRow {
    principal_kind: PrincipalKind,
    principal_id: Uuid,
    alternate: bool,
    behalf_of: Option<UserId>,
    place_id: Option<Uuid>,
    until: Option<Timestamp>,
}

/// What an approval took, as it is stored; empty for nothing.
pub(super) fn document(less: &Less) -> Outcome<String> {
    Ok(if less.is_nothing() {
        String::new()
    } else {
        serde_json::to_string(less)?
    })
}

/// Whom a stage asks.
///
/// # Errors
/// The database fails.
pub async fn approvers(conn: &mut Conn, stage: StageId) -> Outcome<Vec<Principal>> {
    let asked = asked(conn, stage).await?;
    Ok(asked.into_iter().map(|one| one.principal).collect())
}

/// Somebody whom a stage asks, and how it came about.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Asked {
    pub principal: Principal,
    /// Asked after some days.
    pub alternate: bool,
    /// Asked as a deputy of this person.
    pub behalf_of: Option<UserId>,
    /// Asked instead of a member of this group, which is asked as well.
    pub stands_for: Option<Uuid>,
    /// Deputies: until when.
    pub until: Option<Timestamp>,
}

impl Asked {
    /// As the rules know it.
    pub const fn seat(&self) -> Seat {
        Seat {
            principal: self.principal,
            alternate: self.alternate,
            behalf_of: self.behalf_of,
            stands_for: self.stands_for,
        }
    }
}

/// Notes whom an open stage of a request asks, each with whether as an alternate and in which group's
/// place. `due` is when the decision is.
pub(crate) async fn note_asked(
    tx: &mut Tx,
    request: &RequestRow,
    stage: StageId,
    due: Option<Timestamp>,
    asked: &[(Principal, bool, Option<Uuid>)],
) -> Outcome<()> {
    execute_rows!(tx, "approvals/insert_approvers", asked, |one| [
        stage,
        one.0.kind(),
        one.0.id(),
        one.1,
        one.2,
        due,
        request.subject_id,
        request.requestor_id
    ])?;
    Ok(())
}

/// As [`approvers`], with how it came about.
pub(crate) async fn asked(conn: &mut Conn, stage: StageId) -> Outcome<Vec<Asked>> {
    let rows = fetch_all!(conn, ApproverRow, "approvals/approvers", stage)?;
    Ok(rows
        .into_iter()
        .map(|row| Asked {
            principal: Principal::new(row.principal_kind, row.principal_id),
            alternate: row.alternate,
            behalf_of: row.behalf_of,
            stands_for: row.place_id,
            until: row.until,
        })
        .collect())
}

/// Ids of open stages whose deadline has passed.
pub(crate) async fn overdue(conn: &mut Conn, now: Timestamp, limit: i64) -> Outcome<Vec<StageId>> {
    ids(fetch_all!(conn, IdRow, "approvals/overdue", now, limit)?)
}

/// Ids of open stages whose people are to be reminded.
pub(crate) async fn to_remind(
    conn: &mut Conn,
    now: Timestamp,
    limit: i64,
) -> Outcome<Vec<StageId>> {
    ids(fetch_all!(conn, IdRow, "approvals/to_remind", now, limit)?)
}

/// Ids of open stages whose alternates are to be asked.
pub(crate) async fn to_escalate(
    conn: &mut Conn,
    now: Timestamp,
    limit: i64,
) -> Outcome<Vec<StageId>> {
    ids(fetch_all!(
        conn,
        IdRow,
        "approvals/to_escalate",
        now,
        limit
    )?)
}

/// Is the time of a deputy over who is still asked?
pub(crate) async fn deputies_due(conn: &mut Conn, now: Timestamp) -> Outcome<bool> {
    let found = fetch_optional!(conn, (StageId,), "approvals/deputies_due", now)?;
    Ok(found.is_some())
}

#[derive(sqlx::FromRow)]
struct IdRow {
    id: StageId,
}

fn ids(rows: Vec<IdRow>) -> Outcome<Vec<StageId>> {
    Ok(rows.into_iter().map(|row| row.id).collect())
}

/// One stage.
pub(crate) async fn stage(conn: &mut Conn, id: StageId) -> Outcome<StageRow> {
    fetch_optional!(conn, StageRow, "approvals/stage", id)?.ok_or(Failure::App(AppError::NotFound))
}
