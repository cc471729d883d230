//! A person asks for a package (REQ-03).

use super::gates::{self, Gate};
use super::list::RequestRecord;
use super::stages;
use super::store::{NewRequest, RequestRow};
use crate::audit;
use crate::ctx::{Ctx, Tx};
use crate::delivery::lock;
use crate::error::Outcome;
use crate::organizations;
use serde_json::json;
use shared::AppError;
use shared::forms::requests::RequestInput;
use shared::ids::{PackageId, PolicyId, RequestId};
use shared::limits;
use shared::policy::{
    Applicability, Asked, Check, Conflict, TargetScope, check_answers, requested_window,
};
use shared::request::RequestType;

/// Submits a request for oneself.
///
/// # Errors
/// [`AppError::NotFound`] for packages that are not meant for the person, [`AppError::Conflict`] if
/// the access or an open request exists, [`AppError::Forbidden`] with every failed check,
/// [`AppError::Invalid`] with messages at `policy`, `justification`, `answer_<id>`, `start`, `end`.
pub async fn submit(ctx: &Ctx, package: PackageId, input: &RequestInput) -> Outcome<RequestId> {
    let (tx, request) = prepare(ctx, package, input).await?;
    tx.commit().await?;
    Ok(request.id)
}

/// What would become of such a request, judged by the same gates. Nothing is kept (REQ-13).
///
/// # Errors
/// As [`submit`].
pub async fn validate(
    ctx: &Ctx,
    package: PackageId,
    input: &RequestInput,
) -> Outcome<RequestRecord> {
    let (_, request) = prepare(ctx, package, input).await?;
    Ok(request.into())
}

/// The request, submitted but not committed yet.
async fn prepare(ctx: &Ctx, package: PackageId, input: &RequestInput) -> Outcome<(Tx, RequestRow)> {
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
    let found = &gate.applicability;
    if !found.is_eligible() {
        return Err(refusal(found, Conflict::sentence).into());
    }
    let how = How::Ordinary(RequestType::UserAdd);
    let request = file(&mut tx, &gate, &found.usable, input, how).await?;
    Ok((tx, request))
}

/// What to say when no policy can be used, with words for what separation of duties rules out.
pub(super) fn refusal(found: &Applicability, said: impl Fn(&Conflict) -> String) -> AppError {
    let refused = |check| {
        let mut refusals = found.refusals.iter();
        refusals.any(|refusal| refusal.check == check)
    };
    let sentence = found.said(said).join(" ");
    if refused(Check::AlreadyAssigned) || refused(Check::RequestOpen) {
        AppError::Conflict(sentence)
    } else {
        AppError::Forbidden(sentence)
    }
}

/// In which way something is asked for.
#[derive(Clone, Copy, Debug)]
pub(super) enum How {
    Ordinary(RequestType),
    /// At once, as the policy allows it in an emergency (BYD-19).
    Emergency,
}

/// Stores and starts a request through one of the `usable` policies, as it was filled in. The person
/// is locked.
///
/// # Errors
/// [`AppError::Invalid`] with messages at the fields; [`AppError::Conflict`] if something is asked for
/// already; [`AppError::Forbidden`] if nobody could decide.
pub(super) async fn file(
    tx: &mut Tx,
    gate: &Gate,
    usable: &[PolicyId],
    input: &RequestInput,
    how: How,
) -> Outcome<RequestRow> {
    let now = tx.now();
    let chosen = choose(usable, input.policy)?;
    let policy = gate.policy(chosen).ok_or(AppError::NotFound)?;
    let (kind, short) = match how {
        How::Ordinary(kind) => (kind, None),
        How::Emergency => (RequestType::UserAdd, policy.settings.in_emergency(now)),
    };
    let emergency = short.is_some();
    let settings = short.as_ref().unwrap_or(&policy.settings);

    let mut errors = shared::FieldErrors::default();
    if settings.requestor_justification_required && input.justification.trim().is_empty() {
        let missing = if emergency {
            t!("Say what happened, and why it cannot wait.")
        } else {
            t!("Say why you need this access.")
        };
        errors.add("justification", missing);
    }
    if input.justification.chars().count() > limits::TEXT_MAX {
        errors.add("justification", t!("Keep this within 4,000 characters."));
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
        request_type: kind,
        package: gate.package,
        package_name: &gate.package_name,
        package_texts: &gate.package_texts,
        catalog: gate.catalog,
        policy: Some(chosen),
        assignment: None,
        subject: gate.party(),
        justification: input.justification.trim(),
        answers: &answers,
        settings,
        asked,
        separated: gate.separated,
        emergency,
        emergency_access: gate.emergency_access,
    }
    .row(tx)?;
    let id = request.id;
    // The record of the request comes before those of what follows from it.
    tx.audit(
        audit::Entry::new("request.submit", "request", id.0, &gate.package_name)
            .catalog(gate.catalog)
            .package(gate.package)
            .subject(gate.subject.id)
            .details(if emergency {
                json!({ "type": kind, "policy": policy.name, "emergency": true })
            } else {
                json!({ "type": kind, "policy": policy.name })
            }),
    );
    let subject = &gate.subject;
    let unknown = subject.is_outsider() && subject.affiliation.is_none();
    if unknown && settings.scope == TargetScope::AllExternalUsers {
        organizations::propose(tx, subject.id).await?;
    }
    if !stages::start(tx, &mut request, settings).await? {
        return Err(AppError::Conflict(Check::RequestOpen.sentence().to_owned()).into());
    }
    Ok(request)
}

/// The way that was chosen; with a single one there is no choice.
fn choose(usable: &[PolicyId], wanted: Option<PolicyId>) -> Result<PolicyId, AppError> {
    match (wanted, usable) {
        (Some(policy), usable) if usable.contains(&policy) => Ok(policy),
        (None, [only]) => Ok(*only),
        (None, _) => Err(AppError::field(
            "policy",
            t!("Choose how you want to get this access."),
        )),
        (Some(_), _) => Err(AppError::field(
            "policy",
            t!("This way is not open to you. Choose another one."),
        )),
    }
}
