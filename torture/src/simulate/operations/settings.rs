//! The settings of the portal.

use super::super::world::World;
use super::{Said, somebody_in_charge};
use engine::Outcome;
use engine::settings::{change_tenant_settings, tenant_settings};
use shared::settings::ResourcesShown;

/// Somebody turns the switches.
pub async fn change_settings(world: &World) -> Outcome<Said> {
    let who = somebody_in_charge(world).await?;
    let ctx = world.ctx(&who).await?;
    let before = tenant_settings(&ctx).await?;
    let mut settings = before.clone();
    settings.members_find_narrow_packages = world.chance.percent(50);
    settings.resources_shown = world
        .chance
        .one(ResourcesShown::ALL)
        .unwrap_or(ResourcesShown::Everyone);
    let changed = usize::from(settings != before);
    change_tenant_settings(&ctx, settings).await?;
    let what = format!("{} changes the settings", who.1);
    Ok(Said::new(what).recorded("settings.change", changed))
}
