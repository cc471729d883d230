//! Accounts, the roles of the product, and people who come in through a link.

use super::super::world::World;
use super::{Said, anybody, somebody_in_charge};
use engine::identity::{Client, passcodes};
use engine::{Outcome, guests, people, roles, sql};
use shared::authz::{Role, Scope};
use shared::directory::Principal;
use shared::forms::AddRoleInput;
use shared::forms::identity::{CodeInput, MailInput};
use shared::ids::{AssignmentId, CatalogId, PackageId, RoleAssignmentId, UserId};

/// Blocks an account, or lets it in again.
pub async fn switch_account(world: &World) -> Outcome<Said> {
    let row: Option<(UserId, String, i64, bool)> = world.any(sql!("pick/accounts")).await?;
    let Some((user, name, version, enabled)) = row else {
        return Ok(Said::idle());
    };
    // Who is blocked comes back sooner than others are blocked, or nobody would be left.
    if enabled && world.chance.percent(60) {
        return Ok(Said::idle());
    }
    let who = somebody_in_charge(world).await?;
    let ctx = world.ctx(&who).await?;
    people::set_enabled(&ctx, user, version, !enabled).await?;
    let (verb, action) = if enabled {
        ("blocks", "user.disable")
    } else {
        ("lets in", "user.enable")
    };
    Ok(Said::new(format!("{} {verb} {name}", who.1)).recorded(action, 1))
}

/// A guest is taken under management, if they asked for their access.
pub async fn govern(world: &World) -> Outcome<Said> {
    let row: Option<(AssignmentId, PackageId, String)> =
        world.any(sql!("pick/guest_access")).await?;
    let Some((assignment, package, name)) = row else {
        return Ok(Said::idle());
    };
    let who = somebody_in_charge(world).await?;
    let ctx = world.ctx(&who).await?;
    guests::govern(&ctx, package, assignment).await?;
    let what = format!("{} takes {name} under management", who.1);
    Ok(Said::new(what).recorded("user.govern", 1))
}

/// Somebody gets a role of the product.
pub async fn give_role(world: &World) -> Outcome<Said> {
    let role = world.chance.one(Role::ALL).unwrap_or(Role::CatalogReader);
    let catalog: Option<(CatalogId, String)> = world.any(sql!("pick/catalogs")).await?;
    let scope = match catalog {
        Some((catalog, _)) if !role.is_tenant_wide() => Scope::Catalog(catalog),
        _ => Scope::Tenant,
    };
    let holder = anybody(world).await?;
    let who = somebody_in_charge(world).await?;
    let ctx = world.ctx(&who).await?;
    let input = AddRoleInput {
        role,
        principals: vec![Principal::User(holder.0).into()],
    };
    let added = roles::add(&ctx, scope, input).await?;
    let what = format!("{} makes {} {}", who.1, holder.1, role.title());
    Ok(Said::new(what).recorded("role.add", added))
}

/// Somebody loses a role of the product.
pub async fn take_role(world: &World) -> Outcome<Said> {
    let row: Option<(RoleAssignmentId, Option<CatalogId>)> =
        world.any(sql!("pick/role_assignments")).await?;
    let Some((id, catalog)) = row else {
        return Ok(Said::idle());
    };
    let scope = catalog.map_or(Scope::Tenant, Scope::Catalog);
    let who = somebody_in_charge(world).await?;
    let ctx = world.ctx(&who).await?;
    let name = roles::remove(&ctx, scope, id).await?;
    let what = format!("{} takes a role from {name}", who.1);
    Ok(Said::new(what).recorded("role.remove", 1))
}

/// Somebody from outside proves a mail address, if the code arrives.
pub async fn visitor_comes(world: &World) -> Outcome<Said> {
    let domain = world.chance.one(&["partner.example", "unknown.example"]);
    let number = world.chance.number(1..4);
    let mail = format!("visitor{number}@{}", domain.unwrap_or("partner.example"));
    let system = world.system();
    let client = Client::default();
    let challenge = passcodes::send(&system, &client, &MailInput { mail: mail.clone() }).await?;
    world.engine.settle().await?;
    let code = world.post.last_subject(&mail).unwrap_or_default();
    let code = code.rsplit(' ').next().unwrap_or_default().to_owned();
    let input = CodeInput {
        challenge,
        code,
        name: format!("Visitor {number}"),
    };
    passcodes::redeem(&world.system(), &client, &input).await?;
    Ok(Said::new(format!("{mail} is proved")))
}
