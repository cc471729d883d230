//! Notices people can bear (BYD-27): one per change, none that has become pointless, and told as each wants it.

mod digest;
mod languages;
mod once;
mod recall;
mod slow;

use crate::support::World;
use crate::support::crowd::package;
use crate::support::flow::open_policy;
use engine::approvals::name_deputy;
use engine::notices;
use shared::forms::Fields;
use shared::forms::approvals::DeputyInput;
use shared::ids::{PackageId, UserId};
use shared::notices::{NoticesInput, Topic};
use shared::policy::{PolicySettings, StageSettings};

pub const ADA: &str = "ada.lind@norrland.example";
pub const BO: &str = "bo.ek@norrland.example";
pub const CY: &str = "cy.ahl@norrland.example";

/// A package, Payments, with these stages.
pub async fn with_stages(world: &World, stages: Vec<StageSettings>) -> PackageId {
    let settings = PolicySettings {
        stages,
        ..open_policy()
    };
    package(world, &settings).await
}

/// The form, with everything at once but for these fields.
pub fn chosen(pairs: &[(&str, &str)]) -> NoticesInput {
    let mut form = Fields::default();
    for topic in Topic::ALL {
        form.set(topic.as_str(), "atOnce");
    }
    form.set("digest_hour", "7");
    for (name, value) in pairs {
        form.set(name, *value);
    }
    NoticesInput::parse(&form).unwrap()
}

pub async fn choose(world: &World, who: UserId, pairs: &[(&str, &str)]) {
    let ctx = world.as_user(who).await;
    notices::choose(&ctx, &chosen(pairs)).await.unwrap();
}

/// Somebody decides for a person from now on, for five days.
pub async fn deputy(world: &World, of: UserId, name: &str) {
    let input = DeputyInput {
        to: name.to_owned(),
        start: None,
        end: world.now().plus_days(5),
    };
    name_deputy(&world.as_user(of).await, &input).await.unwrap();
}

/// Notices with this outcome; empty: not over.
pub async fn with_outcome(world: &World, outcome: &str) -> i64 {
    value!(
        world,
        i64,
        "SELECT COUNT(*) FROM outbox WHERE outcome = $1",
        outcome
    )
}

/// The text of the last mail to an address.
pub async fn last_text(world: &World, to: &str) -> String {
    value!(
        world,
        String,
        "SELECT body FROM demo_mails WHERE recipient = $1 ORDER BY id DESC LIMIT 1",
        to
    )
}
