//! What a person has and had.

use crate::support::flow::open_policy;
use engine::{assignments, my, packages};
use shared::policy::{Expiration, PolicySettings};

both! {
    async fn ui_04_active_and_ended(world) {
        let [ada, bo] = world.members(["Ada Lind", "Bo Ek"]).await;
        let sales = world.group("Sales").await;
        let wiki = world.site("Wiki", &["Visitors"]).await;
        let catalog = world.catalog("Sales").await;
        let package = world.package(catalog, "CRM", &[sales.member(), wiki.roles[0]]).await;
        world.policy(package, &PolicySettings { expiration: Expiration::AfterDays(20), ..open_policy() }).await;
        let assignment = world.get(ada, package).await;
        let ctx = world.as_user(ada).await;

        let page = my::access(&ctx, false, "").await.unwrap();
        let row = &page.rows.rows[0];
        assert_eq!(row.package.name, "CRM");
        assert_eq!(row.ends.as_ref().unwrap().exact, "22 March 2026, 09:00 UTC");
        assert!(!row.ends_soon);
        let roles: Vec<_> = row.roles.iter().map(|role| (role.role.kind.as_str(), role.badge.label.as_str())).collect();
        assert_eq!(roles, [("Group", "Ready"), ("Site", "Ready")]);
        let words = row.give_back.as_deref().unwrap();
        assert!(words.contains("2 roles"), "{words}");
        assert!(my::access(&ctx, true, "").await.unwrap().rows.rows.is_empty());
        assert!(my::access(&world.as_user(bo).await, false, "").await.unwrap().rows.rows.is_empty());

        world.pass_hours(24 * 7);
        assert!(my::access(&ctx, false, "").await.unwrap().rows.rows[0].ends_soon);
        assignments::remove_own(&ctx, assignment).await.unwrap();
        let page = my::access(&ctx, true, "").await.unwrap();
        let row = &page.rows.rows[0];
        assert_eq!((row.badge.label.as_str(), row.end_reason.as_str()), ("Ended", "Given back"));
        assert_eq!(row.give_back, None);
        assert!(my::access(&ctx, false, "").await.unwrap().rows.rows.is_empty());
    }

    async fn ui_04_what_was_deleted_is_shown_but_not_offered_again(world) {
        let admin = world.administrator().await;
        let ada = world.member("Ada Lind").await;
        let catalog = world.catalog("Sales").await;
        let package = world.package(catalog, "CRM", &[]).await;
        world.policy(package, &open_policy()).await;
        let request = world.ask(ada, package).await;
        let ctx = world.as_user(ada).await;
        let assignment = world.assignment_of(request).await.id;
        assignments::remove_own(&ctx, assignment).await.unwrap();
        let gone = async || {
            let ended = my::access(&ctx, true, "").await.unwrap().rows.rows.remove(0).gone;
            (ended, my::request(&ctx, request).await.unwrap().gone)
        };
        assert_eq!(gone().await, (false, false));
        packages::delete(&admin, package).await.unwrap();
        assert_eq!(gone().await, (true, true));
    }

    async fn byd_10_the_person_sees_why_delivery_is_stuck(world) {
        let ada = world.member("Ada Lind").await;
        let sales = world.group("Sales").await;
        let catalog = world.catalog("Sales").await;
        let package = world.package(catalog, "CRM", &[sales.member()]).await;
        world.policy(package, &open_policy()).await;
        let request = world.ask(ada, package).await;
        let next = world.now().plus_hours(2);
        run_sql!(
            world,
            "UPDATE deliveries SET state = 'retrying', attempts = $1, last_error = $2, next_try_at = $3",
            3i64,
            "The group does not answer.",
            next
        )
        .unwrap();
        let ctx = world.as_user(ada).await;
        let page = my::access(&ctx, false, "").await.unwrap();
        let role = page.rows.rows[0].roles[0].clone();
        assert_eq!(role.badge.label, "Trying again");
        assert_eq!(role.detail, "The group does not answer (after 3 tries). The next try is in 2 hours.");
        assert_eq!(my::request(&ctx, request).await.unwrap().roles[0], role);
    }
}
