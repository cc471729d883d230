//! Identity providers bring people and groups in (SCIM 2.0), as Entra, Okta and Keycloak do it.

use crate::browser::{Answer, Browser};
use crate::programs::{caller, program};
use crate::support::World;
use crate::support::flow::open_policy;
use axum::body::Body;
use axum::http::{Method, header};
use serde_json::{Value, json};
use shared::assignment::AssignmentState;
use shared::authz::Role;
use shared::directory::Principal;
use shared::ids::UserId;
use shared::programs::TokenScope;
use uuid::Uuid;

const USER: &str = "urn:ietf:params:scim:schemas:core:2.0:User";
const GROUP: &str = "urn:ietf:params:scim:schemas:core:2.0:Group";
const ENTERPRISE: &str = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
const PATCH: &str = "urn:ietf:params:scim:api:messages:2.0:PatchOp";

/// An identity provider with its token.
struct Provider(Browser);

impl Provider {
    async fn of(world: &World) -> Self {
        let (_, token) = program(world, &[TokenScope::Scim]).await;
        Self(caller(world, &token).with("content-type", "application/scim+json"))
    }

    async fn ask(&self, method: Method, path: &str, body: &Value) -> Answer {
        let path = format!("/scim/v2/{path}");
        self.0
            .clone()
            .send(method, &path, Body::from(body.to_string()))
            .await
    }

    async fn get(&self, path: &str) -> Answer {
        self.0.clone().get(&format!("/scim/v2/{path}")).await
    }

    async fn post(&self, path: &str, body: &Value) -> Value {
        read(self.ask(Method::POST, path, body).await.is(201))
    }

    async fn patch(&self, path: &str, operations: Value) -> Answer {
        let body = json!({ "schemas": [PATCH], "Operations": operations });
        self.ask(Method::PATCH, path, &body).await
    }

    async fn names(&self, filter: &str) -> Vec<String> {
        let encoded = serde_urlencoded::to_string([("filter", filter)]).unwrap();
        let list = read(self.get(&format!("Users?{encoded}")).await.is(200));
        let found = list["Resources"].as_array().unwrap();
        found
            .iter()
            .map(|user| user["userName"].as_str().unwrap().to_owned())
            .collect()
    }

    /// Ada as Entra sends her; her id.
    async fn ada(&self) -> String {
        let made = self.post("Users", &ada()).await;
        made["id"].as_str().unwrap().to_owned()
    }
}

fn read(answer: &Answer) -> Value {
    assert_eq!(answer.header(header::CONTENT_TYPE), "application/scim+json");
    serde_json::from_str(&answer.body).unwrap()
}

#[track_caller]
fn refused(answer: &Answer, status: u16, kind: &str) {
    let error = read(answer.is(status));
    assert_eq!(
        error["schemas"][0],
        "urn:ietf:params:scim:api:messages:2.0:Error"
    );
    assert_eq!(error["status"], status.to_string());
    assert_eq!(
        error["scimType"].as_str().unwrap_or_default(),
        kind,
        "{error}"
    );
}

fn ada() -> Value {
    json!({
        "schemas": [USER, ENTERPRISE],
        "userName": "Ada.Lind@norrland.example",
        "externalId": "e-17",
        "active": true,
        "name": { "givenName": "Ada", "familyName": "Lind", "honorificPrefix": "Dr." },
        "title": "Analyst",
        "emails": [{ "value": "Ada.Lind@norrland.example", "type": "work", "primary": true }],
        "phoneNumbers": [{ "value": "+46 1", "type": "mobile" }],
        "password": "correct horse battery",
        ENTERPRISE: { "department": "Finance", "employeeNumber": "4711" },
    })
}

