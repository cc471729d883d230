//! Taking a guest under management, who had an account before (ASG-10).

use super::store;
use crate::assignments::store as assignments;
use crate::ctx::Ctx;
use crate::delivery::lock;
use crate::error::Outcome;
use crate::{audit, execute, fetch_one};
use serde_json::json;
use shared::AppError;
use shared::authz::{Action, Scope};
use shared::directory::UserKind;
use shared::ids::{AssignmentId, PackageId};
use shared::lifecycle::SubjectLifecycle;

/// From now on the portal looks after the account of whoever holds this access: it is blocked and removed
/// when their last access has ended. Only for guests who asked for the access themselves. Answers with
/// the person's name.
///
/// # Errors
/// Not allowed; the package has no such assignment; the person is no guest, or did not ask.
pub async fn govern(ctx: &Ctx, package: PackageId, assignment: AssignmentId) -> Outcome<String> {
    ctx.signed_in()?;
    let mut conn = ctx.read().await?;
    let assignment = assignments::load(&mut conn, assignment).await?;
    drop(conn);
    if assignment.package_id != package {
        return Err(AppError::NotFound.into());
    }
    let scope = Scope::Catalog(assignment.catalog_id);
    let permit = ctx.require(Action::MarkGuestGoverned, scope)?;
    let mut tx = ctx.begin(&permit).await?;
    let person = assignment.subject_id;
    lock::subject(&mut tx, person).await?;
    let guest = store::load(&mut tx.conn, person).await?;
    let name = guest.display_name;
    let refused = |sentence: String| AppError::Conflict(sentence);
    if guest.kind != UserKind::Guest {
        return Err(refused(t!("{name} is no guest of this organization.", name)).into());
    }
    if guest.lifecycle == SubjectLifecycle::Governed {
        return Err(refused(t!("{name} is under management already.", name)).into());
    }
    let (asked,) = fetch_one!(tx, (i64,), "guests/asked_alone", assignment.id)?;
    if asked == 0 {
        return Err(refused(t!(
            "{name} did not ask for this access, so the account stays as it is.",
            name
        ))
        .into());
    }
    execute!(tx, "guests/govern", person)?;
    super::lost_access(&mut tx, person, guest.kind).await?;
    let entry = audit::Entry::new("user.govern", "user", person.0, &name);
    tx.audit(
        entry
            .catalog(assignment.catalog_id)
            .package(package)
            .subject(person)
            .details(json!({ "lifecycle": { "from": guest.lifecycle, "to": SubjectLifecycle::Governed } })),
    );
    tx.commit().await?;
    Ok(name)
}
