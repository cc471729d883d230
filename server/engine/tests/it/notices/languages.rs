//! Mail in the language of whoever reads it (NOT-05).

use super::{ADA, BO, CY, choose, last_text, with_stages};
use crate::support::World;
use crate::support::crowd::package;
use crate::support::flow::{asks, open_policy};
use engine::identity::{Client, Entrance, accounts, actor_for};
use engine::notices;
use engine::settings::{change_tenant_settings, tenant_settings};
use shared::approval::Decision;
use shared::forms::identity::SignInInput;
use shared::ids::UserId;
use shared::lang::Lang;
use shared::policy::{Expiration, PolicySettings};

const PASSWORD: &str = "correct horse battery staple";

async fn portal_speaks(world: &World, language: Lang) {
    let admin = world.administrator().await;
    let mut settings = tenant_settings(&admin).await.unwrap();
    settings.language = language;
    change_tenant_settings(&admin, settings).await.unwrap();
}

async fn speaks(world: &World, who: UserId, language: &str) {
    choose(world, who, &[("language", language)]).await;
}

both! {
    async fn not_05_two_who_are_asked_by_one_stage_read_their_own_language(world) {
        let [ada, bo, cy] = world.members(["Ada Lind", "Bo Ek", "Cy Ahl"]).await;
        let package = with_stages(&world, vec![asks(&[bo, cy])]).await;
        speaks(&world, bo, "de").await;
        let id = world.ask(ada, package).await;
        world.settle().await;
        assert_eq!(world.mails_to(CY).await, ["Please decide: Payments for Ada Lind"]);
        assert_eq!(world.mails_to(BO).await, ["Bitte entscheiden: Payments für Ada Lind"]);
        assert_eq!(
            last_text(&world, BO).await,
            format!("Ada Lind beantragt Payments.\n\nBitte entscheiden Sie bis Montag, 9. März 2026. Danach wird der Antrag von selbst abgelehnt.\n\nhttp://portal.example/approvals/{id}\n")
        );
        assert_eq!(
            last_text(&world, CY).await,
            format!("Ada Lind asks for Payments.\n\nPlease decide by Monday 9 March 2026. After that the request is denied by itself.\n\nhttp://portal.example/approvals/{id}\n")
        );
        // Who is told that it is decided, reads that in their language, too; what somebody wrote stays.
        speaks(&world, ada, "de").await;
        world.decide_at(cy, id, 0, Decision::Deny, "Not this year").await.unwrap();
        world.settle().await;
        assert_eq!(world.mails_to(BO).await[1], "Entschieden: Payments für Ada Lind");
        assert_eq!(world.mails_to(ADA).await, ["Abgelehnt: Payments"]);
        assert!(last_text(&world, ADA).await.starts_with("Cy Ahl hat Ihren Antrag auf Payments abgelehnt.\n\nDie Begründung:\n    Not this year\n"));
    }

    async fn not_05_who_has_not_chosen_reads_the_language_of_the_portal(world) {
        let [ada, bo] = world.members(["Ada Lind", "Bo Ek"]).await;
        let settings = PolicySettings { expiration: Expiration::AfterDays(20), ..open_policy() };
        let package = package(&world, &settings).await;
        portal_speaks(&world, Lang::German).await;
        speaks(&world, bo, "en").await;
        world.get(ada, package).await;
        world.get(bo, package).await;
        assert_eq!(world.mails_to(ADA).await, ["Sie haben jetzt Zugriff: Payments"]);
        assert_eq!(last_text(&world, ADA).await, "Sie haben jetzt Payments. Der Zugriff gilt bis Sonntag, 22. März 2026.\n\nhttp://portal.example/access\n");
        assert_eq!(world.mails_to(BO).await, ["You now have access: Payments"]);
        world.advance(6).await;
        assert_eq!(world.mails_to(ADA).await[1], "Endet in 14 Tagen: Payments");
        assert_eq!(world.mails_to(BO).await[1], "Ends in 14 days: Payments");
    }

    async fn not_05_the_language_at_sending_counts_and_the_digest_speaks_it(world) {
        let [ada, bo] = world.members(["Ada Lind", "Bo Ek"]).await;
        let package = with_stages(&world, vec![asks(&[bo])]).await;
        choose(&world, bo, &[("waiting", "digest"), ("digest_hour", "12")]).await;
        let id = world.ask(ada, package).await;
        world.settle().await;
        choose(&world, bo, &[("waiting", "digest"), ("digest_hour", "12"), ("language", "de")]).await;
        world.pass_hours(3);
        world.settle().await;
        assert_eq!(world.mails_to(BO).await, ["Norrland Energi: heute eine Nachricht für Sie"]);
        let text = last_text(&world, BO).await;
        let entry = format!("Wartet auf Sie\n\n- Bitte entscheiden: Payments für Ada Lind (bis Montag, 9. März 2026)\n  http://portal.example/approvals/{id}\n");
        assert!(text.starts_with(&entry), "{text}");
    }

    async fn not_05_a_choice_holds_for_pages_too_and_can_be_given_up(world) {
        let bo = world.member("Bo Ek").await;
        speaks(&world, bo, "de").await;
        let ctx = world.as_user(bo).await;
        assert_eq!(notices::view(&ctx).await.unwrap().chosen.language, Some(Lang::German));
        accounts::set_password(&world.system(), "bo.ek", PASSWORD).await.unwrap();
        let input = SignInInput { user_name: "bo.ek".to_owned(), password: PASSWORD.to_owned() };
        let entrance = accounts::sign_in(&world.anonymous(), &Client::default(), &input).await.unwrap();
        let Entrance::In(started) = entrance else { panic!("nobody here has a second factor") };
        let behind = || async { actor_for(&world.engine, &started.token).await.unwrap().unwrap() };
        assert_eq!(behind().await.language, Some(Lang::German), "the session knows it");
        speaks(&world, bo, "").await;
        assert_eq!(notices::view(&ctx).await.unwrap().chosen.language, None);
        assert_eq!(behind().await.language, None);
    }
}
