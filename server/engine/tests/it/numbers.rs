//! Numbers for managers (BYD-28).

use crate::catalogs::with_role;
use crate::support::flow::{asks, open_policy, refusal};
use crate::support::{Backend, World, run};
use engine::db::Db;
use engine::{Ctx, numbers};
use shared::AppError;
use shared::approval::Decision;
use shared::authz::Role;
use shared::ids::{CatalogId, PackageId, UserId};
use shared::request::RequestState;
use std::sync::Arc;

struct Office {
    sales: CatalogId,
    crm: PackageId,
    ledger: PackageId,
    chief: UserId,
    admin: Ctx,
}

async fn office(world: &World) -> Office {
    let admin = world.administrator().await;
    let (sales, finance) = (world.catalog("Sales").await, world.catalog("Finance").await);
    let crm = world.package(sales, "CRM", &[]).await;
    let ledger = world.package(finance, "Ledger", &[]).await;
    let chief = world.member("Chief Falk").await;
    for package in [crm, ledger] {
        let mut approved = open_policy();
        approved.stages.push(asks(&[chief]));
        world.policy(package, &approved).await;
    }
    Office {
        sales,
        crm,
        ledger,
        chief,
        admin,
    }
}

impl Office {
    /// Some people ask; each waits so many hours for their answer.
    async fn ask(&self, world: &World, package: PackageId, who: &str, hours: &[i64]) {
        for (number, hours) in hours.iter().enumerate() {
            let person = world.member(&format!("{who} {number}")).await;
            let request = world.ask(person, package).await;
            world.pass_hours(*hours);
            world.approve(self.chief, request, 0).await;
        }
    }
}

both! {
    async fn byd_28_time_to_access_and_the_busiest_and_slowest(world) {
        let at = office(&world).await;
        at.ask(&world, at.crm, "Quick", &[1, 2, 3, 4]).await;
        at.ask(&world, at.ledger, "Slow", &[10, 20, 30]).await;
        let person = world.member("Eva Holm").await;
        let denied = world.ask(person, at.crm).await;
        world.decide_at(at.chief, denied, 0, Decision::Deny, "").await.unwrap();
        let view = numbers::view(&at.admin, "4", "").await.unwrap();
        assert_eq!((view.asked, view.granted, view.denied), (8, 7, 1));
        assert_eq!((view.times.count, view.times.median.as_str(), view.times.nearly_all.as_str()), (7, "4 h", "30 h"));
        assert_eq!((view.busiest[0].package.name.as_str(), view.busiest[0].asked), ("CRM", 5));
        assert_eq!((view.slowest[0].package.name.as_str(), view.slowest[0].times.median.as_str()), ("Ledger", "20 h"));
        assert_eq!(view.weeks.len(), 4);
        assert_eq!(view.weeks.iter().map(|week| week.asked).sum::<i64>(), 8);
    }

    async fn byd_28_weeks_are_counted_once_they_are_over_and_say_the_same(world) {
        let at = office(&world).await;
        assert_eq!(numbers::count_weeks(&world.system()).await.unwrap(), 0, "there is nothing yet");
        at.ask(&world, at.crm, "First", &[1, 2, 3]).await;
        world.advance_days(10).await;
        at.ask(&world, at.ledger, "Second", &[5, 5, 5]).await;
        let before = numbers::view(&at.admin, "13", "").await.unwrap();
        assert_eq!(before.asked, 6);
        assert_eq!(numbers::count_weeks(&world.system()).await.unwrap(), 1);
        assert_eq!(numbers::count_weeks(&world.system()).await.unwrap(), 0, "once");
        assert_eq!(numbers::view(&at.admin, "13", "").await.unwrap(), before);
        // What was counted stays when the requests are gone.
        run_sql!(world, "DELETE FROM requests WHERE package_id = $1", at.crm).unwrap();
        assert_eq!(numbers::view(&at.admin, "13", "").await.unwrap(), before);
        world.advance_days(400).await;
        numbers::count_weeks(&world.system()).await.unwrap();
        let late = numbers::view(&at.admin, "52", "").await.unwrap();
        assert_eq!((late.weeks.len(), late.asked), (52, 0));
    }

    async fn byd_28_who_runs_a_catalog_sees_its_numbers(world) {
        let at = office(&world).await;
        at.ask(&world, at.crm, "Sold", &[1]).await;
        at.ask(&world, at.ledger, "Paid", &[1, 1]).await;
        let (_, seller) = with_role(&world, "Dan Gren", Role::AccessPackageManager, at.sales).await;
        for counted in [false, true] {
            assert_eq!(numbers::view(&seller, "13", "").await.unwrap().asked, 1, "{counted}");
            assert_eq!(numbers::view(&at.admin, "13", &at.sales.to_string()).await.unwrap().asked, 1);
            assert_eq!(numbers::view(&at.admin, "13", "").await.unwrap().asked, 3);
            let other = numbers::view(&at.admin, "13", "").await.unwrap().catalogs;
            let finance = other.iter().find(|catalog| catalog.name == "Finance").unwrap();
            assert_eq!(numbers::view(&seller, "13", &finance.id).await.unwrap().asked, 0);
            world.advance_days(7).await;
            numbers::count_weeks(&world.system()).await.unwrap();
        }
        let nobody = world.as_user(world.member("Eva Holm").await).await;
        assert!(matches!(refusal(numbers::view(&nobody, "13", "").await), AppError::NotFound));
    }
}

/// On Postgres only: the one writer of SQLite would be held by the test itself.
#[test]
fn byd_28_what_is_due_does_not_wait_until_weeks_are_counted() {
    run(Backend::Postgres, async |world| {
        let at = office(&world).await;
        at.ask(&world, at.crm, "Quick", &[1]).await;
        let late = world.member("Eva Holm").await;
        let request = world.ask(late, at.crm).await;
        world.pass_hours(60 * 24);
        let Db::Postgres(pool) = world.db() else {
            panic!("this is about Postgres");
        };
        let mut counting = pool.begin().await.unwrap();
        sqlx::query("LOCK TABLE counted_weeks IN EXCLUSIVE MODE")
            .execute(&mut *counting)
            .await
            .unwrap();
        let engine = Arc::clone(&world.engine);
        let background = tokio::spawn(engine.run_background(std::future::pending()));
        while world.request(request).await.state == RequestState::PendingApproval {
            tokio::task::yield_now().await;
        }
        assert_eq!(world.count("package_weeks").await, 0);
        background.abort();
        counting.rollback().await.unwrap();
    });
}
