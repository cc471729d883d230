//! Who comes first where two change the same on Postgres, whose writers run side by side. One of them stands at a
//! known point: a transaction of the test, which holds what it would hold.

use crate::support::flow::open_policy;
use crate::support::{Backend, World, run};
use engine::db::Db;
use engine::directory::import::{ImportFile, import};
use engine::packages::{add_roles, retire};
use engine::{Failure, Outcome};
use shared::assignment::AssignmentState;
use shared::directory::HoldingOrigin;
use shared::forms::packages::RetireInput;
use shared::ids::{AssignmentId, PackageId, UserId};
use shared::policy::{Expiration, PolicySettings};
use shared::time::Timestamp;
use sqlx::{PgPool, Postgres, Transaction};
use std::sync::Arc;
use tokio::task::JoinHandle;

fn pool(world: &World) -> &PgPool {
    match world.db() {
        Db::Postgres(pool) => pool,
        Db::Sqlite { .. } => panic!("not Postgres"),
    }
}

type Tx = Transaction<'static, Postgres>;

/// A transaction that has the turn of a person.
async fn turn_of(world: &World, person: UserId) -> Tx {
    let mut tx = pool(world).begin().await.unwrap();
    sqlx::query("SELECT 1 FROM users WHERE id = $1 FOR NO KEY UPDATE")
        .bind(person)
        .execute(&mut *tx)
        .await
        .unwrap();
    tx
}

/// Begins something beside the test, and comes back once it waits for a lock, or is over.
async fn until_it_waits<T: Send + 'static>(
    world: &World,
    work: impl Future<Output = T> + Send + 'static,
) -> JoinHandle<T> {
    let begun = tokio::spawn(work);
    loop {
        let waiting: i64 = sqlx::query_scalar(
            "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
        )
        .fetch_one(pool(world))
        .await
        .unwrap();
        if waiting > 0 || begun.is_finished() {
            return begun;
        }
        tokio::task::yield_now().await;
    }
}

/// Ada with a package that lasts thirty days.
async fn ada(world: &World) -> (UserId, PackageId, AssignmentId) {
    let ada = world.member("Ada Lind").await;
    let group = world.group("Network").await;
    let catalog = world.catalog("Sales").await;
    let package = world.package(catalog, "Network", &[group.member()]).await;
    let settings = PolicySettings {
        expiration: Expiration::AfterDays(30),
        ..open_policy()
    };
    world.policy(package, &settings).await;
    let access = world.get(ada, package).await;
    (ada, package, access)
}

#[test]
fn pol_30_a_delivery_keeps_the_end_that_was_moved_meanwhile() {
    run(Backend::Postgres, async |world: Arc<World>| {
        let (ada, package, access) = ada(&world).await;
        let group = world.group("Servers").await;
        let catalog = world.assignment(access).await.catalog_id;
        world.resource(catalog, &group).await;
        let admin = world.administrator().await;
        add_roles(&admin, package, vec![group.member()])
            .await
            .unwrap();
        // Ada's access is being extended while the new role is delivered to her.
        let later: Timestamp = world.now().plus_days(90);
        let mut tx = turn_of(&world, ada).await;
        sqlx::query("UPDATE assignments SET ends_at = $2, version = version + 1 WHERE id = $1")
            .bind(access)
            .bind(later)
            .execute(&mut *tx)
            .await
            .unwrap();
        let engine = Arc::clone(&world.engine);
        let delivering = until_it_waits(&world, async move { engine.settle().await }).await;
        tx.commit().await.unwrap();
        delivering.await.unwrap().unwrap();
        let now = world.assignment(access).await;
        assert_eq!(
            (now.state, now.ends_at),
            (AssignmentState::Delivered, Some(later))
        );
        assert!(world.holding(ada, group.member()).await.is_some());
    });
}

/// Imports a group called Network without members.
async fn leave_network_empty(world: Arc<World>) -> Outcome<()> {
    let file = ImportFile {
        name: "groups.csv".to_owned(),
        bytes: b"group,members\nNetwork,\n".to_vec(),
    };
    let imported = import(&world.system(), &[file]).await?;
    imported
        .map(drop)
        .map_err(|problems| Failure::Broken(format!("{problems:?}")))
}

#[test]
fn byd_07_an_import_waits_for_the_end_of_access_and_leaves_no_membership_without_a_source() {
    run(Backend::Postgres, async |world: Arc<World>| {
        let (ada, _, access) = ada(&world).await;
        run_sql!(world, "UPDATE role_holders SET origin = 'native'").unwrap();
        // Her access is ending: what the package gave is taken back, and what she holds natively stays.
        let mut tx = turn_of(&world, ada).await;
        sqlx::query("UPDATE deliveries SET state = 'revoked' WHERE assignment_id = $1")
            .bind(access)
            .execute(&mut *tx)
            .await
            .unwrap();
        let importing = until_it_waits(&world, leave_network_empty(Arc::clone(&world))).await;
        tx.commit().await.unwrap();
        importing.await.unwrap().unwrap();
        assert_eq!(world.count("role_holders").await, 0);
    });
}

#[test]
fn byd_06_an_import_keeps_what_a_package_gives_at_this_moment() {
    run(Backend::Postgres, async |world: Arc<World>| {
        let (ada, _, access) = ada(&world).await;
        run_sql!(world, "UPDATE role_holders SET origin = 'native'").unwrap();
        run_sql!(world, "UPDATE deliveries SET state = 'revoked'").unwrap();
        let mut tx = turn_of(&world, ada).await;
        sqlx::query("UPDATE deliveries SET state = 'granted' WHERE assignment_id = $1")
            .bind(access)
            .execute(&mut *tx)
            .await
            .unwrap();
        let importing = until_it_waits(&world, leave_network_empty(Arc::clone(&world))).await;
        tx.commit().await.unwrap();
        importing.await.unwrap().unwrap();
        let origin = value!(world, HoldingOrigin, "SELECT origin FROM role_holders");
        assert_eq!(origin, HoldingOrigin::Delivered);
    });
}

#[test]
fn byd_20_who_retires_a_package_and_who_asks_for_it_do_not_wait_for_each_other() {
    run(Backend::Postgres, async |world: Arc<World>| {
        let (ada, package, access) = ada(&world).await;
        let admin = world.administrator().await;
        let input = RetireInput {
            on: world.now().plus_days(10).end_of_day(),
            reason: String::new(),
        };
        let until = input.on;
        // Ada has her turn, and goes on to the package, as who gives access back or extends it does.
        let mut tx = turn_of(&world, ada).await;
        let retiring =
            until_it_waits(&world, async move { retire(&admin, package, &input).await }).await;
        sqlx::query("SELECT 1 FROM access_packages WHERE id = $1 FOR SHARE")
            .bind(package)
            .execute(&mut *tx)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        retiring.await.unwrap().unwrap();
        assert_eq!(world.assignment(access).await.ends_at, Some(until));
    });
}
