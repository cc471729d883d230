//! What approvers and requestors do, as a browser without scripts sees it.

use crate::browser::{Browser, employee};
use crate::support::{Build, World, named, settings};
use shared::directory::Principal;
use shared::ids::RequestId;

async fn signed_in(world: &World, name: &str) -> Browser {
    let mut browser = Browser::of(world);
    browser
        .sign_in(&name.to_lowercase().replace(' ', "."))
        .await;
    browser
}

/// Bo decides on what Ada and Cy ask for.
async fn two_requests(world: &World) -> [RequestId; 2] {
    let mut people = Vec::new();
    for name in ["Ada Lind", "Bo Ek", "Cy Ahl", "Di Berg"] {
        people.push(employee(world, name).await);
    }
    let catalog = world.catalog("Sales").await;
    let package = world.package(catalog, "CRM", &[]).await;
    let policy = settings().stage(named(vec![Principal::User(people[1])]));
    world.policy(package, &policy).await;
    [
        world.ask(people[0], package).await,
        world.ask(people[2], package).await,
    ]
}

async fn pick(world: &World, request: RequestId) -> String {
    format!("{request}/{}", world.stages(request).await[0].id)
}

both! {
    async fn byd_17_several_are_picked_and_decided_and_the_page_says_what_became_of_each(world) {
        let [first, second] = two_requests(&world).await;
        let mut bo = signed_in(&world, "Bo Ek").await;
        let (one, two) = (pick(&world, first).await, pick(&world, second).await);
        bo.get("/approvals").await.is(200).says("Pick CRM for Ada Lind").says("Pick all 2 shown").says("While I am away");
        bo.get("/approvals?q=cy").await.is(200).says("Pick CRM for Cy Ahl");
        // Enter in the reason presses the first button of the form, which says no decision.
        let list = bo.get("/approvals").await.body;
        let form = list.split("id=\"several\"").nth(1).unwrap();
        let first = form.split("<button").nth(1).unwrap().split('>').next().unwrap();
        assert!(!first.contains("name"), "{first}");
        let enter = [("pick", one.as_str()), ("justification", "Not on the team")];
        bo.post("/approvals/decide", &enter).await.is(422).says("Choose to approve or to deny.").says("Not on the team");
        let nothing = [("decision", "Approve"), ("justification", "Fine <b>with</b> me")];
        bo.post("/approvals/decide", &nothing).await.is(422).says("Pick at least one request.").says("Fine &lt;b&gt;with&lt;/b&gt; me");
        let some = [("decision", "Approve"), ("pick", one.as_str())];
        assert_eq!(bo.post("/approvals/decide", &some).await.is(303).leads_to(), "/approvals");
        let all = [("decision", "Deny"), ("all", "on"), ("shown", one.as_str()), ("shown", two.as_str())];
        bo.post("/approvals/decide", &all).await.is(200)
            .says("You denied one request.")
            .says("CRM for Ada Lind: Bo Ek has already approved this.");
    }

    async fn byd_11_a_question_is_asked_and_answered_with_plain_forms(world) {
        let [request, _] = two_requests(&world).await;
        let stage = world.stages(request).await[0].id.to_string();
        let (mut ada, mut bo) = (signed_in(&world, "Ada Lind").await, signed_in(&world, "Bo Ek").await);
        let page = format!("/approvals/{request}");
        bo.get(&page).await.is(200).says("Ask a question first").says("Let somebody else decide");
        bo.post(&format!("{page}/ask"), &[("stage", &stage)]).await.is(422).says("Write what you want to know.");
        bo.post(&format!("{page}/ask"), &[("stage", &stage), ("question", "Which <team>?")]).await.is(303);
        bo.get(&page).await.is(200).says("Withdraw the question").says("Which &lt;team&gt;?");
        bo.get("/approvals?tab=asked").await.is(200).says("Waiting for an answer");
        ada.get("/requests").await.is(200).says("Waiting for your answer");
        let theirs = format!("/requests/{request}");
        ada.get(&theirs).await.is(200).says("A question for you").says("Which &lt;team&gt;?");
        ada.post(&format!("{theirs}/answer"), &[]).await.is(422).says("Answer the question, or change what you wrote.");
        ada.post(&format!("{theirs}/answer"), &[("reply", "Sales")]).await.is(303);
        bo.get(&page).await.is(200).says("Ada Lind answered").says("Your decision");
        bo.post(&format!("{page}/withdraw"), &[("stage", &stage)]).await.is(409).says("No question waits for an answer any more.");
    }

    async fn byd_12_a_request_is_handed_over_with_a_plain_form(world) {
        let [request, _] = two_requests(&world).await;
        let stage = world.stages(request).await[0].id.to_string();
        let mut bo = signed_in(&world, "Bo Ek").await;
        let form = format!("/approvals/{request}/hand-over");
        let to = |name: &'static str| [("stage", stage.clone()), ("to", name.to_owned()), ("reason", "Knows it".to_owned())];
        let wrong = to("Nobody");
        let wrong: Vec<(&str, &str)> = wrong.iter().map(|(name, value)| (*name, value.as_str())).collect();
        bo.post(&form, &wrong).await.is(422).says("Nobody here is called so.").says("Knows it");
        let right = to("Di Berg");
        let right: Vec<(&str, &str)> = right.iter().map(|(name, value)| (*name, value.as_str())).collect();
        bo.post(&form, &right).await.is(303);
        bo.get(&format!("/approvals/{request}")).await.is(404);
        signed_in(&world, "Di Berg").await.get(&format!("/approvals/{request}")).await.is(200).says("Bo Ek handed it over to Di Berg");
    }

    async fn apr_09_a_deputy_is_named_and_taken_back_with_plain_forms(world) {
        two_requests(&world).await;
        let mut bo = signed_in(&world, "Bo Ek").await;
        bo.get("/approvals/away").await.is(200).says("Name a deputy");
        bo.post("/approvals/away", &[("to", "Di Berg")]).await.is(422).says("Choose the last day.").says("Di Berg");
        let end = world.now().plus_days(3).date_input();
        bo.post("/approvals/away", &[("to", "Di Berg"), ("end", &end)]).await.is(303);
        bo.get("/approvals/away").await.is(200).says("Decides now");
        signed_in(&world, "Di Berg").await.get("/approvals/away").await.is(200).says("For whom you decide");
        let id = value!(world, shared::ids::DeputyId, "SELECT id FROM deputies");
        bo.post(&format!("/approvals/away/{id}/end"), &[]).await.is(303);
        assert_eq!(world.count("deputies").await, 0);
        bo.post(&format!("/approvals/away/{id}/end"), &[]).await.is(404).says("This does not exist, or you may not see it.");
    }
}
