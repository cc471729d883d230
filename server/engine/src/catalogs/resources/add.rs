//! Adding resources to a catalog (CAT-08, CAT-09, CAT-10, CAT-14).

use super::{Object, foreign, only_administrators, powerful};
use crate::{Ctx, Outcome, Tx, audit, execute, fetch_in};
use serde_json::json;
use shared::authz::{Action, Scope};
use shared::catalog::refusal;
use shared::directory::{ObjectKind, RoleKind};
use shared::ids::{CatalogId, ObjectId, ResourceId, RoleId};
use shared::{AppError, FieldErrors};

/// Adds directory objects as resources; all or none. Returns how many were new to the catalog.
///
/// # Errors
/// Not allowed; messages at the field `object`: an object does not exist, is not the person's to
/// add, or cannot be a resource.
pub async fn add_resources(
    ctx: &Ctx,
    catalog: CatalogId,
    objects: Vec<ObjectId>,
) -> Outcome<usize> {
    let permit = ctx.require(Action::AddResourceToCatalog, Scope::Catalog(catalog))?;
    let mut tx = ctx.begin(&permit).await?;
    let added = bring_in(ctx, &mut tx, catalog, objects, "object").await?;
    if added > 0 {
        tx.commit().await?;
    }
    Ok(added)
}

/// As [`add_resources`], inside a transaction of somebody who may; messages go to `field`.
///
/// # Errors
/// As [`add_resources`].
pub(crate) async fn bring_in(
    ctx: &Ctx,
    tx: &mut Tx,
    catalog: CatalogId,
    mut objects: Vec<ObjectId>,
    field: &str,
) -> Outcome<usize> {
    objects.sort_unstable();
    objects.dedup();
    let held = super::super::hold(tx, catalog).await?;
    let found: Vec<Object> = fetch_in!(tx, Object, "resources/objects_by_ids", &objects)?;
    // To someone who owns none of them, objects that exist and objects that do not look alike.
    if found.len() < objects.len() || !foreign(ctx, &mut tx.conn, &objects).await?.is_empty() {
        return Err(AppError::field(
            field,
            t!("You can add only what you own in the directory. Ask an owner of the resource, or an administrator, to add it."),
        )
        .into());
    }
    let powerful = powerful(ctx, &mut tx.conn, catalog, &objects).await?;
    let mut errors = FieldErrors::default();
    for object in &found {
        if powerful.contains(&object.id) {
            let reason = only_administrators();
            errors.add(field, format!("{}: {reason}", object.display_name));
        } else if let Some(reason) = refusal(object.kind, object.mastery) {
            errors.add(field, format!("{}: {reason}", object.display_name));
        }
    }
    errors.into_result(())?;
    let mut added = 0;
    for object in &found {
        if insert(tx, catalog, object).await? {
            added += 1;
            tx.audit(
                audit::Entry::new(
                    "catalog.addResource",
                    "resource",
                    object.id.0,
                    &object.display_name,
                )
                .catalog(catalog)
                .details(json!({ "catalog": held.display_name, "kind": object.kind })),
            );
        }
    }
    Ok(added)
}

async fn insert(tx: &mut Tx, catalog: CatalogId, object: &Object) -> Outcome<bool> {
    if object.kind == ObjectKind::Application {
        // An application without roles of its own is handed out as a whole (CAT-09).
        let role: RoleId = tx.id();
        execute!(
            tx,
            "resources/ensure_default_access",
            role,
            object.id,
            RoleKind::DefaultAccess,
        )?;
    }
    let id: ResourceId = tx.id();
    let now = tx.now();
    Ok(execute!(tx, "resources/insert", id, catalog, object.id, now)? > 0)
}
