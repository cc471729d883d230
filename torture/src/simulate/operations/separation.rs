//! Saying what rules a package out, and taking that back.

use super::super::world::{Named, World};
use super::{Said, somebody_in_charge};
use engine::{Outcome, sql};
use shared::forms::packages::IncompatibleInput;
use shared::ids::{ObjectId, PackageId};

/// Another package, or now and then a group, keeps people from a package.
pub async fn rule_out(world: &World) -> Outcome<Said> {
    let Some((package, name)) = world.any::<Named<PackageId>>(sql!("pick/packages")).await? else {
        return Ok(Said::idle());
    };
    let mut input = IncompatibleInput::default();
    if world.chance.percent(20) {
        let group = world.any::<Named<ObjectId>>(sql!("pick/groups")).await?;
        input.groups.extend(group.map(|(group, _)| group));
    } else {
        let other = world.any::<Named<PackageId>>(sql!("pick/packages")).await?;
        input.packages.extend(other.map(|(other, _)| other));
    }
    let who = somebody_in_charge(world).await?;
    let ctx = world.ctx(&who).await?;
    let added = engine::separation::add_incompatible(&ctx, package, &input).await?;
    let what = format!("{} rules {added} out of {name}", who.1);
    Ok(Said::new(what).recorded("package.addIncompatible", usize::from(added > 0)))
}

/// The way is free again.
pub async fn let_meet(world: &World) -> Outcome<Said> {
    let row: Option<(PackageId, PackageId)> = world.any(sql!("pick/incompatible")).await?;
    let Some((package, other)) = row else {
        return Ok(Said::idle());
    };
    let who = somebody_in_charge(world).await?;
    let ctx = world.ctx(&who).await?;
    let name = engine::separation::remove_incompatible_package(&ctx, package, other).await?;
    let what = format!("{} lets {name} meet another package", who.1);
    Ok(Said::new(what).recorded("package.removeIncompatible", 1))
}
