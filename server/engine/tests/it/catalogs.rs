//! Catalogs: who makes, sees, changes and deletes them.

use crate::support::World;
use engine::catalogs::{self, CatalogFilter};
use engine::{Ctx, Failure};
use shared::AppError;
use shared::authz::{Action, Role, Scope};
use shared::catalog::GENERAL_CATALOG;
use shared::directory::Principal;
use shared::forms::Fields;
use shared::forms::catalogs::CatalogInput;
use shared::ids::{CatalogId, UserId};

/// What a catalog form sends.
pub fn input(name: &str) -> CatalogInput {
    CatalogInput {
        name: name.to_owned(),
        description: String::new(),
        texts: shared::texts::Texts::default(),
        enabled: true,
        external: false,
    }
}

/// The message at a field of a refused form.
pub fn message<T: std::fmt::Debug>(result: Result<T, Failure>, field: &str) -> String {
    match result.unwrap_err().public() {
        AppError::Invalid(errors) => errors.get(field).unwrap_or_default(),
        other => panic!("no message at a field: {other:?}"),
    }
}

/// The sentence of a conflict.
pub fn conflict<T: std::fmt::Debug>(result: Result<T, Failure>) -> String {
    match result.unwrap_err().public() {
        AppError::Conflict(sentence) => sentence,
        other => panic!("no conflict: {other:?}"),
    }
}

/// The HTTP status of a refusal.
pub fn status<T: std::fmt::Debug>(result: Result<T, Failure>) -> u16 {
    result.unwrap_err().public().status()
}

/// A member with one role in one catalog.
pub async fn with_role(world: &World, name: &str, role: Role, catalog: CatalogId) -> (UserId, Ctx) {
    let user = world.member(name).await;
    world
        .give_role(Principal::User(user), role, Some(catalog))
        .await;
    (user, world.as_user(user).await)
}

async fn names(ctx: &Ctx, filter: CatalogFilter) -> Vec<String> {
    let view = catalogs::list(ctx, filter).await.unwrap();
    view.page.rows.into_iter().map(|row| row.name).collect()
}

fn everything() -> CatalogFilter {
    CatalogFilter::default()
}

