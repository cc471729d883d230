//! Changing the texts of a package and hiding it (PKG-04).

use super::create::name_taken;
use super::model::{find, lock, permitted};
use super::overview::head_to_edit;
use super::refresh_search;
use crate::catalogs::{stale, taken};
use crate::{Ctx, Outcome, audit, execute};
use serde_json::json;
use shared::authz::Action;
use shared::forms::name_key;
use shared::forms::packages::PackageText;
use shared::ids::PackageId;
use shared::views::packages::PackageHead;

/// What the form that changes a package starts from.
///
/// # Errors
/// Not allowed, or there is no such package.
pub async fn edit_form(ctx: &Ctx, id: PackageId) -> Outcome<PackageHead> {
    let (_, package) = permitted(ctx, id, Action::CreateAccessPackage).await?;
    Ok(head_to_edit(ctx, package))
}

/// Changes name, description and visibility, if the package is still at `version`.
///
/// # Errors
/// Not allowed, changed meanwhile, or the name is taken.
pub async fn edit(ctx: &Ctx, id: PackageId, version: i64, text: PackageText) -> Outcome<()> {
    let (permit, seen) = permitted(ctx, id, Action::CreateAccessPackage).await?;
    let mut tx = ctx.begin(&permit).await?;
    seen.still_in(lock(&mut tx, id).await?)?;
    let before = find(&mut tx.conn, id).await?;
    if before.hidden != text.hidden {
        ctx.require(Action::HidePackage, before.scope())?;
    }
    let now = tx.now();
    let changed = taken(
        execute!(
            tx,
            "packages/update",
            id,
            version,
            text.name.as_str(),
            name_key(&text.name),
            text.description.as_str(),
            text.hidden,
            now,
            serde_json::to_string(&text.texts)?,
        ),
        "name",
        name_taken(),
    )?;
    if changed == 0 {
        return Err(stale());
    }
    refresh_search(&mut tx, id).await?;
    tx.audit(
        audit::Entry::new("package.edit", "package", id.0, &text.name)
            .catalog(before.catalog_id)
            .package(id)
            .details(json!({
                "before": {
                    "name": before.display_name,
                    "description": before.description,
                    "texts": before.texts,
                    "hidden": before.hidden,
                },
                "after": {
                    "name": text.name,
                    "description": text.description,
                    "texts": text.texts,
                    "hidden": text.hidden,
                },
            })),
    );
    tx.commit().await
}

/// Hides the package from lists, or shows it again. Doing it twice changes nothing.
///
/// # Errors
/// Not allowed, or there is no such package.
pub async fn set_hidden(ctx: &Ctx, id: PackageId, hidden: bool) -> Outcome<()> {
    let (permit, package) = permitted(ctx, id, Action::HidePackage).await?;
    let mut tx = ctx.begin(&permit).await?;
    package.still_in(lock(&mut tx, id).await?)?;
    let now = tx.now();
    if execute!(tx, "packages/set_hidden", id, hidden, now)? == 0 {
        return Ok(());
    }
    let action = if hidden {
        "package.hide"
    } else {
        "package.show"
    };
    tx.audit(
        audit::Entry::new(action, "package", id.0, &package.display_name)
            .catalog(package.catalog_id)
            .package(id),
    );
    tx.commit().await
}
