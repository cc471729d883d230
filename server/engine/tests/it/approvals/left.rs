//! Nobody is left whom an open stage asks (BYD-15).

use crate::support::World;
use crate::support::crowd::{audited, chain_is_intact};
use crate::support::flow::{asks, asks_later, open_policy, stage};
use crate::support::policies::manager;
use shared::authz::Role;
use shared::directory::Principal;
use shared::ids::PackageId;
use shared::policy::{PolicySettings, StageSettings};
use shared::request::RequestState;

/// A package, Payments, that Olga runs.
async fn payments(world: &World, rule: StageSettings) -> PackageId {
    let catalog = world.catalog("Sales").await;
    let owner = world.member("Olga Own").await;
    world
        .give_role(Principal::User(owner), Role::CatalogOwner, Some(catalog))
        .await;
    let package = world.package(catalog, "Payments", &[]).await;
    let settings = PolicySettings {
        stages: vec![rule],
        ..open_policy()
    };
    world.policy(package, &settings).await;
    package
}

const OLGA: &str = "olga.own@norrland.example";
const DI: &str = "di.berg@norrland.example";

both! {
    async fn byd_15_who_steps_in_is_asked_when_half_of_the_time_is_over(world) {
        let [ada, bo, di] = world.members(["Ada Lind", "Bo Ek", "Di Berg"]).await;
        world.set_manager(ada, Some(bo)).await;
        let package = payments(&world, stage(manager(vec![Principal::User(di)]))).await;
        let id = world.ask(ada, package).await;
        world.set_enabled(bo, false).await;
        world.advance(3).await;
        assert!(world.mails_to(DI).await.is_empty(), "Bo may be back");
        world.advance(1).await;
        assert_eq!(world.mails_to(DI).await, ["Please decide: Payments for Ada Lind"]);
        assert!(world.stages(id).await[0].fallback);
        assert!(world.mails_to(OLGA).await.is_empty());
        assert_eq!(audited(&world, "approval.nobodyLeft").await, 1);
        world.approve(di, id, 0).await;
        assert_eq!(world.request(id).await.state, RequestState::Delivered);
        chain_is_intact(&world).await;
    }

    async fn byd_15_who_runs_the_package_hears_of_a_stage_that_nobody_can_decide(world) {
        let [ada, bo] = world.members(["Ada Lind", "Bo Ek"]).await;
        let package = payments(&world, asks(&[bo])).await;
        let id = world.ask(ada, package).await;
        world.set_enabled(bo, false).await;
        world.advance(4).await;
        assert_eq!(world.mails_to(OLGA).await, ["Too few people to decide: Payments for Ada Lind"]);
        world.set_enabled(bo, true).await;
        world.approve(bo, id, 0).await;
        assert_eq!(world.request(id).await.state, RequestState::Delivered);
    }

    async fn byd_15_alternates_who_are_asked_later_are_enough(world) {
        let [ada, bo, di] = world.members(["Ada Lind", "Bo Ek", "Di Berg"]).await;
        let package = payments(&world, asks_later(&[bo], 5, &[di])).await;
        world.ask(ada, package).await;
        world.set_enabled(bo, false).await;
        world.advance(5).await;
        assert!(world.mails_to(OLGA).await.is_empty());
        assert_eq!(world.mails_to(DI).await.len(), 1);
    }
}
