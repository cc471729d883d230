//! Making and changing policies.

use super::model::{Policy, PolicyPackage, hold_package, hold_seen, lock, of_package, permitted};
use super::references;
use crate::catalogs::{stale, taken};
use crate::{Ctx, Outcome, Tx, audit, execute, scope};
use serde_json::{Value, json};
use shared::forms::{NEW_QUESTION, PolicyInput, name_key};
use shared::ids::{PackageId, PolicyId};
use shared::policy::{PolicySettings, Question};
use shared::{AppError, FieldErrors};
use std::collections::BTreeSet;

fn name_taken() -> &'static str {
    t!("There is already a policy with this name in the package.")
}

/// Makes a policy of a package.
///
/// # Errors
/// Not allowed; messages at the fields of the policy form.
pub async fn create(ctx: &Ctx, package: PackageId, input: PolicyInput) -> Outcome<PolicyId> {
    let (permit, seen) = permitted(ctx, package).await?;
    let mut tx = ctx.begin(&permit).await?;
    let package = hold_seen(&mut tx, &seen).await?;
    let id = insert(&mut tx, &package, input).await?;
    tx.commit().await?;
    Ok(id)
}

/// Makes the policy inside a transaction whose permit covers it.
///
/// # Errors
/// As [`create`].
pub(super) async fn insert_policy(
    tx: &mut Tx,
    package: PackageId,
    input: PolicyInput,
) -> Outcome<PolicyId> {
    let package = hold_package(tx, package).await?;
    insert(tx, &package, input).await
}

async fn insert(tx: &mut Tx, package: &PolicyPackage, mut input: PolicyInput) -> Outcome<PolicyId> {
    let found = errors_of(tx, &input).await?;
    if !found.is_empty() {
        return Err(found.into());
    }
    name_questions(tx, &mut input.settings.questions, &BTreeSet::new());
    let id: PolicyId = tx.id();
    let now = tx.now();
    let settings = &input.settings;
    let added = execute!(
        tx,
        "policies/insert",
        id,
        package.id,
        input.name.as_str(),
        name_key(&input.name),
        input.description.as_str(),
        settings.scope,
        settings.enabled,
        serde_json::to_string(settings)?,
        now
    )?;
    if added == 0 {
        return Err(AppError::field("policy_name", name_taken()).into());
    }
    list_targets(tx, id, settings).await?;
    if !settings.scope_loss.is_keep() {
        scope::policy_written(tx, id, settings).await?;
    }
    tx.audit(
        entry("policy.create", package, id, &input.name).details(json!({
            "package": package.display_name,
            "after": said(&input.name, &input.description, settings),
        })),
    );
    Ok(id)
}

/// Gives a copied package the policies of the package it was copied from; how many those were.
///
/// # Errors
/// As [`create`].
pub(crate) async fn copy_policies(tx: &mut Tx, from: PackageId, to: PackageId) -> Outcome<usize> {
    let policies = of_package(&mut tx.conn, from).await?;
    let copied = policies.len();
    for policy in policies {
        let input = PolicyInput {
            name: policy.name,
            description: policy.description,
            settings: policy.settings,
            question_rows: Vec::new(),
            version: None,
        };
        insert_policy(tx, to, input).await?;
    }
    Ok(copied)
}

/// Changes a policy. Requests under way keep the settings they were made with (POL-32).
///
/// # Errors
/// Not allowed; messages at the fields of the policy form; [`AppError::Conflict`] when someone else
/// changed it since the form was opened.
pub async fn update(
    ctx: &Ctx,
    package: PackageId,
    id: PolicyId,
    mut input: PolicyInput,
) -> Outcome<PolicyId> {
    let (permit, seen) = permitted(ctx, package).await?;
    let mut tx = ctx.begin(&permit).await?;
    let package = hold_seen(&mut tx, &seen).await?;
    let before = lock(&mut tx, package.id, id).await?;
    if input.version != Some(before.version) {
        return Err(stale());
    }
    let mut found = errors_of(&mut tx, &input).await?;
    if input.settings.expiration == before.settings.expiration {
        // A date that has passed meanwhile may stay: the policy can still be renamed or switched off.
        found.0.remove("expires_on");
    }
    if !found.is_empty() {
        return Err(found.into());
    }
    let known = before
        .settings
        .questions
        .iter()
        .map(|question| question.id)
        .collect();
    name_questions(&tx, &mut input.settings.questions, &known);
    if is_same(&before, &input) {
        return Ok(id);
    }
    let settings = &input.settings;
    let now = tx.now();
    let changed = taken(
        execute!(
            tx,
            "policies/update",
            id,
            before.version,
            input.name.as_str(),
            name_key(&input.name),
            input.description.as_str(),
            settings.scope,
            settings.enabled,
            serde_json::to_string(settings)?,
            now
        ),
        "policy_name",
        name_taken(),
    )?;
    if changed == 0 {
        return Err(stale());
    }
    execute!(tx, "policies/clear_targets", id)?;
    list_targets(&mut tx, id, settings).await?;
    scope::policy_written(&mut tx, id, settings).await?;
    tx.audit(
        entry("policy.update", &package, id, &input.name).details(json!({
            "package": package.display_name,
            "before": said(&before.name, &before.description, &before.settings),
            "after": said(&input.name, &input.description, settings),
        })),
    );
    tx.commit().await?;
    Ok(id)
}

fn is_same(before: &Policy, input: &PolicyInput) -> bool {
    before.name == input.name
        && before.description == input.description
        && before.settings == input.settings
}

/// Everything that speaks against the policy.
async fn errors_of(tx: &mut Tx, input: &PolicyInput) -> Outcome<FieldErrors> {
    let mut errors = input.check(tx.now());
    if errors.is_empty() {
        errors = references::check(&mut tx.conn, &input.settings).await?;
    }
    Ok(errors)
}

/// Gives an id to every question that has none of its own yet. An id that is not known is somebody's invention.
pub(crate) fn name_questions(
    tx: &Tx,
    questions: &mut [Question],
    known: &BTreeSet<shared::ids::QuestionId>,
) {
    let mut used = BTreeSet::from([NEW_QUESTION]);
    for question in questions {
        if !known.contains(&question.id) || used.contains(&question.id) {
            question.id = tx.id();
        }
        used.insert(question.id);
    }
}

async fn list_targets(tx: &mut Tx, id: PolicyId, settings: &PolicySettings) -> Outcome<()> {
    let subjects = settings.subjects.iter().map(|principal| principal.id());
    let organizations = settings.organizations.iter().map(|id| id.0);
    for target in subjects.chain(organizations) {
        execute!(tx, "policies/insert_target", id, target)?;
    }
    Ok(())
}

pub(super) fn entry(
    action: &'static str,
    package: &PolicyPackage,
    id: PolicyId,
    name: &str,
) -> audit::Entry {
    audit::Entry::new(action, "policy", id.0, name)
        .catalog(package.catalog_id)
        .package(package.id)
}

/// What the audit record says of a policy.
pub(super) fn said(name: &str, description: &str, settings: &PolicySettings) -> Value {
    json!({ "name": name, "description": description, "settings": settings })
}
