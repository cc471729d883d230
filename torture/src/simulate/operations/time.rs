//! Time passing, and the work that falls due with it.

use super::super::world::{Disk, World};
use super::Said;
use engine::Outcome;

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// Minutes to months pass. Mostly what falls due is done, day by day or all at the end as after an
/// outage; sometimes a bit of it, or nothing.
pub async fn wait(world: &World) -> Outcome<Said> {
    let chance = &world.chance;
    let (days, ms) = match chance.weighted([5, 5, 4, 2].into_iter()) {
        0 => (0, chance.number(1..120) * MINUTE),
        1 => (0, chance.number(1..48) * HOUR),
        2 => (chance.number(1..15), chance.number(0..24) * HOUR),
        _ => (chance.number(20..150), 0),
    };
    let clock = &world.engine.clock;
    let how = chance.count(0..10);
    if how < 3 && days < 15 {
        for _ in 0..days {
            clock.advance(DAY);
            world.engine.settle().await?;
        }
    } else {
        clock.advance(days * DAY);
    }
    clock.advance(ms);
    let what = match how {
        0..=7 => {
            world.engine.settle().await?;
            "with its work"
        }
        8 => {
            world.engine.reconcile().await?;
            "with a bit of its work"
        }
        _ => "without its work",
    };
    let said = Said::new(format!(
        "{days} days and {} minutes pass {what}",
        ms / MINUTE
    ));
    Ok(if how < 8 { said.settled() } else { said })
}

/// Everything that is due is done.
pub async fn settle(world: &World) -> Outcome<Said> {
    world.engine.settle().await?;
    engine::identity::tidy(&world.system()).await?;
    Ok(Said::new("what is due is done").settled())
}

/// The mail server gets worse or better.
pub async fn mail_server_changes(world: &World) -> Outcome<Said> {
    let refuses = world.chance.one(&[0, 10, 50, 100]).unwrap_or_default();
    world.post.refuse(refuses);
    Ok(Said::new(format!(
        "the mail server refuses {refuses} of 100"
    )))
}

/// The disk fills up, turns read-only, or is as it should be.
pub async fn disk_changes(world: &World) -> Outcome<Said> {
    let disk = match world.chance.count(0..3) {
        0 => Disk::Fine,
        1 => Disk::Full(world.chance.number(0..12)),
        _ => Disk::ReadOnly,
    };
    world.set_disk(disk).await?;
    Ok(Said::new(format!("the disk is now {disk:?}")))
}
