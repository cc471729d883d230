//! Doing one thing many times at once.

use super::World;
use engine::audit::{Verdict, verify};
use engine::{Failure, Outcome};
use shared::AppError;
use shared::ids::PackageId;
use shared::policy::PolicySettings;
use std::sync::Arc;
use tokio::sync::Barrier;

/// How many come at once.
pub const CROWD: usize = 24;

/// Runs one thing many times at once; all start together.
pub async fn crowd<T, Act, Doing>(act: Act) -> Vec<Outcome<T>>
where
    T: Send + 'static,
    Act: Fn(usize) -> Doing,
    Doing: Future<Output = Outcome<T>> + Send + 'static,
{
    let start = Arc::new(Barrier::new(CROWD));
    let tasks: Vec<_> = (0..CROWD)
        .map(|number| {
            let (start, doing) = (Arc::clone(&start), act(number));
            tokio::spawn(async move {
                start.wait().await;
                doing.await
            })
        })
        .collect();
    let mut outcomes = Vec::new();
    for task in tasks {
        outcomes.push(task.await.unwrap());
    }
    outcomes
}

/// One success; every other caller is told that things have moved on.
pub fn one_wins<T: std::fmt::Debug>(outcomes: Vec<Outcome<T>>) -> T {
    let mut winners = Vec::new();
    for outcome in outcomes {
        match outcome {
            Ok(value) => winners.push(value),
            Err(Failure::App(AppError::Conflict(_))) => {}
            Err(other) => panic!("neither a success nor a conflict: {other:?}"),
        }
    }
    assert_eq!(winners.len(), 1, "{winners:?}");
    winners.remove(0)
}

/// Audit records of an action.
pub async fn audited(world: &World, action: &str) -> i64 {
    value!(
        world,
        i64,
        "SELECT COUNT(*) FROM audit_records WHERE action = $1",
        action
    )
}

/// Every record follows from the one before.
pub async fn chain_is_intact(world: &World) {
    let count = world.count("audit_records").await;
    assert_eq!(verify(world.db()).await.unwrap(), Verdict::Intact(count));
}

/// A package with one group, and a policy.
pub async fn package(world: &World, settings: &PolicySettings) -> PackageId {
    let group = world.group("Payments").await;
    let catalog = world.catalog("Sales").await;
    let package = world.package(catalog, "Payments", &[group.member()]).await;
    world.policy(package, settings).await;
    package
}
