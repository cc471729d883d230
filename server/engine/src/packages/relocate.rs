//! Moving a package to another catalog and copying it there (PKG-16, BYD-21). What it gives must be in
//! that catalog, or is brought in by who may.

use super::create::{make, name_taken};
use super::model::{Package, lock, permitted};
use super::new_form;
use super::overview::head_of;
use super::policies::stored;
use crate::catalogs::{self, bring_in, foreign, powerful, taken};
use crate::db::Conn;
use crate::policies::copy_policies;
use crate::{Ctx, Outcome, Tx, audit, execute, fetch_all};
use serde_json::json;
use shared::AppError;
use shared::authz::{Action, Scope};
use shared::catalog::{kind_title, refusal};
use shared::directory::{GroupKind, Mastery, ObjectKind};
use shared::forms::packages::{CatalogChoice, CopyInput, PackageInput, RelocateInput};
use shared::ids::{CatalogId, ObjectId, PackageId, RoleId};
use shared::views::packages::{MoveResource, MoveView};

#[derive(Clone, Debug, sqlx::FromRow)]
struct Object {
    id: ObjectId,
    name: String,
    kind: ObjectKind,
    group_kind: Option<GroupKind>,
    mastery: Mastery,
    there: bool,
}

async fn objects(conn: &mut Conn, id: PackageId, catalog: CatalogId) -> Outcome<Vec<Object>> {
    Ok(fetch_all!(conn, Object, "packages/objects", id, catalog)?)
}

/// The form, with a check of the resources once a catalog is chosen.
///
/// # Errors
/// There is no such package, or the person may make packages nowhere.
pub async fn move_form(ctx: &Ctx, id: PackageId, target: Option<CatalogId>) -> Outcome<MoveView> {
    let (_, package) = permitted(ctx, id, Action::ViewCatalogAndPackages).await?;
    let offered = new_form(ctx, target).await?;
    let target = target.filter(|id| {
        let id = id.to_string();
        offered.catalogs.iter().any(|catalog| catalog.id == id)
    });
    let mut conn = ctx.read().await?;
    let mut view = MoveView {
        head: head_of(ctx, &package),
        catalogs: offered.catalogs,
        may_move: ctx.allows(Action::DeletePackage, package.scope()),
        may_rules: may_copy_rules(ctx, &package),
        policies: i64::try_from(stored(&mut conn, id).await?.len()).unwrap_or(i64::MAX),
        ..MoveView::default()
    };
    if let Some(target) = target {
        view.target = target.to_string();
        view.may_add = ctx.allows(Action::AddResourceToCatalog, Scope::Catalog(target));
        let found = objects(&mut conn, id, target).await?;
        let ids: Vec<ObjectId> = found.iter().map(|object| object.id).collect();
        let mut strange = foreign(ctx, &mut conn, &ids).await?;
        strange.extend(powerful(ctx, &mut conn, target, &ids).await?);
        view.resources = found
            .into_iter()
            .map(|object| MoveResource {
                addable: view.may_add
                    && !strange.contains(&object.id)
                    && refusal(object.kind, object.mastery).is_none(),
                kind: kind_title(object.kind, object.group_kind).to_owned(),
                there: object.there,
                name: object.name,
            })
            .collect();
    }
    Ok(view)
}

/// Policies, and what rules the package out, say more than its readers read: who approves by name, who is asked,
/// packages of other catalogs. Only whoever may change them in this catalog takes them to another.
fn may_copy_rules(ctx: &Ctx, package: &Package) -> bool {
    let may = |action| ctx.allows(action, package.scope());
    may(Action::CreateOrEditPolicy) && may(Action::ConfigureSeparationOfDuties)
}

