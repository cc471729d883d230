//! Programs that call the API with a token, and the pages on which administrators run them.

use crate::browser::{Answer, Browser, employee};
use crate::support::World;
use axum::body::Body;
use axum::http::{Method, header};
use engine::programs;
use serde_json::{Value, json};
use shared::authz::{Role, Scope};
use shared::directory::{Holder, Principal};
use shared::forms::AddRoleInput;
use shared::forms::programs::{ProgramInput, TokenInput};
use shared::ids::ProgramId;
use shared::programs::{Scopes, TokenScope};

const EM: &str = "/v1.0/identityGovernance/entitlementManagement";

pub fn token_input(scopes: &[TokenScope], days: u32) -> TokenInput {
    TokenInput {
        name: "Night".to_owned(),
        scopes: Scopes(scopes.to_vec()),
        days,
    }
}

/// A program with a token, and the token.
pub async fn program(world: &World, scopes: &[TokenScope]) -> (ProgramId, String) {
    let admin = world.administrator().await;
    let input = ProgramInput {
        name: "Night job".to_owned(),
        description: String::new(),
    };
    let id = programs::create(&admin, input).await.unwrap();
    let token = programs::create_token(&admin, id, &token_input(scopes, 90))
        .await
        .unwrap();
    (id, token.text)
}

/// A caller with this token.
pub fn caller(world: &World, token: &str) -> Browser {
    Browser::of(world)
        .with("authorization", &format!("Bearer {token}"))
        .with("content-type", "application/json")
}

fn body(answer: &Answer) -> Value {
    serde_json::from_str(&answer.body).unwrap()
}

/// A program that runs the access of a catalog, a package there, and Ada.
async fn assigner(world: &World) -> (Browser, Value) {
    let (id, token) = program(world, &[TokenScope::ApiWrite]).await;
    let ada = world.member("Ada Lind").await;
    let catalog = world.catalog("Sales").await;
    let group = world.group("Field sales").await;
    let package = world.package(catalog, "Starter", &[group.member()]).await;
    let policy = world.policy(package, &crate::support::settings()).await;
    let admin = world.administrator_named("Ines Administrator").await;
    let input = AddRoleInput {
        role: Role::AccessPackageAssignmentManager,
        principals: vec![Holder::Program(id)],
    };
    engine::roles::add(&admin, Scope::Catalog(catalog), input)
        .await
        .unwrap();
    let request = json!({
        "requestType": "AdminAdd",
        "assignment": { "accessPackageId": package, "assignmentPolicyId": policy, "targetId": ada },
    });
    (caller(world, &token), request)
}

