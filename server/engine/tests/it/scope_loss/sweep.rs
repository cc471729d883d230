//! Going through the holders by the clock.

use super::{MONTH, leaving, sales, team_is};
use crate::support::World;
use crate::support::crowd::audited;
use engine::{Engine, EngineOptions, scope};
use shared::assignment::AssignmentState;
use shared::ids::{AssignmentId, PackageId, PolicyId, UserId};

/// Access of so many more people, none of whom is among those it is for.
async fn outsiders(world: &World, package: PackageId, policy: PolicyId, count: usize) {
    for number in 0..count {
        let person: UserId = world.member(&format!("Former {number}")).await;
        let id: AssignmentId = world.id();
        run_sql!(
            world,
            "INSERT INTO assignments (id, package_id, policy_id, subject_id, state, starts_at, delivered_at, created_at)
             VALUES ($1, $2, $3, $4, $5, $6, $6, $6)",
            id,
            package,
            policy,
            person,
            AssignmentState::Delivered,
            world.now()
        )
        .unwrap();
    }
}

async fn noted(world: &World) -> i64 {
    value!(
        world,
        i64,
        "SELECT COUNT(*) FROM assignments WHERE scope_lost_at IS NOT NULL"
    )
}

both! {
    async fn byd_08_what_nobody_said_is_noticed_within_hours(world) {
        let sales = sales(&world, MONTH).await;
        let access = world.get(sales.ada, sales.package).await;
        world.settle().await;
        let taken = "DELETE FROM role_holders WHERE user_id = $1 AND role_id = $2";
        run_sql!(world, taken, sales.ada, sales.team.member()).unwrap();
        world.pass_hours(scope::EVERY_HOURS - 1);
        world.settle().await;
        assert_eq!(leaving(&world, access).await, None, "nobody looks at everybody all the time");
        world.pass_hours(1);
        world.settle().await;
        assert_eq!(leaving(&world, access).await, Some(world.now().plus_days(30)));
    }

    async fn byd_08_another_server_goes_on_where_one_stopped(world) {
        let sales = sales(&world, MONTH).await;
        world.settle().await;
        outsiders(&world, sales.package, sales.policy, 230).await;
        world.pass_hours(scope::EVERY_HOURS);
        world.engine.reconcile().await.unwrap();
        let first = noted(&world).await;
        assert_eq!(first, 200, "one batch");
        // That server is gone. The other one does not begin again.
        let other = Engine::new(world.db().clone(), engine::clock::Clock::mock(world.now()), EngineOptions::default());
        other.reconcile().await.unwrap();
        assert_eq!(noted(&world).await, 230);
        world.settle().await;
        assert_eq!(audited(&world, "assignment.leaveScope").await, 230, "each was told once");
        let next = value!(world, shared::time::Timestamp, "SELECT look_at FROM scope_watches");
        assert_eq!(next, world.now().plus_hours(scope::EVERY_HOURS));
    }

    async fn byd_08_a_change_while_they_are_gone_through_is_not_missed(world) {
        let sales = sales(&world, MONTH).await;
        let access = world.get(sales.ada, sales.package).await;
        world.settle().await;
        outsiders(&world, sales.package, sales.policy, 230).await;
        world.pass_hours(scope::EVERY_HOURS);
        world.engine.reconcile().await.unwrap();
        // Ada was looked at with the first batch; now she leaves.
        assert_eq!(leaving(&world, access).await, None);
        team_is(&world, "bo.ek").await;
        world.settle().await;
        assert!(leaving(&world, access).await.is_some());
    }

    async fn byd_08_two_servers_look_and_everything_happens_once(world) {
        let sales = sales(&world, MONTH).await;
        world.settle().await;
        outsiders(&world, sales.package, sales.policy, 60).await;
        world.pass_hours(scope::EVERY_HOURS);
        let other = Engine::new(world.db().clone(), engine::clock::Clock::mock(world.now()), EngineOptions::default());
        let (here, there) = tokio::join!(world.engine.reconcile(), other.reconcile());
        here.unwrap();
        there.unwrap();
        world.settle().await;
        assert_eq!(noted(&world).await, 60);
        assert_eq!(audited(&world, "assignment.leaveScope").await, 60);
    }
}
