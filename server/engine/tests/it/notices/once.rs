//! Whoever could be told of a change in two ways is told once.

use super::{ADA, BO, CY, deputy, last_text, with_outcome, with_stages};
use crate::support::World;
use crate::support::flow::{asks, asks_later, open_policy, stage};
use crate::support::policies::named;
use engine::approvals::{send_back, take_back};
use shared::approval::Decision;
use shared::authz::Role;
use shared::directory::{GroupKind, Mastery, Principal};
use shared::forms::approvals::QuestionInput;
use shared::ids::UserId;
use shared::policy::{AlternateRule, Escalation, StageSettings};
use shared::request::RequestState;

const ASKED: &str = "Please decide: Payments for Ada Lind";

/// A group with these members, as somebody who is asked.
async fn group(world: &World, name: &str, members: &[UserId]) -> Principal {
    let group = world.group(name).await;
    for member in members {
        world.hold(*member, group.member()).await;
    }
    Principal::Group(group.id)
}

both! {
    async fn byd_27_a_member_of_two_groups_who_is_named_besides_is_asked_once(world) {
        let [ada, bo, cy] = world.members(["Ada Lind", "Bo Ek", "Cy Ahl"]).await;
        let first = group(&world, "First", &[bo, cy]).await;
        let second = group(&world, "Second", &[bo]).await;
        let approvers = named(vec![first, second, Principal::User(bo)]);
        let package = with_stages(&world, vec![stage(approvers)]).await;
        let id = world.ask(ada, package).await;
        world.settle().await;
        assert_eq!(world.mails_to(BO).await, [ASKED]);
        assert_eq!(world.mails_to(CY).await, [ASKED]);
        // And told once that it is over.
        world.approve(cy, id, 0).await;
        world.settle().await;
        assert_eq!(world.mails_to(BO).await, [ASKED, "Decided: Payments for Ada Lind"]);
        assert_eq!(world.mails_to(CY).await, [ASKED]);
    }

    async fn byd_27_a_deputy_who_is_in_the_group_that_is_asked_is_asked_once(world) {
        let [ada, bo, cy] = world.members(["Ada Lind", "Bo Ek", "Cy Ahl"]).await;
        let both = group(&world, "Payments desk", &[bo, cy]).await;
        let package = with_stages(&world, vec![stage(named(vec![both]))]).await;
        deputy(&world, bo, "Cy Ahl").await;
        world.ask(ada, package).await;
        world.settle().await;
        assert_eq!(world.mails_to(CY).await, ["You decide for Bo Ek", ASKED]);
    }

    async fn byd_27_a_deputy_who_is_an_alternate_as_well_is_not_asked_again(world) {
        let [ada, bo, cy] = world.members(["Ada Lind", "Bo Ek", "Cy Ahl"]).await;
        let package = with_stages(&world, vec![asks_later(&[bo], 2, &[cy])]).await;
        deputy(&world, bo, "Cy Ahl").await;
        world.ask(ada, package).await;
        world.advance(3).await;
        let mails = world.mails_to(CY).await;
        assert_eq!(mails.iter().filter(|mail| *mail == ASKED).count(), 1, "{mails:?}");
        assert_eq!(with_outcome(&world, "recalled").await, 1);
    }

    async fn byd_27_an_alternate_of_a_group_that_was_asked_is_not_asked_again(world) {
        let [ada, bo, cy, dana] = world.members(["Ada Lind", "Bo Ek", "Cy Ahl", "Dana Ohm"]).await;
        let desk = group(&world, "Payments desk", &[bo, cy]).await;
        let later = named(vec![desk]);
        let stage = StageSettings {
            escalation: Some(Escalation {
                after_days: 2,
                alternates: AlternateRule::Named { approvers: vec![Principal::User(bo), Principal::User(dana)] },
            }),
            ..stage(later)
        };
        let package = with_stages(&world, vec![stage]).await;
        world.ask(ada, package).await;
        world.advance(3).await;
        assert_eq!(world.mails_to(BO).await, [ASKED]);
        assert_eq!(world.mails_to("dana.ohm@norrland.example").await, [ASKED]);
    }

    async fn byd_27_who_is_asked_in_the_next_stage_is_not_told_of_the_one_before(world) {
        let [ada, bo, cy] = world.members(["Ada Lind", "Bo Ek", "Cy Ahl"]).await;
        let package = with_stages(&world, vec![asks(&[bo, cy]), asks(&[cy])]).await;
        let id = world.ask(ada, package).await;
        world.settle().await;
        world.approve(bo, id, 0).await;
        world.settle().await;
        assert_eq!(world.mails_to(CY).await, [ASKED, ASKED], "asked twice, for two decisions");
    }

    async fn byd_27_an_owner_who_manages_packages_besides_is_told_once(world) {
        let [ada, bo] = world.members(["Ada Lind", "Bo Ek"]).await;
        let catalog = world.catalog("Sales").await;
        let old = world.group_of("Old", GroupKind::Security, Mastery::Synced).await;
        let package = world.package(catalog, "Payments", &[old.member()]).await;
        world.policy(package, &open_policy()).await;
        let desk = group(&world, "Payments desk", &[bo]).await;
        world.give_role(Principal::User(bo), Role::CatalogOwner, Some(catalog)).await;
        world.give_role(desk, Role::AccessPackageManager, Some(catalog)).await;
        let request = world.ask(ada, package).await;
        world.advance(10).await;
        assert_eq!(world.request(request).await.state, RequestState::DeliveryFailed);
        assert_eq!(world.mails_to(BO).await, ["Could not be set up: Payments for Ada Lind"]);
        assert!(last_text(&world, BO).await.contains(&format!("/admin/packages/{package}/requests/{request}")));
        assert!(world.mails_to(ADA).await.is_empty(), "they see it, and cannot change it");
    }

    async fn byd_27_who_takes_a_question_back_and_decides_sends_one_mail(world) {
        let [ada, bo] = world.members(["Ada Lind", "Bo Ek"]).await;
        let package = with_stages(&world, vec![asks(&[bo])]).await;
        let id = world.ask(ada, package).await;
        let stage = world.stages(id).await[0].id;
        let bo = world.as_user(bo).await;
        let question = QuestionInput { stage, question: "Why?".to_owned() };
        send_back(&bo, id, &question).await.unwrap();
        take_back(&bo, id, stage).await.unwrap();
        world.decide_at(bo.me().unwrap(), id, 0, Decision::Deny, "No").await.unwrap();
        world.settle().await;
        assert_eq!(world.mails_to(ADA).await, ["Denied: Payments"]);
    }
}
