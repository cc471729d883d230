//! Moving packages to another catalog, and copying them there (PKG-16, BYD-21).

use crate::support::World;
use crate::support::crowd::{CROWD, audited, crowd};
use crate::support::flow::{asks, open_policy, refusal};
use engine::Ctx;
use engine::packages::{copy, head, move_form, move_to, overview};
use shared::AppError;
use shared::authz::Role;
use shared::directory::Principal;
use shared::forms::packages::{CopyInput, IncompatibleInput, RelocateInput};
use shared::ids::{CatalogId, PackageId};

struct Set {
    admin: Ctx,
    sales: CatalogId,
    finance: CatalogId,
    package: PackageId,
}

async fn set(world: &World) -> Set {
    let admin = world.administrator().await;
    let [sales, finance] = [world.catalog("Sales").await, world.catalog("Finance").await];
    let [ledger, mailing] = [world.group("Ledger").await, world.group("Mailing").await];
    let package = world
        .package(sales, "Ledger", &[ledger.member(), mailing.member()])
        .await;
    world.policy(package, &open_policy()).await;
    world.resource(finance, &ledger).await;
    Set {
        admin,
        sales,
        finance,
        package,
    }
}

const fn to(catalog: CatalogId, add_missing: bool) -> RelocateInput {
    RelocateInput {
        catalog,
        add_missing,
    }
}

fn copied(catalog: CatalogId, name: &str, policies: bool) -> CopyInput {
    CopyInput {
        place: to(catalog, true),
        name: name.to_owned(),
        policies,
    }
}

