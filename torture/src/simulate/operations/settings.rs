//! The settings of the portal.

use super::super::world::World;
use super::{Said, somebody_in_charge};
use engine::Outcome;
use engine::settings::{change_tenant_settings, tenant_settings};
use shared::settings::{InvitedDomains, ResourcesShown};

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
    settings.block_guests = world.chance.percent(60);
    settings.remove_guests = world.chance.percent(70);
    settings.remove_guests_after_days = u32::try_from(world.chance.number(0..40)).unwrap_or(0);
    settings.invited_domains = if world.chance.percent(80) {
        InvitedDomains::All
    } else {
        InvitedDomains::AllBut
    };
    settings.domains = vec!["unknown.example".to_owned()];
    let changed = usize::from(settings != before);
    change_tenant_settings(&ctx, settings).await?;
    let what = format!("{} changes the settings", who.1);
    Ok(Said::new(what).recorded("settings.change", changed))
}
