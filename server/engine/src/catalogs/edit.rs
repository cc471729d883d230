//! Changing and deleting catalogs (CAT-05, CAT-06).

use super::create::{name_taken, state};
use super::model::{Catalog, find};
use super::{stale, taken};
use crate::{Ctx, Outcome, audit, execute, fetch_all};
use serde_json::{Value, json};
use shared::AppError;
use shared::authz::{Action, Scope};
use shared::forms::catalogs::CatalogInput;
use shared::forms::name_key;
use shared::ids::CatalogId;
use shared::views::catalogs::CatalogHead;

/// What the form that changes a catalog starts from.
///
/// # Errors
/// Not allowed, or there is no such catalog.
pub async fn edit_form(ctx: &Ctx, id: CatalogId) -> Outcome<CatalogHead> {
    ctx.require(Action::EditCatalog, Scope::Catalog(id))?;
    super::view::head_to_edit(ctx, id).await
}

/// Changes name, description and switches, if the catalog is still at `version`.
///
/// # Errors
/// Not allowed, changed meanwhile, or the name is taken.
pub async fn edit(ctx: &Ctx, id: CatalogId, version: i64, input: CatalogInput) -> Outcome<()> {
    let permit = ctx.require(Action::EditCatalog, Scope::Catalog(id))?;
    let mut tx = ctx.begin(&permit).await?;
    let before = find(&mut tx.conn, id).await?;
    let now = tx.now();
    let changed = taken(
        execute!(
            tx,
            "catalogs/update",
            id,
            version,
            input.name.as_str(),
            name_key(&input.name),
            input.description.as_str(),
            state(input.enabled),
            input.external,
            now,
            serde_json::to_string(&input.texts)?,
        ),
        "name",
        name_taken(),
    )?;
    if changed == 0 {
        return Err(stale());
    }
    tx.audit(
        audit::Entry::new("catalog.edit", "catalog", id.0, &input.name)
            .catalog(id)
            .details(json!({ "before": texts(&before), "after": {
                "name": input.name,
                "description": input.description,
                "texts": input.texts,
                "enabled": input.enabled,
                "external": input.external,
            }})),
    );
    tx.commit().await
}

fn texts(catalog: &Catalog) -> Value {
    json!({
        "name": catalog.display_name,
        "description": catalog.description,
        "texts": catalog.texts,
        "enabled": catalog.is_enabled(),
        "external": catalog.externally_visible,
    })
}

/// Deletes a catalog that holds no packages, with its resources and roles.
///
/// # Errors
/// Not allowed, built in, or packages are inside.
pub async fn delete(ctx: &Ctx, id: CatalogId) -> Outcome<()> {
    let permit = ctx.require(Action::DeleteCatalog, Scope::Catalog(id))?;
    let mut tx = ctx.begin(&permit).await?;
    let catalog = fetch_all!(tx, Catalog, "catalogs/lock" twin, id)?
        .into_iter()
        .next()
        .ok_or(AppError::NotFound)?;
    if catalog.is_built_in() {
        return Err(AppError::Conflict(
            t!("The built-in catalog cannot be deleted. You can switch it off instead.").to_owned(),
        )
        .into());
    }
    let now = tx.now();
    if execute!(tx, "catalogs/delete", id, now)? == 0 {
        return Err(AppError::Conflict(t!(
            "{catalog} still holds packages. Delete them first.",
            catalog = catalog.texts.name(&catalog.display_name)
        ))
        .into());
    }
    execute!(tx, "catalogs/delete_resources", id)?;
    execute!(tx, "catalogs/delete_roles", id)?;
    tx.audit(
        audit::Entry::new("catalog.delete", "catalog", id.0, &catalog.display_name)
            .catalog(id)
            .details(json!({ "before": texts(&catalog) })),
    );
    tx.commit().await
}
