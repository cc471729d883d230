//! A person asks for a package (REQ-03).

use super::store::NewRequest;
use super::{gates, progress};
use crate::audit;
use crate::ctx::Ctx;
use crate::delivery::lock;
use crate::error::Outcome;
use crate::organizations;
use serde_json::json;
use shared::AppError;
use shared::forms::requests::RequestInput;
use shared::ids::{PackageId, RequestId};
use shared::limits;
use shared::policy::{Asked, Check, TargetScope, check_answers, requested_window};
use shared::request::RequestType;

/// Submits a request for oneself.
///
/// # Errors
/// [`AppError::NotFound`] for packages that are not meant for the person, [`AppError::Conflict`] if
/// the access or an open request exists, [`AppError::Forbidden`] with every failed check,
/// [`AppError::Invalid`] with messages at `policy`, `justification`, `answer_<id>`, `start`, `end`.
pub async fn submit(ctx: &Ctx, package: PackageId, input: &RequestInput) -> Outcome<RequestId> {
    let me = ctx.me()?;
    let permit = ctx.own(me)?;
    let now = ctx.now();
    let mut tx = ctx.begin(&permit).await?;
    // Before looking at what the person has: without approval, this request may have become access by
    // the time the next one looks.
    lock::subject(&mut tx, me).await?;
    let gate = gates::load(ctx, &mut tx.conn, package, me, now).await?;
    if !gate.is_visible() {
        return Err(AppError::NotFound.into());
    }
    if !gate.applicability.is_eligible() {
        let refused = |check| {
            gate.applicability
                .refusals
                .iter()
                .any(|refusal| refusal.check == check)
        };
        let sentence = gate.applicability.sentences().join(" ");
        return Err(
            if refused(Check::AlreadyAssigned) || refused(Check::RequestOpen) {
                AppError::Conflict(sentence)
            } else {
                AppError::Forbidden(sentence)
            }
            .into(),
        );
    }
    let chosen = match (input.policy, gate.applicability.usable.as_slice()) {
        (Some(policy), usable) if usable.contains(&policy) => policy,
        (None, [only]) => *only,
        (None, _) => {
            return Err(
                AppError::field("policy", "Choose how you want to get this access.").into(),
            );
        }
        (Some(_), _) => {
            return Err(AppError::field(
                "policy",
                "This way is not open to you. Choose another one.",
            )
            .into());
        }
    };
    let policy = gate.policy(chosen).ok_or(AppError::NotFound)?;
    let settings = &policy.settings;

    let mut errors = shared::FieldErrors::default();
    if settings.requestor_justification_required && input.justification.trim().is_empty() {
        errors.add("justification", "Say why you need this access.");
    }
    if input.justification.chars().count() > limits::TEXT_MAX {
        errors.add("justification", "Keep this within 4,000 characters.");
    }
    let answers = check_answers(&settings.questions, |id| {
        input
            .answers
            .iter()
            .find(|(question, _)| *question == id)
            .map(|(_, value)| value.clone())
    });
    let asked = Asked {
        start: input.start,
        end: input.end,
    };
    let window = requested_window(settings, asked, now, true);
    for found in [answers.as_ref().err(), window.as_ref().err()]
        .into_iter()
        .flatten()
    {
        for (field, message) in &found.0 {
            errors.add(field, message.clone());
        }
    }
    let (Ok(answers), Ok(asked), true) = (answers, window, errors.is_empty()) else {
        return Err(errors.into());
    };

    let mut request = NewRequest {
        request_type: RequestType::UserAdd,
        package,
        package_name: &gate.package_name,
        catalog: gate.catalog,
        policy: Some(chosen),
        assignment: None,
        subject: gate.party(),
        justification: input.justification.trim(),
        answers: &answers,
        settings,
        asked,
        separated: gate.separated,
    }
    .row(&tx)?;
    let id = request.id;
    // The record of the request comes before those of what follows from it.
    tx.audit(
        audit::Entry::new("request.submit", "request", id.0, &gate.package_name)
            .catalog(gate.catalog)
            .package(package)
            .subject(me)
            .details(json!({ "type": RequestType::UserAdd, "policy": policy.name })),
    );
    let subject = &gate.subject;
    let unknown = subject.is_outsider() && subject.affiliation.is_none();
    if unknown && settings.scope == TargetScope::AllExternalUsers {
        organizations::propose(&mut tx, me).await?;
    }
    if !progress::start(&mut tx, &mut request, settings).await? {
        return Err(AppError::Conflict(Check::RequestOpen.sentence().to_owned()).into());
    }
    tx.commit().await?;
    Ok(id)
}
