//! Direct assignment by those allowed to (ASG-03, ASG-04).

use crate::audit;
use crate::ctx::{Ctx, Permit, Tx};
use crate::delivery::lock;
use crate::directory;
use crate::error::Outcome;
use crate::identity::visitors;
use crate::requests::{gates, stages, store::NewRequest};
use crate::{fetch_optional, organizations, packages};
use serde_json::json;
use shared::authz::{Action, Because, Role, Scope};
use shared::forms::packages::Stranger;
use shared::ids::{PackageId, PolicyId, QuestionId, RequestId, UserId};
use shared::policy::{Asked, Check, PolicySettings, TargetScope, check_answers, requested_window};
use shared::request::RequestType;
use shared::{AppError, FieldErrors, limits};
use std::collections::BTreeSet;

/// People an administrator can assign in one go.
const PEOPLE_MAX: usize = 100;

/// Who is to get a package directly, and how.
#[derive(Clone, Debug)]
pub struct DirectAssignment {
    pub package: PackageId,
    pub policy: PolicyId,
    pub people: Vec<UserId>,
    pub asked: Asked,
    pub justification: String,
    /// Answers to the policy's questions; with questions, only one person at a time.
    pub answers: Vec<(QuestionId, String)>,
}

/// Assigns a package to people who fit the policy: all of them or nobody. Approval is not needed,
/// unless the policy wants it here, too, or for an assignment manager, who cannot go around it.
///
/// # Errors
/// [`AppError::NotFound`], [`AppError::Forbidden`]; [`AppError::Invalid`] at `people`, `policy`,
/// `start`, `end`, `justification` or `answer_<id>`.
pub async fn assign_directly(ctx: &Ctx, input: &DirectAssignment) -> Outcome<Vec<RequestId>> {
    assign(ctx, input, None).await
}

/// As [`assign_directly`], to one more person by mail address, who need not be known here: the policy is
/// one for people from outside, and its scope takes the domain of the address. Whoever has no account
/// gets one with the access, and the portal looks after it (ASG-05).
///
/// # Errors
/// As [`assign_directly`], and at `mail`.
pub async fn assign_by_mail(
    ctx: &Ctx,
    input: &DirectAssignment,
    stranger: &Stranger,
) -> Outcome<Vec<RequestId>> {
    assign(ctx, input, Some(stranger)).await
}

async fn assign(
    ctx: &Ctx,
    input: &DirectAssignment,
    stranger: Option<&Stranger>,
) -> Outcome<Vec<RequestId>> {
    ctx.signed_in()?;
    let mut conn = ctx.read().await?;
    let catalog = gates::catalog_of(&mut conn, input.package).await?;
    drop(conn);
    let permit = ctx.require(Action::DirectlyAssignUser, Scope::Catalog(catalog))?;
    check_shape(input, stranger)?;

    let mut tx = ctx.begin(&permit).await?;
    let now = tx.now();
    let mut made = Vec::new();
    let mut errors = FieldErrors::default();
    // In one order, so that two such assignments do not wait for each other in a circle.
    let mut people: BTreeSet<UserId> = input.people.iter().copied().collect();
    let stranger = match stranger {
        Some(stranger) => Some(known_by_mail(&mut tx, input, stranger).await?),
        None => None,
    };
    people.extend(stranger);
    for person in &people {
        lock::subject(&mut tx, *person).await?;
        let gate = match gates::load(ctx, &mut tx.conn, input.package, *person, now).await {
            Ok(gate) => gate,
            Err(crate::Failure::App(AppError::NotFound)) => {
                errors.add("people", t!("Somebody you chose does not exist any more."));
                continue;
            }
            Err(failure) => return Err(failure),
        };
        let Some(policy) = gate.policy(input.policy) else {
            errors.add("policy", t!("Choose a policy of this package."));
            break;
        };
        if let Some(check) = refusal(&gate, policy, now) {
            let name = directory::person(&mut tx.conn, *person)
                .await?
                .map(|person| person.name);
            let name = name.unwrap_or_default();
            let sentences = match check {
                Check::Incompatible => gate.conflicts_told_to(ctx),
                check => vec![check.sentence().to_owned()],
            };
            let field = if stranger == Some(*person) {
                "mail"
            } else {
                "people"
            };
            for sentence in sentences {
                errors.add(field, format!("{name}: {sentence}"));
            }
            continue;
        }
        let answers = check_answers(&policy.settings.questions, |id| {
            let answer = input.answers.iter().find(|(question, _)| *question == id);
            answer.map(|(_, value)| value.clone())
        });
        if !policy.settings.questions.is_empty() && people.len() > 1 {
            errors.add(
                "people",
                t!("This policy asks questions, so assign one person at a time."),
            );
            break;
        }
        let window = requested_window(&policy.settings, input.asked, now, false);
        for found in [answers.as_ref().err(), window.as_ref().err()]
            .into_iter()
            .flatten()
        {
            for (field, message) in &found.0 {
                errors.add(field, message.clone());
            }
        }
        let (Ok(answers), Ok(asked)) = (answers, window) else {
            break;
        };
        let mut settings = policy.settings.clone();
        if !is_bound_by_approval(&permit, &settings) {
            settings.stages.clear();
        }
        let mut request = NewRequest {
            request_type: RequestType::AdminAdd,
            package: input.package,
            package_name: &gate.package_name,
            package_texts: &gate.package_texts,
            catalog: gate.catalog,
            policy: Some(policy.id),
            assignment: None,
            subject: gate.party(),
            justification: input.justification.trim(),
            answers: &answers,
            settings: &settings,
            asked,
            separated: gate.separated,
            emergency: false,
            emergency_access: gate.emergency_access,
        }
        .row(&tx)?;
        let id = request.id;
        tx.audit(
            audit::Entry::new("assignment.assign", "request", id.0, &gate.package_name)
                .catalog(gate.catalog)
                .package(input.package)
                .subject(*person)
                .details(
                    json!({ "policy": policy.name, "justification": input.justification.trim() }),
                ),
        );
        if stages::start(&mut tx, &mut request, &settings).await? {
            made.push(id);
        } else {
            errors.add("people", Check::RequestOpen.sentence());
        }
    }
    if !errors.is_empty() {
        return Err(errors.into());
    }
    // Every request made holds the package where it is; it may have been moved before.
    if gates::catalog_of(&mut tx.conn, input.package).await? != catalog {
        return Err(packages::moved().into());
    }
    tx.commit().await?;
    Ok(made)
}

