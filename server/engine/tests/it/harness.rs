//! The harness itself: worlds are separate, the clock stands still, roles reach through groups.

use crate::support::World;
use crate::support::flow::open_policy;
use shared::authz::{Action, Role, Scope};
use shared::directory::{HoldingOrigin, Principal};
use shared::time::Timestamp;

both! {
    async fn each_world_is_its_own(world) {
        let other = World::new(world.backend).await;
        world.member("Ada Lind").await;
        assert_eq!(world.count("users").await, 1);
        assert_eq!(other.count("users").await, 0);
    }

    async fn the_clock_moves_only_when_told(world) {
        let before: Timestamp = world.now();
        assert_eq!(before.exact(), "2 March 2026, 09:00 UTC");
        assert_eq!(world.now(), before);
        world.pass_hours(49);
        assert_eq!(world.now(), before.plus_hours(49));
    }

    async fn rol_03_roles_are_held_directly_and_through_nested_groups(world) {
        let [ada, bo] = world.members(["Ada Lind", "Bo Ek"]).await;
        let (all, some) = (world.group("All of sales").await, world.group("Field sales").await);
        world.nest(&all, &some).await;
        world.hold(bo, some.member()).await;
        let catalog = world.catalog("Sales").await;
        let scope = Scope::Catalog(catalog);
        world.give_role(all.principal(), Role::CatalogOwner, Some(catalog)).await;
        world.give_role(Principal::User(ada), Role::CatalogReader, Some(catalog)).await;
        assert!(world.as_user(bo).await.allows(Action::EditCatalog, scope));
        let ada = world.as_user(ada).await;
        assert!(ada.allows(Action::ViewCatalogAndPackages, scope));
        assert!(!ada.allows(Action::EditCatalog, scope));
        assert!(world.administrator().await.allows(Action::TenantSettings, Scope::Tenant));
        assert!(!world.anonymous().allows(Action::ViewCatalogAndPackages, scope));
    }

    async fn a_package_can_be_set_up(world) {
        let payroll = world.application("Payroll", &["Reader", "Editor"]).await;
        let wiki = world.site("Wiki", &["Visitors"]).await;
        let catalog = world.catalog("Finance").await;
        world.resource(catalog, &wiki).await;
        let package = world.package(catalog, "Payroll", &[payroll.roles[0], wiki.roles[0]]).await;
        world.policy(package, &open_policy()).await;
        assert_eq!(world.count("catalog_resources").await, 2);
        assert_eq!(world.count("package_roles").await, 2);
        let ada = world.member("Ada Lind").await;
        assert_eq!(world.holding(ada, wiki.roles[0]).await, None);
        world.hold(ada, wiki.roles[0]).await;
        assert_eq!(world.holding(ada, wiki.roles[0]).await, Some(HoldingOrigin::Native));
    }
}
