//! Writing policies, rewriting them under requests that are under way, and deleting them.

use super::super::policy;
use super::super::world::{Named, World};
use super::{Said, name, somebody_in_charge};
use engine::{Outcome, sql};
use shared::directory::{Principal, PrincipalKind};
use shared::forms::{PolicyPick, ReplaceInput, TemplateInput};
use shared::ids::{PackageId, PolicyId, TemplateId};
use uuid::Uuid;

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

/// One approver in the place of another.
pub async fn replace_approver(world: &World) -> Outcome<Said> {
    let Some((policy, package, version)) = pick(world).await? else {
        return Ok(Said::idle());
    };
    let who: Option<(PrincipalKind, Uuid)> = world.any(sql!("pick/principals")).await?;
    let other: Option<(PrincipalKind, Uuid)> = world.any(sql!("pick/principals")).await?;
    let (Some(from), Some(to)) = (who, other) else {
        return Ok(Said::idle());
    };
    let input = ReplaceInput {
        from: Principal::new(from.0, from.1),
        to: Principal::new(to.0, to.1),
        picks: vec![PolicyPick {
            package,
            policy,
            version,
        }],
    };
    let who = somebody_in_charge(world).await?;
    let ctx = world.ctx(&who).await?;
    let replaced = engine::policies::replace_approvers(&ctx, &input).await?;
    let done = replaced.iter().filter(|one| one.outcome.is_ok()).count();
    let what = format!("{} replaces an approver", who.1);
    Ok(Said::new(what).recorded("policy.update", done))
}

/// A policy is kept as a template.
pub async fn keep_template(world: &World) -> Outcome<Said> {
    let Some((policy, package, _)) = pick(world).await? else {
        return Ok(Said::idle());
    };
    let input = TemplateInput {
        name: name(world, "Template"),
        for_all: world.chance.percent(30),
    };
    let who = somebody_in_charge(world).await?;
    let ctx = world.ctx(&who).await?;
    let what = format!("{} keeps {}", who.1, input.name);
    engine::policies::save_template(&ctx, package, policy, &input).await?;
    Ok(Said::new(what).recorded("template.create", 1))
}

/// A template goes; policies made from it stay.
pub async fn drop_template(world: &World) -> Outcome<Said> {
    let row: Option<Named<TemplateId>> = world.any(sql!("pick/templates")).await?;
    let Some((template, name)) = row else {
        return Ok(Said::idle());
    };
    let who = somebody_in_charge(world).await?;
    let ctx = world.ctx(&who).await?;
    engine::policies::delete_template(&ctx, template).await?;
    let what = format!("{} deletes {name}", who.1);
    Ok(Said::new(what).recorded("template.delete", 1))
}

async fn pick(world: &World) -> Outcome<Option<(PolicyId, PackageId, i64)>> {
    Ok(world.any(sql!("pick/policy_versions")).await?)
}
