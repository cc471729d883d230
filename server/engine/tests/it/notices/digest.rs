//! One mail a day, with what still matters (BYD-27).

use super::{ADA, BO, choose, chosen, last_text, with_outcome, with_stages};
use crate::support::crowd::{audited, chain_is_intact, package};
use crate::support::flow::{asks, open_policy};
use engine::clock::Clock;
use engine::identity::{Client, passcodes};
use engine::{Engine, notices};
use shared::forms::identity::MailInput;
use shared::notices::NoticesInput;
use shared::policy::{Expiration, PolicySettings, StageSettings};

const DIGEST: &str = "Norrland Energi: one thing today";

both! {
    async fn byd_27_the_digest_comes_once_at_its_hour_with_what_still_matters(world) {
        let [ada, fay, gus, bo, cy] = world.members(["Ada Lind", "Fay Moe", "Gus Dal", "Bo Ek", "Cy Ahl"]).await;
        let package = with_stages(&world, vec![asks(&[bo, cy])]).await;
        choose(&world, bo, &[("waiting", "digest"), ("reminders", "digest"), ("digest_hour", "12")]).await;
        let decided = world.ask(ada, package).await;
        let first = world.ask(fay, package).await;
        let second = world.ask(gus, package).await;
        world.settle().await;
        assert!(world.mails_to(BO).await.is_empty(), "it is nine o'clock");
        assert_eq!(world.mails_to(super::CY).await.len(), 3, "others are told at once");
        assert_eq!(world.count("digests").await, 1);
        world.approve(cy, decided, 0).await;
        world.pass_hours(2);
        world.settle().await;
        assert!(world.mails_to(BO).await.is_empty());
        world.pass_hours(1);
        world.settle().await;
        assert_eq!(world.mails_to(BO).await, ["Norrland Energi: 2 things today"]);
        let text = last_text(&world, BO).await;
        for (request, name) in [(first, "Fay Moe"), (second, "Gus Dal")] {
            let entry = format!("- Please decide: Payments for {name} (by Monday 9 March 2026)\n  http://portal.example/approvals/{request}\n");
            assert!(text.contains(&entry), "{text}");
        }
        assert!(text.starts_with("Waiting for you\n") && !text.contains("Ada Lind"), "{text}");
        assert!(text.contains("http://portal.example/profile/notices"), "{text}");
        assert_eq!((with_outcome(&world, "digest").await, world.count("digests").await), (2, 0));
        assert_eq!(with_outcome(&world, "").await, 0);
        // Tomorrow nothing is new, so there is none.
        world.advance(1).await;
        assert_eq!(world.mails_to(BO).await.len(), 1);
    }

    async fn byd_27_nothing_is_sent_when_nothing_matters_any_more(world) {
        let [ada, bo, cy] = world.members(["Ada Lind", "Bo Ek", "Cy Ahl"]).await;
        let package = with_stages(&world, vec![asks(&[bo, cy])]).await;
        choose(&world, bo, &[("waiting", "digest"), ("digest_hour", "12")]).await;
        let id = world.ask(ada, package).await;
        world.settle().await;
        world.approve(cy, id, 0).await;
        world.advance(1).await;
        assert!(world.mails_to(BO).await.is_empty(), "who was never asked is not told that it is decided");
        assert_eq!(world.count("digests").await, 0);
        assert_eq!(with_outcome(&world, "recalled").await, 2);
    }

    async fn byd_27_a_request_that_waits_is_listed_once_with_its_reminder(world) {
        let [ada, bo] = world.members(["Ada Lind", "Bo Ek"]).await;
        let package = with_stages(&world, vec![asks(&[bo])]).await;
        choose(&world, bo, &[("waiting", "digest"), ("reminders", "digest"), ("digest_hour", "8")]).await;
        world.ask(ada, package).await;
        // As after an outage: asked and reminded, and then the digest.
        world.settle().await;
        world.pass_hours(5 * 24);
        world.settle().await;
        let mails = world.mails_to(BO).await;
        assert_eq!(mails, [DIGEST]);
        let text = last_text(&world, BO).await;
        assert_eq!(text.matches("/approvals/").count(), 1, "{text}");
    }

    async fn byd_27_what_the_digest_would_bring_too_late_comes_at_once(world) {
        let [ada, bo] = world.members(["Ada Lind", "Bo Ek"]).await;
        let soon = StageSettings { decide_within_days: 1, ..asks(&[bo]) };
        let package = with_stages(&world, vec![soon]).await;
        choose(&world, bo, &[("waiting", "digest"), ("digest_hour", "9")]).await;
        world.ask(ada, package).await;
        world.settle().await;
        assert_eq!(world.mails_to(BO).await, ["Please decide: Payments for Ada Lind"]);
        assert_eq!(world.count("digests").await, 0);
    }

    async fn byd_27_two_servers_write_one_digest(world) {
        let [ada, bo] = world.members(["Ada Lind", "Bo Ek"]).await;
        let package = with_stages(&world, vec![asks(&[bo])]).await;
        choose(&world, bo, &[("waiting", "digest"), ("digest_hour", "12")]).await;
        world.ask(ada, package).await;
        world.settle().await;
        world.pass_hours(3);
        let other = Engine::new(world.db().clone(), Clock::mock(world.now()), world.engine.options.clone());
        let (one, two) = tokio::join!(world.engine.settle(), other.settle());
        one.unwrap();
        two.unwrap();
        world.settle().await;
        assert_eq!(world.mails_to(BO).await, [DIGEST]);
    }

    async fn byd_27_whoever_wants_mail_at_once_again_gets_what_waits(world) {
        let [ada, bo] = world.members(["Ada Lind", "Bo Ek"]).await;
        let package = with_stages(&world, vec![asks(&[bo])]).await;
        choose(&world, bo, &[("waiting", "digest"), ("digest_hour", "7")]).await;
        world.ask(ada, package).await;
        world.settle().await;
        // A later hour does not put off what waits, an earlier one brings it sooner.
        choose(&world, bo, &[("waiting", "digest"), ("digest_hour", "8")]).await;
        let ctx = world.as_user(bo).await;
        let next = || async { notices::view(&ctx).await.unwrap().next_digest.unwrap().relative };
        assert_eq!(next().await, "in 22 hours");
        choose(&world, bo, &[("waiting", "digest"), ("digest_hour", "10")]).await;
        assert_eq!(next().await, "in 1 hour");
        choose(&world, bo, &[]).await;
        world.settle().await;
        assert_eq!(world.mails_to(BO).await, [DIGEST]);
        assert!(notices::view(&ctx).await.unwrap().next_digest.is_none());
    }

    async fn byd_27_what_somebody_does_without_is_not_sent(world) {
        let [ada, bo, cy] = world.members(["Ada Lind", "Bo Ek", "Cy Ahl"]).await;
        let settings = PolicySettings {
            stages: vec![asks(&[bo, cy])],
            expiration: Expiration::AfterDays(3),
            ..open_policy()
        };
        let package = package(&world, &settings).await;
        choose(&world, ada, &[("requests", "never")]).await;
        choose(&world, bo, &[("reminders", "never")]).await;
        let id = world.ask(ada, package).await;
        world.settle().await;
        world.approve(cy, id, 0).await;
        world.advance(4).await;
        assert_eq!(world.mails_to(BO).await, ["Please decide: Payments for Ada Lind"]);
        let mails = world.mails_to(ADA).await;
        assert!(!mails.iter().any(|mail| mail.starts_with("You now have")), "{mails:?}");
        assert!(mails.iter().any(|mail| mail == "Access ended: Payments"), "nobody loses access unheard: {mails:?}");
        assert_eq!(with_outcome(&world, "unwanted").await, 2);
    }

    async fn byd_27_what_is_no_longer_wanted_leaves_the_digest(world) {
        let ada = world.member("Ada Lind").await;
        let package = package(&world, &open_policy()).await;
        choose(&world, ada, &[("requests", "digest")]).await;
        world.get(ada, package).await;
        choose(&world, ada, &[("requests", "never"), ("running", "digest")]).await;
        world.advance(1).await;
        assert!(world.mails_to(ADA).await.is_empty());
        assert_eq!(with_outcome(&world, "unwanted").await, 1);
    }

    async fn byd_27_codes_to_sign_in_never_wait(world) {
        let ada = world.member("Ada Lind").await;
        let everything = ["waiting", "reminders", "requests", "ending", "running"].map(|topic| (topic, "digest"));
        choose(&world, ada, &everything).await;
        let input = MailInput { mail: ADA.to_owned() };
        passcodes::send(&world.anonymous(), &Client::default(), &input).await.unwrap();
        world.settle().await;
        assert_eq!(world.mails_to(ADA).await.len(), 1);
        assert_eq!(world.count("digests").await, 0);
    }

    async fn byd_27_a_choice_is_kept_and_recorded(world) {
        let ada = world.member("Ada Lind").await;
        let ctx = world.as_user(ada).await;
        let page = notices::view(&ctx).await.unwrap();
        assert_eq!((page.mail.as_str(), page.chosen), (ADA, NoticesInput::default()));
        let wanted = [("requests", "digest"), ("digest_hour", "20")];
        choose(&world, ada, &wanted).await;
        choose(&world, ada, &wanted).await;
        assert_eq!(notices::view(&ctx).await.unwrap().chosen, chosen(&wanted));
        assert_eq!(audited(&world, "notices.choose").await, 1, "the same again is no change");
        chain_is_intact(&world).await;
    }
}
