//! Packages: who makes, sees, changes, hides and deletes them.

use crate::catalogs::{conflict, message, status, with_role};
use crate::support::{Build, settings};
use engine::packages::{self, AssignmentFilter, RequestFilter};
use engine::{Ctx, catalogs};
use shared::authz::Role;
use shared::catalog::GENERAL_CATALOG;
use shared::directory::Principal;
use shared::forms::Fields;
use shared::forms::catalogs::CatalogInput;
use shared::forms::packages::{CatalogChoice, PackageInput, PackageText};
use shared::ids::{CatalogId, PackageId};
use shared::policy::TargetScope;
use shared::texts::Texts;

/// What a package form sends.
pub fn input(catalog: CatalogId, name: &str) -> PackageInput {
    PackageInput {
        name: name.to_owned(),
        description: String::new(),
        texts: Texts::default(),
        hidden: false,
        catalog: CatalogChoice::Existing(catalog),
        roles: Vec::new(),
    }
}

pub fn in_new_catalog(catalog: &str, name: &str) -> PackageInput {
    PackageInput {
        catalog: CatalogChoice::New(CatalogInput {
            name: catalog.to_owned(),
            description: String::new(),
            texts: Texts::default(),
            enabled: true,
            external: false,
        }),
        ..input(GENERAL_CATALOG, name)
    }
}

fn text(name: &str) -> PackageText {
    PackageText {
        name: name.to_owned(),
        description: String::new(),
        texts: Texts::default(),
        hidden: false,
    }
}

async fn names(ctx: &Ctx, q: &str) -> Vec<String> {
    let page = packages::list(ctx, q, "").await.unwrap().page;
    page.rows.into_iter().map(|row| row.name).collect()
}

async fn gates(ctx: &Ctx, id: PackageId) -> Vec<bool> {
    let overview = packages::overview(ctx, id).await.unwrap();
    overview.gates.iter().map(|gate| gate.passed).collect()
}