both! {
    async fn rol_06_a_program_with_a_role_assigns_and_the_log_names_it(world) {
        let (mut program, request) = assigner(&world).await;
        // From whatever page, and without a cookie.
        program = program.with("sec-fetch-site", "cross-site").with("origin", "https://elsewhere.example");
        let made = program.send(Method::POST, &format!("{EM}/assignmentRequests"), Body::from(request.to_string())).await;
        let id = body(made.is(201))["id"].as_str().unwrap().to_owned();
        program.get(&format!("{EM}/assignmentRequests/{id}")).await.is(200);
        let (name, because) = rows!(world, (String, String),
            "SELECT actor_name, because FROM audit_records WHERE action = 'assignment.assign'")[0].clone();
        assert_eq!((name.as_str(), because.as_str()), ("Night job", "accessPackageAssignmentManager"));
        assert!(program.cookies.is_empty());
    }

    async fn rol_06_a_program_asks_for_nothing_for_itself(world) {
        let (mut program, _) = assigner(&world).await;
        let answer = program.get(&format!("{EM}/accessPackages/filterByCurrentUser(on='allowedRequestor')")).await;
        let error = body(answer.is(403));
        assert!(error["error"]["message"].as_str().unwrap().contains("Somebody has to sign in"), "{error}");
    }

    async fn a_token_does_what_it_is_for_and_nothing_else(world) {
        let (_, reads) = program(&world, &[TokenScope::ApiRead]).await;
        let mut reads = caller(&world, &reads);
        reads.get(&format!("{EM}/assignmentRequests/{}", uuid::Uuid::nil())).await.is(404);
        let answer = reads.send(Method::POST, &format!("{EM}/assignmentRequests"), Body::from("{}")).await;
        assert_eq!(answer.is(403).header(header::WWW_AUTHENTICATE), "Bearer error=\"insufficient_scope\", scope=\"api.write\"");
        assert_eq!(body(&answer)["error"]["code"], "Forbidden");
        let answer = reads.get("/scim/v2/Users").await;
        assert!(answer.is(403).header(header::WWW_AUTHENTICATE).contains("scope=\"scim\""));
        // A token opens no page.
        assert!(reads.get("/admin/programs").await.leads_to().starts_with("/sign-in"));
    }

    async fn a_token_that_is_not_good_is_refused(world) {
        let (id, token) = program(&world, &[TokenScope::ApiRead]).await;
        let admin = world.administrator_named("Ines Administrator").await;
        let path = format!("{EM}/assignmentRequests/{}", uuid::Uuid::nil());
        let refused = async |token: &str| {
            let answer = caller(&world, token).get(&path).await;
            assert_eq!(answer.is(401).header(header::WWW_AUTHENTICATE), "Bearer error=\"invalid_token\"");
            assert_eq!(body(&answer)["error"]["code"], "InvalidAuthenticationToken");
        };
        refused("nonsense").await;
        refused(&format!("bw_{}", "0".repeat(64))).await;
        caller(&world, &token).get(&path).await.is(404);
        programs::set_enabled(&admin, id, 1, false).await.unwrap();
        refused(&token).await;
        programs::set_enabled(&admin, id, 2, true).await.unwrap();
        caller(&world, &token).get(&path).await.is(404);
        world.pass_hours(90 * 24);
        refused(&token).await;
        let other = programs::create_token(&admin, id, &token_input(&[TokenScope::ApiRead], 1)).await.unwrap();
        caller(&world, &other.text).get(&path).await.is(404);
        programs::revoke_token(&admin, id, other.id).await.unwrap();
        refused(&other.text).await;
        let last = programs::create_token(&admin, id, &token_input(&[TokenScope::ApiRead], 1)).await.unwrap();
        programs::delete(&admin, id, 3).await.unwrap();
        refused(&last.text).await;
        assert_eq!(world.count("api_tokens").await, 0);
    }

    async fn who_guesses_tokens_has_to_wait(world) {
        let (_, token) = program(&world, &[TokenScope::ApiRead]).await;
        let path = format!("{EM}/assignmentRequests/{}", uuid::Uuid::nil());
        let mut statuses = Vec::new();
        for n in 0..40 {
            let answer = caller(&world, &format!("bw_{n:064}")).get(&path).await;
            statuses.push(answer.status.as_u16());
        }
        assert_eq!((statuses[0], statuses[39]), (401, 429));
        // A good token from the same address works on.
        caller(&world, &token).get(&path).await.is(404);
        let other = caller(&world, "bw_1").from("192.0.2.9").with("authorization", "Bearer bw_1");
        other.clone().get(&path).await.is(401);
    }

    async fn the_last_use_is_noted_once_a_minute(world) {
        let (_, token) = program(&world, &[TokenScope::ApiRead]).await;
        let bearer = programs::program_for(&world.engine, &token).await.unwrap().unwrap();
        assert!(bearer.note_use);
        programs::note_use(&world.engine, bearer.token, "192.0.2.7").await.unwrap();
        let again = programs::program_for(&world.engine, &token).await.unwrap().unwrap();
        assert!(!again.note_use);
        let (used, address) = rows!(world, (i64, String), "SELECT last_used_at, last_address FROM api_tokens")[0].clone();
        assert_eq!((used % 60_000, address.as_str()), (0, "192.0.2.7"));
        world.pass_hours(1);
        assert!(programs::program_for(&world.engine, &token).await.unwrap().unwrap().note_use);
    }

    async fn rol_01_an_administrator_makes_a_program_and_sees_its_token_once(world) {
        let ingrid = employee(&world, "Ingrid Solheim").await;
        world.give_role(Principal::User(ingrid), Role::IdentityGovernanceAdministrator, None).await;
        let mut browser = Browser::of(&world);
        browser.sign_in("ingrid.solheim").await;
        browser.get("/admin/programs").await.is(200).says("No programs yet");
        let page = browser.post("/admin/programs/new", &[("name", "Entra")]).await.leads_to().to_owned();
        browser.get(&page).await.is(200).says("It has no token.");
        let wrong = browser.post(&format!("{page}/tokens"), &[("token_name", "Provisioning"), ("days", "400"), ("made", "bw_made_up")]).await;
        wrong.is(422).says("Choose what it is for.").says("Between 1 and 365 days.");
        assert!(!wrong.body.contains("bw_made_up"));
        let made = browser.post(&format!("{page}/tokens"), &[("token_name", "Provisioning"), ("scope", "scim"), ("days", "90")]).await;
        made.is(200).says("Copy the token now");
        let at = made.body.find("value=\"bw_").unwrap() + 7;
        let token = &made.body[at..at + 67];
        assert!(shared::programs::is_token(token));
        let hash: String = value!(world, String, "SELECT token_hash FROM api_tokens");
        assert!(hash != token && !browser.get(&page).await.says("Provisioning").body.contains(token));
        browser.get("/admin/programs").await.says("Entra");
        let offered = browser.get("/admin/roles?find=entra").await;
        offered.says("servicePrincipal:");
        let version = [("version", "1")];
        browser.post(&format!("{page}/disable"), &version).await.leads_to();
        browser.get(&page).await.says("Disabled");
        browser.post(&format!("{page}/delete"), &[("version", "2")]).await.leads_to();
        browser.get(&page).await.is(404);
    }
}
