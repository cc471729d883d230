//! The pages of catalogs and packages, as a browser without scripts sees them.

use crate::browser::{Browser, employee};
use crate::support::{World, settings};
use shared::authz::Role;
use shared::directory::Principal;
use shared::ids::{CatalogId, PackageId};

const HOSTILE: &str = "</textarea><script>alert('x')</script>";

/// A browser of somebody with a role in a catalog.
async fn signed_in(world: &World, name: &str, role: Option<(Role, CatalogId)>) -> Browser {
    let user = employee(world, name).await;
    if let Some((role, catalog)) = role {
        let catalog = (!role.is_tenant_wide()).then_some(catalog);
        world.give_role(Principal::User(user), role, catalog).await;
    }
    let mut browser = Browser::of(world);
    browser
        .sign_in(&name.to_lowercase().replace(' ', "."))
        .await;
    browser
}

async fn administrator(world: &World) -> Browser {
    let role = Role::IdentityGovernanceAdministrator;
    signed_in(world, "Ingrid Nord", Some((role, world.id()))).await
}

async fn one_package(world: &World) -> (CatalogId, PackageId) {
    let catalog = world.catalog("Sales").await;
    let group = world.group("Field sales").await;
    let package = world.package(catalog, "Starter", &[group.member()]).await;
    world.policy(package, &settings()).await;
    (catalog, package)
}

