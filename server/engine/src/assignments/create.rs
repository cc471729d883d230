//! The beginning of an assignment: a row, and one delivery for each role of the package.

use crate::attributes;
use crate::audit;
use crate::ctx::Tx;
use crate::delivery;
use crate::error::{Failure, Outcome};
use crate::requests::store::RequestRow;
use crate::{execute, execute_rows, guests};
use serde_json::{Value, json};
use shared::AppError;
use shared::assignment::AssignmentState;
use shared::directory::UserKind;
use shared::ids::AssignmentId;
use shared::policy::TargetScope;
use shared::time::Timestamp;

/// When to tell a holder that the end is near: fourteen days before, then one day before
/// (NOT-02, NOT-04); `None` when both have passed or there is no end.
pub(crate) fn next_notice(end: Option<Timestamp>, now: Timestamp) -> Option<Timestamp> {
    [14, 1]
        .into_iter()
        .filter_map(|days| end.map(|end| end.plus_days(-days)))
        .find(|at| *at > now)
}

/// A new assignment.
pub(crate) struct Created {
    pub id: AssignmentId,
    pub state: AssignmentState,
    pub ends_at: Option<Timestamp>,
}

/// Creates the assignment that a request leads to and sets it up; `None` if the person holds the
/// package already. The person is locked.
pub(crate) async fn create(tx: &mut Tx, request: &RequestRow) -> Outcome<Option<Created>> {
    let policy = request.policy_id.ok_or_else(|| {
        Failure::App(AppError::Conflict(
            t!("The policy of this request was deleted meanwhile.").to_owned(),
        ))
    })?;
    let settings = request.policy()?;
    let now = tx.now();
    let less = request.less()?;
    let roles = delivery::look(tx, request.package_id, &less).await?;
    let state = roles.state();
    let ends_at = less.access_end(&settings, request.asked(), now);
    let id: AssignmentId = tx.id();
    let inserted = execute!(
        tx,
        "assignments/insert",
        id,
        request.package_id,
        policy,
        request.subject_id,
        state,
        now,
        ends_at,
        (state == AssignmentState::Delivered).then_some(now),
        next_notice(ends_at, now),
        settings.scope != TargetScope::NotSpecified,
        request.emergency
    )?;
    if inserted == 0 {
        return Ok(None);
    }
    if request.subject_kind == UserKind::Visitor {
        invite(tx, request).await?;
    }
    if !less.left_out.is_empty() {
        execute_rows!(tx, "assignments/leave_out", less.left_out, |left| [
            id, left.role
        ])?;
    }
    guests::stay(tx, request).await?;
    delivery::give(tx, id, request.subject_id, &roles).await?;
    attributes::write(tx, request, &settings, id).await?;
    let failed: Vec<Value> = roles
        .failed()
        .into_iter()
        .map(|(role, error)| json!({ "role": role, "error": error }))
        .collect();
    tx.audit(
        audit::Entry::new(
            "assignment.create",
            "assignment",
            id.0,
            &request.package_name,
        )
        .catalog(request.catalog_id)
        .package(request.package_id)
        .subject(request.subject_id)
        .details(json!({
            "request": request.id,
            "ends": ends_at.map(Timestamp::rfc3339),
            "granted": roles.granted(),
            "failed": failed,
        })),
    );
    Ok(Some(Created { id, state, ends_at }))
}

/// An outside person gets an account with the first approved access, without an invitation mail
/// (ORG-07).
async fn invite(tx: &mut Tx, request: &RequestRow) -> Outcome<()> {
    let now = tx.now();
    if execute!(tx, "assignments/invite", request.subject_id, now)? == 1 {
        tx.audit(
            audit::Entry::new(
                "user.invite",
                "user",
                request.subject_id.0,
                &request.subject_name,
            )
            .subject(request.subject_id)
            .details(json!({ "kind": "guest", "request": request.id })),
        );
    }
    Ok(())
}
