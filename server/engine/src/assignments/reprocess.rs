//! Applying all roles of access again: for those that failed, and for those that somebody took away
//! outside of the portal (ASG-07, BYD-10).

use super::store::{self, AssignmentRow};
use crate::audit::Entry;
use crate::ctx::Ctx;
use crate::delivery::{self, lock};
use crate::error::Outcome;
use serde_json::json;
use shared::AppError;
use shared::assignment::AssignmentState;
use shared::authz::{Action, Scope};
use shared::ids::AssignmentId;

/// Whose access was applied again, and how it stands now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reapplied {
    pub person: String,
    pub state: AssignmentState,
}

/// Applies all roles of an assignment again, at once.
///
/// # Errors
/// [`AppError::NotFound`], [`AppError::Forbidden`], [`AppError::Conflict`] if it has ended.
pub async fn reprocess(ctx: &Ctx, id: AssignmentId) -> Outcome<Reapplied> {
    ctx.signed_in()?;
    let mut conn = ctx.read().await?;
    let assignment = store::load(&mut conn, id).await?;
    drop(conn);
    let permit = ctx.require(
        Action::ReprocessAssignment,
        Scope::Catalog(assignment.catalog_id),
    )?;
    let mut tx = ctx.begin(&permit).await?;
    lock::subject(&mut tx, assignment.subject_id).await?;
    let assignment = store::load(&mut tx.conn, id).await?;
    if !assignment.state.is_live() {
        return Err(AppError::Conflict(t!("This access has already ended.").to_owned()).into());
    }
    tx.audit(entry(&assignment));
    delivery::reapply(&mut tx, &assignment).await?;
    let state = store::load(&mut tx.conn, id).await?.state;
    tx.commit().await?;
    Ok(Reapplied {
        person: assignment.subject_name,
        state,
    })
}

fn entry(assignment: &AssignmentRow) -> Entry {
    Entry::new(
        "assignment.reprocess",
        "assignment",
        assignment.id.0,
        &assignment.package_name,
    )
    .catalog(assignment.catalog_id)
    .package(assignment.package_id)
    .subject(assignment.subject_id)
    .details(json!({ "was": assignment.state }))
}
