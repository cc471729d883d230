//! The languages of answers (NOT-05).

use crate::browser::{Browser, employee};
use crate::support::settings;
use axum::body::Body;
use axum::http::Method;
use serde_json::{Value, json};
use shared::authz::Role;
use shared::directory::Principal;

const REQUESTS: &str = "/v1.0/identityGovernance/entitlementManagement/assignmentRequests";

both! {
    async fn not_05_a_refusal_is_in_the_language_of_the_browser_and_in_english_for_a_program(world) {
        let catalog = world.catalog("Sales").await;
        let group = world.group("Field sales").await;
        let package = world.package(catalog, "Starter", &[group.member()]).await;
        let policy = world.policy(package, &settings()).await;
        let ada = employee(&world, "Ada Lind").await;
        world.give_role(Principal::User(ada), Role::CatalogOwner, Some(catalog)).await;
        let mut german = Browser::of(&world).with("accept-language", "de-AT,de;q=0.9,en;q=0.5");
        german.sign_in("ada.lind").await;
        let bo = world.member("Bo Ek").await;
        let page = format!("/admin/packages/{package}");
        let (policy, person) = (policy.to_string(), format!("user:{bo}"));
        let assign = [("policy", policy.as_str()), ("people", person.as_str())];
        german.post(&format!("{page}/assign"), &assign).await.is(303);
        world.settle().await;
        let assignment = rows!(world, (shared::ids::AssignmentId,), "SELECT id FROM assignments")[0].0;
        let remove = format!("{page}/assignments/{assignment}/remove");
        german.post(&remove, &[]).await.is(303);
        german.post(&remove, &[]).await.is(409).says("Dieser Zugriff ist schon beendet.");
        let mut english = german.clone().with("accept-language", "en");
        english.post(&remove, &[]).await.is(409).says("This access has already ended.");
        // What is stored stays in one language, whoever caused it.
        let titles = german.get(&format!("{page}/assignments.csv")).await;
        titles.is(200).says("Planned end").says("Removed by an administrator");
        let removal = json!({ "requestType": "adminRemove", "assignment": { "id": assignment } });
        let mut program = german.clone().with("content-type", "application/json");
        let answer = program.send(Method::POST, REQUESTS, Body::from(removal.to_string())).await;
        let said: Value = serde_json::from_str(&answer.is(409).body).unwrap();
        assert_eq!(said["error"]["message"], "This access has already ended.");
    }

    async fn not_05_a_page_for_a_failure_is_in_the_language_of_the_browser(world) {
        let german = Browser::of(&world).with("accept-language", "de");
        let mut elsewhere = german.with("origin", "https://elsewhere.example");
        let answer = elsewhere.post("/sign-in", &[("user_name", "ada.lind"), ("password", "x")]).await;
        answer.is(403).says("<html lang=\"de\">").says("Das wurde nicht angenommen").says("Zur Startseite");
        let mut english = elsewhere.with("accept-language", "en");
        let answer = english.post("/sign-in", &[("user_name", "ada.lind"), ("password", "x")]).await;
        answer.is(403).says("<html lang=\"en\">").says("This was not accepted");
    }

    async fn not_05_only_the_catalogue_of_its_address_may_be_kept(world) {
        let mut german = Browser::of(&world).with("accept-language", "de");
        let page = german.get("/sign-in").await;
        let folder = page.body.split_once("data-texts=\"").and_then(|(_, rest)| rest.split_once('"'));
        let (folder, _) = folder.expect("the page names its catalogue");
        let present = german.get(&format!("{folder}start.json")).await;
        assert!(present.is(200).says("Anmelden").header("cache-control").contains("immutable"));
        // A page of another version, which may be running beside this one.
        let other = german.get("/texts/de/00000000/start.json").await;
        assert_eq!(other.is(200).header("cache-control"), "no-store");
        // What only the server says, and what is nothing.
        for nothing in ["server.json", "start", "other.json"] {
            german.get(&format!("{folder}{nothing}")).await.is(404);
        }
    }

    async fn not_05_texts_of_another_language_are_edited_on_the_page_and_read_on_the_pages(world) {
        let catalog = world.catalog("Sales").await;
        let package = world.package(catalog, "Starter", &[]).await;
        world.policy(package, &settings()).await;
        let ada = employee(&world, "Ada Lind").await;
        world.give_role(Principal::User(ada), Role::CatalogOwner, Some(catalog)).await;
        let mut english = Browser::of(&world).with("accept-language", "en");
        english.sign_in("ada.lind").await;
        let edit = format!("/admin/packages/{package}/edit");
        english.get(&edit).await.is(200).says("Name (Deutsch)").says("<details class=\"disclosure\"><summary>Other languages");
        // What is wrong stands at its field, which is unfolded, with what was typed.
        let long = "Einstieg ".repeat(30);
        let typed = [("name", "Starter"), ("version", "1"), ("name_de", long.trim()), ("description_de", "Für neue Leute")];
        let refused = english.post(&edit, &typed).await;
        refused.is(422).says("Keep this within 120 characters").says("Für neue Leute").says("id=\"f-name-de-error\"").says("<details open class=\"disclosure\"");
        let typed = [("name", "Starter"), ("version", "1"), ("name_de", "Einstieg"), ("description_de", "Für neue Leute")];
        english.post(&edit, &typed).await.is(303);
        let mut german = english.clone().with("accept-language", "de");
        for page in ["/packages".to_owned(), "/admin/packages".to_owned(), format!("/packages/{package}"), format!("/admin/packages/{package}")] {
            let (first, second) = (english.get(&page).await, german.get(&page).await);
            assert!(!first.is(200).says("Starter").body.contains("Einstieg"), "{page}");
            assert!(!second.is(200).says("Einstieg").body.contains("Starter"), "{page}");
        }
        english.get(&edit).await.is(200).says("Einstieg").says("<details open class=\"disclosure\"");
    }
}
