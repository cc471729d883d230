//! Reading and writing requests and their timeline.

use crate::ctx::{Ctx, Tx};
use crate::db::Conn;
use crate::error::{Failure, Outcome};
use crate::texts::Stored;
use crate::{execute, execute_rows, fetch_optional, packages};
use shared::AppError;
use shared::directory::UserKind;
use shared::ids::{AssignmentId, CatalogId, PackageId, PolicyId, RequestId, UserId};
use shared::policy::{Answer, Asked, Less, PolicySettings};
use shared::request::{RequestEvent, RequestState, RequestStatus, RequestType, transition};
use shared::texts::Texts;
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
    /// As it was written first; records keep it.
    pub package_name: String,
    #[sqlx(try_from = "Stored")]
    pub package_texts: Texts,
    pub catalog_id: CatalogId,
    pub policy_id: Option<PolicyId>,
    pub assignment_id: Option<AssignmentId>,
    pub subject_id: UserId,
    pub subject_name: String,
    pub subject_mail: String,
    pub subject_kind: UserKind,
    pub subject_enabled: bool,
    pub requestor_id: Option<UserId>,
    pub justification: String,
    pub answers: String,
    pub settings: String,
    /// What approvers took, as a document; empty for nothing (BYD-13).
    pub less: String,
    pub asked_start: Option<Timestamp>,
    pub asked_end: Option<Timestamp>,
    pub created_at: Timestamp,
    pub completed_at: Option<Timestamp>,
    pub version: i64,
    /// Something rules the package out for some people (PKG-17, PKG-18).
    pub separated: bool,
    /// Nobody new gets the package (BYD-20).
    pub retiring: bool,
    /// When the access ends that it led to or is about.
    pub access_ends: Option<Timestamp>,
    /// Access at once, looked at afterwards (BYD-19).
    pub emergency: bool,
    /// What the person has of the package because of an emergency: ordinary access takes its place.
    pub emergency_access: Option<AssignmentId>,
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

    /// What approvers have taken so far (BYD-13).
    ///
    /// # Errors
    /// The stored document cannot be read.
    pub fn less(&self) -> Outcome<Less> {
        less(&self.less)
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

/// Reads what approvers took from a request.
///
/// # Errors
/// The stored document cannot be read.
pub(crate) fn less(document: &str) -> Outcome<Less> {
    if document.is_empty() {
        return Ok(Less::default());
    }
    Ok(serde_json::from_str(document)?)
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
    pub package_name: &'a str,
    pub package_texts: &'a Texts,
    pub catalog: CatalogId,
    pub policy: Option<PolicyId>,
    pub assignment: Option<AssignmentId>,
    pub subject: Party<'a>,
    pub justification: &'a str,
    pub answers: &'a [Answer],
    pub settings: &'a PolicySettings,
    pub asked: Asked,
    /// As in [`RequestRow`].
    pub separated: bool,
    pub emergency: bool,
    pub emergency_access: Option<AssignmentId>,
}

/// Whom a request is for.
pub(crate) struct Party<'a> {
    pub id: UserId,
    pub name: &'a str,
    pub mail: &'a str,
    pub kind: UserKind,
    pub enabled: bool,
}

impl NewRequest<'_> {
    /// The request as it is submitted by whoever acts.
    pub fn row(&self, tx: &Tx) -> Outcome<RequestRow> {
        Ok(RequestRow {
            id: tx.id(),
            request_type: self.request_type,
            state: RequestState::Submitted,
            status: RequestStatus::Accepted,
            package_id: self.package,
            package_name: self.package_name.to_owned(),
            package_texts: self.package_texts.clone(),
            catalog_id: self.catalog,
            policy_id: self.policy,
            assignment_id: self.assignment,
            subject_id: self.subject.id,
            subject_name: self.subject.name.to_owned(),
            subject_mail: self.subject.mail.to_owned(),
            subject_kind: self.subject.kind,
            subject_enabled: self.subject.enabled,
            requestor_id: tx.ctx.actor.user(),
            justification: self.justification.to_owned(),
            answers: serde_json::to_string(self.answers)?,
            settings: serde_json::to_string(self.settings)?,
            less: String::new(),
            asked_start: self.asked.start,
            asked_end: self.asked.end,
            created_at: tx.now(),
            completed_at: None,
            version: 1,
            separated: self.separated,
            retiring: false,
            access_ends: None,
            emergency: self.emergency,
            emergency_access: self.emergency_access,
        })
    }
}