/// Makes sure that everything the package gives is in the other catalog.
async fn furnish(ctx: &Ctx, tx: &mut Tx, package: &Package, input: &RelocateInput) -> Outcome<()> {
    let missing: Vec<Object> = objects(&mut tx.conn, package.id, input.catalog)
        .await?
        .into_iter()
        .filter(|object| !object.there)
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    if !input.add_missing {
        let names: Vec<_> = missing.into_iter().map(|object| object.name).collect();
        return Err(AppError::field(
            "add_missing",
            t!(
                "The other catalog does not have: {names}.",
                names = names.join(", ")
            ),
        )
        .into());
    }
    ctx.require(Action::AddResourceToCatalog, Scope::Catalog(input.catalog))?;
    let ids = missing.into_iter().map(|object| object.id).collect();
    bring_in(ctx, tx, input.catalog, ids, "add_missing").await?;
    Ok(())
}

/// Moves the package. Whoever has it or waits for it is not concerned; those who run the other catalog
/// run it from now on.
///
/// # Errors
/// Not allowed in one of the catalogs; messages at `catalog` and `add_missing`.
pub async fn move_to(ctx: &Ctx, id: PackageId, input: &RelocateInput) -> Outcome<()> {
    let (_, package) = permitted(ctx, id, Action::DeletePackage).await?;
    let permit = ctx
        .require(Action::CreateAccessPackage, Scope::Catalog(input.catalog))
        .map_err(unknown_catalog)?;
    if input.catalog == package.catalog_id {
        return Err(
            AppError::field("catalog", t!("The package is in this catalog already.")).into(),
        );
    }
    let mut tx = ctx.begin(&permit).await?;
    package.still_in(lock(&mut tx, id).await?)?;
    let target = catalogs::hold(&mut tx, input.catalog).await?;
    furnish(ctx, &mut tx, &package, input).await?;
    let now = tx.now();
    taken(
        execute!(tx, "packages/move", id, input.catalog, now),
        "catalog",
        name_taken(),
    )?;
    execute!(tx, "packages/move_roles", id, input.catalog)?;
    tx.audit(
        audit::Entry::new("package.move", "package", id.0, &package.display_name)
            .catalog(input.catalog)
            .package(id)
            .details(json!({ "before": package.catalog_name, "after": target.display_name })),
    );
    tx.commit().await
}

fn unknown_catalog(error: AppError) -> AppError {
    match error {
        AppError::NotFound => AppError::field(
            "catalog",
            t!("Choose a catalog in which you can make packages."),
        ),
        other => other,
    }
}

/// Copies the package with its roles, with what rules it out and, if wanted, with its policies; without both
/// for whoever may not change them. Nobody has the copy at first.
///
/// # Errors
/// Not allowed in the other catalog; messages at `catalog`, `name` and `add_missing`.
pub async fn copy(ctx: &Ctx, id: PackageId, input: &CopyInput) -> Outcome<PackageId> {
    let (_, package) = permitted(ctx, id, Action::ViewCatalogAndPackages).await?;
    let place = &input.place;
    let permit = ctx
        .require(Action::CreateAccessPackage, Scope::Catalog(place.catalog))
        .map_err(unknown_catalog)?;
    let mut tx = ctx.begin(&permit).await?;
    package.still_in(super::hold(&mut tx, id).await?)?;
    furnish(ctx, &mut tx, &package, place).await?;
    let roles = fetch_all!(tx, (RoleId,), "packages/roles_there", id, place.catalog)?;
    let new = PackageInput {
        name: input.name.clone(),
        description: package.description.clone(),
        texts: package.texts.clone(),
        hidden: package.hidden,
        catalog: CatalogChoice::Existing(place.catalog),
        roles: roles.into_iter().map(|row| row.0).collect(),
    };
    let copy = make(&mut tx, &new).await?;
    let now = tx.now();
    let rules = may_copy_rules(ctx, &package);
    if rules {
        execute!(tx, "separation/copy_packages", id, copy, now)?;
        execute!(tx, "separation/copy_groups", id, copy, now)?;
    }
    let policies = if input.policies && rules {
        copy_policies(&mut tx, id, copy).await?
    } else {
        0
    };
    tx.audit(
        audit::Entry::new("package.copy", "package", copy.0, &input.name)
            .catalog(place.catalog)
            .package(copy)
            .details(json!({ "from": package.display_name, "policies": policies })),
    );
    tx.commit().await?;
    Ok(copy)
}
