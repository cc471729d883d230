//! The page that assigns a package directly, and what it submits (ASG-03, ASG-04).

use super::model::permitted;
use super::overview::head_of;
use super::policies::{StoredPolicy, stored, who};
use crate::assignments::{DirectAssignment, assign_by_mail, assign_directly, is_bound_by_approval};
use crate::directory::{Pick, options};
use crate::{Ctx, Outcome, attributes};
use shared::AppError;
use shared::authz::Action;
use shared::directory::Principal;
use shared::forms::packages::AssignInput;
use shared::ids::{PackageId, PolicyId, RequestId, UserId};
use shared::policy::{Asked, Question};
use shared::views::my::{QuestionField, QuestionView, words};
use shared::views::packages::{AssignPolicy, AssignView};

/// People shown to pick from.
const SHOWN: i64 = 30;

/// What the form starts from. With several policies the questions are those of the `chosen` one.
///
/// # Errors
/// Not allowed, or there is no such package.
pub async fn assign_form(
    ctx: &Ctx,
    id: PackageId,
    chosen: Option<PolicyId>,
    q: &str,
    picked: &[UserId],
) -> Outcome<AssignView> {
    let (permit, package) = permitted(ctx, id, Action::DirectlyAssignUser).await?;
    let mut conn = ctx.read().await?;
    let policies = stored(&mut conn, id).await?;
    // What the one person has stands in the form; for several, nothing can be asked.
    let one = match picked {
        [one] => Some(*one),
        _ => None,
    };
    let demanded = attributes::demanded(&mut conn, id, one).await?;
    drop(conn);
    let known = one.is_some_and(|person| attributes::may_know_of(ctx, person));
    let enabled: Vec<_> = policies.iter().filter(|p| p.settings.enabled).collect();
    let policy =
        enabled
            .iter()
            .find(|policy| Some(policy.id) == chosen)
            .or(if enabled.len() == 1 {
                enabled.first()
            } else {
                None
            });
    let questions: Vec<_> = policy
        .map(|policy| {
            let questions = demanded.iter().chain(&policy.settings.questions);
            questions
                .map(|question| shown(question, known, &ctx.languages))
                .collect()
        })
        .unwrap_or_default();
    let bound = policy.filter(|policy| {
        !policy.settings.stages.is_empty() && is_bound_by_approval(&permit, &policy.settings)
    });
    let picked: Vec<_> = picked.iter().map(|id| Principal::User(*id)).collect();
    Ok(AssignView {
        policy: policy
            .map(|policy| policy.id.to_string())
            .unwrap_or_default(),
        single: !questions.is_empty(),
        questions,
        approval: bound
            .map(|policy| words::approvals(&policy.settings))
            .unwrap_or_default(),
        policies: policies.iter().map(choice).collect(),
        strangers: enabled
            .iter()
            .any(|policy| policy.settings.scope.is_external()),
        q: q.to_owned(),
        people: options(ctx, q, Pick::People, &picked, SHOWN).await?,
        today: ctx.now().date_input(),
        head: head_of(ctx, &package),
    })
}

/// The question, with what the profile says only for whom it is `known`; others read that it says something.
fn shown(question: &Question, known: bool, languages: &[String]) -> QuestionView {
    let mut view = QuestionView::new(question, languages);
    let told = question
        .attribute
        .as_ref()
        .is_none_or(|demand| demand.is_told(known));
    if !told && !view.value.is_empty() {
        view.value = if view.locked {
            view.kind = QuestionField::Short { pattern: None };
            t!("Known already").to_owned()
        } else {
            String::new()
        };
    }
    view
}

/// A policy to assign through.
pub(super) fn choice(policy: &StoredPolicy) -> AssignPolicy {
    AssignPolicy {
        id: policy.id.to_string(),
        name: policy.name.clone(),
        who: who(&policy.settings),
        lasts: words::lasts(policy.settings.expiration),
        enabled: policy.settings.enabled,
    }
}

/// Assigns the package to the people named, all of them or nobody.
///
/// # Errors
/// As [`assign_directly`].
pub async fn assign(ctx: &Ctx, id: PackageId, input: AssignInput) -> Outcome<Vec<RequestId>> {
    let policy = input
        .policy
        .ok_or_else(|| AppError::field("policy", t!("Choose a policy.")))?;
    let assignment = DirectAssignment {
        package: id,
        policy,
        people: input.people,
        asked: Asked {
            start: input.request.start,
            end: input.request.end,
        },
        justification: input.request.justification,
        answers: input.request.answers,
    };
    match &input.stranger {
        Some(stranger) => assign_by_mail(ctx, &assignment, stranger).await,
        None => assign_directly(ctx, &assignment).await,
    }
}