/// Stores a request in the state it is in; `false` if the person already has an open one for the
/// package. Nobody deletes the package until the transaction ends.
///
/// # Errors
/// [`AppError::NotFound`] if the package is gone.
pub(crate) async fn insert(tx: &mut Tx, request: &RequestRow) -> Outcome<bool> {
    let inserted = execute!(
        tx,
        "requests/insert" twin,
        request.id,
        request.request_type,
        request.state,
        request.status,
        request.package_id,
        request.policy_id,
        request.assignment_id,
        request.subject_id,
        request.requestor_id,
        &request.justification,
        &request.answers,
        &request.settings,
        request.asked_start,
        request.asked_end,
        request.created_at,
        request.completed_at,
        request.emergency
    )?;
    if inserted == 0 {
        packages::hold(tx, request.package_id).await?;
        return Ok(false);
    }
    tx.event(request.id, "submitted", &request.justification);
    Ok(true)
}

/// Stores requests that are over as they begin: the ends of access that was there until now, whose package nobody
/// can have deleted.
pub(crate) async fn insert_ended(tx: &mut Tx, requests: &[RequestRow]) -> Outcome<()> {
    execute_rows!(tx, "requests/insert_rows", requests, |request| [
        request.id,
        request.request_type,
        request.state,
        request.status,
        request.package_id,
        request.policy_id,
        request.assignment_id,
        request.subject_id,
        request.requestor_id,
        &request.justification,
        &request.answers,
        &request.settings,
        request.asked_start,
        request.asked_end,
        request.created_at,
        request.completed_at,
        request.emergency
    ])?;
    for request in requests {
        tx.event(request.id, "submitted", &request.justification);
    }
    Ok(())
}

/// What the events make of a request, before it is written.
pub(crate) fn apply(
    request: &mut RequestRow,
    events: &[RequestEvent],
    now: Timestamp,
) -> Outcome<()> {
    for event in events {
        (request.state, request.status) = transition(request.state, request.status, *event)
            .map_err(|illegal| Failure::Broken(illegal.to_string()))?;
    }
    request.completed_at = (!request.state.is_open()).then_some(now);
    Ok(())
}

/// Moves a request along, through one event or several; the row must not have changed since it was
/// read.
///
/// # Errors
/// [`AppError::Conflict`] if somebody else moved it meanwhile.
pub(crate) async fn advance(
    tx: &mut Tx,
    request: &mut RequestRow,
    events: &[RequestEvent],
) -> Outcome<()> {
    apply(request, events, tx.now())?;
    let moved = execute!(
        tx,
        "requests/advance",
        request.id,
        request.version,
        request.state,
        request.status,
        request.assignment_id,
        request.completed_at
    )?;
    if moved == 0 {
        return Err(AppError::Conflict(
            t!("This request was changed meanwhile. Reload it to see where it stands.").to_owned(),
        )
        .into());
    }
    request.version += 1;
    Ok(())
}

/// Notes what happened to a request that goes on waiting for the same decision; only its finer state
/// changes.
pub(crate) async fn set_status(
    tx: &mut Tx,
    request: &mut RequestRow,
    event: RequestEvent,
) -> Outcome<()> {
    apply(request, &[event], tx.now())?;
    execute!(tx, "requests/set_status", request.id, request.status)?;
    Ok(())
}

/// An entry of a timeline, made by [`Tx::event`].
#[derive(Debug)]
pub(crate) struct Event {
    pub id: Uuid,
    pub request: RequestId,
    pub kind: &'static str,
    pub note: String,
    /// Whom it is about beside whoever acts.
    pub about: Option<UserId>,
}

/// Writes what a transaction added to timelines, by whoever acts.
pub(crate) async fn write_events(conn: &mut Conn, ctx: &Ctx, events: &[Event]) -> Outcome<()> {
    let (now, actor) = (ctx.now(), ctx.actor.user());
    execute_rows!(conn, "requests/insert_events", events, |event| [
        event.id,
        event.request,
        now,
        event.kind,
        actor,
        &event.note,
        event.about
    ])?;
    Ok(())
}
