//! A policy that sends no mail (POL-38).

use crate::support::World;
use crate::support::crowd::package;
use crate::support::flow::{asks, open_policy, stage};
use crate::support::policies::named;
use engine::approvals;
use shared::forms::approvals::QuestionInput;
use shared::policy::{Expiration, Needed, PolicySettings, StageSettings};

fn quiet(settings: PolicySettings) -> PolicySettings {
    PolicySettings {
        mail_off: true,
        expiration: Expiration::AfterDays(30),
        ..settings
    }
}

/// Subjects of the mail to whoever asks and to the approver, from asking to the end.
async fn mails(world: &World, settings: &PolicySettings) -> (Vec<String>, Vec<String>) {
    let [ada, chief] = world.members(["Ada Lind", "Chief Ek"]).await;
    let mut settings = settings.clone();
    settings.stages.push(asks(&[chief]));
    let package = package(world, &settings).await;
    let request = world.ask(ada, package).await;
    world.settle().await;
    let stage = world.stages(request).await[0].id;
    let question = QuestionInput {
        stage,
        question: "Why?".to_owned(),
    };
    approvals::send_back(&world.as_user(chief).await, request, &question)
        .await
        .unwrap();
    world.settle().await;
    approvals::take_back(&world.as_user(chief).await, request, stage)
        .await
        .unwrap();
    world.approve(chief, request, 0).await;
    world.advance(31).await;
    (
        world.mails_to("ada.lind@norrland.example").await,
        world.mails_to("chief.ek@norrland.example").await,
    )
}

both! {
    async fn pol_38_a_policy_can_keep_quiet(world) {
        let (ada, chief) = mails(&world, &quiet(open_policy())).await;
        assert_eq!(ada, ["Please answer: Payments"], "the question is told all the same");
        assert!(chief.is_empty(), "{chief:?}");
    }

    async fn pol_38_others_tell_everything(world) {
        let loud = PolicySettings { mail_off: false, ..quiet(open_policy()) };
        let (ada, chief) = mails(&world, &loud).await;
        assert_eq!(chief.len(), 1, "{chief:?}");
        for subject in ["Please answer", "You now have access", "Ends ", "Access ended"] {
            assert!(ada.iter().any(|mail| mail.starts_with(subject)), "{subject}: {ada:?}");
        }
    }

    async fn pol_38_a_filled_place_is_not_told_where_the_policy_keeps_quiet(world) {
        let [ada, bo, cy, di] = world.members(["Ada Lind", "Bo Ek", "Cy Ahl", "Di Berg"]).await;
        let [first, second] = [world.group("First").await, world.group("Second").await];
        for (who, group) in [(bo, &first), (cy, &first), (di, &second)] {
            world.hold(who, group.member()).await;
        }
        let places = vec![first.principal(), second.principal()];
        let rule = StageSettings { needed: Needed::Each, ..stage(named(places)) };
        let settings = PolicySettings { stages: vec![rule], ..quiet(open_policy()) };
        let package = package(&world, &settings).await;
        let id = world.ask(ada, package).await;
        world.approve(bo, id, 0).await;
        world.approve(di, id, 0).await;
        world.settle().await;
        assert_eq!(world.count("demo_mails").await, 0);
    }
}
