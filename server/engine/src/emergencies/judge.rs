//! The answer: justified or not. What was not justified ends.

use crate::assignments::{end, store as assignments};
use crate::audit;
use crate::ctx::{Ctx, Permit};
use crate::db::Conn;
use crate::delivery::lock;
use crate::directory;
use crate::error::Outcome;
use crate::requests::store::{self as requests, RequestRow};
use crate::{execute, fetch_all, fetch_optional, notices};
use serde_json::json;
use shared::AppError;
use shared::assignment::EndReason;
use shared::authz::{Action, Scope};
use shared::directory::{Principal, PrincipalKind};
use shared::forms::approvals::VerdictInput;
use shared::ids::{CatalogId, RequestId, UserId};
use shared::request::RequestType;
use uuid::Uuid;

#[derive(sqlx::FromRow)]
struct Row {
    principal_kind: PrincipalKind,
    principal_id: Uuid,
}

/// May the person look at this emergency: were they, or a group they are in, noted to, or do they run the
/// package? The person who used it never may.
///
/// # Errors
/// The database fails.
pub(crate) async fn may_judge(
    ctx: &Ctx,
    conn: &mut Conn,
    (request, catalog): (RequestId, CatalogId),
    parties: &[UserId],
) -> Outcome<bool> {
    let me = ctx.me()?;
    if parties.contains(&me) {
        return Ok(false);
    }
    if ctx.allows(Action::DirectlyRemoveUser, Scope::Catalog(catalog)) {
        return Ok(true);
    }
    let groups = directory::groups_of(conn, me).await?;
    let noted = fetch_all!(conn, Row, "emergencies/reviewers", request)?;
    Ok(noted
        .into_iter()
        .map(|row| Principal::new(row.principal_kind, row.principal_id))
        .any(|noted| match noted {
            Principal::User(user) => user == me,
            Principal::Group(group) => groups.contains(&group),
        }))
}

async fn permit(ctx: &Ctx, conn: &mut Conn, request: &RequestRow) -> Outcome<Permit> {
    let scope = Scope::Catalog(request.catalog_id);
    let may = request.emergency
        && may_judge(
            ctx,
            conn,
            (request.id, request.catalog_id),
            &request.parties(),
        )
        .await?;
    if may && ctx.allows(Action::DirectlyRemoveUser, scope) {
        return Ok(ctx.require(Action::DirectlyRemoveUser, scope)?);
    }
    Ok(ctx.approver(may)?)
}

/// Says whether an emergency was justified, with a comment. If not, the access ends at once if it is still
/// there; whatever took its place in the ordinary way stays.
///
/// # Errors
/// [`AppError::NotFound`] for anybody who is not to look at it, above all whoever used it;
/// [`AppError::Conflict`] if somebody has answered.
pub async fn judge(ctx: &Ctx, id: RequestId, input: &VerdictInput) -> Outcome<()> {
    let me = ctx.me()?;
    let mut conn = ctx.read().await?;
    let request = requests::load(&mut conn, id).await?;
    let permit = permit(ctx, &mut conn, &request).await?;
    drop(conn);
    let mut tx = ctx.begin(&permit).await?;
    lock::subject(&mut tx, request.subject_id).await?;
    let now = tx.now();
    let answered = execute!(
        tx,
        "emergencies/answer",
        id,
        now,
        me,
        input.justified,
        &input.comment
    )?;
    if answered == 0 {
        let name = fetch_optional!(tx, (String,), "emergencies/answered", id)?;
        let name = name.map_or_else(|| t!("Somebody").to_owned(), |(name,)| name);
        return Err(AppError::Conflict(t!("{name} has looked at this already.", name)).into());
    }
    let (action, event) = if input.justified {
        ("emergency.justify", "emergencyJustified")
    } else {
        ("emergency.reject", "emergencyNotJustified")
    };
    tx.event(id, event, &input.comment);
    tx.audit(
        audit::Entry::new(action, "request", id.0, &request.package_name)
            .catalog(request.catalog_id)
            .package(request.package_id)
            .subject(request.subject_id)
            .details(json!({ "comment": input.comment, "assignment": request.assignment_id })),
    );
    let mut ended = false;
    if let (false, Some(access)) = (input.justified, request.assignment_id) {
        let access = assignments::load(&mut tx.conn, access).await?;
        if access.state.is_live() {
            let (kind, why) = (RequestType::AdminRemove, EndReason::NotJustified);
            end::end(&mut tx, &access, kind, why, &input.comment).await?;
            ended = true;
        }
    }
    if !ended {
        notices::emergency_judged(&mut tx, &request, input)?;
    }
    tx.commit().await
}
