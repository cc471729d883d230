//! What those who run packages do with requests and access, without scripts and by program.

use crate::browser::{Browser, employee};
use crate::support::World;
use crate::support::flow::open_policy;
use axum::body::Body;
use axum::http::Method;
use shared::authz::Role;
use shared::directory::{GroupKind, Mastery, Principal};
use shared::ids::{AssignmentId, CatalogId, PackageId, PolicyId, RequestId};
use shared::policy::{Question, QuestionKind};

const EM: &str = "/v1.0/identityGovernance/entitlementManagement";

struct Desk {
    catalog: CatalogId,
    package: PackageId,
    policy: PolicyId,
    request: RequestId,
    /// The page of the request.
    page: String,
    question: String,
}

/// Ada has half of what she asked for: one of the groups is mastered elsewhere.
async fn desk(world: &World) -> Desk {
    let catalog = world.catalog("Sales").await;
    let group = world.group("Field sales").await;
    let old = world
        .group_of("Old", GroupKind::Security, Mastery::Synced)
        .await;
    let package = world
        .package(catalog, "CRM", &[group.member(), old.member()])
        .await;
    let question = world.id();
    let mut asking = open_policy();
    asking.questions.push(Question::new(
        question,
        "Which region?".to_owned(),
        false,
        QuestionKind::LongText,
    ));
    let policy = world.policy(package, &asking).await;
    let ada = world.member("Ada Lind").await;
    let request = world.ask(ada, package).await;
    for _ in 0..10 {
        world.settle().await;
        world.pass_hours(5);
    }
    Desk {
        catalog,
        package,
        policy,
        request,
        page: format!("/admin/packages/{package}/requests/{request}"),
        question: format!("answer_{question}"),
    }
}

async fn somebody(world: &World, name: &str, role: Role, catalog: CatalogId) -> Browser {
    let user = employee(world, name).await;
    let place = (!role.is_tenant_wide()).then_some(catalog);
    world.give_role(Principal::User(user), role, place).await;
    let mut browser = Browser::of(world);
    let user_name = name.to_lowercase().replace(' ', ".");
    browser.sign_in(&user_name).await;
    browser
}