both! {
    async fn pkg_01_a_package_is_made_with_its_first_roles(world) {
        let catalog = world.catalog("Sales").await;
        let (_, manager) = with_role(&world, "Ada Lind", Role::AccessPackageManager, catalog).await;
        let group = world.group("Field sales").await;
        world.resource(catalog, &group).await;
        let made = PackageInput {
            description: "For people who visit customers.".into(),
            roles: vec![group.member()],
            ..input(catalog, "Field starter")
        };
        let id = packages::create(&manager, made).await.unwrap();
        let overview = packages::overview(&manager, id).await.unwrap();
        assert_eq!(overview.head.name, "Field starter");
        assert_eq!((overview.roles[0].resource.as_str(), overview.roles[0].role.as_str()), ("Field sales", "Member"));
        // Found by name, description and resource.
        for q in ["starter", "VISIT customers", "field sales"] {
            assert_eq!(names(&manager, q).await, ["Field starter"], "{q}");
        }
        assert_eq!(names(&manager, "nothing").await, Vec::<String>::new());
    }

    async fn pkg_01_names_are_unique_in_the_catalog(world) {
        let admin = world.administrator().await;
        let [sales, finance] = [world.catalog("Sales").await, world.catalog("Finance").await];
        let first = packages::create(&admin, input(sales, "Starter")).await.unwrap();
        let taken = packages::create(&admin, input(sales, "  STARTER ")).await;
        assert_eq!(message(taken, "name"), "There is already a package with this name in the catalog.");
        packages::create(&admin, input(finance, "Starter")).await.unwrap();
        let second = packages::create(&admin, input(sales, "Leader")).await.unwrap();
        let renamed = packages::edit(&admin, second, 1, text("starter")).await;
        assert!(message(renamed, "name").contains("already a package"));
        // A deleted package gives its name back.
        packages::delete(&admin, first).await.unwrap();
        packages::edit(&admin, second, 1, text("starter")).await.unwrap();
    }

    async fn pkg_02_a_creator_makes_the_catalog_along_with_the_package(world) {
        let ada = world.member("Ada Lind").await;
        world.give_role(Principal::User(ada), Role::CatalogCreator, None).await;
        let creator = world.as_user(ada).await;
        assert!(packages::new_form(&creator, None).await.unwrap().may_create_catalog);
        let id = packages::create(&creator, in_new_catalog("Field sales", "Starter")).await.unwrap();
        let owner = world.as_user(ada).await;
        let head = packages::head(&owner, id).await.unwrap();
        assert_eq!((head.catalog.name.as_str(), head.catalog_external), ("Field sales", false));
        assert!(head.may.delete && head.may.add_resource);
        // A taken name is said at its own field, and neither of the two is made.
        let taken = packages::create(&creator, in_new_catalog("FIELD SALES", "Leader")).await;
        assert!(message(taken, "catalog_name").contains("already a catalog"));
        assert_eq!((world.count("catalogs").await, world.count("access_packages").await), (2, 1));
        // A package manager may not.
        let catalog = world.catalog("Finance").await;
        let (_, manager) = with_role(&world, "Bo Ek", Role::AccessPackageManager, catalog).await;
        assert!(!packages::new_form(&manager, None).await.unwrap().may_create_catalog);
        assert_eq!(status(packages::create(&manager, in_new_catalog("Mine", "Leader")).await), 403);
        assert_eq!(world.count("catalogs").await, 3);
    }

    async fn pkg_03_a_package_manager_uses_only_what_is_in_the_catalog(world) {
        let [sales, finance] = [world.catalog("Sales").await, world.catalog("Finance").await];
        let (user, manager) = with_role(&world, "Ada Lind", Role::AccessPackageManager, sales).await;
        let [inside, outside] = [world.group("Inside").await, world.group("Outside").await];
        world.resource(sales, &inside).await;
        world.resource(finance, &outside).await;
        // Not even one's own.
        world.hold(user, outside.owner()).await;
        let with_outside = PackageInput { roles: vec![outside.member()], ..input(sales, "Starter") };
        let refused = packages::create(&manager, with_outside).await;
        assert_eq!(message(refused, "role"), "Choose roles of resources that are in the catalog.");
        assert_eq!(world.count("access_packages").await, 0);
        let id = packages::create(&manager, input(sales, "Starter")).await.unwrap();
        assert!(!message(packages::add_roles(&manager, id, vec![inside.member(), outside.member()]).await, "role").is_empty());
        let view = packages::roles(&manager, id, "").await.unwrap();
        assert!(view.roles.is_empty() && !view.head.may.add_resource);
        let offered: Vec<_> = view.choices.iter().map(|c| (c.resource.as_str(), c.role.as_str())).collect();
        assert_eq!(offered, [("Inside", "Member"), ("Inside", "Owner")]);
        let (_, owner) = with_role(&world, "Bo Ek", Role::CatalogOwner, sales).await;
        assert!(packages::head(&owner, id).await.unwrap().may.add_resource);
    }

    async fn cat_04_without_a_choice_a_package_goes_into_the_general_catalog(world) {
        let sales = world.catalog("Sales").await;
        let admin = world.administrator().await;
        let form = packages::new_form(&admin, None).await.unwrap();
        assert_eq!(form.catalog, GENERAL_CATALOG.to_string());
        assert_eq!(packages::new_form(&admin, Some(sales)).await.unwrap().catalog, sales.to_string());
        let (_, manager) = with_role(&world, "Ada Lind", Role::AccessPackageManager, sales).await;
        let form = packages::new_form(&manager, Some(GENERAL_CATALOG)).await.unwrap();
        assert_eq!((form.catalog, form.catalogs.len()), (sales.to_string(), 1));
        let (_, reader) = with_role(&world, "Bo Ek", Role::CatalogReader, sales).await;
        assert_eq!(status(packages::new_form(&reader, None).await), 403);
        // A catalog of others is no catalog.
        let elsewhere = packages::create(&manager, input(GENERAL_CATALOG, "Mine")).await;
        assert!(message(elsewhere, "catalog").contains("Choose a catalog"));
        assert_eq!(status(packages::create(&reader, input(sales, "Mine")).await), 403);
    }

    async fn pkg_04_hiding_is_for_managers_and_doing_it_twice_is_once(world) {
        let catalog = world.catalog("Sales").await;
        let id = world.package(catalog, "Starter", &[]).await;
        let (_, manager) = with_role(&world, "Ada Lind", Role::AccessPackageManager, catalog).await;
        for role in [Role::CatalogReader, Role::AccessPackageAssignmentManager] {
            let (_, ctx) = with_role(&world, role.title(), role, catalog).await;
            assert_eq!(status(packages::set_hidden(&ctx, id, true).await), 403, "{role}");
            assert_eq!(status(packages::edit(&ctx, id, 1, text("Mine")).await), 403, "{role}");
            assert_eq!(status(packages::delete(&ctx, id).await), 403, "{role}");
        }
        packages::set_hidden(&manager, id, true).await.unwrap();
        packages::set_hidden(&manager, id, true).await.unwrap();
        assert!(packages::head(&manager, id).await.unwrap().hidden);
        assert_eq!(world.count("audit_records").await, 1);
        assert_eq!(gates(&manager, id).await, [true, false, false, false]);
    }

    async fn pkg_05_the_link_is_for_those_who_may_hand_it_out(world) {
        let catalog = world.catalog("Sales").await;
        let id = world.package(catalog, "Starter", &[]).await;
        for (role, link) in [
            (Role::CatalogOwner, true),
            (Role::AccessPackageManager, true),
            (Role::AccessPackageAssignmentManager, false),
            (Role::CatalogReader, false),
        ] {
            let (_, ctx) = with_role(&world, role.title(), role, catalog).await;
            let shown = packages::overview(&ctx, id).await.unwrap().share_link;
            let expected = link.then(|| format!("http://portal.example/share/{id}"));
            assert_eq!(shown, expected, "{role}");
        }
    }

    async fn pkg_06_the_overview_tells_every_check(world) {
        let admin = world.administrator().await;
        let catalog = catalogs::create(&admin, crate::catalogs::input("Sales")).await.unwrap();
        let group = world.group("Field sales").await;
        let id = world.package(catalog, "Starter", &[group.member()]).await;
        world.policy(id, &settings().scope(TargetScope::NotSpecified)).await;
        // Catalog on, listed, no policy that takes requests, has content.
        assert_eq!(gates(&admin, id).await, [true, true, false, true]);
        world.policy(id, &settings()).await;
        assert_eq!(gates(&admin, id).await, [true, true, true, true]);
        // A policy for partners brings the catalog's own gate in.
        world.policy(id, &settings().scope(TargetScope::AllConfiguredConnectedOrganizationUsers)).await;
        assert_eq!(gates(&admin, id).await, [true, false, true, true, true]);
        let off = CatalogInput { enabled: false, external: true, ..crate::catalogs::input("Sales") };
        catalogs::edit(&admin, catalog, 1, off).await.unwrap();
        assert_eq!(gates(&admin, id).await, [false, true, true, true, true]);
    }

    async fn pkg_15_a_package_with_holders_or_open_requests_stays(world) {
        let admin = world.administrator().await;
        let catalog = world.catalog("Sales").await;
        let group = world.group("Field sales").await;
        let id = world.package(catalog, "Starter", &[group.member()]).await;
        let policy = world.policy(id, &settings()).await;
        let ada = world.member("Ada Lind").await;
        crate::package_content::assign(&world, &admin, id, policy, &[ada]).await;
        let refused = conflict(packages::delete(&admin, id).await);
        assert!(refused.contains("1 person still has this access"), "{refused}");
        let view = packages::assignments(&admin, id, AssignmentFilter::default()).await.unwrap();
        engine::assignments::remove_directly(&admin, view.page.rows[0].id.parse().unwrap(), "").await.unwrap();
        world.engine.settle().await.unwrap();
        packages::delete(&admin, id).await.unwrap();
        // It is gone for everybody, and its history is not.
        assert_eq!(status(packages::overview(&admin, id).await), 404);
        assert_eq!(status(packages::delete(&admin, id).await), 404);
        assert_eq!(names(&admin, "").await, Vec::<String>::new());
        assert_eq!((world.count("requests").await, world.count("assignments").await), (2, 1));
        let asked = engine::requests::submit(&world.as_user(ada).await, id, &Default::default()).await;
        assert_eq!(status(asked), 404);
    }

    async fn pkg_15_an_open_request_keeps_the_package(world) {
        let admin = world.administrator().await;
        let catalog = world.catalog("Sales").await;
        let id = world.package(catalog, "Starter", &[]).await;
        let [ada, bo] = world.members(["Ada Lind", "Bo Ek"]).await;
        world.policy(id, &settings().stage(crate::support::named(vec![Principal::User(bo)]))).await;
        let request = engine::requests::submit(&world.as_user(ada).await, id, &Default::default()).await.unwrap();
        let refused = conflict(packages::delete(&admin, id).await);
        assert!(refused.contains("1 request is still open"), "{refused}");
        engine::requests::cancel(&admin, request).await.unwrap();
        packages::delete(&admin, id).await.unwrap();
    }

    async fn pkg_15_deletion_and_request_at_the_same_time_never_both_succeed(world) {
        let admin = world.administrator().await;
        let catalog = world.catalog("Sales").await;
        let ada = world.member("Ada Lind").await;
        let ada = world.as_user(ada).await;
        for round in 0..8 {
            let id = world.package(catalog, &format!("Package {round}"), &[]).await;
            world.policy(id, &settings()).await;
            let (one, two) = (admin.clone(), ada.clone());
            let delete = tokio::spawn(async move { packages::delete(&one, id).await.is_ok() });
            let ask = tokio::spawn(async move { engine::requests::submit(&two, id, &Default::default()).await.is_ok() });
            let (deleted, asked) = (delete.await.unwrap(), ask.await.unwrap());
            assert!(deleted != asked, "round {round}: deleted {deleted}, asked {asked}");
        }
    }

    async fn of_two_tabs_the_second_changes_nothing(world) {
        let admin = world.administrator().await;
        let catalog = world.catalog("Sales").await;
        let id = packages::create(&admin, input(catalog, "Starter")).await.unwrap();
        let version = packages::edit_form(&admin, id).await.unwrap().version;
        packages::edit(&admin, id, version, text("First tab")).await.unwrap();
        let late = conflict(packages::edit(&admin, id, version, text("Second tab")).await);
        assert!(late.contains("Someone else changed this"), "{late}");
        assert_eq!(names(&admin, "").await, ["First tab"]);
        assert_eq!(names(&admin, "first tab").await, ["First tab"]);
    }

    async fn hostile_and_long_texts_are_kept_as_text_or_refused(world) {
        let admin = world.administrator().await;
        let hostile = "</textarea><script>alert('x')</script>";
        let made = PackageInput { description: hostile.into(), ..input(GENERAL_CATALOG, hostile) };
        let id = packages::create(&admin, made).await.unwrap();
        let head = packages::head(&admin, id).await.unwrap();
        assert_eq!((head.name.as_str(), head.description.as_str()), (hostile, hostile));
        let long = Fields(vec![
            ("catalog".into(), GENERAL_CATALOG.to_string()),
            ("name".into(), "x".repeat(100_000)),
            ("role".into(), "not a role".into()),
        ]);
        let errors = PackageInput::parse(&long).unwrap_err();
        assert!(errors.get("name").is_some() && errors.get("role").is_some());
        let nowhere = Fields(vec![("name".into(), "Starter".into())]);
        assert_eq!(PackageInput::parse(&nowhere).unwrap_err().get("catalog").as_deref(), Some("Choose a catalog."));
    }

    async fn what_one_may_not_see_does_not_exist(world) {
        let [sales, finance] = [world.catalog("Sales").await, world.catalog("Finance").await];
        let id = world.package(finance, "Payroll", &[]).await;
        world.package(sales, "Starter", &[]).await;
        let (_, owner) = with_role(&world, "Ada Lind", Role::CatalogOwner, sales).await;
        assert_eq!(names(&owner, "").await, ["Starter"]);
        assert_eq!(status(packages::overview(&owner, id).await), 404);
        assert_eq!(status(packages::roles(&owner, id, "").await), 404);
        assert_eq!(status(packages::policies(&owner, id).await), 404);
        assert_eq!(status(packages::requests(&owner, id, RequestFilter::default()).await), 404);
        assert_eq!(status(packages::assignments(&owner, id, AssignmentFilter::default()).await), 404);
        assert_eq!(status(packages::assignments_csv(&owner, id, AssignmentFilter::default()).await), 404);
        assert_eq!(status(packages::assign_form(&owner, id, None, "", &[]).await), 404);
        assert_eq!(status(packages::edit(&owner, id, 1, text("Mine")).await), 404);
        assert_eq!(status(packages::set_hidden(&owner, id, true).await), 404);
        assert_eq!(status(packages::delete(&owner, id).await), 404);
        assert_eq!(status(packages::add_roles(&owner, id, Vec::new()).await), 404);
        assert_eq!(status(packages::remove_role(&owner, id, world.id()).await), 404);
        for (ctx, expected) in [(world.anonymous(), 401), (world.as_user(world.member("Bo Ek").await).await, 404)] {
            assert_eq!(status(packages::overview(&ctx, id).await), expected);
            assert_eq!(status(packages::overview(&ctx, world.id()).await), expected);
            assert_eq!(status(packages::list(&ctx, "", "").await), expected);
        }
    }
}
