//! Things that change while a request is under way.

use crate::support::World;
use crate::support::flow::{asks, open_policy, refusal};
use engine::packages::set_hidden;
use shared::AppError;
use shared::approval::Decision;
use shared::authz::Role;
use shared::directory::{GroupKind, Mastery, Principal};
use shared::forms::requests::RequestInput;
use shared::ids::{PackageId, UserId};
use shared::policy::{Expiration, PolicySettings};
use shared::request::{RequestState, RequestStatus};

/// A package whose one stage asks `approver`.
async fn package(world: &World, approver: UserId) -> PackageId {
    let group = world.group("Payments").await;
    let catalog = world.catalog("Sales").await;
    let package = world.package(catalog, "Payments", &[group.member()]).await;
    let stages = vec![asks(&[approver])];
    world
        .policy(
            package,
            &PolicySettings {
                stages,
                ..open_policy()
            },
        )
        .await;
    package
}

both! {
    async fn pkg_04_a_package_hidden_midway_is_still_delivered(world) {
        let admin = world.administrator().await;
        let [ada, bo] = world.members(["Ada Lind", "Bo Ek"]).await;
        let package = package(&world, bo).await;
        let request = world.ask(ada, package).await;
        set_hidden(&admin, package, true).await.unwrap();
        world.approve(bo, request, 0).await;
        world.settle().await;
        assert_eq!(world.request(request).await.state, RequestState::Delivered);
    }

    async fn cat_02_a_catalog_switched_off_midway_finishes_what_is_under_way(world) {
        let [ada, bo, cy] = world.members(["Ada Lind", "Bo Ek", "Cy Ahl"]).await;
        let package = package(&world, bo).await;
        let request = world.ask(ada, package).await;
        run_sql!(world, "UPDATE catalogs SET state = 'unpublished'").unwrap();
        world.approve(bo, request, 0).await;
        world.settle().await;
        assert_eq!(world.request(request).await.state, RequestState::Delivered);
        let late = world.ask_with(cy, package, RequestInput::default()).await;
        assert!(matches!(refusal(late), AppError::Forbidden(_) | AppError::NotFound));
    }

    async fn asg_08_a_requestor_blocked_midway_gets_nothing(world) {
        let [ada, bo] = world.members(["Ada Lind", "Bo Ek"]).await;
        let package = package(&world, bo).await;
        let request = world.ask(ada, package).await;
        world.set_enabled(ada, false).await;
        world.approve(bo, request, 0).await;
        world.settle().await;
        let row = world.request(request).await;
        assert_eq!((row.state, row.status), (RequestState::Canceled, RequestStatus::Canceled));
        assert_eq!(world.count("assignments").await, 0);
        assert_eq!(world.count("role_holders").await, 0);
    }

    async fn asg_08_a_requestor_blocked_before_a_scheduled_start_gets_nothing(world) {
        let ada = world.member("Ada Lind").await;
        let group = world.group("Payments").await;
        let catalog = world.catalog("Sales").await;
        let package = world.package(catalog, "Payments", &[group.member()]).await;
        let settings = PolicySettings {
            custom_schedule: true,
            expiration: Expiration::AfterDays(90),
            ..open_policy()
        };
        world.policy(package, &settings).await;
        let start = Some(world.now().plus_days(5).start_of_day());
        let input = RequestInput { start, ..RequestInput::default() };
        let request = world.ask_with(ada, package, input).await.unwrap();
        world.set_enabled(ada, false).await;
        world.advance_days(6).await;
        assert_eq!(world.request(request).await.state, RequestState::Canceled);
        assert_eq!(world.count("role_holders").await, 0);
    }

    async fn apr_07_an_approver_who_left_the_group_cannot_decide(world) {
        let [ada, bo, cy] = world.members(["Ada Lind", "Bo Ek", "Cy Ahl"]).await;
        let board = world.group("Board").await;
        world.hold(bo, board.member()).await;
        world.hold(cy, board.member()).await;
        let group = world.group("Payments").await;
        let catalog = world.catalog("Sales").await;
        let package = world.package(catalog, "Payments", &[group.member()]).await;
        let approvers = vec![board.principal()];
        let stages = vec![crate::support::flow::stage(shared::policy::ApproverRule::Named { approvers })];
        world.policy(package, &PolicySettings { stages, ..open_policy() }).await;
        let request = world.ask(ada, package).await;
        run_sql!(world, "DELETE FROM role_holders WHERE user_id = $1", bo).unwrap();
        let gone = world.decide_at(bo, request, 0, Decision::Approve, "").await;
        assert_eq!(refusal(gone), AppError::NotFound);
        world.approve(cy, request, 0).await;
    }

    async fn byd_10_a_group_that_is_synced_midway_fails_visibly(world) {
        let [ada, bo] = world.members(["Ada Lind", "Bo Ek"]).await;
        let package = package(&world, bo).await;
        let request = world.ask(ada, package).await;
        run_sql!(world, "UPDATE directory_objects SET mastery = 'synced'").unwrap();
        world.approve(bo, request, 0).await;
        world.settle().await;
        assert_eq!(world.request(request).await.state, RequestState::Delivering);
        let error = value!(world, String, "SELECT last_error FROM deliveries");
        assert!(error.starts_with("synced: "), "{error}");
        // Tried again until given up; then it says so.
        for _ in 0..12 {
            world.pass_hours(5);
            world.settle().await;
        }
        assert_eq!(world.request(request).await.state, RequestState::DeliveryFailed);
        assert_eq!(world.count("role_holders").await, 0);
    }

    async fn rol_03_a_role_taken_midway_is_gone_at_the_next_step(world) {
        let ada = world.member("Ada Lind").await;
        let owners = world.group_of("Owners", GroupKind::Microsoft365, Mastery::Assigned).await;
        world.hold(ada, owners.member()).await;
        let catalog = world.catalog("Sales").await;
        let package = world.package(catalog, "Payments", &[]).await;
        world.give_role(owners.principal(), Role::CatalogOwner, Some(catalog)).await;
        set_hidden(&world.as_user(ada).await, package, true).await.unwrap();
        run_sql!(world, "DELETE FROM role_holders WHERE user_id = $1", ada).unwrap();
        let refused = set_hidden(&world.as_user(ada).await, package, false).await;
        assert_eq!(refusal(refused), AppError::NotFound);
        world.give_role(Principal::User(ada), Role::CatalogReader, Some(catalog)).await;
        let refused = set_hidden(&world.as_user(ada).await, package, false).await;
        assert!(matches!(refusal(refused), AppError::Forbidden(_)));
    }
}
