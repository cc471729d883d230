//! Making packages, changing what is in them, and doing away with them.

use super::super::policy;
use super::super::world::{Named, World};
use super::{Said, name, somebody_in_charge};
use engine::{Outcome, sql};
use shared::forms::packages::{CatalogChoice, PackageInput, PackageText};
use shared::ids::{CatalogId, PackageId, PackageRoleId, RoleId};

/// A new package with its first roles and its first policy.
pub async fn make_package(world: &World) -> Outcome<Said> {
    let Some((catalog, _)) = world.any::<Named<CatalogId>>(sql!("pick/catalogs")).await? else {
        return Ok(Said::idle());
    };
    let roles: Vec<(RoleId,)> = world
        .rows(sql!("pick/roles_of_catalog"), &[catalog.0])
        .await?;
    let package = PackageInput {
        name: name(world, "Package"),
        description: String::new(),
        texts: shared::texts::Texts::default(),
        hidden: world.chance.percent(10),
        catalog: CatalogChoice::Existing(catalog),
        roles: world
            .chance
            .some(&roles, 25)
            .into_iter()
            .map(|row| row.0)
            .collect(),
    };
    let first = policy::input(world, "First".to_owned()).await?;
    let who = somebody_in_charge(world).await?;
    let ctx = world.ctx(&who).await?;
    let what = format!("{} makes {}", who.1, package.name);
    engine::policies::create_package(&ctx, package, first).await?;
    Ok(Said::new(what).recorded("package.create", 1))
}

/// Another name, or hidden; now and then from a form that is out of date.
pub async fn edit_package(world: &World) -> Outcome<Said> {
    let row: Option<(PackageId, String, i64)> = world.any(sql!("pick/package_versions")).await?;
    let Some((package, old, version)) = row else {
        return Ok(Said::idle());
    };
    let stale = i64::from(world.chance.percent(15));
    let text = PackageText {
        name: name(world, "Package"),
        description: "Changed.".to_owned(),
        texts: shared::texts::Texts::default(),
        hidden: world.chance.percent(20),
    };
    let who = somebody_in_charge(world).await?;
    let ctx = world.ctx(&who).await?;
    let what = format!("{} renames {old} to {}", who.1, text.name);
    engine::packages::edit(&ctx, package, version - stale, text).await?;
    Ok(Said::new(what).recorded("package.edit", 1))
}

/// Everybody who holds the package gets something more.
pub async fn add_role(world: &World) -> Outcome<Said> {
    let row: Option<(PackageId, String, CatalogId)> =
        world.any(sql!("pick/package_places")).await?;
    let Some((package, name, catalog)) = row else {
        return Ok(Said::idle());
    };
    let role: Option<(RoleId,)> = world
        .any_of(sql!("pick/roles_of_catalog"), catalog.0)
        .await?;
    let Some((role,)) = role else {
        return Ok(Said::idle());
    };
    let who = somebody_in_charge(world).await?;
    let ctx = world.ctx(&who).await?;
    let added = engine::packages::add_roles(&ctx, package, vec![role]).await?;
    let what = format!("{} adds {added} role to {name}", who.1);
    Ok(Said::new(what).recorded("package.addRole", added))
}

/// Everybody who holds the package loses something.
pub async fn remove_role(world: &World) -> Outcome<Said> {
    let row: Option<(PackageRoleId, PackageId, String)> =
        world.any(sql!("pick/package_roles")).await?;
    let Some((role, package, name)) = row else {
        return Ok(Said::idle());
    };
    let who = somebody_in_charge(world).await?;
    let ctx = world.ctx(&who).await?;
    engine::packages::remove_role(&ctx, package, role).await?;
    let what = format!("{} takes a role out of {name}", who.1);
    Ok(Said::new(what).recorded("package.removeRole", 1))
}

/// The end of a package that nobody holds.
pub async fn delete_package(world: &World) -> Outcome<Said> {
    let Some((package, name)) = world.any::<Named<PackageId>>(sql!("pick/packages")).await? else {
        return Ok(Said::idle());
    };
    let who = somebody_in_charge(world).await?;
    let ctx = world.ctx(&who).await?;
    engine::packages::delete(&ctx, package).await?;
    let what = format!("{} deletes {name}", who.1);
    Ok(Said::new(what).recorded("package.delete", 1))
}
