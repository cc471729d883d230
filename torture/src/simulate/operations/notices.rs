//! How people want to be told.

use super::super::world::World;
use super::{Said, anybody};
use engine::{Outcome, notices};
use shared::forms::Fields;
use shared::notices::{NoticesInput, Timing, Topic};

/// Somebody wants to be told in another way.
pub async fn choose(world: &World) -> Outcome<Said> {
    let who = anybody(world).await?;
    let ctx = world.ctx(&who).await?;
    let before = notices::view(&ctx).await?.chosen;
    let mut form = Fields::default();
    for topic in Topic::ALL {
        let timings: Vec<Timing> = topic.timings().collect();
        let timing = world.chance.one(&timings).unwrap_or(Timing::AtOnce);
        form.set(topic.as_str(), timing.as_str());
    }
    form.set("digest_hour", world.chance.number(0..24).to_string());
    form.set("language", if world.chance.percent(50) { "de" } else { "" });
    let chosen = NoticesInput::parse(&form)?;
    notices::choose(&ctx, &chosen).await?;
    let changed = usize::from(chosen != before);
    let what = format!("{} wants to be told in another way", who.1);
    Ok(Said::new(what).recorded("notices.choose", changed))
}
