//! Trying again what was given up.

use crate::assignments::store as assignments;
use crate::audit::Entry;
use crate::ctx::Ctx;
use crate::delivery;
use crate::delivery::lock;
use crate::error::Outcome;
use crate::{directory, execute, fetch_optional, outbox};
use serde_json::json;
use shared::AppError;
use shared::authz::{Action, Scope};
use shared::ids::{AssignmentId, JobId, UserId};

/// Sends a mail that was given up once more, with all its tries; to whom.
///
/// # Errors
/// Not allowed; [`AppError::Conflict`] if it is no longer given up.
pub async fn mail_again(ctx: &Ctx, id: JobId) -> Outcome<String> {
    let permit = ctx.require(Action::TenantSettings, Scope::Tenant)?;
    let mut tx = ctx.begin(&permit).await?;
    let now = tx.now();
    type Row = (String, String, Option<UserId>);
    let Some((kind, payload, person)) = fetch_optional!(tx, Row, "outbox/again", id, now)? else {
        let message = t!("This mail is no longer among those that were given up.");
        return Err(AppError::Conflict(message.to_owned()).into());
    };
    let person = match person {
        Some(person) => directory::person(&mut tx.conn, person).await?,
        None => None,
    };
    let address = person.map(|person| person.mail);
    let mail = outbox::shown(ctx, &kind, &payload, address);
    let to = mail.map_or_else(String::new, |(to, _)| to);
    tx.audit(Entry::new("mail.retry", "mail", id.0, &to));
    tx.ring();
    tx.commit().await?;
    Ok(to)
}

/// Sends every mail that was given up once more; their number.
///
/// # Errors
/// Not allowed; [`AppError::Conflict`] if there is none.
pub async fn mails_again(ctx: &Ctx) -> Outcome<u64> {
    let permit = ctx.require(Action::TenantSettings, Scope::Tenant)?;
    let mut tx = ctx.begin(&permit).await?;
    let now = tx.now();
    let mails = execute!(tx, "outbox/all_again", now)?;
    if mails == 0 {
        let message = t!("There is no mail any more that was given up.");
        return Err(AppError::Conflict(message.to_owned()).into());
    }
    let entry = Entry {
        target_id: None,
        ..Entry::new("mail.retry", "mail", uuid::Uuid::nil(), "All mail given up")
    };
    tx.audit(entry.details(json!({ "mails": mails })));
    tx.ring();
    tx.commit().await?;
    Ok(mails)
}

/// Tries again to give the roles of an assignment that could not be given; whose access it is.
///
/// # Errors
/// [`AppError::NotFound`], [`AppError::Forbidden`], [`AppError::Conflict`] if none of its roles failed.
pub async fn role_again(ctx: &Ctx, id: AssignmentId) -> Outcome<String> {
    ctx.signed_in()?;
    let mut conn = ctx.read().await?;
    let assignment = assignments::load(&mut conn, id).await?;
    drop(conn);
    let permit = ctx.require(
        Action::ReprocessAssignment,
        Scope::Catalog(assignment.catalog_id),
    )?;
    let mut tx = ctx.begin(&permit).await?;
    lock::subject(&mut tx, assignment.subject_id).await?;
    let assignment = assignments::load(&mut tx.conn, id).await?;
    let roles = if assignment.state.is_live() {
        delivery::again(&mut tx, &assignment).await?
    } else {
        0
    };
    if roles == 0 {
        let message = t!("Nothing of this access has failed any more.");
        return Err(AppError::Conflict(message.to_owned()).into());
    }
    tx.audit(
        Entry::new(
            "assignment.retry",
            "assignment",
            id.0,
            &assignment.package_name,
        )
        .catalog(assignment.catalog_id)
        .package(assignment.package_id)
        .subject(assignment.subject_id)
        .details(json!({ "roles": roles })),
    );
    tx.commit().await?;
    Ok(assignment.subject_name)
}