/// Do the approvals of a policy stay for whoever assigns directly with this permit? They do when the
/// policy says so, and for those who hold nothing wider than the role of assignment manager (POL-23).
pub(crate) fn is_bound_by_approval(permit: &Permit, settings: &PolicySettings) -> bool {
    settings.approve_direct
        || permit.because() == Because::Role(Role::AccessPackageAssignmentManager)
}

/// The person behind a mail address, made if nobody is. Only policies for people from outside take one.
async fn known_by_mail(
    tx: &mut Tx,
    input: &DirectAssignment,
    stranger: &Stranger,
) -> Outcome<UserId> {
    let (settings,) = fetch_optional!(
        tx,
        (String,),
        "policies/open_settings",
        input.policy,
        input.package
    )?
    .ok_or_else(|| AppError::field("policy", t!("Choose a policy of this package.")))?;
    let settings: PolicySettings = serde_json::from_str(&settings)?;
    if !settings.scope.is_external() {
        return Err(AppError::field(
            "mail",
            t!("This policy is not for people from outside. Choose one that is, or pick the person from the list."),
        )
        .into());
    }
    let person = visitors::of_mail(tx, &stranger.mail, &stranger.name).await?;
    if settings.scope == TargetScope::AllExternalUsers {
        let subject = directory::subject(&mut tx.conn, person).await?;
        if subject.is_some_and(|one| one.is_outsider() && one.affiliation.is_none()) {
            organizations::propose(tx, person).await?;
        }
    }
    Ok(person)
}

fn check_shape(input: &DirectAssignment, stranger: Option<&Stranger>) -> Result<(), AppError> {
    let mut errors = FieldErrors::default();
    if input.people.is_empty() && stranger.is_none() {
        errors.add("people", t!("Choose at least one person."));
    } else if input.people.len() > PEOPLE_MAX {
        errors.add("people", t!("Assign up to 100 people at a time."));
    }
    if input.justification.chars().count() > limits::TEXT_MAX {
        errors.add("justification", t!("Keep this within 4,000 characters."));
    }
    errors.into_result(())
}

/// Why this person cannot be put in through the policy, if so. The requestor scope counts, the
/// switches for browsing do not.
pub(crate) fn refusal(
    gate: &gates::Gate,
    policy: &gates::GatePolicy,
    now: shared::time::Timestamp,
) -> Option<Check> {
    if gate.facts.live_assignment {
        return Some(Check::AlreadyAssigned);
    }
    if gate.facts.open_request {
        return Some(Check::RequestOpen);
    }
    let catalog_closed = gate.applicability.refusals.iter().find(|refusal| {
        matches!(
            refusal.check,
            Check::CatalogDisabled | Check::CatalogClosedToOutsiders
        )
    });
    if gate.facts.retiring {
        return Some(Check::Retiring);
    }
    if gate.facts.uninvited {
        return Some(Check::DomainNotInvited);
    }
    if !gate.facts.conflicts.is_empty() {
        return Some(Check::Incompatible);
    }
    if let Some(refusal) = catalog_closed {
        return Some(refusal.check);
    }
    policy.settings.accepts_direct(&gate.subject, now).err()
}