both! {
    async fn rol_07_each_page_opens_for_those_who_may(world) {
        let (catalog, package) = one_package(&world).await;
        let (c, p) = (format!("/admin/catalogs/{catalog}"), format!("/admin/packages/{package}"));
        let mut owner = signed_in(&world, "Ada Lind", Some((Role::CatalogOwner, catalog))).await;
        let mut assigner = signed_in(&world, "Bo Ek", Some((Role::AccessPackageAssignmentManager, catalog))).await;
        let mut reader = signed_in(&world, "Cleo Falk", Some((Role::CatalogReader, catalog))).await;
        let mut nobody = signed_in(&world, "Dan Gren", None).await;
        let mut nobody_at_all = Browser::of(&world);
        for (page, for_assigner, for_reader) in [
            ("/admin/catalogs".to_owned(), 200, 200),
            (c.clone(), 200, 200),
            (format!("{c}/resources"), 200, 200),
            (format!("{c}/resources/add"), 403, 403),
            (format!("{c}/roles"), 200, 200),
            (format!("{c}/edit"), 403, 403),
            ("/admin/packages".to_owned(), 200, 200),
            (p.clone(), 200, 200),
            (format!("{p}/roles"), 200, 200),
            (format!("{p}/policies"), 200, 200),
            (format!("{p}/requests"), 200, 403),
            (format!("{p}/requests/errors"), 200, 403),
            (format!("{p}/assignments"), 200, 403),
            (format!("{p}/assign/many"), 200, 403),
            ("/admin/requests".to_owned(), 200, 404),
            ("/admin/numbers".to_owned(), 200, 404),
            (format!("{p}/assign"), 200, 403),
            (format!("{p}/edit"), 403, 403),
        ] {
            owner.get(&page).await.is(200);
            assigner.get(&page).await.is(for_assigner);
            reader.get(&page).await.is(for_reader);
            nobody.get(&page).await.is(404);
            assert!(nobody_at_all.get(&page).await.leads_to().starts_with("/sign-in"), "{page}");
        }
        // The address above all of them leads to the first that is open.
        assert_eq!(reader.get("/admin").await.leads_to(), "/admin/catalogs");
        nobody.get("/admin").await.is(404);
        // Only a creator makes catalogs; what is not an id is nothing.
        owner.get("/admin/catalogs/new").await.is(403);
        for odd in ["/admin/catalogs/1", "/admin/packages/x'--", "/admin/packages/1/assignments"] {
            owner.get(odd).await.is(404);
        }
        // The forms refuse as the pages do.
        reader.post(&format!("{p}/hide"), &[]).await.is(403);
        nobody.post(&format!("{p}/hide"), &[]).await.is(404);
        nobody.post(&format!("{c}/delete"), &[]).await.is(404);
    }

    async fn a_refused_catalog_keeps_what_was_typed(world) {
        let mut admin = administrator(&world).await;
        let typed = [("name", ""), ("description", HOSTILE), ("external", "on")];
        let page = admin.post("/admin/catalogs/new", &typed).await;
        page.is(422).says("Give it a name.").says("&lt;/textarea&gt;&lt;script&gt;");
        assert!(!page.body.contains("<script>alert"), "{}", page.body);
        let long = "x".repeat(100_000);
        admin.post("/admin/catalogs/new", &[("name", &long)]).await.is(422).says("Keep this within 120 characters");
        admin.post("/admin/catalogs/new", &[("name", "general")]).await.is(422).says("already a catalog");
        assert_eq!(world.count("catalogs").await, 1);
    }

    async fn hostile_names_are_text_on_every_page(world) {
        let mut admin = administrator(&world).await;
        let fields = [("name", HOSTILE), ("description", HOSTILE), ("enabled", "on")];
        let catalog = admin.post("/admin/catalogs/new", &fields).await.leads_to().to_owned();
        let edit = format!("{catalog}/edit");
        for page in ["/admin/catalogs", &catalog, &edit] {
            let answer = admin.get(page).await;
            answer.is(200).says("&lt;script&gt;");
            assert!(!answer.body.contains("<script>alert"), "{page}: {}", answer.body);
        }
    }

    async fn cat_05_the_second_of_two_tabs_is_told(world) {
        let (catalog, _) = one_package(&world).await;
        let mut owner = signed_in(&world, "Ada Lind", Some((Role::CatalogOwner, catalog))).await;
        let edit = format!("/admin/catalogs/{catalog}/edit");
        let save = [("name", "First tab"), ("version", "1"), ("enabled", "on")];
        assert_eq!(owner.post(&edit, &save).await.leads_to(), format!("/admin/catalogs/{catalog}"));
        let late = [("name", "Second tab"), ("version", "1"), ("enabled", "on")];
        owner.post(&edit, &late).await.is(409).says("Someone else changed this").says("Second tab");
        owner.get(&format!("/admin/catalogs/{catalog}")).await.says("First tab");
    }

    async fn asg_03_access_is_assigned_and_removed_without_scripts(world) {
        let (catalog, package) = one_package(&world).await;
        let mut owner = signed_in(&world, "Ada Lind", Some((Role::CatalogOwner, catalog))).await;
        let bo = world.member("Bo Ek").await;
        let page = format!("/admin/packages/{package}");
        let assign = format!("{page}/assign");
        let found = owner.post(&assign, &[("intent", "find"), ("find", "bo ek"), ("justification", "Kept")]).await;
        found.is(200).says(&format!("user:{bo}")).says("Kept");
        let policy = rows!(world, (shared::ids::PolicyId,), "SELECT id FROM policies")[0].0.to_string();
        let person = format!("user:{bo}");
        owner.post(&assign, &[("policy", &policy)]).await.is(422).says("Choose at least one person.");
        let answer = owner.post(&assign, &[("policy", &policy), ("people", &person)]).await;
        assert_eq!(answer.leads_to(), format!("{page}/requests"));
        owner.get(&format!("{page}/requests")).await.is(200).says("Bo Ek").says("Access assigned directly");
        world.settle().await;
        let twice = owner.post(&assign, &[("policy", &policy), ("people", &person)]).await;
        twice.is(422).says("The access is already there.");
        let list = owner.get(&format!("{page}/assignments?state=live")).await;
        list.is(200).says("Remove Bo Ek from Starter?").says("loses 1 role now");
        let file = owner.get(&format!("{page}/assignments.csv?state=live")).await;
        file.is(200).says("Bo Ek,bo.ek,");
        assert!(file.header("content-type").starts_with("text/csv"));
        assert!(file.header("content-disposition").starts_with("attachment"));
        let assignment = rows!(world, (shared::ids::AssignmentId,), "SELECT id FROM assignments")[0].0;
        let remove = format!("{page}/assignments/{assignment}/remove");
        // Opened as an address, the target of the form leads to its page.
        assert_eq!(owner.get(&remove).await.leads_to(), format!("{page}/assignments"));
        let answer = owner.post(&remove, &[("justification", "Left the team")]).await;
        let story = answer.leads_to().to_owned();
        owner.get(&story).await.is(200).says("Left the team");
        owner.post(&remove, &[]).await.is(409).says("This access has already ended.");
        world.settle().await;
        owner.get(&format!("{page}/assignments?state=live")).await.is(200).says("Nobody matches");
    }

    async fn pkg_15_a_package_in_use_says_why_it_stays(world) {
        let (catalog, package) = one_package(&world).await;
        let mut owner = signed_in(&world, "Ada Lind", Some((Role::CatalogOwner, catalog))).await;
        let ada = world.as_user(world.member("Bo Ek").await).await;
        engine::requests::submit(&ada, package, &Default::default()).await.unwrap();
        world.settle().await;
        let page = format!("/admin/packages/{package}");
        owner.post(&format!("{page}/delete"), &[]).await.is(409).says("1 person still has this access");
        let assignment = rows!(world, (shared::ids::AssignmentId,), "SELECT id FROM assignments")[0].0;
        owner.post(&format!("{page}/assignments/{assignment}/remove"), &[]).await.leads_to();
        world.settle().await;
        assert_eq!(owner.post(&format!("{page}/delete"), &[]).await.leads_to(), format!("/admin/catalogs/{catalog}"));
        for gone in [page, format!("/packages/{package}")] {
            owner.get(&gone).await.is(404);
        }
        Browser::of(&world).get(&format!("/share/{package}")).await.is(404);
        // The history keeps the name.
        owner.get(&format!("/admin/catalogs/{catalog}")).await.is(200).says("No packages yet");
    }

    async fn cat_15_pkg_03_resources_come_and_go_through_the_pages(world) {
        let (catalog, package) = one_package(&world).await;
        let mut admin = administrator(&world).await;
        let wiki = world.site("Wiki", &["Visitors"]).await;
        let list = format!("/admin/catalogs/{catalog}/resources");
        let add = format!("{list}/add");
        admin.get(&format!("{add}?q=wiki")).await.is(200).says("Wiki");
        admin.post(&add, &[]).await.is(422).says("Choose what to add.");
        let (object, from) = (wiki.id.to_string(), package.to_string());
        let answer = admin.post(&add, &[("object", &object), ("package", &from)]).await;
        assert_eq!(answer.leads_to(), format!("/admin/packages/{package}/roles"));
        let roles = format!("/admin/packages/{package}/roles");
        admin.get(&roles).await.is(200).says("Wiki: Visitors");
        let role = wiki.roles[0].to_string();
        assert_eq!(admin.post(&roles, &[("role", &role)]).await.leads_to(), roles);
        let resource = value!(world, shared::ids::ResourceId, "SELECT id FROM catalog_resources WHERE object_id = $1", wiki.id);
        admin.post(&format!("{list}/{resource}/remove"), &[]).await.is(409).says("Wiki is used by Starter.");
        let inside = value!(world, shared::ids::PackageRoleId, "SELECT id FROM package_roles WHERE role_id = $1", wiki.roles[0]);
        assert_eq!(admin.post(&format!("{roles}/{inside}/remove"), &[]).await.leads_to(), roles);
        assert_eq!(admin.post(&format!("{list}/{resource}/remove"), &[]).await.leads_to(), list);
        admin.get(&list).await.is(200).says("Field sales");
    }
}