both! {
    async fn cat_01_a_creator_becomes_the_first_owner(world) {
        let ada = world.member("Ada Lind").await;
        world.give_role(Principal::User(ada), Role::CatalogCreator, None).await;
        let id = catalogs::create(&world.as_user(ada).await, input("Sales tools")).await.unwrap();
        let ada = world.as_user(ada).await;
        assert!(ada.allows(Action::AddCatalogOwner, Scope::Catalog(id)));
        assert_eq!(names(&ada, everything()).await, ["Sales tools"]);
        // An administrator reaches everything anyway and becomes no owner.
        let admin = world.administrator().await;
        catalogs::create(&admin, input("Finance")).await.unwrap();
        let owners = rows!(world, (CatalogId,), "SELECT catalog_id FROM role_assignments WHERE role = 'catalogOwner'");
        assert_eq!(owners, [(id,)]);
    }

    async fn cat_01_only_creators_and_administrators_make_catalogs(world) {
        let catalog = world.catalog("Sales").await;
        let bo = world.member("Bo Ek").await;
        assert_eq!(status(catalogs::create(&world.as_user(bo).await, input("Mine")).await), 404);
        assert_eq!(status(catalogs::create(&world.anonymous(), input("Mine")).await), 401);
        for role in [Role::CatalogOwner, Role::AccessPackageManager] {
            let (_, ctx) = with_role(&world, role.title(), role, catalog).await;
            assert_eq!(status(catalogs::create(&ctx, input("Mine")).await), 403, "{role}");
        }
        assert_eq!(world.count("catalogs").await, 2);
    }

    async fn cat_01_names_are_unique_whatever_their_case(world) {
        let admin = world.administrator().await;
        let first = catalogs::create(&admin, input("Sales tools")).await.unwrap();
        for name in ["Sales tools", "SALES  TOOLS", "sales\u{200b} tools"] {
            let refused = catalogs::create(&admin, input(name)).await;
            assert_eq!(message(refused, "name"), "There is already a catalog with this name.");
        }
        let second = catalogs::create(&admin, input("Finance")).await.unwrap();
        let renamed = catalogs::edit(&admin, second, 1, input("sales TOOLS")).await;
        assert_eq!(message(renamed, "name"), "There is already a catalog with this name.");
        // Another spelling of its own name is no collision.
        catalogs::edit(&admin, first, 1, input("Sales Tools")).await.unwrap();
        // A deleted catalog gives its name back.
        catalogs::delete(&admin, first).await.unwrap();
        catalogs::create(&admin, input("Sales tools")).await.unwrap();
    }

    async fn cat_01_of_equal_names_at_the_same_time_one_wins(world) {
        let admin = world.administrator().await;
        let tries = (0..8).map(|_| {
            let admin = admin.clone();
            tokio::spawn(async move { catalogs::create(&admin, input("Sales")).await.is_ok() })
        });
        let mut won = 0;
        for attempt in tries.collect::<Vec<_>>() {
            won += usize::from(attempt.await.unwrap());
        }
        assert_eq!((won, world.count("catalogs").await), (1, 2));
    }

    async fn byd_04_a_new_catalog_is_closed_to_outsiders(world) {
        let admin = world.administrator().await;
        let fields = Fields(vec![
            ("name".into(), "Sales".into()),
            ("enabled".into(), "on".into()),
        ]);
        let id = catalogs::create(&admin, CatalogInput::parse(&fields).unwrap()).await.unwrap();
        assert!(!catalogs::head(&admin, id).await.unwrap().external);
        assert!(!catalogs::head(&admin, GENERAL_CATALOG).await.unwrap().external);
    }

    async fn cat_03_the_list_finds_what_is_open_to_outsiders(world) {
        let admin = world.administrator().await;
        let open = world.catalog("Open house").await;
        world.catalog("Closed shop").await;
        world.open_to_outsiders(open).await;
        let only_open = CatalogFilter { external_only: true, ..everything() };
        assert_eq!(names(&admin, only_open).await, ["Open house"]);
        assert_eq!(names(&admin, everything()).await, ["Closed shop", "General", "Open house"]);
        let found = CatalogFilter { q: "SHOP".into(), ..everything() };
        assert_eq!(names(&admin, found).await, ["Closed shop"]);
        let percent = CatalogFilter { q: "%".into(), ..everything() };
        assert_eq!(names(&admin, percent).await, Vec::<String>::new());
    }

    async fn cat_04_the_general_catalog_is_there_and_stays(world) {
        let admin = world.administrator().await;
        let general = catalogs::head(&admin, GENERAL_CATALOG).await.unwrap();
        assert_eq!((general.name.as_str(), general.built_in, general.enabled), ("General", true, true));
        assert!(!general.may.delete);
        let refused = conflict(catalogs::delete(&admin, GENERAL_CATALOG).await);
        assert!(refused.contains("cannot be deleted"), "{refused}");
        assert_eq!(names(&admin, everything()).await, ["General"]);
    }

    async fn cat_05_owners_and_administrators_edit(world) {
        let catalog = world.catalog("Sales").await;
        let (_, owner) = with_role(&world, "Ada Lind", Role::CatalogOwner, catalog).await;
        let change = CatalogInput { enabled: false, external: true, ..input("Sales & support") };
        catalogs::edit(&owner, catalog, 1, change).await.unwrap();
        let head = catalogs::head(&owner, catalog).await.unwrap();
        assert_eq!((head.name.as_str(), head.enabled, head.external, head.version), ("Sales & support", false, true, 2));
        for role in [Role::CatalogReader, Role::AccessPackageManager, Role::AccessPackageAssignmentManager] {
            let (_, ctx) = with_role(&world, role.title(), role, catalog).await;
            assert_eq!(status(catalogs::edit(&ctx, catalog, 2, input("Mine")).await), 403, "{role}");
            assert_eq!(status(catalogs::edit_form(&ctx, catalog).await), 403, "{role}");
            assert_eq!(status(catalogs::delete(&ctx, catalog).await), 403, "{role}");
        }
        let audited = rows!(world, (String,), "SELECT details FROM audit_records WHERE action = 'catalog.edit'");
        assert!(audited[0].0.contains("Sales & support"), "{audited:?}");
    }

    async fn cat_05_of_two_tabs_the_second_changes_nothing(world) {
        let admin = world.administrator().await;
        let id = catalogs::create(&admin, input("Sales")).await.unwrap();
        let version = catalogs::edit_form(&admin, id).await.unwrap().version;
        catalogs::edit(&admin, id, version, input("First tab")).await.unwrap();
        let late = conflict(catalogs::edit(&admin, id, version, input("Second tab")).await);
        assert!(late.contains("Someone else changed this"), "{late}");
        assert_eq!(catalogs::head(&admin, id).await.unwrap().name, "First tab");
    }

    async fn cat_06_only_an_empty_catalog_can_be_deleted(world) {
        let admin = world.administrator().await;
        let catalog = world.catalog("Sales").await;
        let (_, owner) = with_role(&world, "Ada Lind", Role::CatalogOwner, catalog).await;
        let group = world.group("Sales people").await;
        let package = world.package(catalog, "Starter", &[group.member()]).await;
        assert!(!catalogs::head(&owner, catalog).await.unwrap().may.delete);
        let refused = conflict(catalogs::delete(&owner, catalog).await);
        assert!(refused.contains("still holds packages"), "{refused}");
        engine::packages::delete(&owner, package).await.unwrap();
        assert!(catalogs::head(&owner, catalog).await.unwrap().may.delete);
        catalogs::delete(&owner, catalog).await.unwrap();
        assert_eq!(status(catalogs::head(&admin, catalog).await), 404);
        assert_eq!(status(catalogs::delete(&admin, catalog).await), 404);
        assert_eq!(names(&admin, everything()).await, ["General"]);
        assert_eq!(world.count("catalog_resources").await, 0);
    }

    async fn cat_07_people_see_only_catalogs_of_their_roles(world) {
        let [sales, finance] = [world.catalog("Sales").await, world.catalog("Finance").await];
        let (user, reader) = with_role(&world, "Ada Lind", Role::CatalogReader, sales).await;
        assert_eq!(names(&reader, everything()).await, ["Sales"]);
        assert_eq!(status(catalogs::head(&reader, finance).await), 404);
        assert_eq!(status(catalogs::packages(&reader, finance, "", "").await), 404);
        assert_eq!(status(catalogs::resources(&reader, finance, "").await), 404);
        assert_eq!(status(catalogs::edit(&reader, finance, 1, input("Mine")).await), 404);
        assert_eq!(status(catalogs::delete(&reader, finance).await), 404);
        // A creator sees none that others made, and may begin.
        let bo = world.member("Bo Ek").await;
        world.give_role(Principal::User(bo), Role::CatalogCreator, None).await;
        let creator = world.as_user(bo).await;
        let view = catalogs::list(&creator, everything()).await.unwrap();
        assert!(view.page.rows.is_empty() && view.may_create && !view.sees_all);
        assert_eq!(status(catalogs::head(&creator, sales).await), 404);
        // Without any role the page does not exist; without signing in one has to.
        world.member("Cleo Falk").await;
        let nobody = world.member("Dan Gren").await;
        assert_eq!(status(catalogs::list(&world.as_user(nobody).await, everything()).await), 404);
        assert_eq!(status(catalogs::list(&world.anonymous(), everything()).await), 401);
        assert_eq!(status(catalogs::head(&world.anonymous(), sales).await), 401);
        // Through a group the role reaches too.
        let group = world.group("Finance team").await;
        world.hold(user, group.member()).await;
        world.give_role(group.principal(), Role::CatalogOwner, Some(finance)).await;
        assert_eq!(names(&world.as_user(user).await, everything()).await, ["Finance", "Sales"]);
    }

    async fn cat_07_the_list_goes_on_page_by_page(world) {
        let admin = world.administrator().await;
        for number in 0..60 {
            world.catalog(&format!("Catalog {number:02}")).await;
        }
        let first = catalogs::list(&admin, everything()).await.unwrap().page;
        assert_eq!((first.rows.len(), first.rows[0].name.as_str()), (50, "Catalog 00"));
        let next = CatalogFilter { after: first.next.unwrap(), ..everything() };
        let second = catalogs::list(&admin, next).await.unwrap().page;
        assert_eq!((second.rows.len(), second.next), (11, None));
        assert_eq!(second.rows[0].name, "Catalog 50");
        let nonsense = CatalogFilter { after: "'; DROP TABLE".into(), ..everything() };
        assert_eq!(catalogs::list(&admin, nonsense).await.unwrap().page.rows.len(), 50);
    }

    async fn hostile_and_long_texts_are_kept_as_text_or_refused(world) {
        let admin = world.administrator().await;
        let hostile = "<script>alert('x')</script>\"&'; --";
        let id = catalogs::create(&admin, CatalogInput { description: hostile.into(), ..input(hostile) }).await.unwrap();
        let head = catalogs::head(&admin, id).await.unwrap();
        assert_eq!((head.name.as_str(), head.description.as_str()), (hostile, hostile));
        let long = Fields(vec![
            ("name".into(), "x".repeat(100_000)),
            ("description".into(), "y".repeat(100_000)),
        ]);
        let errors = CatalogInput::parse(&long).unwrap_err();
        assert!(errors.get("name").is_some() && errors.get("description").is_some());
    }
}