both! {
    async fn somebody_comes_in_changes_and_goes(world) {
        let entra = Provider::of(&world).await;
        let answer = entra.ask(Method::POST, "Users", &ada()).await;
        let made = read(answer.is(201));
        let id = made["id"].as_str().unwrap().to_owned();
        assert!(answer.header(header::LOCATION).ends_with(&format!("/scim/v2/Users/{id}")));
        assert_eq!(answer.header(header::ETAG), made["meta"]["version"].as_str().unwrap());
        assert_eq!(made["displayName"], "Ada Lind");
        assert_eq!(made["userName"], "Ada.Lind@norrland.example", "as it was told");
        assert_eq!(made["phoneNumbers"][0]["value"], "+46 1", "what has no column is kept");
        assert_eq!(made[ENTERPRISE]["employeeNumber"], "4711");
        assert_eq!(made["name"]["honorificPrefix"], "Dr.");
        assert_eq!(made.get("password"), None);
        assert!(!value!(world, String, "SELECT attributes FROM scim_attributes").contains("battery"));
        let stored = rows!(world, (String, String, String), "SELECT user_name, department, search_text FROM users WHERE external_id = 'e-17'")[0].clone();
        assert_eq!((stored.0.as_str(), stored.1.as_str()), ("ada.lind@norrland.example", "Finance"));
        assert!(stored.2.contains("analyst"));
        refused(&entra.ask(Method::POST, "Users", &ada()).await, 409, "uniqueness");
        // As Entra blocks people.
        let uuid: Uuid = id.parse().unwrap();
        let now = read(entra.patch(&format!("Users/{id}"), json!([{ "op": "Replace", "path": "active", "value": "False" }])).await.is(200));
        assert_eq!(now["active"], false);
        assert!(!value!(world, bool, "SELECT enabled FROM users WHERE id = $1", uuid));
        entra.ask(Method::DELETE, &format!("Users/{id}"), &Value::Null).await.is(204);
        refused(&entra.get(&format!("Users/{id}")).await, 404, "");
        assert_eq!(value!(world, String, "SELECT display_name FROM users WHERE id = $1", uuid), "Ada Lind", "the history keeps the name");
        // The name is free again, for somebody else.
        assert_ne!(entra.ada().await, id);
        let said = rows!(world, (String, String), "SELECT action, actor_name FROM audit_records WHERE because = 'token' ORDER BY seq");
        let actions: Vec<_> = said.iter().map(|(action, _)| action.as_str()).collect();
        assert_eq!(actions, ["user.create", "user.update", "user.remove", "user.create"]);
        assert!(said.iter().all(|(_, name)| name == "Night job"));
    }

    async fn a_put_says_all_there_is(world) {
        let okta = Provider::of(&world).await;
        let id = okta.ada().await;
        let path = format!("Users/{id}");
        let mut less = ada();
        less["title"] = Value::Null;
        less[ENTERPRISE] = json!({ "division": "North" });
        let now = read(okta.ask(Method::PUT, &path, &less).await.is(200));
        assert_eq!((now.get("title"), now[ENTERPRISE].get("department")), (None, None));
        assert_eq!(now[ENTERPRISE]["division"], "North");
        // The same once more changes nothing, and leaves no record.
        let records = world.count("audit_records").await;
        let again = read(okta.ask(Method::PUT, &path, &less).await.is(200));
        assert_eq!(again["meta"], now["meta"]);
        assert_eq!(world.count("audit_records").await, records);
        refused(&okta.ask(Method::PUT, &path, &json!({ "userName": "" })).await, 400, "invalidValue");
        refused(&okta.ask(Method::PUT, &path, &json!([])).await, 400, "invalidSyntax");
        refused(&okta.patch(&path, json!([{ "op": "replace", "path": "id", "value": "1" }])).await, 400, "mutability");
        refused(&okta.patch(&path, json!([{ "op": "replace", "path": "a b", "value": "1" }])).await, 400, "invalidPath");
    }

    async fn two_who_change_the_same_do_not_overwrite_each_other(world) {
        let entra = Provider::of(&world).await;
        let id = entra.ada().await;
        let path = format!("/scim/v2/Users/{id}");
        let version = entra.get(&format!("Users/{id}")).await.header(header::ETAG).to_owned();
        let body = json!({ "Operations": [{ "op": "replace", "path": "title", "value": "Chief" }] }).to_string();
        let mut first = entra.0.clone().with("if-match", &version);
        first.send(Method::PATCH, &path, Body::from(body.clone())).await.is(200);
        refused(&first.send(Method::PATCH, &path, Body::from(body)).await, 412, "");
        refused(&first.send(Method::DELETE, &path, Body::empty()).await, 412, "");
        entra.0.clone().with("if-none-match", &version).get(&path).await.is(200);
        let now = entra.get(&format!("Users/{id}")).await.header(header::ETAG).to_owned();
        entra.0.clone().with("if-none-match", &now).get(&path).await.is(304);
    }

    async fn people_are_found_by_what_they_are_called(world) {
        let entra = Provider::of(&world).await;
        let id = entra.ada().await;
        world.member("Bo Ek").await;
        let ada = ["Ada.Lind@norrland.example"];
        for filter in [
            "userName eq \"ADA.lind@norrland.example\"",
            "externalId eq \"e-17\"",
            "emails[type eq \"work\" and value eq \"ada.lind@norrland.example\"]",
            "emails.value eq \"ada.lind@norrland.example\"",
            &format!("id eq \"{id}\""),
            "displayName sw \"ada\" and active eq true",
            "not (displayName co \"Bo\" or displayName co \"Ingrid\")",
            "meta.lastModified ge \"2026-03-01T00:00:00Z\" and title eq \"analyst\"",
            "urn:ietf:params:scim:schemas:core:2.0:User:userName sw \"ada\"",
        ] {
            assert_eq!(entra.names(filter).await, ada, "{filter}");
        }
        assert!(entra.names("externalId ne \"e-17\" and externalId pr").await.is_empty());
        assert!(entra.names("userName eq \"%\"").await.is_empty());
        assert!(entra.names("displayName co \"' OR 1=1 --\"").await.is_empty());
        for bad in ["userName", "nickName eq \"x\"", "userName gt \"a\"", "active gt true"] {
            let encoded = serde_urlencoded::to_string([("filter", bad)]).unwrap();
            refused(&entra.get(&format!("Users?{encoded}")).await, 400, "invalidFilter");
        }
        let page = read(&entra.get("Users?startIndex=2&count=1&attributes=userName").await);
        assert_eq!((&page["totalResults"], &page["startIndex"], &page["itemsPerPage"]), (&json!(3), &json!(2), &json!(1)));
        let one = page["Resources"][0].as_object().unwrap();
        assert_eq!(one.keys().map(String::as_str).collect::<Vec<_>>(), ["id", "schemas", "userName"]);
        assert_eq!(read(&entra.get("Users?count=0").await)["totalResults"], 3);
        let searched = entra.ask(Method::POST, "Users/.search", &json!({ "filter": "userName sw \"ada\"", "attributes": ["title"] })).await;
        assert_eq!(read(searched.is(200))["Resources"][0]["title"], "Analyst");
    }

    async fn groups_have_people_and_groups_in_them(world) {
        let entra = Provider::of(&world).await;
        let ada = entra.ada().await;
        let sales = entra.post("Groups", &json!({ "schemas": [GROUP], "displayName": "Sales", "externalId": "g-1" })).await;
        let sales = sales["id"].as_str().unwrap().to_owned();
        let path = format!("Groups/{sales}");
        let now = read(entra.patch(&path, json!([{ "op": "Add", "path": "members", "value": [{ "value": ada }] }])).await.is(200));
        assert_eq!((&now["members"][0]["value"], &now["members"][0]["type"]), (&json!(ada), &json!("User")));
        assert_eq!(read(&entra.get(&format!("Users/{ada}")).await)["groups"][0]["value"], sales);
        let all = entra.post("Groups", &json!({ "displayName": "All", "members": [{ "value": sales, "type": "Group" }] })).await;
        let all = all["id"].as_str().unwrap().to_owned();
        refused(&entra.patch(&path, json!([{ "op": "add", "path": "members", "value": [{ "value": all }] }])).await, 400, "invalidValue");
        let list = read(&entra.get("Groups?filter=displayName%20eq%20%22SALES%22&excludedAttributes=members").await);
        assert_eq!((&list["totalResults"], list["Resources"][0].get("members")), (&json!(1), None));
        let filter = serde_urlencoded::to_string([("filter", format!("id eq \"{sales}\" and members eq \"{ada}\""))]).unwrap();
        assert_eq!(read(&entra.get(&format!("Groups?{filter}")).await)["totalResults"], 1);
        let gone = format!("members[value eq \"{ada}\"]");
        let now = read(entra.patch(&path, json!([{ "op": "Remove", "path": gone }])).await.is(200));
        assert_eq!(now.get("members"), None);
        refused(&entra.patch(&path, json!([{ "op": "add", "path": "members", "value": [{ "value": Uuid::nil() }] }])).await, 400, "invalidValue");
        entra.ask(Method::DELETE, &format!("Groups/{all}"), &Value::Null).await.is(204);
        refused(&entra.get(&format!("Groups/{all}")).await, 404, "");
    }

    async fn byd_06_what_an_assignment_gave_stays_when_the_provider_takes_its_own(world) {
        let entra = Provider::of(&world).await;
        let ada = entra.ada().await;
        let group = world.group("Payments").await;
        let path = format!("Groups/{}", group.principal().id());
        let person: Uuid = ada.parse().unwrap();
        entra.patch(&path, json!([{ "op": "add", "path": "members", "value": [{ "value": ada }] }])).await.is(200);
        run_sql!(world, "UPDATE role_holders SET origin = 'delivered' WHERE user_id = $1", person).unwrap();
        entra.patch(&path, json!([{ "op": "remove", "path": format!("members[value eq \"{ada}\"]") }])).await.is(200);
        assert_eq!(value!(world, i64, "SELECT COUNT(*) FROM role_holders WHERE user_id = $1", person), 1);
    }

    async fn byd_06_whom_the_provider_adds_stays_when_the_package_ends_that_gave_it_first(world) {
        let entra = Provider::of(&world).await;
        let ada = entra.ada().await;
        let group = world.group("Payments").await;
        let path = format!("Groups/{}", group.principal().id());
        let person: Uuid = ada.parse().unwrap();
        let origin = async || value!(world, String, "SELECT origin FROM role_holders WHERE user_id = $1", person);
        let members = json!([{ "value": ada }]);
        entra.patch(&path, json!([{ "op": "add", "path": "members", "value": members }])).await.is(200);
        run_sql!(world, "UPDATE role_holders SET origin = 'delivered' WHERE user_id = $1", person).unwrap();
        // A whole group that is put repeats what it was told, and a change of something else names nobody.
        let now = read(&entra.get(&path).await);
        entra.ask(Method::PUT, &path, &now).await.is(200);
        entra.patch(&path, json!([{ "op": "replace", "path": "displayName", "value": "Payers" }])).await.is(200);
        assert_eq!(origin().await, "delivered");
        entra.patch(&path, json!([{ "op": "add", "path": "members", "value": members }])).await.is(200);
        assert_eq!(origin().await, "native");
    }

    async fn a_group_that_a_catalog_has_is_not_deleted(world) {
        let entra = Provider::of(&world).await;
        let catalog = world.catalog("Sales").await;
        let group = world.group("Field sales").await;
        world.package(catalog, "Starter", &[group.member()]).await;
        let path = format!("Groups/{}", group.principal().id());
        let answer = entra.ask(Method::DELETE, &path, &Value::Null).await;
        refused(&answer, 409, "");
        answer.says("a catalog has it");
        entra.get(&path).await.is(200);
    }

    async fn who_is_deleted_keeps_no_access(world) {
        let entra = Provider::of(&world).await;
        let ada: UserId = entra.ada().await.parse().unwrap();
        let catalog = world.catalog("Sales").await;
        let group = world.group("Field sales").await;
        let package = world.package(catalog, "Starter", &[group.member()]).await;
        world.policy(package, &open_policy()).await;
        let access = world.get(ada, package).await;
        assert!(world.holding(ada, group.member()).await.is_some());
        world.give_role(Principal::User(ada), Role::CatalogOwner, Some(catalog)).await;
        entra.ask(Method::DELETE, &format!("Users/{ada}"), &Value::Null).await.is(204);
        world.settle().await;
        assert_eq!(world.assignment(access).await.state, AssignmentState::Expired);
        assert!(world.holding(ada, group.member()).await.is_none());
        assert_eq!(value!(world, i64, "SELECT COUNT(*) FROM role_assignments WHERE principal_id = $1", ada), 0);
        assert_eq!(value!(world, String, "SELECT end_reason FROM assignments WHERE id = $1", access), "accountRemoved");
    }

    async fn rol_01_the_provider_does_not_take_the_last_administrator(world) {
        let entra = Provider::of(&world).await;
        let admin = world.as_user(world.member("Ines Lund").await).await;
        let root = value!(world, Uuid, "SELECT principal_id FROM role_assignments WHERE role = 'identityGovernanceAdministrator'");
        let path = format!("Users/{root}");
        refused(&entra.ask(Method::DELETE, &path, &Value::Null).await, 409, "");
        refused(&entra.patch(&path, json!([{ "op": "replace", "path": "active", "value": false }])).await, 409, "");
        world.give_role(Principal::User(admin.me().unwrap()), Role::IdentityGovernanceAdministrator, None).await;
        entra.ask(Method::DELETE, &path, &Value::Null).await.is(204);
    }

    async fn rol_07_a_program_that_brings_people_in_makes_nobody_an_administrator(world) {
        let entra = Provider::of(&world).await;
        let ada = entra.ada().await;
        let bo = world.member("Bo Ek").await;
        let night = entra.post("Groups", &json!({ "displayName": "Night shift", "members": [{ "value": ada }] })).await;
        let night = night["id"].as_str().unwrap().to_owned();
        let inner = format!("Groups/{night}");
        let group = world.group("Runs the portal").await.principal();
        let outer = format!("Groups/{}", group.id());
        entra.patch(&outer, json!([{ "op": "add", "path": "members", "value": [{ "value": night }] }])).await.is(200);
        world.give_role(group, Role::IdentityGovernanceAdministrator, None).await;
        // How an administrator signs in.
        let person = format!("Users/{ada}");
        let change = |path: &str, value: Value| json!([{ "op": "replace", "path": path, "value": value }]);
        for (path, value) in [
            ("userName", "mallory@norrland.example"),
            ("emails[type eq \"work\"].value", "mallory@norrland.example"),
        ] {
            let answer = entra.patch(&person, change(path, value.into())).await;
            refused(&answer, 403, "");
            answer.says("holds a role in the portal");
        }
        // Who is an administrator, directly or by being in a group within.
        for path in [&outer, &inner] {
            let answer = entra.patch(path, json!([{ "op": "add", "path": "members", "value": [{ "value": bo }] }])).await;
            refused(&answer, 403, "");
            answer.says("gives a role in the portal");
            refused(&entra.patch(path, change("displayName", "Everybody".into())).await, 403, "");
        }
        // The rest is written, accounts are closed, and members go.
        assert_eq!(read(entra.patch(&person, change("title", "Chief".into())).await.is(200))["title"], "Chief");
        entra.patch(&person, change("active", false.into())).await.is(200);
        refused(&entra.patch(&person, change("active", true.into())).await, 403, "");
        let gone = format!("members[value eq \"{ada}\"]");
        entra.patch(&inner, json!([{ "op": "remove", "path": gone }])).await.is(200);
        // Then it is an account like others.
        entra.patch(&person, change("active", true.into())).await.is(200);
        entra.patch(&person, change("userName", "ada@norrland.example".into())).await.is(200);
        assert_eq!(world.count("role_assignments").await, 2);
    }

    async fn texts_that_cannot_be_shown_are_refused(world) {
        let entra = Provider::of(&world).await;
        let mut odd = ada();
        odd["nickName"] = "A\u{0}".into();
        refused(&entra.ask(Method::POST, "Users", &odd).await, 400, "invalidValue");
        let filter = serde_urlencoded::to_string([("filter", "userName eq \"a\\u0000\"")]).unwrap();
        refused(&entra.get(&format!("Users?{filter}")).await, 400, "invalidFilter");
    }

    async fn managers_are_told_by_id_and_never_in_a_circle(world) {
        let entra = Provider::of(&world).await;
        let ada = entra.ada().await;
        let bo = world.member("Bo Ek").await;
        let manager = format!("{ENTERPRISE}:manager");
        let now = read(entra.patch(&format!("Users/{ada}"), json!([{ "op": "Add", "path": manager, "value": bo }])).await.is(200));
        assert_eq!(now[ENTERPRISE]["manager"]["value"], json!(bo));
        refused(&entra.patch(&format!("Users/{bo}"), json!([{ "op": "add", "path": manager, "value": ada }])).await, 400, "invalidValue");
        let now = read(entra.patch(&format!("Users/{ada}"), json!([{ "op": "remove", "path": manager }])).await.is(200));
        assert_eq!(now[ENTERPRISE].get("manager"), None);
    }

    async fn the_server_says_what_it_can_do(world) {
        let entra = Provider::of(&world).await;
        let config = read(entra.get("ServiceProviderConfig").await.is(200));
        assert_eq!((&config["patch"]["supported"], &config["bulk"]["supported"]), (&json!(true), &json!(false)));
        assert_eq!(read(&entra.get("ResourceTypes").await)["totalResults"], 2);
        entra.get("ResourceTypes/User").await.is(200);
        entra.get(&format!("Schemas/{ENTERPRISE}")).await.is(200);
        refused(&entra.get("Schemas/urn:none").await, 404, "");
        refused(&entra.get("Schemas?filter=id%20pr").await, 403, "");
        refused(&entra.ask(Method::POST, "Bulk", &json!({})).await, 501, "");
        refused(&entra.get("Me").await, 501, "");
        refused(&entra.get("Robots").await, 404, "");
        refused(&entra.ask(Method::PUT, "Users", &json!({})).await, 405, "");
        let mut nobody = Browser::of(&world);
        let answer = nobody.get("/scim/v2/Users").await;
        refused(&answer, 401, "");
        assert_eq!(answer.header(header::WWW_AUTHENTICATE), "Bearer");
    }
}
