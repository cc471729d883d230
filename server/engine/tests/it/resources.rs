//! Resources of catalogs: what can be added, by whom, and what keeps them there.

use crate::catalogs::{conflict, message, status, with_role};
use crate::support::Object;
use crate::support::flow::open_policy;
use engine::Ctx;
use engine::catalogs;
use engine::directory::import::{ImportFile, import};
use shared::authz::Role;
use shared::directory::{GroupKind, HoldingOrigin, Mastery};
use shared::forms::catalogs::ResourceSearch;
use shared::ids::{CatalogId, ObjectId, ResourceId, RoleId};
use shared::views::catalogs::ResourceRow;

async fn resources(ctx: &Ctx, catalog: CatalogId) -> Vec<ResourceRow> {
    catalogs::resources(ctx, catalog, "")
        .await
        .unwrap()
        .page
        .rows
}

async fn add(ctx: &Ctx, catalog: CatalogId, object: &Object) -> Result<usize, engine::Failure> {
    catalogs::add_resources(ctx, catalog, vec![object.id]).await
}

async fn choices(ctx: &Ctx, catalog: CatalogId, q: &str, kind: &str) -> Vec<(String, bool)> {
    let view = catalogs::choices(ctx, catalog, ResourceSearch::new(q, kind))
        .await
        .unwrap();
    view.choices
        .into_iter()
        .map(|choice| (choice.name, choice.refused.is_none()))
        .collect()
}