both! {
    async fn req_07_req_08_req_09_req_12_requests_are_run_from_their_page(world) {
        let at = desk(&world).await;
        let mut owner = somebody(&world, "Cleo Falk", Role::CatalogOwner, at.catalog).await;
        let list = format!("/admin/packages/{}/requests", at.package);
        owner.get(&list).await.is(200).says("1 role could not be given yet");
        owner.get(&format!("{list}/errors")).await.is(200).says("Ada Lind").says("another directory").says("Try now");
        owner.get(&at.page).await.is(200).says("Try again").says("Which region?").says("None by itself");

        let answers = format!("{}/answers", at.page);
        let long = "x".repeat(5_000);
        owner.post(&answers, &[(&at.question, &long)]).await.is(422).says("4000 characters");
        assert_eq!(owner.post(&answers, &[(&at.question, "North")]).await.leads_to(), at.page);
        owner.get(&at.page).await.is(200).says("Cleo Falk changed the answers").says("North");

        run_sql!(world, "UPDATE directory_objects SET mastery = 'assigned'").unwrap();
        assert_eq!(owner.post(&format!("{}/again", at.page), &[]).await.leads_to(), at.page);
        owner.get(&at.page).await.is(200).says("Cleo Falk had it set up once more").says("Access is ready");
        owner.post(&format!("{}/again", at.page), &[]).await.is(409).says("can be tried again");

        let mut manager = somebody(&world, "Bo Ek", Role::AccessPackageManager, at.catalog).await;
        manager.post(&format!("{}/delete", at.page), &[]).await.is(403);
        assert_eq!(owner.post(&format!("{}/delete", at.page), &[]).await.leads_to(), list);
        owner.get(&at.page).await.is(404);
        owner.get(&format!("/admin/packages/{}/assignments", at.package)).await.is(200).says("Ada Lind");
    }

    async fn asg_07_roles_are_applied_again_for_those_picked(world) {
        let at = desk(&world).await;
        let mut owner = somebody(&world, "Cleo Falk", Role::CatalogOwner, at.catalog).await;
        let list = format!("/admin/packages/{}/assignments", at.package);
        let assignment = value!(world, AssignmentId, "SELECT id FROM assignments").to_string();
        owner.get(&list).await.is(200).says("Apply all roles again").says("Pick Ada Lind");
        owner.post(&format!("{list}/apply"), &[]).await.is(422).says("Pick between 1 and 100 people.");
        let back = format!("/admin/packages/{}/requests/errors", at.package);
        let answer = owner.post(&format!("{list}/apply"), &[("pick", &assignment), ("back", &back)]).await;
        assert_eq!(answer.leads_to(), back);
        for elsewhere in ["https://evil.example/", "/admin/audit"] {
            let answer = owner.post(&format!("{list}/apply"), &[("pick", &assignment), ("back", elsewhere)]).await;
            assert_eq!(answer.leads_to(), list, "{elsewhere}");
        }
        let mut reader = somebody(&world, "Dan Gren", Role::CatalogReader, at.catalog).await;
        reader.post(&format!("{list}/apply"), &[("pick", &assignment)]).await.is(403);
        reader.get(&back).await.is(403);
    }

    async fn asg_07_for_whom_roles_could_not_be_applied_again_is_said_by_name(world) {
        let catalog = world.catalog("Sales").await;
        let group = world.group("Field sales").await;
        let package = world.package(catalog, "CRM", &[group.member()]).await;
        world.policy(package, &open_policy()).await;
        let mut owner = somebody(&world, "Cleo Falk", Role::CatalogOwner, catalog).await;
        let list = format!("/admin/packages/{package}/assignments");
        let mut held = Vec::new();
        for person in world.members(["Ada Lind", "Bo Ek", "Dan Gren"]).await {
            held.push(world.get(person, package).await.to_string());
        }
        for id in &held[1..] {
            owner.post(&format!("{list}/{id}/remove"), &[]).await.is(303);
        }
        let picks: Vec<(&str, &str)> = held.iter().map(|id| ("pick", id.as_str())).collect();
        let page = owner.post(&format!("{list}/apply"), &picks).await;
        page.is(200).says("All roles of Ada Lind are there.").says("2 things need your attention");
        page.says("Bo Ek: This access has already ended.").says("Dan Gren: This access has already ended.");
    }

    async fn asg_07_what_was_refused_is_said_on_the_page_of_the_request_too(world) {
        let at = desk(&world).await;
        let mut owner = somebody(&world, "Cleo Falk", Role::CatalogOwner, at.catalog).await;
        let apply = format!("/admin/packages/{}/assignments/apply", at.package);
        owner.post(&apply, &[("back", &at.page)]).await.is(422).says("Pick between 1 and 100 people.").says("Delivery of each role");
    }

    async fn pol_30_a_refused_end_comes_back_in_its_dialog_on_the_same_list(world) {
        let at = desk(&world).await;
        let mut owner = somebody(&world, "Cleo Falk", Role::CatalogOwner, at.catalog).await;
        let list = format!("/admin/packages/{}/assignments", at.package);
        let held = value!(world, AssignmentId, "SELECT id FROM assignments").to_string();
        let filtered = format!("{list}?state=live&q=Ada");
        for (form, title) in [("end", "When should the access of Ada Lind end?"), ("remove", "Remove Ada Lind from CRM?")] {
            let dialog = format!("<dialog id=\"again-{form}-{held}\" popover=\"auto\" open");
            assert!(!owner.get(&filtered).await.is(200).body.contains(&dialog));
            let reason = format!("<b>{}", "x".repeat(5_000));
            let typed = [("end", "2027-01-31"), ("justification", reason.as_str()), ("back", filtered.as_str())];
            let page = owner.post(&format!("{list}/{held}/{form}"), &typed).await;
            page.is(422).says(title).says("4000 characters").says("&lt;b&gt;xxx").says("state=live&amp;q=Ada");
            assert!(page.body.contains(&dialog), "{}", page.body);
        }
        // Where there is nothing to type, the message stands alone, with the name.
        owner.post(&format!("{list}/{held}/govern"), &[("back", &filtered)]).await.says("Ada Lind: ");
    }

    async fn byd_22_a_refused_template_comes_back_with_its_name(world) {
        let at = desk(&world).await;
        let mut owner = somebody(&world, "Cleo Falk", Role::CatalogOwner, at.catalog).await;
        let list = format!("/admin/packages/{}/policies", at.package);
        let keep = format!("{list}/{}/template", at.policy);
        assert_eq!(owner.post(&keep, &[("template_name", "Plain")]).await.leads_to(), list);
        let page = owner.post(&keep, &[("template_name", "Plain")]).await;
        page.is(422).says("There is already a template with this name.").says("value=\"Plain\"");
        page.says(&format!("id=\"again-keep-{}\"", at.policy));
    }

    async fn byd_22_each_policy_that_was_not_changed_is_named(world) {
        let at = desk(&world).await;
        let mut owner = somebody(&world, "Cleo Falk", Role::CatalogOwner, at.catalog).await;
        let other = world.policy(at.package, &open_policy()).await;
        let stale = [at.policy, other].map(|policy| format!("{}:{policy}:999", at.package));
        let to = Principal::User(world.member("Eva Holm").await).to_string();
        let from = Principal::User(world.member("Dan Gren").await).to_string();
        let fields = [("from", from.as_str()), ("to", to.as_str()), ("pick", stale[0].as_str()), ("pick", stale[1].as_str())];
        owner.post("/admin/policies/approvers", &fields).await.is(200).says("2 things need your attention");
    }

    async fn asg_11_a_list_is_looked_at_and_then_assigned(world) {
        let at = desk(&world).await;
        let mut owner = somebody(&world, "Cleo Falk", Role::CatalogOwner, at.catalog).await;
        world.member("Bo Ek").await;
        let page = format!("/admin/packages/{}/assign/many", at.package);
        owner.get(&page).await.is(200).says("Mail addresses or user names");
        let asking = at.policy.to_string();
        let list = "mail\nada.lind@norrland.example\nbo.ek@norrland.example\nnobody@x.example";
        owner.post(&page, &[("policy", &asking), ("list", list)]).await.is(422).says("one person at a time");
        let policy = world.policy(at.package, &open_policy()).await.to_string();
        owner.post(&page, &[("policy", &policy)]).await.is(422).says("Paste a list of people");
        let preview = owner.post(&page, &[("policy", &policy), ("list", list), ("intent", "preview")]).await;
        preview.is(200).says("Has it already").says("Gets it").says("Unknown").says("Assign to 1 person").says("nobody@x.example");
        let done = owner.post(&page, &[("policy", &policy), ("list", list), ("intent", "assign")]).await;
        let list = format!("/admin/packages/{}/assignments", at.package);
        assert_eq!(done.leads_to(), list);
        let page = owner.get(&list).await;
        page.is(200).says("Assigned to 1 person. 1 person had it already.").says("Bo Ek");
        page.says("1 person did not get it, unknown or not in the scope: nobody@x.example").says("banner flash tone-warning");
    }

    async fn byd_25_byd_28_history_and_numbers_are_for_those_in_charge(world) {
        let at = desk(&world).await;
        let mut owner = somebody(&world, "Cleo Falk", Role::CatalogOwner, at.catalog).await;
        let mut reader = somebody(&world, "Dan Gren", Role::CatalogReader, at.catalog).await;
        owner.get("/admin/requests").await.is(200).says("Ada Lind").says("Partly ready");
        owner.get("/admin/requests?who=ada&state=denied").await.is(200).says("No request matches");
        owner.get("/admin/requests?from=never").await.is(200).says("Write the date as");
        let file = owner.get("/admin/requests.csv?who=ada").await;
        file.is(200).says("Ada Lind,ada.lind@norrland.example");
        assert!(file.header("content-type").starts_with("text/csv"));
        for period in ["", "?period=4", "?period=52", "?period=x&catalog=y"] {
            owner.get(&format!("/admin/numbers{period}")).await.is(200);
        }
        owner.get("/admin/numbers").await.is(200).says("Time to access").says("Busiest packages");
        for page in ["/admin/requests", "/admin/numbers"] {
            reader.get(page).await.is(404);
            assert!(Browser::of(&world).get(page).await.leads_to().starts_with("/sign-in"));
        }
        assert_eq!(reader.get("/admin/requests.csv").await.leads_to(), "/admin/requests");
    }

    async fn req_07_req_09_req_12_asg_07_a_program_does_the_same(world) {
        let at = desk(&world).await;
        let owner = somebody(&world, "Cleo Falk", Role::CatalogOwner, at.catalog).await;
        let mut program = owner.with("content-type", "application/json");
        let assignment = value!(world, AssignmentId, "SELECT id FROM assignments");
        let request = format!("{EM}/assignmentRequests/{}", at.request);
        let again = format!("{EM}/assignments/{assignment}/reprocess");
        program.send(Method::POST, &format!("{EM}/assignments/7/reprocess"), Body::empty()).await.is(400);
        let unknown: AssignmentId = world.id();
        program.send(Method::POST, &format!("{EM}/assignments/{unknown}/reprocess"), Body::empty()).await.is(404);
        program.send(Method::POST, &again, Body::empty()).await.is(202);
        let question = at.question.trim_start_matches("answer_").to_owned();
        let update = serde_json::json!({
            "requestType": "adminUpdate",
            "assignment": { "id": assignment },
            "answers": [{ "value": "South", "answeredQuestion": { "id": question } }],
        });
        let update = program.send(Method::POST, &format!("{EM}/assignmentRequests"), Body::from(update.to_string())).await;
        update.is(201).says("South");
        // It is tried by itself again, so there is nothing to reprocess and nothing to delete.
        program.send(Method::POST, &format!("{request}/reprocess"), Body::empty()).await.is(409);
        program.send(Method::DELETE, &request, Body::empty()).await.is(409);
        run_sql!(world, "UPDATE directory_objects SET mastery = 'assigned'").unwrap();
        program.send(Method::POST, &again, Body::empty()).await.is(202);
        program.send(Method::DELETE, &request, Body::empty()).await.is(204);
        program.send(Method::GET, &request, Body::empty()).await.is(404);
    }
}
