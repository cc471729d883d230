//! One resource in its catalog, and what it requires of people (CAT-16, CAT-17).

use super::list::{Row, shown};
use crate::catalogs::{catalog_view, is_administrator, stale};
use crate::{Ctx, Outcome, Tx, audit, execute, fetch_all, fetch_optional};
use serde_json::json;
use shared::authz::{Action, Scope};
use shared::forms::attributes::AttributesInput;
use shared::ids::{CatalogId, QuestionId, ResourceId};
use shared::policy::{Attribute, Demand, Question};
use shared::views::catalogs::ResourceView;
use shared::{AppError, FieldErrors};
use std::collections::BTreeSet;

/// One resource, with the form of what it requires.
///
/// # Errors
/// There is no such catalog or resource, or the actor may not see it.
pub async fn resource(ctx: &Ctx, catalog: CatalogId, id: ResourceId) -> Outcome<ResourceView> {
    let mut conn = ctx.read().await?;
    let head = catalog_view(ctx, &mut conn, catalog).await?;
    let row =
        fetch_optional!(conn, Row, "resources/get", catalog, id)?.ok_or(AppError::NotFound)?;
    let questions: Vec<Question> = serde_json::from_str(&row.attributes)?;
    let form = AttributesInput {
        rows: (1..).take(questions.len()).collect(),
        questions,
        version: row.version,
    };
    let rows = shown(&mut conn, vec![row], ctx.now()).await?;
    Ok(ResourceView {
        catalog: head,
        resource: rows.into_iter().next().unwrap_or_default(),
        form: form.to_fields(),
        may_set: ctx.allows(Action::SetRequiredAttributes, Scope::Catalog(catalog)),
    })
}

/// Says what a resource requires of everybody who gets a package with it. Requests under way, and what
/// people have, stay as they are. Answers with the resource's name.
///
/// # Errors
/// Not allowed, no such resource, or changed meanwhile; messages at `question<row>_attribute` and
/// `question<row>_extension`.
pub async fn set_attributes(
    ctx: &Ctx,
    catalog: CatalogId,
    id: ResourceId,
    mut input: AttributesInput,
) -> Outcome<String> {
    let permit = ctx.require(Action::SetRequiredAttributes, Scope::Catalog(catalog))?;
    let mut tx = ctx.begin(&permit).await?;
    let row = fetch_all!(tx, Row, "resources/get", catalog, id)?
        .into_iter()
        .next()
        .ok_or(AppError::NotFound)?;
    let before: Vec<Question> = serde_json::from_str(&row.attributes)?;
    let known: BTreeSet<QuestionId> = before.iter().map(|question| question.id).collect();
    crate::policies::name_questions(&tx, &mut input.questions, &known);
    if row.version != input.version {
        return Err(stale());
    }
    let name = row.object.display_name;
    if before == input.questions {
        return Ok(name);
    }
    if !is_administrator(ctx) {
        within_reach(&mut tx, catalog, &before, &input).await?;
    }
    let document = serde_json::to_string(&input.questions)?;
    if execute!(
        tx,
        "resources/set_attributes",
        id,
        input.version,
        document.as_str()
    )? == 0
    {
        return Err(stale());
    }
    let said = audit::Entry::new(
        "catalog.requireAttributes",
        "resource",
        row.object.id.0,
        &name,
    );
    tx.audit(
        said.catalog(catalog)
            .details(json!({ "before": before, "after": input.questions })),
    );
    tx.commit().await?;
    Ok(name)
}

/// What only administrators may require: changing what the profile of anybody says, and what another catalog collects
/// under a name of its own. What was there before stays.
async fn within_reach(
    tx: &mut Tx,
    catalog: CatalogId,
    before: &[Question],
    input: &AttributesInput,
) -> Outcome<()> {
    let before: Vec<&Demand> = before
        .iter()
        .filter_map(|one| one.attribute.as_ref())
        .collect();
    let mut taken: BTreeSet<Attribute> = BTreeSet::new();
    for (document,) in fetch_all!(tx, (String,), "attributes/of_other_catalogs", catalog)? {
        let questions: Vec<Question> = serde_json::from_str(&document)?;
        let demands = questions.into_iter().filter_map(|one| one.attribute);
        taken.extend(demands.map(|demand| demand.name));
    }
    let mut errors = FieldErrors::default();
    for (row, question) in input.rows.iter().zip(&input.questions) {
        let Some(demand) = &question.attribute else {
            continue;
        };
        let known = before.iter().find(|one| one.name == demand.name);
        if demand.name.property().is_none() {
            if known.is_none() && taken.contains(&demand.name) {
                errors.add(
                    &format!("question{row}_extension"),
                    t!("Another catalog collects something under this name. Choose another one."),
                );
            }
        } else if demand.editable && known.is_none_or(|one| !one.editable) {
            errors.add(
                &format!("question{row}_attribute"),
                t!("Only an administrator can let people change this part of the profile. Leave that out, and it is entered once."),
            );
        }
    }
    Ok(errors.into_result(())?)
}
