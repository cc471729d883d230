//! Several servers over one database, and many hands on the same access: everything happens once.

use crate::support::World;
use crate::support::crowd::{audited, chain_is_intact, crowd, one_wins, package};
use crate::support::flow::{open_policy, refusal};
use engine::assignments::{DirectAssignment, assign_directly, remove_own};
use engine::clock::Clock;
use engine::db::Db;
use engine::{Engine, packages};
use shared::AppError;
use shared::assignment::AssignmentState;
use shared::policy::{Asked, Expiration, PolicySettings};
use std::sync::Arc;

both! {
    async fn asg_03_direct_assignment_many_times_at_once(world) {
        let admin = world.administrator().await;
        let ada = world.member("Ada Lind").await;
        let group = world.group("Payments").await;
        let catalog = world.catalog("Sales").await;
        let package = world.package(catalog, "Payments", &[group.member()]).await;
        let policy = world.policy(package, &open_policy()).await;
        let input = DirectAssignment {
            package,
            policy,
            people: vec![ada],
            asked: Asked::default(),
            justification: String::new(),
            answers: Vec::new(),
        };
        let outcomes = crowd(|_| {
            let (ctx, input) = (admin.clone(), input.clone());
            async move { assign_directly(&ctx, &input).await }
        })
        .await;
        let winners = outcomes.iter().filter(|outcome| outcome.is_ok()).count();
        assert_eq!(winners, 1);
        for lost in outcomes.into_iter().filter(Result::is_err) {
            assert!(matches!(refusal(lost), AppError::Invalid(_)));
        }
        world.settle().await;
        assert_eq!(world.count("assignments").await, 1);
        assert_eq!(audited(&world, "assignment.assign").await, 1);
    }

    async fn asg_06_giving_back_many_times_at_once(world) {
        let ada = world.member("Ada Lind").await;
        let package = package(&world, &open_policy()).await;
        let assignment = world.get(ada, package).await;
        let ctx = world.as_user(ada).await;
        let outcomes = crowd(|_| {
            let ctx = ctx.clone();
            async move { remove_own(&ctx, assignment).await }
        })
        .await;
        one_wins(outcomes);
        world.settle().await;
        assert_eq!(world.count("requests").await, 2);
        assert_eq!(world.count("role_holders").await, 0);
        assert_eq!(audited(&world, "assignment.end").await, 1);
    }

    async fn asg_06_several_servers_end_access_once(world) {
        let settings = PolicySettings { expiration: Expiration::AfterDays(30), ..open_policy() };
        let package = package(&world, &settings).await;
        let mut held = Vec::new();
        for number in 0..5 {
            let holder = world.member(&format!("Holder {number}")).await;
            held.push(world.get(holder, package).await);
        }
        world.pass_hours(30 * 24);
        let engines = servers(&world, 4).await;
        let outcomes = crowd(|number| {
            let engine = Arc::clone(&engines[number % engines.len()]);
            async move { engine.settle().await }
        })
        .await;
        assert!(outcomes.iter().all(Result::is_ok), "{outcomes:?}");
        world.settle().await;
        for assignment in held {
            assert_eq!(world.assignment(assignment).await.state, AssignmentState::Expired);
        }
        assert_eq!(world.count("requests").await, 10);
        assert_eq!(audited(&world, "assignment.end").await, 5);
        assert_eq!(world.count("role_holders").await, 0);
        for number in 0..5 {
            let mails = world.mails_to(&format!("holder.{number}@norrland.example")).await;
            let ended = mails.iter().filter(|subject| subject.starts_with("Access ended")).count();
            assert_eq!(ended, 1, "{mails:?}");
        }
        chain_is_intact(&world).await;
    }

    async fn byd_10_several_servers_deliver_once(world) {
        let [payments, invoices] = [world.group("Payments").await, world.group("Invoices").await];
        let catalog = world.catalog("Sales").await;
        let package = world.package(catalog, "Payments", &[payments.member()]).await;
        world.policy(package, &open_policy()).await;
        world.resource(catalog, &invoices).await;
        for number in 0..10 {
            let asking = world.member(&format!("Person {number}")).await;
            world.ask(asking, package).await;
        }
        packages::add_roles(&world.administrator().await, package, vec![invoices.member()]).await.unwrap();
        let engines = servers(&world, 4).await;
        let outcomes = crowd(|number| {
            let engine = Arc::clone(&engines[number % engines.len()]);
            async move { engine.settle().await }
        })
        .await;
        assert!(outcomes.iter().all(Result::is_ok), "{outcomes:?}");
        world.settle().await;
        assert_eq!(world.count("role_holders").await, 20);
        assert_eq!(audited(&world, "assignment.deliver").await, 10);
        assert_eq!(world.count("demo_mails").await, 10);
        let open = value!(world, i64, "SELECT COUNT(*) FROM requests WHERE state <> 'delivered'");
        assert_eq!(open, 0);
    }

    async fn asg_03_assigning_the_same_people_in_any_order(world) {
        let admin = world.administrator().await;
        let people = world.members(["Ada Lind", "Bo Ek", "Cy Ahl", "Di Ros"]).await;
        let group = world.group("Payments").await;
        let catalog = world.catalog("Sales").await;
        let package = world.package(catalog, "Payments", &[group.member()]).await;
        let policy = world.policy(package, &open_policy()).await;
        let outcomes = crowd(|number| {
            let ctx = admin.clone();
            let mut people = people.to_vec();
            people.rotate_left(number % 4);
            let input = DirectAssignment {
                package,
                policy,
                people,
                asked: Asked::default(),
                justification: String::new(),
                answers: Vec::new(),
            };
            async move { assign_directly(&ctx, &input).await }
        })
        .await;
        let winners = outcomes.iter().filter(|outcome| outcome.is_ok()).count();
        assert_eq!(winners, 1);
        for lost in outcomes.into_iter().filter(Result::is_err) {
            assert!(matches!(refusal(lost), AppError::Invalid(_)));
        }
        assert_eq!(world.count("assignments").await, 4);
    }

    async fn byd_07_giving_back_while_servers_deliver(world) {
        let ada = world.member("Ada Lind").await;
        let network = world.group("Network").await;
        let catalog = world.catalog("Sales").await;
        let mut assignments = Vec::new();
        for number in 0..6 {
            let package = world.package(catalog, &format!("Package {number}"), &[network.member()]).await;
            world.policy(package, &open_policy()).await;
            let request = world.ask(ada, package).await;
            assignments.push(world.request(request).await.assignment_id.unwrap());
        }
        let ctx = world.as_user(ada).await;
        let engines = servers(&world, 3).await;
        let outcomes = crowd(|number| {
            let (ctx, assignment) = (ctx.clone(), assignments[number % 6]);
            let engine = Arc::clone(&engines[number % 3]);
            async move {
                if number % 4 == 0 {
                    remove_own(&ctx, assignment).await.map(drop)
                } else {
                    engine.settle().await
                }
            }
        })
        .await;
        for outcome in outcomes {
            match outcome {
                Ok(()) => {}
                Err(failure) => assert!(matches!(failure, engine::Failure::App(AppError::Conflict(_))), "{failure}"),
            }
        }
        world.settle().await;
        let live = value!(world, i64, "SELECT COUNT(*) FROM assignments WHERE state <> 'expired'");
        assert_eq!(live, 3);
        assert!(world.holding(ada, network.member()).await.is_some());
        for assignment in assignments {
            // Those that are still there.
            let _ = remove_own(&ctx, assignment).await;
        }
        world.settle().await;
        assert_eq!(world.holding(ada, network.member()).await, None);
        chain_is_intact(&world).await;
    }
}

/// More servers over the same database, at the same time of day.
async fn servers(world: &World, count: usize) -> Vec<Arc<Engine>> {
    let mut engines = Vec::new();
    for _ in 0..count {
        let db = Db::open(world.url()).await.unwrap();
        engines.push(Engine::new(
            db,
            Clock::mock(world.now()),
            world.engine.options.clone(),
        ));
    }
    engines
}
