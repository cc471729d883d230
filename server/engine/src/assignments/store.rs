//! Reading assignments.

use crate::db::Conn;
use crate::error::{Failure, Outcome};
use crate::texts::Stored;
use crate::{fetch_all, fetch_in};
use shared::AppError;
use shared::assignment::AssignmentState;
use shared::directory::UserKind;
use shared::ids::{AssignmentId, CatalogId, PackageId, PolicyId, RequestId, UserId};
use shared::policy::ScopeFacts;
use shared::texts::Texts;
use shared::time::Timestamp;

/// An assignment as stored, with the names that records and mails need.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct AssignmentRow {
    pub id: AssignmentId,
    pub package_id: PackageId,
    /// As it was written first; records keep it.
    pub package_name: String,
    #[sqlx(try_from = "Stored")]
    pub package_texts: Texts,
    pub catalog_id: CatalogId,
    pub policy_id: PolicyId,
    pub subject_id: UserId,
    pub subject_name: String,
    pub subject_mail: String,
    pub subject_kind: UserKind,
    pub subject_enabled: bool,
    pub state: AssignmentState,
    pub starts_at: Timestamp,
    pub ends_at: Option<Timestamp>,
    pub delivered_at: Option<Timestamp>,
    pub ended_at: Option<Timestamp>,
    pub version: i64,
    /// Taken in an emergency (BYD-19).
    pub emergency: bool,
    /// When the package is retired (BYD-20), and why.
    pub retires_at: Option<Timestamp>,
    pub retire_reason: String,
    /// The holder was in the scope of the policy when they got it, or since (BYD-08).
    pub was_in_scope: bool,
    /// When it ends because the holder is outside of that scope.
    pub scope_ends_at: Option<Timestamp>,
    /// The request that waits to move its end.
    pub extension: Option<RequestId>,
    /// Attributes are held for it (CAT-18).
    pub holds_attributes: bool,
}

/// Access as the rule about extensions looks at it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Holding {
    pub policy: PolicyId,
    pub state: AssignmentState,
    pub was_ready: bool,
    pub ends_at: Option<Timestamp>,
    pub retires_at: Option<Timestamp>,
    pub emergency: bool,
}

impl AssignmentRow {
    pub(crate) const fn holding(&self) -> Holding {
        Holding {
            policy: self.policy_id,
            state: self.state,
            was_ready: self.delivered_at.is_some(),
            ends_at: self.ends_at,
            retires_at: self.retires_at,
            emergency: self.emergency,
        }
    }

    /// What is known of it and the scope.
    pub(crate) const fn scope_facts(&self) -> ScopeFacts {
        ScopeFacts {
            was_inside: self.was_in_scope,
            ends_at: self.scope_ends_at,
        }
    }

    /// When it ends by itself if its own end is at `end`: no later than because the holder left the scope.
    pub(crate) fn earliest(&self, end: Option<Timestamp>) -> Option<Timestamp> {
        [end, self.scope_ends_at].into_iter().flatten().min()
    }
}

/// Loads an assignment.
///
/// # Errors
/// [`AppError::NotFound`], or the database fails.
pub async fn load(conn: &mut Conn, id: AssignmentId) -> Outcome<AssignmentRow> {
    let mut found = load_all(conn, &[id]).await?;
    found.pop().ok_or(Failure::App(AppError::NotFound))
}

/// Loads assignments, in no order; those that are not there are left out.
pub(crate) async fn load_all(conn: &mut Conn, ids: &[AssignmentId]) -> Outcome<Vec<AssignmentRow>> {
    Ok(fetch_in!(conn, AssignmentRow, "assignments/get", ids)?)
}

#[derive(sqlx::FromRow)]
struct IdRow {
    id: AssignmentId,
}

/// Live assignments whose end has come, with whose they are.
pub(crate) async fn due(
    conn: &mut Conn,
    now: Timestamp,
    limit: i64,
) -> Outcome<Vec<(UserId, AssignmentId)>> {
    type Row = (UserId, AssignmentId);
    Ok(fetch_all!(conn, Row, "assignments/due", now, limit)?)
}

/// Ids of live assignments whose holders are to be told of the end.
pub(crate) async fn to_notify(
    conn: &mut Conn,
    now: Timestamp,
    limit: i64,
) -> Outcome<Vec<AssignmentId>> {
    let rows = fetch_all!(conn, IdRow, "assignments/to_notify", now, limit)?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}
