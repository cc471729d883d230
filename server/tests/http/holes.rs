//! Holes that portals are known for, each tried by its class over HTTP.

use crate::browser::{Browser, employee};
use crate::support::World;
use crate::support::flow::open_policy;
use axum::body::Body;
use axum::http::Method;
use serde_json::json;
use shared::authz::Role;
use shared::directory::Principal;
use shared::ids::UserId;

const EM: &str = "/v1.0/identityGovernance/entitlementManagement";

async fn somebody(world: &World, name: &str, role: Option<Role>) -> (UserId, Browser) {
    let user = employee(world, name).await;
    if let Some(role) = role {
        world.give_role(Principal::User(user), role, None).await;
    }
    let mut browser = Browser::of(world);
    let user_name = name.to_lowercase().replace(' ', ".");
    browser.sign_in(&user_name).await;
    (user, browser)
}

both! {
    async fn rol_02_a_partner_administrator_sees_that_area_and_no_other(world) {
        let role = Role::ConnectedOrganizationAdministrator;
        let (_, mut ada) = somebody(&world, "Ada Lind", Some(role)).await;
        assert_eq!(ada.get("/admin").await.leads_to(), "/admin/organizations");
        let page = ada.get("/admin/organizations").await;
        page.is(200).says("href=\"/admin/organizations\"");
        for area in ["catalogs", "packages", "requests", "numbers", "people", "roles", "audit", "health", "settings", "objects"] {
            assert!(!page.body.contains(&format!("href=\"/admin/{area}\"")), "{area} is in the frame");
            let status = ada.get(&format!("/admin/{area}")).await.status.as_u16();
            assert!(matches!(status, 403 | 404), "{area}: {status}");
        }
        let bo = world.member("Bo Ek").await;
        let sponsor = format!("user:{bo}");
        let typed = [("name", "Contoso"), ("domains", "contoso.com"), ("internal", &*sponsor)];
        let made = ada.post("/admin/organizations/new", &typed).await.leads_to().to_owned();
        ada.get(&made).await.is(200).says("Bo Ek").says("contoso.com");
        let me = ada.get("/profile/rights").await;
        me.is(200).says("Partner organization administrator").says("Add, change and delete partner organizations");
    }

    async fn rol_07_everybody_reads_what_they_may_and_why(world) {
        let (_, mut nobody) = somebody(&world, "Dan Gren", None).await;
        nobody.get("/profile/rights").await.is(200).says("No roles");
        let (ada, mut browser) = somebody(&world, "Ada Lind", None).await;
        let [outer, inner] = [world.group("All sellers").await, world.group("Field sales").await];
        world.nest(&outer, &inner).await;
        world.hold(ada, inner.member()).await;
        let sales = world.catalog("Sales").await;
        world.give_role(outer.principal(), Role::AccessPackageManager, Some(sales)).await;
        let page = browser.get("/profile/rights").await;
        page.is(200).says("Package manager").says("Through Field sales, which is part of All sellers").says("Create and change policies");
        browser.get(&format!("/admin/catalogs/{sales}")).await.is(200).says("What you may do here").says("As Package manager");
        let (_, mut admin) = somebody(&world, "Ingrid Nord", Some(Role::IdentityGovernanceAdministrator)).await;
        admin.get(&format!("/admin/people/{ada}")).await.is(200).says("Through Field sales, which is part of All sellers");
    }

    async fn hole_mass_assignment_fields_nobody_asked_for_change_nothing(world) {
        let (_, mut ada) = somebody(&world, "Ada Lind", Some(Role::CatalogCreator)).await;
        let (bo, mut other) = somebody(&world, "Bo Ek", None).await;
        let foreign = world.id::<UserId>().to_string();
        let stranger = bo.to_string();
        let made = ada.post("/admin/catalogs/new", &[
            ("name", "Sales"), ("enabled", "on"),
            ("id", &foreign), ("catalogId", &foreign), ("state", "unpublished"), ("catalogType", "serviceDefault"),
            ("createdBy", &stranger), ("created_at", "0"), ("version", "99"), ("owner", &stranger), ("role", "identityGovernanceAdministrator"),
        ]).await.leads_to().to_owned();
        assert!(!made.contains(&foreign));
        let rows = rows!(world, (String, String, i64), "SELECT state, catalog_type, version FROM catalogs WHERE display_name = 'Sales'");
        assert_eq!(rows, [("published".to_owned(), "userManaged".to_owned(), 1)]);
        other.get(&made).await.is(404);
        // Nor does a form change another catalog than the one in its address.
        let elsewhere = world.catalog("Elsewhere").await.to_string();
        let edit = [("name", "Sales and more"), ("version", "1"), ("id", &*elsewhere), ("catalog", &*elsewhere), ("catalog_id", &*elsewhere)];
        assert_eq!(ada.post(&format!("{made}/edit"), &edit).await.leads_to(), made);
        assert_eq!(value!(world, i64, "SELECT COUNT(*) FROM catalogs WHERE display_name = 'Elsewhere' AND version = 1"), 1);
        // A request is pending whatever it says of itself, and for whoever is signed in.
        let catalog = world.catalog("Open").await;
        let group = world.group("Field sales").await;
        let package = world.package(catalog, "Starter", &[group.member()]).await;
        let chief = world.member("Chief").await;
        let mut approved = open_policy();
        approved.stages.push(crate::support::flow::asks(&[chief]));
        let policy = world.policy(package, &approved).await;
        let admin = world.administrator().await.me().unwrap().to_string();
        let asked = other.post(&format!("/packages/{package}/request"), &[
            ("state", "delivered"), ("status", "Fulfilled"), ("requestor", &admin), ("requestorId", &admin),
            ("target", &admin), ("subject_id", &admin), ("decision", "Approve"), ("requestType", "adminAdd"), ("created_at", "0"),
        ]).await;
        assert!(asked.leads_to().starts_with("/requests/"));
        let rows = rows!(world, (String, String, UserId), "SELECT state, request_type, subject_id FROM requests");
        assert_eq!(rows, [("pendingApproval".to_owned(), "userAdd".to_owned(), bo)]);
        // The same by program.
        let (dan, dans) = somebody(&world, "Dan Gren", None).await;
        let body = json!({
            "requestType": "userAdd", "state": "delivered", "status": "Fulfilled", "createdDateTime": "2020-01-01T00:00:00Z",
            "completedDateTime": "2020-01-01T00:00:00Z", "requestor": { "id": admin, "objectId": admin }, "id": foreign,
            "assignment": { "accessPackageId": package, "assignmentPolicyId": policy, "targetId": dan, "state": "delivered" },
        });
        let mut program = dans.with("content-type", "application/json");
        let answer = program.send(Method::POST, &format!("{EM}/assignmentRequests"), Body::from(body.to_string())).await;
        assert!(matches!(answer.status.as_u16(), 201 | 400), "{}", answer.body);
        let said = value!(world, i64, "SELECT COUNT(*) FROM requests WHERE state <> 'pendingApproval' OR subject_id NOT IN ($1, $2)", bo, dan);
        assert_eq!(said, 0);
        assert_eq!(world.count("assignments").await, 0);
    }

    async fn hole_a_disabled_account_goes_on_with_its_session_and_its_roles(world) {
        let admin_role = Role::IdentityGovernanceAdministrator;
        let (_, mut admin) = somebody(&world, "Ingrid Nord", Some(admin_role)).await;
        let (ada, mut browser) = somebody(&world, "Ada Lind", Some(admin_role)).await;
        browser.get("/admin/settings").await.is(200);
        let page = format!("/admin/people/{ada}");
        let version = async || value!(world, i64, "SELECT version FROM users WHERE id = $1", ada).to_string();
        admin.post(&format!("{page}/disable"), &[("version", &version().await)]).await.leads_to();
        let token = browser.cookies.clone();
        assert!(browser.get("/admin/settings").await.leads_to().starts_with("/sign-in"));
        browser.cookies = token.clone();
        browser.post("/api/pages/load_settings", &[]).await.is(401);
        browser.get(&format!("{EM}/assignmentRequests")).await.is(401);
        assert!(browser.post("/admin/catalogs/new", &[("name", "Mine")]).await.leads_to().starts_with("/sign-in"));
        let again = [("user_name", "ada.lind"), ("password", crate::browser::PASSWORD)];
        browser.cookies.clear();
        browser.post("/sign-in", &again).await.is(422);
        // The old session stays over when the account is enabled again; the role is there again.
        admin.post(&format!("{page}/enable"), &[("version", &version().await)]).await.leads_to();
        browser.cookies = token;
        assert!(browser.get("/profile").await.leads_to().starts_with("/sign-in"));
        browser.cookies.clear();
        browser.sign_in("ada.lind").await.get("/admin/settings").await.is(200);
    }

    async fn hole_a_hidden_page_opened_by_its_address(world) {
        let catalog = world.catalog("Sales").await;
        let group = world.group("Field sales").await;
        let package = world.package(catalog, "Secret plans", &[group.member()]).await;
        let (_, mut ada) = somebody(&world, "Ada Lind", Some(Role::CatalogCreator)).await;
        // Not in the frame, not by its address in any spelling, not by what its page loads.
        let path = format!("/admin/packages/{package}");
        for spelling in [path.clone(), format!("{path}/"), path.replace("admin", "%61dmin"), format!("/./{}", &path[1..]), path.to_uppercase(), format!("/{path}")] {
            let answer = ada.get(&spelling).await;
            assert!(!answer.body.contains("Secret plans"), "{spelling}");
            assert!(matches!(answer.status.as_u16(), 303 | 307 | 308 | 400 | 404), "{spelling}: {}", answer.status);
        }
        let loaded = ada.post("/api/pages/load_package_overview", &[("id", &package.to_string())]).await;
        assert!(!loaded.is(404).body.contains("Secret plans"));
        let found = ada.get("/search?q=secret").await;
        assert!(!found.is(200).body.contains("Secret plans"));
    }
}
