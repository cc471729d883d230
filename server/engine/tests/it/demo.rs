//! The demonstration loads over both databases, has something for every page, and survives time.

use crate::support::{Backend, World};
use engine::demo::{Loaded, load, personas};
use engine::{Ctx, Failure};
use shared::AppError;
use shared::ids::UserId;
use shared::request::{RequestState, RequestStatus};
use std::collections::BTreeSet;

async fn person(world: &World, user_name: &str) -> UserId {
    value!(
        world,
        UserId,
        "SELECT id FROM users WHERE user_name = $1",
        user_name
    )
}

async fn acting(world: &World, user_name: &str) -> Ctx {
    world.as_user(person(world, user_name).await).await
}

async fn count(world: &World, sql: &str) -> i64 {
    value!(world, i64, sql)
}

both! {
    async fn the_demonstration_has_something_for_every_page(world) {
        let started = world.now();
        assert_eq!(load(&world.engine).await.unwrap(), Loaded::Now);
        assert_eq!(world.now(), started, "the clock of the portal does not move");

        let states: BTreeSet<_> = rows!(
            world, (RequestState, RequestStatus), "SELECT DISTINCT state, status FROM requests"
        )
        .into_iter()
        .collect();
        for wanted in [
            (RequestState::PendingApproval, RequestStatus::PendingApproval),
            (RequestState::Scheduled, RequestStatus::PendingNotBefore),
            (RequestState::Delivering, RequestStatus::Delivering),
            (RequestState::Delivered, RequestStatus::Delivered),
            (RequestState::PartiallyDelivered, RequestStatus::PartiallyDelivered),
            (RequestState::DeliveryFailed, RequestStatus::DeliveryFailed),
            (RequestState::Denied, RequestStatus::Denied),
            (RequestState::Denied, RequestStatus::Expired),
            (RequestState::Canceled, RequestStatus::Canceled),
        ] {
            assert!(states.contains(&wanted), "no request is {wanted:?}");
        }
        for position in 0..3i64 {
            let open = value!(
                world, i64,
                "SELECT COUNT(*) FROM approval_stages WHERE status = 'InProgress' AND position = $1", position
            );
            assert!(open > 0, "nothing waits in stage {}", position + 1);
        }
        let soon = value!(
            world, i64,
            "SELECT COUNT(*) FROM assignments WHERE state <> 'expired' AND ends_at < $1",
            world.now().plus_days(14)
        );
        assert!(soon >= 4, "{soon} end soon");
        for reason in ["expired", "removedBySelf", "removedByAdministrator"] {
            let ended = value!(world, i64, "SELECT COUNT(*) FROM assignments WHERE end_reason = $1", reason);
            assert!(ended > 0, "nothing was {reason}");
        }
        let shared_roles = count(
            &world,
            "SELECT COUNT(*) FROM (
                SELECT d.subject_id, d.role_id FROM deliveries d JOIN assignments a ON a.id = d.assignment_id
                WHERE a.state <> 'expired' AND d.state = 'granted'
                GROUP BY d.subject_id, d.role_id HAVING COUNT(*) > 1
            ) twice",
        )
        .await;
        assert!(shared_roles > 0, "no two packages give the same role to anybody");
        assert!(count(&world, "SELECT COUNT(*) FROM users WHERE kind = 'visitor'").await > 0);
        assert!(count(&world, "SELECT COUNT(*) FROM users WHERE kind = 'guest' AND organization_id IS NOT NULL").await > 3);
        assert!(count(&world, "SELECT COUNT(*) FROM demo_mails").await > 100);
        assert_eq!(count(&world, "SELECT COUNT(*) FROM outbox WHERE done_at IS NULL").await, 0);
        let records = world.count("audit_records").await;
        assert_eq!(engine::audit::verify(world.db()).await.unwrap(), engine::audit::Verdict::Intact(records));
        let future = value!(world, i64, "SELECT COUNT(*) FROM audit_records WHERE at > $1", world.now());
        assert_eq!(future, 0);

        // The personas have what their lines say.
        for persona in personas() {
            person(&world, &persona.user_name).await;
        }
        let waits = value!(
            world, i64,
            "SELECT COUNT(*) FROM stage_approvers a JOIN approval_stages s ON s.id = a.stage_id
             WHERE s.status = 'InProgress' AND a.principal_id = $1",
            person(&world, "jonas.bakke").await
        );
        assert!(waits >= 3, "{waits} requests wait for Jonas");
        assert!(acting(&world, "henrik.dahl").await.allows(
            shared::authz::Action::CreateCatalog, shared::authz::Scope::Tenant
        ));

        // A second start changes nothing, and time goes on.
        let before = (world.count("audit_records").await, world.count("requests").await);
        assert_eq!(load(&world.engine).await.unwrap(), Loaded::Before);
        assert_eq!((world.count("audit_records").await, world.count("requests").await), before);
        world.settle().await;
        world.advance_days(30).await;
        assert_eq!(count(&world, "SELECT COUNT(*) FROM approval_stages WHERE status = 'InProgress'").await, 0);
        let late = value!(
            world, i64,
            "SELECT COUNT(*) FROM assignments WHERE state <> 'expired' AND ends_at <= $1", world.now()
        );
        assert_eq!(late, 0);
    }

    async fn the_demonstration_does_not_mix_with_other_data(world) {
        world.member("Ada Lind").await;
        let refused = load(&world.engine).await;
        assert!(matches!(refused, Err(Failure::App(AppError::Conflict(_)))), "{refused:?}");
        assert_eq!(world.count("users").await, 1);
    }
}

#[test]
fn the_demonstration_loads_at_any_hour() {
    for hours in [1, 14, 15, 16] {
        crate::support::run(Backend::Sqlite, async move |world| {
            world.pass_hours(hours);
            assert_eq!(load(&world.engine).await.unwrap(), Loaded::Now);
            let late = value!(
                world,
                i64,
                "SELECT COUNT(*) FROM requests WHERE created_at > $1",
                world.now()
            );
            assert_eq!(late, 0);
        });
    }
}
