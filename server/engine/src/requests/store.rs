//! Reading and writing requests and their timeline.

use crate::ctx::Tx;
use crate::db::Conn;
use crate::error::{Failure, Outcome};
use crate::{execute, fetch_optional, packages};
use shared::AppError;
use shared::ids::{AssignmentId, CatalogId, PackageId, PolicyId, RequestId, UserId};
use shared::policy::{Answer, Asked, PolicySettings};
use shared::request::{RequestEvent, RequestState, RequestStatus, RequestType, transition};
use shared::time::Timestamp;
use uuid::Uuid;

/// A request as stored, with the names that records and mails need.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct RequestRow {
    pub id: RequestId,
    pub request_type: RequestType,
    pub state: RequestState,
    pub status: RequestStatus,
    pub package_id: PackageId,
    pub package_name: String,
    pub catalog_id: CatalogId,
    pub policy_id: Option<PolicyId>,
    pub assignment_id: Option<AssignmentId>,
    pub subject_id: UserId,
    pub subject_name: String,
    pub subject_mail: String,
    pub subject_enabled: bool,
    pub requestor_id: Option<UserId>,
    pub justification: String,
    pub answers: String,
    pub settings: String,
    pub asked_start: Option<Timestamp>,
    pub asked_end: Option<Timestamp>,
    pub created_at: Timestamp,
    pub completed_at: Option<Timestamp>,
    pub version: i64,
}

impl RequestRow {
    /// The policy as it was when the request was submitted (POL-32).
    ///
    /// # Errors
    /// The stored document cannot be read.
    pub fn policy(&self) -> Outcome<PolicySettings> {
        Ok(serde_json::from_str(&self.settings)?)
    }

    /// # Errors
    /// The stored document cannot be read.
    pub fn answers(&self) -> Outcome<Vec<Answer>> {
        Ok(serde_json::from_str(&self.answers)?)
    }

    pub const fn asked(&self) -> Asked {
        Asked {
            start: self.asked_start,
            end: self.asked_end,
        }
    }

    /// People who may not decide on it (APR-05).
    pub fn parties(&self) -> Vec<UserId> {
        let mut parties = vec![self.subject_id];
        parties.extend(self.requestor_id);
        parties
    }
}

/// Loads a request.
///
/// # Errors
/// [`AppError::NotFound`], or the database fails.
pub async fn load(conn: &mut Conn, id: RequestId) -> Outcome<RequestRow> {
    fetch_optional!(conn, RequestRow, "requests/get", id)?.ok_or(Failure::App(AppError::NotFound))
}

/// A request to be stored.
pub(crate) struct NewRequest<'a> {
    pub request_type: RequestType,
    pub package: PackageId,
    pub policy: Option<PolicyId>,
    pub assignment: Option<AssignmentId>,
    pub subject: UserId,
    pub justification: &'a str,
    pub answers: &'a [Answer],
    pub settings: &'a PolicySettings,
    pub asked: Asked,
}

/// Stores a submitted request; `None` if the person already has an open one for the package.
pub(crate) async fn insert(tx: &mut Tx, new: NewRequest<'_>) -> Outcome<Option<RequestId>> {
    // Nobody deletes the package between the gates and here.
    packages::hold(tx, new.package).await?;
    let id: RequestId = tx.id();
    let now = tx.now();
    let requestor = tx.ctx.actor.user();
    let inserted = execute!(
        tx,
        "requests/insert",
        id,
        new.request_type,
        RequestState::Submitted,
        RequestStatus::Accepted,
        new.package,
        new.policy,
        new.assignment,
        new.subject,
        requestor,
        new.justification,
        serde_json::to_string(new.answers)?,
        serde_json::to_string(new.settings)?,
        new.asked.start,
        new.asked.end,
        now
    )?;
    if inserted == 0 {
        return Ok(None);
    }
    event(tx, id, "submitted", new.justification).await?;
    Ok(Some(id))
}

/// Moves a request along; the row must still be in the state it was read in.
///
/// # Errors
/// [`AppError::Conflict`] if somebody else moved it meanwhile.
pub(crate) async fn advance(
    tx: &mut Tx,
    request: &mut RequestRow,
    event: RequestEvent,
) -> Outcome<()> {
    let (state, status) =
        transition(request.state, event).map_err(|illegal| Failure::Broken(illegal.to_string()))?;
    let now = tx.now();
    let completed = (!state.is_open()).then_some(now);
    let moved = execute!(
        tx,
        "requests/advance",
        request.id,
        request.version,
        state,
        status,
        request.assignment_id,
        completed
    )?;
    if moved == 0 {
        return Err(AppError::Conflict(
            "This request was changed meanwhile. Reload it to see where it stands.".to_owned(),
        )
        .into());
    }
    request.state = state;
    request.status = status;
    request.completed_at = completed;
    request.version += 1;
    Ok(())
}

/// Adds an entry to the timeline, by whoever acts.
pub(crate) async fn event(tx: &mut Tx, request: RequestId, kind: &str, note: &str) -> Outcome<()> {
    let id: Uuid = tx.id();
    let now = tx.now();
    let actor = tx.ctx.actor.user();
    execute!(
        tx,
        "requests/insert_event",
        id,
        request,
        now,
        kind,
        actor,
        note
    )?;
    Ok(())
}