both! {
    async fn cat_08_synced_and_distribution_groups_are_refused_with_the_reason(world) {
        let admin = world.administrator().await;
        let catalog = world.catalog("Sales").await;
        let synced = world.group_of("Old AD group", GroupKind::Security, Mastery::Synced).await;
        let mail = world.group_of("All staff mail", GroupKind::Microsoft365, Mastery::Distribution).await;
        let fine = world.group("Field sales").await;
        let reason = message(catalogs::add_resources(&admin, catalog, vec![fine.id, synced.id]).await, "object");
        assert!(reason.contains("Old AD group") && reason.contains("another directory"), "{reason}");
        let reason = message(add(&admin, catalog, &mail).await, "object");
        assert!(reason.contains("distribution list"), "{reason}");
        // All or none.
        assert!(resources(&admin, catalog).await.is_empty());
        assert_eq!(
            choices(&admin, catalog, "", "group").await,
            [("All staff mail".to_owned(), false), ("Field sales".to_owned(), true), ("Old AD group".to_owned(), false)]
        );
    }

    async fn cat_08_a_group_offers_member_and_owner_a_dynamic_one_only_owner(world) {
        let admin = world.administrator().await;
        let catalog = world.catalog("Sales").await;
        let group = world.group("Field sales").await;
        let dynamic = world.group_of("Everybody in sales", GroupKind::Security, Mastery::Dynamic).await;
        assert_eq!(catalogs::add_resources(&admin, catalog, vec![group.id, dynamic.id]).await.unwrap(), 2);
        let rows = resources(&admin, catalog).await;
        assert_eq!(rows[0].name, "Everybody in sales");
        assert_eq!(rows[0].roles, ["Owner"]);
        assert!(rows[0].caution.is_some());
        assert_eq!(rows[1].roles, ["Member", "Owner"]);
        assert!(rows[1].caution.is_none());
        let package = world.package(catalog, "Starter", &[]).await;
        let refused = engine::packages::add_roles(&admin, package, vec![dynamic.member()]).await;
        assert!(!message(refused, "role").is_empty());
        engine::packages::add_roles(&admin, package, vec![dynamic.owner()]).await.unwrap();
    }

    async fn cat_09_an_application_offers_its_roles_or_default_access(world) {
        let admin = world.administrator().await;
        let catalog = world.catalog("Finance").await;
        let payroll = world.application("Payroll", &["Reader", "Editor"]).await;
        let wiki = world.application("Wiki", &[]).await;
        // As an import might leave it: no role at all.
        run_sql!(world, "DELETE FROM directory_roles WHERE object_id = $1", wiki.id).unwrap();
        catalogs::add_resources(&admin, catalog, vec![payroll.id, wiki.id]).await.unwrap();
        let rows = resources(&admin, catalog).await;
        assert_eq!(rows[0].roles, ["Reader", "Editor"]);
        assert_eq!(rows[1].roles, ["Default Access"]);
        assert_eq!(rows[1].kind, "Application");
    }

    async fn cat_10_a_site_offers_its_own_roles(world) {
        let admin = world.administrator().await;
        let catalog = world.catalog("Finance").await;
        let site = world.site("Budget site", &["Owners", "Members", "Visitors"]).await;
        add(&admin, catalog, &site).await.unwrap();
        let rows = resources(&admin, catalog).await;
        assert_eq!(rows[0].roles, ["Owners", "Members", "Visitors"]);
        assert_eq!(rows[0].kind, "Site");
    }

    async fn cat_14_an_owner_adds_only_what_is_theirs(world) {
        let catalog = world.catalog("Sales").await;
        let (ada, owner) = with_role(&world, "Ada Lind", Role::CatalogOwner, catalog).await;
        let [mine, other] = [world.group("Mine").await, world.group("Not mine").await];
        world.hold(ada, mine.owner()).await;
        world.hold(ada, other.member()).await;
        assert_eq!(choices(&owner, catalog, "", "").await, [("Mine".to_owned(), true)]);
        assert_eq!(add(&owner, catalog, &mine).await.unwrap(), 1);
        let reason = message(add(&owner, catalog, &other).await, "object");
        assert!(reason.contains("only what you own"), "{reason}");
        // What does not exist looks the same.
        let nothing = catalogs::add_resources(&owner, catalog, vec![world.id()]).await;
        assert_eq!(message(nothing, "object"), reason);
        // Owning the resource is not enough either: the catalog has to be theirs.
        for role in [Role::AccessPackageManager, Role::CatalogReader] {
            let (user, ctx) = with_role(&world, role.title(), role, catalog).await;
            let own = world.group(&format!("Of {role}")).await;
            world.hold(user, own.owner()).await;
            assert_eq!(status(add(&ctx, catalog, &own).await), 403, "{role}");
            assert_eq!(status(catalogs::choices(&ctx, catalog, ResourceSearch::default()).await), 403);
        }
        // An administrator needs no rights on the resource.
        let admin = world.administrator().await;
        assert_eq!(add(&admin, catalog, &other).await.unwrap(), 1);
        // Twice is once.
        assert_eq!(add(&admin, catalog, &other).await.unwrap(), 0);
        assert_eq!(resources(&admin, catalog).await.len(), 2);
    }

    async fn cat_14_who_owns_an_application_brings_it_in_and_nobody_hands_that_out(world) {
        let catalog = world.catalog("Finance").await;
        let (ada, owner) = with_role(&world, "Ada Lind", Role::CatalogOwner, catalog).await;
        let (_, other) = with_role(&world, "Bo Ek", Role::CatalogOwner, catalog).await;
        let load = async |file: &str| {
            let files = [ImportFile { name: "apps.csv".to_owned(), bytes: file.as_bytes().to_vec() }];
            import(&world.system(), &files).await.unwrap().unwrap()
        };
        load("application,roles,owners\nPayroll,Reader;Owner,ada.lind\nWiki,,ada.lind\n").await;
        let objects = rows!(world, (ObjectId,), "SELECT id FROM directory_objects ORDER BY display_name");
        let ids: Vec<ObjectId> = objects.into_iter().map(|row| row.0).collect();
        assert_eq!(status(catalogs::add_resources(&other, catalog, ids.clone()).await), 422);
        let offered = [("Payroll".to_owned(), true), ("Wiki".to_owned(), true)];
        assert_eq!(choices(&owner, catalog, "", "").await, offered);
        assert_eq!(catalogs::add_resources(&owner, catalog, ids.clone()).await.unwrap(), 2);
        let shown = resources(&owner, catalog).await;
        assert_eq!((&shown[0].roles[..], &shown[1].roles[..]), (&["Reader".to_owned(), "Owner".to_owned()][..], &["Default Access".to_owned()][..]));
        let ownership = value!(world, RoleId, "SELECT id FROM directory_roles WHERE kind = 'owner' AND object_id = $1", ids[0]);
        let package = world.package(catalog, "Books", &[]).await;
        assert!(!message(engine::packages::add_roles(&owner, package, vec![ownership]).await, "role").is_empty());
        // New roles leave the owners alone; a list without them takes the ownership, and the right with it.
        load("application,roles\nPayroll,Reader;Auditor\n").await;
        assert!(world.holding(ada, ownership).await.is_some());
        load("application,owners\nPayroll,\n").await;
        assert!(world.holding(ada, ownership).await.is_none());
        let resource = value!(world, ResourceId, "SELECT id FROM catalog_resources WHERE object_id = $1", ids[0]);
        assert_eq!(status(catalogs::remove_resource(&owner, catalog, resource).await), 403);
    }

    async fn cat_14_owning_is_not_inherited_through_groups_and_not_being_a_member(world) {
        let catalog = world.catalog("Sales").await;
        let (ada, owner) = with_role(&world, "Ada Lind", Role::CatalogOwner, catalog).await;
        let [outer, inner] = [world.group("All of sales").await, world.group("Field sales").await];
        world.nest(&outer, &inner).await;
        world.hold(ada, inner.owner()).await;
        world.hold(ada, outer.member()).await;
        // Who owns the inner group owns no group around it.
        assert_eq!(choices(&owner, catalog, "", "").await, [("Field sales".to_owned(), true)]);
        assert_eq!(status(add(&owner, catalog, &outer).await), 422);
        add(&owner, catalog, &inner).await.unwrap();
    }

    async fn cat_14_owning_through_a_package_is_not_owning_in_the_directory(world) {
        let [sales, mine] = [world.catalog("Sales").await, world.catalog("Mine").await];
        let (ada, owner) = with_role(&world, "Ada Lind", Role::CatalogOwner, mine).await;
        let group = world.group("Field sales").await;
        let package = world.package(sales, "Runs field sales", &[group.owner()]).await;
        world.policy(package, &open_policy()).await;
        world.get(ada, package).await;
        assert_eq!(world.holding(ada, group.owner()).await, Some(HoldingOrigin::Delivered));
        // The access ends one day; what was brought in would stay.
        assert!(choices(&owner, mine, "", "").await.is_empty());
        assert_eq!(status(add(&owner, mine, &group).await), 422);
        assert!(resources(&owner, mine).await.is_empty());
    }

    async fn cat_14_several_are_added_all_or_none(world) {
        let catalog = world.catalog("Sales").await;
        let (ada, owner) = with_role(&world, "Ada Lind", Role::CatalogOwner, catalog).await;
        let [mine, other] = [world.group("Mine").await, world.group("Not mine").await];
        world.hold(ada, mine.owner()).await;
        assert_eq!(status(catalogs::add_resources(&owner, catalog, vec![mine.id, other.id]).await), 422);
        assert!(resources(&owner, catalog).await.is_empty());
        // The same thing twice is one thing.
        assert_eq!(catalogs::add_resources(&owner, catalog, vec![mine.id, mine.id]).await.unwrap(), 1);
    }

    async fn cat_14_sites_have_no_owners_so_administrators_add_them(world) {
        let catalog = world.catalog("Projects").await;
        let (ada, owner) = with_role(&world, "Ada Lind", Role::CatalogOwner, catalog).await;
        let site = world.site("Project room", &["Owners", "Visitors"]).await;
        world.hold(ada, site.roles[0]).await;
        assert!(choices(&owner, catalog, "", "site").await.is_empty());
        assert_eq!(status(add(&owner, catalog, &site).await), 422);
        assert_eq!(add(&world.administrator().await, catalog, &site).await.unwrap(), 1);
    }

    async fn cat_14_whoever_stops_owning_a_resource_keeps_what_packages_give(world) {
        let catalog = world.catalog("Sales").await;
        let (ada, owner) = with_role(&world, "Ada Lind", Role::CatalogOwner, catalog).await;
        let group = world.group("Field sales").await;
        world.hold(ada, group.owner()).await;
        add(&owner, catalog, &group).await.unwrap();
        run_sql!(world, "DELETE FROM role_holders WHERE user_id = $1", ada).unwrap();
        // The resource is the catalog's now: packages may use it, but taking it out takes its owner.
        let package = world.package(catalog, "Starter", &[]).await;
        assert_eq!(engine::packages::add_roles(&owner, package, vec![group.member()]).await.unwrap(), 1);
        let role = engine::packages::roles(&owner, package, "").await.unwrap().roles[0].id.parse().unwrap();
        engine::packages::remove_role(&owner, package, role).await.unwrap();
        let resource = value!(world, ResourceId, "SELECT id FROM catalog_resources");
        assert_eq!(status(catalogs::remove_resource(&owner, catalog, resource).await), 403);
    }

    async fn cat_14_removing_takes_the_same_rights(world) {
        let catalog = world.catalog("Sales").await;
        let (ada, owner) = with_role(&world, "Ada Lind", Role::CatalogOwner, catalog).await;
        let [mine, other] = [world.group("Mine").await, world.group("Not mine").await];
        world.hold(ada, mine.owner()).await;
        let theirs = world.resource(catalog, &other).await;
        let own = world.resource(catalog, &mine).await;
        assert_eq!(status(catalogs::remove_resource(&owner, catalog, theirs).await), 403);
        assert_eq!(catalogs::remove_resource(&owner, catalog, own).await.unwrap(), "Mine");
        assert_eq!(status(catalogs::remove_resource(&owner, catalog, own).await), 404);
        // A resource is removed through its own catalog only.
        let elsewhere = world.catalog("Finance").await;
        let admin = world.administrator().await;
        assert_eq!(status(catalogs::remove_resource(&admin, elsewhere, theirs).await), 404);
    }

    async fn cat_15_a_resource_in_use_stays_and_its_packages_are_named(world) {
        let admin = world.administrator().await;
        let catalog = world.catalog("Sales").await;
        let group = world.group("Field sales").await;
        let resource = world.resource(catalog, &group).await;
        let starter = world.package(catalog, "Starter", &[group.member(), group.owner()]).await;
        let leader = world.package(catalog, "Leader", &[group.owner()]).await;
        let refused = conflict(catalogs::remove_resource(&admin, catalog, resource).await);
        assert_eq!(refused, "Field sales is used by Leader and Starter. Take it out of there first.");
        let used: Vec<_> = resources(&admin, catalog).await[0].used_by.iter().map(|p| p.name.clone()).collect();
        assert_eq!(used, ["Leader", "Starter"]);
        engine::packages::delete(&admin, leader).await.unwrap();
        for row in engine::packages::roles(&admin, starter, "").await.unwrap().roles {
            engine::packages::remove_role(&admin, starter, row.id.parse().unwrap()).await.unwrap();
        }
        catalogs::remove_resource(&admin, catalog, resource).await.unwrap();
        assert!(resources(&admin, catalog).await.is_empty());
    }

    async fn cat_15_removal_and_use_at_the_same_time_never_both_succeed(world) {
        let admin = world.administrator().await;
        let catalog = world.catalog("Sales").await;
        for round in 0..8 {
            let group = world.group(&format!("Group {round}")).await;
            let resource: ResourceId = world.resource(catalog, &group).await;
            let package = world.package(catalog, &format!("Package {round}"), &[]).await;
            let (one, two) = (admin.clone(), admin.clone());
            let role = group.member();
            let remove = tokio::spawn(async move { catalogs::remove_resource(&one, catalog, resource).await.is_ok() });
            let take = tokio::spawn(async move { engine::packages::add_roles(&two, package, vec![role]).await.is_ok() });
            let (removed, taken) = (remove.await.unwrap(), take.await.unwrap());
            assert!(removed != taken, "round {round}: removed {removed}, taken {taken}");
        }
    }

    async fn rol_04_a_reader_looks_and_touches_nothing(world) {
        let catalog = world.catalog("Sales").await;
        let group = world.group("Field sales").await;
        let resource = world.resource(catalog, &group).await;
        let package = world.package(catalog, "Starter", &[group.member()]).await;
        let (_, reader) = with_role(&world, "Ada Lind", Role::CatalogReader, catalog).await;
        assert_eq!(resources(&reader, catalog).await.len(), 1);
        let head = catalogs::head(&reader, catalog).await.unwrap();
        assert_eq!(head.may, shared::views::catalogs::CatalogMay::default());
        assert_eq!(engine::packages::overview(&reader, package).await.unwrap().roles.len(), 1);
        assert_eq!(status(catalogs::remove_resource(&reader, catalog, resource).await), 403);
    }
}
