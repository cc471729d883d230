//! Saying what rules a package out, and taking that back (PKG-17, PKG-18). Who has both already keeps
//! both.

use super::judge::{sees, sees_holders};
use crate::packages::{find, hold, permitted};
use crate::{Ctx, Outcome, Tx, audit, execute, fetch_one, fetch_optional};
use serde_json::json;
use shared::AppError;
use shared::authz::Action;
use shared::forms::packages::IncompatibleInput;
use shared::ids::{ObjectId, PackageId};
use shared::limits::INCOMPATIBLE_MAX;

/// Whoever has one of these packages, or is in one of these groups, cannot get the package from now
/// on. Returns how many were new.
///
/// # Errors
/// Not allowed; messages at the fields `package` and `group`.
pub async fn add_incompatible(
    ctx: &Ctx,
    id: PackageId,
    input: &IncompatibleInput,
) -> Outcome<usize> {
    let (permit, package) = permitted(ctx, id, Action::ConfigureSeparationOfDuties).await?;
    let mut tx = ctx.begin(&permit).await?;
    // In one order, so that two who name each other's package do not wait in a circle.
    let mut held: Vec<PackageId> = input.packages.clone();
    held.push(id);
    held.sort_unstable();
    for one in held {
        match hold(&mut tx, one).await {
            Err(crate::Failure::App(AppError::NotFound)) if one != id => {
                return Err(gone("package").into());
            }
            Ok(catalog) if one == id => package.still_in(catalog)?,
            outcome => {
                outcome?;
            }
        }
    }
    let now = tx.now();
    let mut names = Vec::new();
    for other in &input.packages {
        let found = find(&mut tx.conn, *other).await?;
        if *other == id {
            return Err(AppError::field("package", t!("A package cannot rule itself out.")).into());
        }
        if !sees_holders(ctx, found.catalog_id) {
            return Err(gone("package").into());
        }
        if execute!(tx, "separation/insert_package", id, *other, now)? > 0 {
            names.push(found.display_name);
        }
    }
    let mut groups = Vec::new();
    for group in &input.groups {
        let name = group_name(&mut tx, *group).await?;
        let name = name.ok_or_else(|| gone("group"))?;
        if execute!(tx, "separation/insert_group", id, *group, now)? > 0 {
            groups.push(name);
        }
    }
    let (there, groups_there): (i64, i64) = fetch_one!(tx, (i64, i64), "separation/count", id)?;
    for (field, number) in [("package", there), ("group", groups_there)] {
        if usize::try_from(number).is_ok_and(|number| number > INCOMPATIBLE_MAX) {
            let message = t!(
                "Up to {most} can rule a package out.",
                most = INCOMPATIBLE_MAX
            );
            return Err(AppError::field(field, message).into());
        }
    }
    let added = names.len() + groups.len();
    if added > 0 {
        tx.audit(
            audit::Entry::new(
                "package.addIncompatible",
                "package",
                id.0,
                &package.display_name,
            )
            .catalog(package.catalog_id)
            .package(id)
            .details(json!({ "packages": names, "groups": groups })),
        );
        tx.commit().await?;
    }
    Ok(added)
}

fn gone(field: &str) -> AppError {
    AppError::field(field, t!("One of your choices does not exist any more."))
}

async fn group_name(tx: &mut Tx, group: ObjectId) -> Outcome<Option<String>> {
    let row = fetch_optional!(tx, (String,), "separation/group_name", group)?;
    Ok(row.map(|(name,)| name))
}

/// Having the other package is no hindrance any more. Returns its name, where the actor sees it.
///
/// # Errors
/// Not allowed, or it was none.
pub async fn remove_incompatible_package(
    ctx: &Ctx,
    id: PackageId,
    other: PackageId,
) -> Outcome<String> {
    let (permit, package) = permitted(ctx, id, Action::ConfigureSeparationOfDuties).await?;
    let mut tx = ctx.begin(&permit).await?;
    package.still_in(hold(&mut tx, id).await?)?;
    if execute!(tx, "separation/delete_package", id, other)? == 0 {
        return Err(already());
    }
    let found = find(&mut tx.conn, other).await?;
    tx.audit(
        audit::Entry::new(
            "package.removeIncompatible",
            "package",
            id.0,
            &package.display_name,
        )
        .catalog(package.catalog_id)
        .package(id)
        .details(json!({ "packages": [found.display_name] })),
    );
    tx.commit().await?;
    if sees(ctx, found.catalog_id) {
        Ok(found.name().to_owned())
    } else {
        Ok(t!("The other package").to_owned())
    }
}

/// Being in the group is no hindrance any more. Returns its name.
///
/// # Errors
/// Not allowed, or it was none.
pub async fn remove_incompatible_group(
    ctx: &Ctx,
    id: PackageId,
    group: ObjectId,
) -> Outcome<String> {
    let (permit, package) = permitted(ctx, id, Action::ConfigureSeparationOfDuties).await?;
    let mut tx = ctx.begin(&permit).await?;
    package.still_in(hold(&mut tx, id).await?)?;
    if execute!(tx, "separation/delete_group", id, group)? == 0 {
        return Err(already());
    }
    let name = group_name(&mut tx, group).await?.unwrap_or_default();
    tx.audit(
        audit::Entry::new(
            "package.removeIncompatible",
            "package",
            id.0,
            &package.display_name,
        )
        .catalog(package.catalog_id)
        .package(id)
        .details(json!({ "groups": [&name] })),
    );
    tx.commit().await?;
    Ok(name)
}

fn already() -> crate::Failure {
    AppError::Conflict(t!("This was taken away already.").to_owned()).into()
}