both! {
    async fn pkg_16_a_move_needs_every_resource_in_the_other_catalog(world) {
        let set = set(&world).await;
        let form = move_form(&set.admin, set.package, Some(set.finance)).await.unwrap();
        let found: Vec<_> = form.resources.iter().map(|one| (one.name.as_str(), one.there, one.addable)).collect();
        assert_eq!(found, [("Ledger", true, true), ("Mailing", false, true)]);
        let wrong = refusal(move_to(&set.admin, set.package, &to(set.finance, false)).await);
        assert_eq!(wrong.field_errors().get("add_missing").unwrap(), "The other catalog does not have: Mailing.");
        assert_eq!(head(&set.admin, set.package).await.unwrap().catalog.name, "Sales");
    }

    async fn pkg_16_what_no_catalog_can_take_is_not_offered(world) {
        let set = set(&world).await;
        run_sql!(world, "UPDATE directory_objects SET mastery = 'synced' WHERE display_name = 'Mailing'").unwrap();
        let form = move_form(&set.admin, set.package, Some(set.finance)).await.unwrap();
        assert!(!form.resources[1].addable, "mastered elsewhere since it was added here");
        let wrong = refusal(move_to(&set.admin, set.package, &to(set.finance, true)).await);
        assert!(wrong.field_errors().get("add_missing").unwrap().starts_with("Mailing: "));
    }

    async fn byd_21_missing_resources_come_along_and_holders_notice_nothing(world) {
        let set = set(&world).await;
        let ada = world.member("Ada Lind").await;
        let held = world.get(ada, set.package).await;
        move_to(&set.admin, set.package, &to(set.finance, true)).await.unwrap();
        world.settle().await;
        let view = overview(&set.admin, set.package).await.unwrap();
        assert_eq!((view.head.catalog.name.as_str(), view.roles.len()), ("Finance", 2));
        assert!(world.assignment(held).await.state.is_live());
        assert_eq!(world.count("role_holders").await, 2);
        let strays = value!(
            world,
            i64,
            "SELECT COUNT(*) FROM package_roles r JOIN catalog_resources c ON c.id = r.resource_id
             JOIN access_packages p ON p.id = r.package_id WHERE c.catalog_id <> p.catalog_id"
        );
        assert_eq!(strays, 0);
        assert_eq!(audited(&world, "package.move").await, 1);
        assert_eq!(audited(&world, "catalog.addResource").await, 1);
        let wrong = refusal(move_to(&set.admin, set.package, &to(set.finance, true)).await);
        assert!(wrong.field_errors().get("catalog").is_some(), "it is there already");
    }

    async fn pkg_16_who_moves_needs_rights_in_both_catalogs(world) {
        let set = set(&world).await;
        let [here, there, both] = world.members(["Here", "There", "Both"]).await;
        for (person, catalog) in [(here, set.sales), (there, set.finance), (both, set.sales), (both, set.finance)] {
            world.give_role(Principal::User(person), Role::CatalogOwner, Some(catalog)).await;
        }
        let ctx = world.as_user(here).await;
        let wrong = refusal(move_to(&ctx, set.package, &to(set.finance, false)).await);
        assert!(wrong.field_errors().get("catalog").is_some());
        let ctx = world.as_user(there).await;
        assert_eq!(refusal(move_to(&ctx, set.package, &to(set.finance, false)).await), AppError::NotFound);
        // An owner of both brings in only what is theirs in the directory (CAT-14).
        let ctx = world.as_user(both).await;
        let wrong = refusal(move_to(&ctx, set.package, &to(set.finance, true)).await);
        assert!(wrong.field_errors().get("add_missing").unwrap().contains("own"));
        let mailing = value!(
            world,
            shared::ids::RoleId,
            "SELECT r.id FROM directory_roles r JOIN directory_objects o ON o.id = r.object_id
             WHERE o.display_name = 'Mailing' AND r.kind = 'owner'"
        );
        world.hold(both, mailing).await;
        move_to(&ctx, set.package, &to(set.finance, true)).await.unwrap();
    }

    async fn pkg_16_a_name_is_taken_once_in_a_catalog(world) {
        let set = set(&world).await;
        world.package(set.finance, "Ledger", &[]).await;
        let wrong = refusal(move_to(&set.admin, set.package, &to(set.finance, true)).await);
        assert!(wrong.field_errors().get("catalog").unwrap().contains("already a package"));
        let wrong = refusal(copy(&set.admin, set.package, &copied(set.finance, "ledger", true)).await);
        assert!(wrong.field_errors().get("name").is_some());
        assert_eq!(world.count("access_packages").await, 2);
    }

    async fn byd_21_a_copy_has_roles_policies_and_what_rules_it_out_and_nobody(world) {
        let set = set(&world).await;
        let [ada, bo] = world.members(["Ada Lind", "Bo Ek"]).await;
        world.get(ada, set.package).await;
        let mut settings = open_policy();
        settings.stages.push(asks(&[bo]));
        world.policy(set.package, &settings).await;
        let other = world.package(set.sales, "Audit", &[]).await;
        let rule = IncompatibleInput { packages: vec![other], groups: Vec::new() };
        engine::separation::add_incompatible(&set.admin, set.package, &rule).await.unwrap();
        let made = copy(&set.admin, set.package, &copied(set.finance, "Ledger for Finance", true)).await.unwrap();
        let view = overview(&set.admin, made).await.unwrap();
        assert_eq!((view.roles.len(), view.policies.len(), view.holders), (2, 2, 0));
        let rules = engine::separation::separation(&set.admin, made, "").await.unwrap();
        assert_eq!(rules.packages[0].name, "Audit");
        let before = overview(&set.admin, set.package).await.unwrap();
        assert_eq!((before.head.catalog.name.as_str(), before.holders), ("Sales", 1));
        let bare = copy(&set.admin, set.package, &copied(set.finance, "Bare", false)).await.unwrap();
        assert!(overview(&set.admin, bare).await.unwrap().policies.is_empty());
        assert_eq!(audited(&world, "package.copy").await, 2);
    }

    async fn byd_21_whoever_only_reads_a_package_copies_its_roles_only(world) {
        let set = set(&world).await;
        let [bo, eva, rea] = world.members(["Bo Ek", "Eva Holm", "Rea Reader"]).await;
        let mut settings = open_policy();
        settings.stages.push(asks(&[bo]));
        world.policy(set.package, &settings).await;
        let secret = world.package(world.catalog("Secret").await, "Borealis", &[]).await;
        let rule = IncompatibleInput { packages: vec![secret], groups: vec![world.group("Board").await.id] };
        engine::separation::add_incompatible(&set.admin, set.package, &rule).await.unwrap();
        for (number, (person, role)) in [(rea, Role::CatalogReader), (eva, Role::AccessPackageAssignmentManager), (bo, Role::AccessPackageManager)].into_iter().enumerate() {
            world.give_role(Principal::User(person), role, Some(set.sales)).await;
            world.give_role(Principal::User(person), Role::CatalogOwner, Some(set.finance)).await;
            if number == 0 {
                let mailing = value!(world, shared::ids::ObjectId, "SELECT id FROM directory_objects WHERE display_name = 'Mailing'");
                engine::catalogs::add_resources(&set.admin, set.finance, vec![mailing]).await.unwrap();
            }
            let ctx = world.as_user(person).await;
            let shapes = role == Role::AccessPackageManager;
            assert_eq!(move_form(&ctx, set.package, Some(set.finance)).await.unwrap().may_rules, shapes, "{role}");
            let made = copy(&ctx, set.package, &copied(set.finance, role.title(), true)).await.unwrap();
            let view = overview(&ctx, made).await.unwrap();
            assert_eq!((view.roles.len(), view.policies.len()), (2, if shapes { 2 } else { 0 }), "{role}");
            let rules = engine::separation::separation(&ctx, made, "").await.unwrap();
            let expected = usize::from(shapes);
            assert_eq!((rules.packages.len(), rules.groups.len()), (expected, expected), "{role}");
        }
    }

    async fn pkg_16_what_changes_while_a_package_moves_is_judged_where_it_is(world) {
        let admin = world.administrator().await;
        let [sales, finance] = [world.catalog("Sales").await, world.catalog("Finance").await];
        let package = world.package(sales, "Ledger", &[]).await;
        let mut roles = Vec::new();
        for number in 0..CROWD {
            let group = world.group(&format!("Group {number}")).await;
            world.resource(sales, &group).await;
            world.resource(finance, &group).await;
            roles.push(group.member());
        }
        let outcomes = crowd(|number| {
            let (ctx, role) = (admin.clone(), roles[number]);
            async move {
                if number == 0 {
                    return move_to(&ctx, package, &to(finance, false)).await;
                }
                engine::packages::add_roles(&ctx, package, vec![role]).await.map(|_| ())
            }
        })
        .await;
        for outcome in outcomes {
            assert!(matches!(outcome, Ok(()) | Err(engine::Failure::App(AppError::Conflict(_)))), "{outcome:?}");
        }
        let strays = value!(
            world,
            i64,
            "SELECT COUNT(*) FROM package_roles r JOIN catalog_resources c ON c.id = r.resource_id
             JOIN access_packages p ON p.id = r.package_id WHERE c.catalog_id <> p.catalog_id"
        );
        assert_eq!(strays, 0, "a package hands out what its catalog has");
    }
}
