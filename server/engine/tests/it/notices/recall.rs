//! What waits to be sent and has become pointless is not sent.

use super::{ADA, BO, CY, choose, deputy, with_outcome, with_stages};
use crate::support::World;
use crate::support::crowd::package;
use crate::support::flow::{asks, open_policy, stage};
use crate::support::policies::named;
use engine::approvals::{end_deputy, hand_over};
use engine::assignments::{extend, remove_own};
use engine::clock::Clock;
use engine::health::view;
use engine::outbox::{Mail, Mailbox, Mailer};
use engine::requests::cancel;
use engine::{Engine, EngineOptions};
use shared::directory::Principal;
use shared::forms::approvals::HandOverInput;
use shared::forms::requests::EndInput;
use shared::ids::DeputyId;
use shared::policy::{Expiration, Needed, PolicySettings, StageSettings};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

const ASKED: &str = "Please decide: Payments for Ada Lind";

/// A mail server that can be away.
#[derive(Debug, Default)]
struct Fickle {
    away: AtomicBool,
}

#[async_trait::async_trait]
impl Mailer for Fickle {
    async fn send(&self, engine: &Engine, mail: &Mail) -> Result<(), String> {
        if self.away.load(Ordering::SeqCst) {
            return Err("Connection refused".to_owned());
        }
        Mailbox.send(engine, mail).await
    }
}

/// Another server of the same portal, with its mail server.
fn with_mail(world: &World) -> (Arc<Engine>, Arc<Fickle>) {
    let mail = Arc::new(Fickle::default());
    let options = EngineOptions {
        mail: Arc::clone(&mail) as Arc<dyn Mailer>,
        ..world.engine.options.clone()
    };
    let engine = Engine::new(world.db().clone(), Clock::mock(world.now()), options);
    (engine, mail)
}

async fn days(engine: &Arc<Engine>, days: i64) {
    for _ in 0..days {
        engine.clock.advance(24 * 3_600_000);
        engine.settle().await.unwrap();
    }
}

fn for_a_month() -> PolicySettings {
    PolicySettings {
        expiration: Expiration::AfterDays(30),
        can_extend: true,
        ..open_policy()
    }
}

