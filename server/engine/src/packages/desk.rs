//! What those who run a package do with its requests (REQ-06..09, REQ-12, ASG-07, BYD-10).

use super::model::{Package, permitted};
use super::overview::head_of;
use crate::assignments::{self, store as assignment_store};
use crate::db::Conn;
use crate::delivery::refused;
use crate::my::timeline;
use crate::requests::{self, cancel, store};
use crate::{Ctx, Outcome, fetch_all};
use shared::AppError;
use shared::assignment::{AssignmentState, DeliveryState};
use shared::authz::Action;
use shared::ids::{AssignmentId, PackageId, QuestionId, RequestId};
use shared::policy::Answer;
use shared::request::{REPROCESS_DAYS, administrator_cancels, reprocessable};
use shared::time::Timestamp;
use shared::views::When;
use shared::views::my::{QuestionView, RequestPage, words};
use shared::views::packages::{DeliveryRow, PackageHead, RequestDesk};

/// One request of a package with its whole story (REQ-11), and what the actor can do with it.
///
/// # Errors
/// The package has no such request, or the actor may not see the package or its requests.
pub async fn request_in(
    ctx: &Ctx,
    id: PackageId,
    request: RequestId,
) -> Outcome<(PackageHead, RequestPage, RequestDesk)> {
    let (_, package) = permitted(ctx, id, Action::ViewRequests).await?;
    let mut conn = ctx.read().await?;
    let story = timeline::load(&mut conn, request, ctx.now())
        .await?
        .filter(|story| story.package() == id)
        .ok_or(AppError::NotFound)?;
    let row = store::load(&mut conn, request).await?;
    let head = head_of(ctx, &package);
    let mut view = story.view(timeline::Reader::Other, ctx.now());
    let desk = desk(ctx, &mut conn, &package, &row).await?;
    view.may_cancel = desk.may_cancel;
    view.may_resubmit = false;
    Ok((head, view, desk))
}

async fn desk(
    ctx: &Ctx,
    conn: &mut Conn,
    package: &Package,
    row: &store::RequestRow,
) -> Outcome<RequestDesk> {
    let now = ctx.now();
    let allowed = |action| ctx.allows(action, package.scope());
    let mut desk = RequestDesk {
        may_delete: allowed(Action::DeleteRequest) && !row.state.is_open(),
        ..RequestDesk::default()
    };
    let mut live = false;
    let mut there = false;
    if let Some(assignment) = row.assignment_id.filter(|_| row.request_type.is_add()) {
        live = assignment_store::load(conn, assignment)
            .await?
            .state
            .is_live();
        let rows = fetch_all!(conn, Delivery, "packages/deliveries", assignment)?;
        there = rows.iter().any(|row| row.state == DeliveryState::Granted);
        if live {
            desk.assignment = assignment.to_string();
            desk.may_apply = allowed(Action::ReprocessAssignment);
        }
        if allowed(Action::ViewDeliveryErrors) {
            desk.errors = rows.iter().filter(|row| !row.last_error.is_empty()).count() as u64;
            desk.deliveries = rows.into_iter().map(|row| show(row, now)).collect();
        }
    }
    desk.may_cancel = allowed(Action::CancelPendingRequest)
        && (row.state.is_cancelable() || live)
        && administrator_cancels(row.request_type, row.state, there);
    let may_again = reprocessable(row.request_type, row.state, row.completed_at, now).is_ok();
    if allowed(Action::ReprocessRequest) && live && may_again {
        let until = row.completed_at.map(|at| at.plus_days(REPROCESS_DAYS));
        desk.again_until = until.map(|until| When::new(until, now));
    }
    let own = ctx.actor.user();
    if allowed(Action::ChangeAnswers)
        && own.is_none_or(|me| !row.parties().contains(&me))
        && row.request_type.is_add()
        && requests::takes_answers(row.state)
    {
        let given: Vec<Answer> = serde_json::from_str(&row.answers)?;
        let questions = row.policy()?.questions;
        // What became an attribute of the person is changed with the person.
        desk.questions = questions
            .iter()
            .filter(|question| question.attribute.is_none())
            .map(|question| {
                let answer = given.iter().find(|answer| answer.question == question.id);
                QuestionView {
                    value: answer.map_or_else(String::new, |answer| answer.value.clone()),
                    ..QuestionView::new(question, &ctx.languages)
                }
            })
            .collect();
    }
    Ok(desk)
}

