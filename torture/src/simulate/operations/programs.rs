//! What an identity provider tells through SCIM.

use super::super::world::{Named, World};
use super::{Outcome, Said};
use engine::scim::{Answer, Change, Refused};
use engine::{Ctx, scim, sql};
use serde_json::{Value, json};
use shared::AppError;
use shared::ids::{ObjectId, UserId};

/// Somebody comes, changes, or goes; a group gets a member, or loses one.
pub async fn provision(world: &World) -> Outcome<Said> {
    let ctx = world.provisioning();
    match world.chance.weighted([3, 4, 2, 3].into_iter()) {
        0 => comes(world, &ctx).await,
        1 => changes(world, &ctx).await,
        2 => goes(world, &ctx).await,
        _ => joins(world, &ctx).await,
    }
}

async fn comes(world: &World, ctx: &Ctx) -> Outcome<Said> {
    let number = world.chance.number(1..6);
    let body = json!({
        "userName": format!("new{number}"),
        "displayName": format!("New {number}"),
        "externalId": format!("new-{number}"),
        "active": world.chance.percent(85),
        "emails": [{ "value": format!("new{number}@norrland.example") }],
    });
    said(scim::create_user(ctx, body).await)?;
    Ok(Said::new(format!("New {number} comes")))
}

async fn changes(world: &World, ctx: &Ctx) -> Outcome<Said> {
    let Some((person, name)) = somebody(world).await? else {
        return Ok(Said::idle());
    };
    // Who is closed is opened again more often, or nobody would be left.
    let (path, value): (_, Value) = match world.chance.weighted([1, 3, 2].into_iter()) {
        0 => ("active", false.into()),
        1 => ("active", true.into()),
        _ => (
            "title",
            format!("Title {}", world.chance.number(1..9)).into(),
        ),
    };
    let body = json!({ "Operations": [{ "op": "replace", "path": path, "value": value }] });
    said(scim::change_user(ctx, person, None, Change::Patch(body)).await)?;
    Ok(Said::new(format!("{name}: {path} is told")))
}

async fn goes(world: &World, ctx: &Ctx) -> Outcome<Said> {
    let Some((person, name)) = somebody(world).await? else {
        return Ok(Said::idle());
    };
    // Mostly those who came this way: the others are needed.
    if !name.starts_with("New") && world.chance.percent(95) {
        return Ok(Said::idle());
    }
    said(scim::delete_user(ctx, person, None).await)?;
    Ok(Said::new(format!("{name} goes")).recorded("user.remove", 1))
}

async fn joins(world: &World, ctx: &Ctx) -> Outcome<Said> {
    let group: Option<Named<ObjectId>> = world.any(sql!("pick/groups")).await?;
    let (Some((group, called)), Some((person, name))) = (group, somebody(world).await?) else {
        return Ok(Said::idle());
    };
    let operation = if world.chance.percent(60) {
        json!({ "op": "add", "path": "members", "value": [{ "value": person }] })
    } else {
        json!({ "op": "remove", "path": format!("members[value eq \"{person}\"]") })
    };
    let body = json!({ "Operations": [operation] });
    said(scim::change_group(ctx, group, None, Change::Patch(body)).await)?;
    Ok(Said::new(format!("{called}: {name} is told")))
}

async fn somebody(world: &World) -> Outcome<Option<Named<UserId>>> {
    let row: Option<(UserId, String, String, String)> = world.any(sql!("pick/members")).await?;
    Ok(row.map(|(id, _, name, _)| (id, name)))
}

fn said<T>(answer: Answer<T>) -> Outcome<T> {
    answer.map_err(|refused| match refused {
        Refused::Failure(failure) => failure,
        Refused::Fault(fault) => AppError::Conflict(fault.detail).into(),
        Refused::Used(detail) => AppError::Conflict(detail).into(),
        Refused::Stale => AppError::Conflict("it has another version".to_owned()).into(),
    })
}