both! {
    async fn byd_27_who_was_not_asked_before_it_was_decided_hears_nothing(world) {
        let [ada, bo, cy] = world.members(["Ada Lind", "Bo Ek", "Cy Ahl"]).await;
        let package = with_stages(&world, vec![asks(&[bo, cy])]).await;
        let id = world.ask(ada, package).await;
        world.approve(bo, id, 0).await;
        world.settle().await;
        assert!(world.mails_to(BO).await.is_empty());
        assert!(world.mails_to(CY).await.is_empty(), "neither asked, nor told that nothing is left to do");
        assert_eq!(world.mails_to(ADA).await, ["You now have access: Payments"]);
        assert_eq!(with_outcome(&world, "recalled").await, 3);
        assert_eq!(with_outcome(&world, "").await, 0);
    }

    async fn byd_27_an_administrator_sees_what_was_taken_back(world) {
        let [ada, bo] = world.members(["Ada Lind", "Bo Ek"]).await;
        let admin = world.administrator().await;
        let package = with_stages(&world, vec![asks(&[bo])]).await;
        let id = world.ask(ada, package).await;
        cancel(&world.as_user(ada).await, id).await.unwrap();
        world.pass_hours(1);
        world.settle().await;
        assert!(world.mails_to(BO).await.is_empty());
        let health = view(&admin, "", "").await.unwrap();
        let found: Vec<_> = health.recalled.iter().map(|row| (row.subject.as_str(), row.to.as_str())).collect();
        assert_eq!(found, [("No longer needed: Payments for Ada Lind", "Bo Ek"), (ASKED, "Bo Ek")]);
        assert_eq!((health.mails_waiting, health.mails_given_up), (0, 0));
    }

    async fn byd_27_nobody_is_asked_when_the_time_to_decide_is_over(world) {
        let [ada, bo] = world.members(["Ada Lind", "Bo Ek"]).await;
        let package = with_stages(&world, vec![asks(&[bo])]).await;
        world.ask(ada, package).await;
        world.advance_days(8).await;
        assert!(world.mails_to(BO).await.is_empty());
        assert_eq!(world.mails_to(ADA).await, ["Nobody decided in time: Payments"]);
    }

    async fn byd_27_who_handed_it_over_or_was_a_deputy_is_not_asked_any_more(world) {
        let [ada, bo, _cy, _dana] = world.members(["Ada Lind", "Bo Ek", "Cy Ahl", "Dana Ohm"]).await;
        let package = with_stages(&world, vec![asks(&[bo])]).await;
        deputy(&world, bo, "Cy Ahl").await;
        world.settle().await;
        let id = world.ask(ada, package).await;
        let stage = world.stages(id).await[0].id;
        let input = HandOverInput { stage, to: "Dana Ohm".to_owned(), reason: "Knows more".to_owned() };
        hand_over(&world.as_user(bo).await, id, &input).await.unwrap();
        world.settle().await;
        assert!(world.mails_to(BO).await.is_empty());
        assert_eq!(world.mails_to(CY).await, ["You decide for Bo Ek"]);
        assert_eq!(world.mails_to("dana.ohm@norrland.example").await, [ASKED]);

        let id = value!(world, DeputyId, "SELECT id FROM deputies");
        let fay = world.member("Fay Moe").await;
        world.ask(fay, package).await;
        end_deputy(&world.as_user(bo).await, id).await.unwrap();
        world.settle().await;
        assert_eq!(world.mails_to(CY).await, ["You decide for Bo Ek", "You no longer decide for Bo Ek"]);
        assert_eq!(world.mails_to(BO).await, ["Please decide: Payments for Fay Moe"]);
    }

    async fn byd_27_who_has_left_the_group_or_approved_by_themselves_is_not_asked(world) {
        let [ada, bo, cy, dana] = world.members(["Ada Lind", "Bo Ek", "Cy Ahl", "Dana Ohm"]).await;
        let desk = world.group("Desk").await;
        for one in [bo, cy, dana] {
            world.hold(one, desk.member()).await;
        }
        let two = StageSettings { needed: Needed::Several(2), ..stage(named(vec![Principal::Group(desk.id)])) };
        let package = with_stages(&world, vec![two]).await;
        let id = world.ask(ada, package).await;
        world.approve(bo, id, 0).await;
        run_sql!(world, "DELETE FROM role_holders WHERE user_id = $1", cy).unwrap();
        world.settle().await;
        assert!(world.mails_to(BO).await.is_empty(), "has approved");
        assert!(world.mails_to(CY).await.is_empty(), "has left");
        assert_eq!(world.mails_to("dana.ohm@norrland.example").await, [ASKED], "still needed");
    }

    async fn byd_27_a_mail_that_waits_for_the_mail_server_is_looked_at_again(world) {
        let [ada, bo] = world.members(["Ada Lind", "Bo Ek"]).await;
        let package = with_stages(&world, vec![asks(&[bo])]).await;
        let (engine, mail) = with_mail(&world);
        mail.away.store(true, Ordering::SeqCst);
        let id = world.ask(ada, package).await;
        engine.settle().await.unwrap();
        assert_eq!(with_outcome(&world, "").await, 1, "tried in vain");
        world.approve(bo, id, 0).await;
        mail.away.store(false, Ordering::SeqCst);
        days(&engine, 1).await;
        assert!(world.mails_to(BO).await.is_empty());
        assert_eq!(world.mails_to(ADA).await, ["You now have access: Payments"]);
    }

    async fn byd_27_whoever_has_extended_is_not_told_of_the_old_end(world) {
        let ada = world.member("Ada Lind").await;
        let package = package(&world, &for_a_month()).await;
        let access = world.get(ada, package).await;
        let (engine, mail) = with_mail(&world);
        mail.away.store(true, Ordering::SeqCst);
        days(&engine, 16).await;
        let waiting = value!(world, i64, "SELECT COUNT(*) FROM outbox WHERE due_at IS NOT NULL AND about_id = $1", access);
        assert_eq!(waiting, 1, "the end is near, and the mail server away");
        world.pass_hours(16 * 24);
        extend(&world.as_user(ada).await, access, &EndInput::default()).await.unwrap();
        mail.away.store(false, Ordering::SeqCst);
        days(&engine, 1).await;
        let mails = world.mails_to(ADA).await;
        assert_eq!(mails, ["You now have access: Payments", "Another end: Payments"]);
    }

    async fn byd_27_whoever_gave_access_back_is_not_told_that_it_ends(world) {
        let ada = world.member("Ada Lind").await;
        let package = package(&world, &for_a_month()).await;
        let access = world.get(ada, package).await;
        let (engine, mail) = with_mail(&world);
        mail.away.store(true, Ordering::SeqCst);
        days(&engine, 16).await;
        remove_own(&world.as_user(ada).await, access).await.unwrap();
        mail.away.store(false, Ordering::SeqCst);
        days(&engine, 1).await;
        assert_eq!(world.mails_to(ADA).await, ["You now have access: Payments"]);
    }

    async fn byd_27_mail_reaches_the_address_of_today_and_nobody_without_one(world) {
        let [ada, bo, cy] = world.members(["Ada Lind", "Bo Ek", "Cy Ahl"]).await;
        let package = with_stages(&world, vec![asks(&[bo, cy])]).await;
        world.ask(ada, package).await;
        run_sql!(world, "UPDATE users SET mail = 'bo@new.example' WHERE id = $1", bo).unwrap();
        run_sql!(world, "UPDATE users SET mail = '' WHERE id = $1", cy).unwrap();
        world.settle().await;
        assert_eq!(world.mails_to("bo@new.example").await, [ASKED]);
        assert_eq!(world.count("demo_mails").await, 1);
        assert_eq!(with_outcome(&world, "recalled").await, 1);
    }

    async fn byd_27_ordinary_decisions_look_for_no_mail(world) {
        // What approvers choose makes no difference to what a request costs: nothing is read when it is asked.
        let [ada, bo] = world.members(["Ada Lind", "Bo Ek"]).await;
        let package = with_stages(&world, vec![asks(&[bo])]).await;
        choose(&world, bo, &[("waiting", "digest")]).await;
        let id = world.ask(ada, package).await;
        let waiting = value!(world, i64, "SELECT COUNT(*) FROM outbox WHERE due_at IS NOT NULL AND held_at IS NULL AND outcome = ''");
        assert_eq!(waiting, 1, "it is for whoever sends it to look");
        world.approve(bo, id, 0).await;
        let untouched = value!(world, i64, "SELECT COUNT(*) FROM outbox WHERE kind = 'asking' AND due_at IS NOT NULL AND outcome = ''");
        assert_eq!(untouched, 1);
    }

    async fn byd_27_who_joined_after_it_was_asked_does_not_hear_that_it_is_decided(world) {
        let [ada, bo, cy] = world.members(["Ada Lind", "Bo Ek", "Cy Ahl"]).await;
        let team = world.group("Team").await;
        world.hold(bo, team.member()).await;
        let package = with_stages(&world, vec![stage(named(vec![team.principal()]))]).await;
        let id = world.ask(ada, package).await;
        world.settle().await;
        world.hold(cy, team.member()).await;
        world.approve(bo, id, 0).await;
        world.settle().await;
        assert!(world.mails_to(CY).await.is_empty());
    }
}
