//! The world outside the portal: what the directory says of people and groups, read in by imports.

use super::super::world::{Named, World};
use super::{Said, anybody, somebody_in_charge};
use engine::directory::import::{ImportFile, import};
use engine::{Outcome, sql};
use shared::ids::{ObjectId, RoleId, UserId};
use uuid::Uuid;

/// Somebody has another manager.
pub async fn manager_changes(world: &World) -> Outcome<Said> {
    let who: Option<(UserId, String, String, String)> = world.any(sql!("pick/members")).await?;
    let manager: Option<(UserId, String, String, String)> = world.any(sql!("pick/members")).await?;
    let (Some(who), Some(manager)) = (who, manager) else {
        return Ok(Said::idle());
    };
    let text = format!(
        "user_name,display_name,mail,manager\n{},{},{},{}\n",
        who.1, who.2, who.3, manager.1
    );
    read(world, "people.csv", text).await
}

/// A group has other members: some by themselves, whatever they hold through the portal.
pub async fn members_change(world: &World) -> Outcome<Said> {
    let Some((_, group)) = world.any::<Named<ObjectId>>(sql!("pick/groups")).await? else {
        return Ok(Said::idle());
    };
    let people: Vec<(UserId, String, String, String)> =
        world.rows(sql!("pick/members"), &[]).await?;
    let members: Vec<String> = world
        .chance
        .some(&people, 25)
        .into_iter()
        .map(|row| row.1)
        .collect();
    let text = format!("group,members\n{group},{}\n", members.join(";"));
    read(world, "groups.csv", text).await
}

/// Somebody is given a role by the directory itself (BYD-06).
pub async fn role_is_held(world: &World) -> Outcome<Said> {
    let row: Option<(RoleId, String, String)> = world.any(sql!("pick/roles")).await?;
    let Some((_, object, role)) = row else {
        return Ok(Said::idle());
    };
    let holder = anybody(world).await?;
    let names: Vec<(String,)> = world.rows(sql!("pick/user_name"), &[holder.0.0]).await?;
    let Some((user_name,)) = names.first() else {
        return Ok(Said::idle());
    };
    let text = format!("resource,role,holder\n{object},{role},{user_name}\n");
    read(world, "held.csv", text).await
}

/// Another directory takes a group over, or gives it back.
pub async fn group_changes_hands(world: &World) -> Outcome<Said> {
    let Some((_, group)) = world.any::<Named<ObjectId>>(sql!("pick/groups")).await? else {
        return Ok(Said::idle());
    };
    let mastery = if world.chance.percent(40) {
        "synced"
    } else {
        "assigned"
    };
    let text = format!("group,mastery\n{group},{mastery}\n");
    read(world, "groups.csv", text).await
}

async fn read(world: &World, name: &str, text: String) -> Outcome<Said> {
    let who = somebody_in_charge(world).await?;
    let ctx = world.ctx(&who).await?;
    let line = text.lines().nth(1).unwrap_or_default().to_owned();
    let file = ImportFile {
        name: name.to_owned(),
        bytes: text.into_bytes(),
    };
    Ok(match import(&ctx, &[file]).await? {
        Ok(_) => Said::new(format!("{} imports {line}", who.1)).recorded("directory.import", 1),
        Err(problems) => Said::new(format!("{} cannot import {line}: {problems}", who.1)),
    })
}

/// What only the directory may change: who holds what natively.
pub async fn natives(world: &World) -> sqlx::Result<Vec<(Uuid, Uuid)>> {
    world.rows(sql!("pick/natives"), &[]).await
}