#[derive(sqlx::FromRow)]
struct Delivery {
    role: String,
    state: DeliveryState,
    attempts: i64,
    next_try_at: Option<Timestamp>,
    last_error: String,
}

fn show(row: Delivery, now: Timestamp) -> DeliveryRow {
    DeliveryRow {
        role: row.role,
        badge: words::delivery_badge(row.state),
        error: refused::said(&row.last_error),
        attempts: row.attempts,
        next: row.next_try_at.map(|at| When::new(at, now)),
    }
}

/// The request is one of the package's, and the actor may do this with it.
async fn within(ctx: &Ctx, id: PackageId, request: RequestId, action: Action) -> Outcome<()> {
    permitted(ctx, id, action).await?;
    let mut conn = ctx.read().await?;
    if store::load(&mut conn, request).await?.package_id == id {
        Ok(())
    } else {
        Err(AppError::NotFound.into())
    }
}

/// Cancels a request for this package.
///
/// # Errors
/// The package has no such request; otherwise as [`cancel`].
pub async fn cancel_request(ctx: &Ctx, id: PackageId, request: RequestId) -> Outcome<()> {
    within(ctx, id, request, Action::CancelPendingRequest).await?;
    cancel(ctx, request).await
}

/// Tries a request for this package again.
///
/// # Errors
/// The package has no such request; otherwise as [`requests::reprocess`].
pub async fn reprocess_request(ctx: &Ctx, id: PackageId, request: RequestId) -> Outcome<()> {
    within(ctx, id, request, Action::ReprocessRequest).await?;
    requests::reprocess(ctx, request).await
}

/// Deletes a request for this package that is over.
///
/// # Errors
/// The package has no such request; otherwise as [`requests::delete`].
pub async fn delete_request(ctx: &Ctx, id: PackageId, request: RequestId) -> Outcome<()> {
    within(ctx, id, request, Action::DeleteRequest).await?;
    requests::delete(ctx, request).await
}

/// Changes the answers of a request for this package.
///
/// # Errors
/// The package has no such request; otherwise as [`requests::change_answers`].
pub async fn change_request_answers(
    ctx: &Ctx,
    id: PackageId,
    request: RequestId,
    answers: &[(QuestionId, String)],
) -> Outcome<()> {
    within(ctx, id, request, Action::ChangeAnswers).await?;
    requests::change_answers(ctx, request, answers).await
}

/// What became of access whose roles were to be applied again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Applied {
    /// Whose access it is; nobody's if it is none of the package.
    pub person: String,
    /// How it stands now.
    pub outcome: Result<AssignmentState, AppError>,
}

/// Applies all roles again for these holders of the package, each on its own: what fails for one does
/// not keep the others from it (ASG-07).
///
/// # Errors
/// There is no such package, or the actor may not; [`AppError::Invalid`] at `pick`.
pub async fn reprocess_assignments(
    ctx: &Ctx,
    id: PackageId,
    picks: &[AssignmentId],
) -> Outcome<Vec<Applied>> {
    permitted(ctx, id, Action::ReprocessAssignment).await?;
    if picks.is_empty() || picks.len() > shared::limits::BULK_MAX {
        return Err(AppError::field("pick", t!("Pick between 1 and 100 people.")).into());
    }
    let mut applied = Vec::with_capacity(picks.len());
    for pick in picks {
        let mut conn = ctx.read().await?;
        let known = assignment_store::load(&mut conn, *pick).await;
        drop(conn);
        let (person, outcome) = match known {
            Ok(row) if row.package_id == id => {
                (row.subject_name, assignments::reprocess(ctx, *pick).await)
            }
            Ok(_) => (String::new(), Err(AppError::NotFound.into())),
            Err(failure) => (String::new(), Err(failure)),
        };
        applied.push(Applied {
            person,
            outcome: outcome
                .map(|now| now.state)
                .map_err(|failure| failure.public()),
        });
    }
    Ok(applied)
}
