//! Writing policies, rewriting them under requests that are under way, and deleting them.

use super::super::policy;
use super::super::world::{Named, World};
use super::{Said, name, somebody_in_charge};
use engine::{Outcome, sql};
use shared::ids::{PackageId, PolicyId};

/// Another way to get a package.
pub async fn make_policy(world: &World) -> Outcome<Said> {
    let Some((package, of)) = world.any::<Named<PackageId>>(sql!("pick/packages")).await? else {
        return Ok(Said::idle());
    };
    let input = policy::input(world, name(world, "Policy")).await?;
    let who = somebody_in_charge(world).await?;
    let ctx = world.ctx(&who).await?;
    engine::policies::create(&ctx, package, input).await?;
    let what = format!("{} writes a policy of {of}", who.1);
    Ok(Said::new(what).recorded("policy.create", 1))
}

/// A policy says something else from now on.
pub async fn change_policy(world: &World) -> Outcome<Said> {
    let Some((policy, package, version)) = pick(world).await? else {
        return Ok(Said::idle());
    };
    let mut input = policy::input(world, name(world, "Policy")).await?;
    input.version = Some(version);
    let who = somebody_in_charge(world).await?;
    let ctx = world.ctx(&who).await?;
    engine::policies::update(&ctx, package, policy, input).await?;
    let what = format!("{} changes a policy", who.1);
    Ok(Said::new(what).recorded("policy.update", 1))
}

/// The end of a policy that nobody depends on.
pub async fn delete_policy(world: &World) -> Outcome<Said> {
    let Some((policy, package, version)) = pick(world).await? else {
        return Ok(Said::idle());
    };
    let who = somebody_in_charge(world).await?;
    let ctx = world.ctx(&who).await?;
    engine::policies::delete(&ctx, package, policy, version).await?;
    let what = format!("{} deletes a policy", who.1);
    Ok(Said::new(what).recorded("policy.delete", 1))
}

async fn pick(world: &World) -> Outcome<Option<(PolicyId, PackageId, i64)>> {
    Ok(world.any(sql!("pick/policy_versions")).await?)
}
