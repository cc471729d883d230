//! Retiring packages, moving them and copying them.

use super::super::world::{Named, World};
use super::{Said, name, somebody_in_charge};
use engine::{Outcome, sql};
use shared::forms::packages::{CopyInput, RelocateInput, RetireInput};
use shared::ids::{CatalogId, PackageId};

async fn package(world: &World) -> Outcome<Option<Named<PackageId>>> {
    Ok(world.any::<Named<PackageId>>(sql!("pick/packages")).await?)
}

/// A package is to go; now and then on a day that has passed.
pub async fn retire(world: &World) -> Outcome<Said> {
    let Some((package, name)) = package(world).await? else {
        return Ok(Said::idle());
    };
    let days = world.chance.number(0..40);
    let input = RetireInput {
        on: world.engine.clock.now().plus_days(days).end_of_day(),
        reason: String::new(),
    };
    let who = somebody_in_charge(world).await?;
    let ctx = world.ctx(&who).await?;
    engine::packages::retire(&ctx, package, &input).await?;
    let what = format!("{} retires {name} in {days} days", who.1);
    Ok(Said::new(what).recorded("package.retire", 1))
}

/// A package stays after all, or comes back.
pub async fn call_off(world: &World) -> Outcome<Said> {
    let row = world.any::<Named<PackageId>>(sql!("pick/retiring")).await?;
    let Some((package, name)) = row else {
        return Ok(Said::idle());
    };
    let who = somebody_in_charge(world).await?;
    let ctx = world.ctx(&who).await?;
    engine::packages::call_off_retirement(&ctx, package).await?;
    let what = format!("{} keeps {name}", who.1);
    Ok(Said::new(what).recorded("package.callOff", 1))
}

async fn place(world: &World) -> Outcome<Option<RelocateInput>> {
    let catalog = world.any::<Named<CatalogId>>(sql!("pick/catalogs")).await?;
    Ok(catalog.map(|(catalog, _)| RelocateInput {
        catalog,
        add_missing: world.chance.percent(80),
    }))
}

/// A package goes to another catalog.
pub async fn move_package(world: &World) -> Outcome<Said> {
    let (Some((package, name)), Some(place)) = (package(world).await?, place(world).await?) else {
        return Ok(Said::idle());
    };
    let who = somebody_in_charge(world).await?;
    let ctx = world.ctx(&who).await?;
    engine::packages::move_to(&ctx, package, &place).await?;
    let what = format!("{} moves {name}", who.1);
    Ok(Said::new(what).recorded("package.move", 1))
}

/// A package is there twice.
pub async fn copy_package(world: &World) -> Outcome<Said> {
    let (Some((package, old)), Some(place)) = (package(world).await?, place(world).await?) else {
        return Ok(Said::idle());
    };
    let input = CopyInput {
        place,
        name: name(world, "Package"),
        policies: world.chance.percent(60),
    };
    let who = somebody_in_charge(world).await?;
    let ctx = world.ctx(&who).await?;
    engine::packages::copy(&ctx, package, &input).await?;
    let what = format!("{} copies {old}", who.1);
    Ok(Said::new(what).recorded("package.copy", 1))
}
