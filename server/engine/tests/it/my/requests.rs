//! The list of requests, and the story of one.

use crate::support::flow::{asks, open_policy, refusal};
use engine::{assignments, my, requests};
use shared::AppError;
use shared::approval::Decision;
use shared::directory::{GroupKind, Mastery};
use shared::forms::requests::RequestInput;
use shared::policy::{Expiration, PolicySettings};
use shared::views::my::{Progress, RequestPage};

/// Titles of the steps with where they stand.
fn told(page: &RequestPage) -> Vec<(String, Progress)> {
    page.steps
        .iter()
        .map(|step| (step.title.clone(), step.state))
        .collect()
}

fn steps<const N: usize>(expected: [(&str, Progress); N]) -> Vec<(String, Progress)> {
    expected
        .into_iter()
        .map(|(title, state)| (title.to_owned(), state))
        .collect()
}

both! {
    async fn req_11_the_story_says_what_is_not_ready_yet(world) {
        let ada = world.member("Ada Lind").await;
        let sales = world.group("Sales").await;
        let everybody = world.group_of("Everybody", GroupKind::Security, Mastery::Dynamic).await;
        let catalog = world.catalog("Sales").await;
        let package = world.package(catalog, "CRM", &[sales.member(), everybody.member()]).await;
        world.policy(package, &open_policy()).await;
        let id = world.ask(ada, package).await;
        let page = my::request(&world.as_user(ada).await, id).await.unwrap();
        let step = page.steps.iter().find(|step| step.title == "Access is being set up").unwrap();
        assert_eq!(step.detail.as_deref(), Some("1 of 2 roles are ready."));
        let mut labels: Vec<_> = page.roles.iter().map(|role| role.badge.label.as_str()).collect();
        labels.sort_unstable();
        assert_eq!(labels, ["Ready", "Trying again"]);
    }

    async fn req_11_the_story_grows_with_the_request(world) {
        let [ada, bo, cy] = world.members(["Ada Lind", "Bo Ek", "Cy Ahl"]).await;
        let sales = world.group("Sales").await;
        let catalog = world.catalog("Sales").await;
        let package = world.package(catalog, "CRM", &[sales.member()]).await;
        let settings = PolicySettings {
            stages: vec![asks(&[bo]), asks(&[cy, bo])],
            ask_again: true,
            expiration: Expiration::AfterDays(30),
            ..open_policy()
        };
        world.policy(package, &settings).await;
        let input = RequestInput { justification: "New on the team".to_owned(), ..RequestInput::default() };
        let id = world.ask_with(ada, package, input).await.unwrap();
        let ctx = world.as_user(ada).await;

        let page = my::request(&ctx, id).await.unwrap();
        assert_eq!(told(&page), steps([
            ("You asked for access", Progress::Done),
            ("Waiting for Bo Ek", Progress::Current),
            ("Then Bo Ek or Cy Ahl", Progress::Upcoming),
            ("Access is set up", Progress::Upcoming),
        ]));
        assert_eq!(page.steps[0].note.as_deref(), Some("New on the team"));
        assert!(page.steps[1].detail.as_deref().unwrap().contains("9 March 2026"), "{page:?}");
        assert!(page.now.contains("Bo Ek can decide until Monday 9 March 2026"), "{}", page.now);
        assert!(page.may_cancel && !page.may_resubmit);
        assert_eq!(page.roles[0].role.resource, "Sales");

        world.pass_hours(24);
        world.decide_at(bo, id, 0, Decision::Approve, "Fine with me").await.unwrap();
        let page = my::request(&ctx, id).await.unwrap();
        assert_eq!(page.steps[1].title, "Bo Ek approved");
        assert_eq!(page.steps[1].note.as_deref(), Some("Fine with me"));
        assert_eq!(page.steps[2].title, "Waiting for Bo Ek or Cy Ahl");
        assert_eq!(page.flow.stages[0].state, Progress::Done);
        assert_eq!(page.flow.stages[1].state, Progress::Current);

        world.approve(cy, id, 1).await;
        let page = my::request(&ctx, id).await.unwrap();
        assert_eq!(told(&page)[3..], steps([
            ("Access is ready", Progress::Done),
            ("Access ends", Progress::Upcoming),
        ]));
        assert_eq!(page.roles[0].badge.label, "Ready");
        assert!(page.now.contains("until Thursday 2 April 2026"), "{}", page.now);
        assert!(!page.may_cancel);

        world.advance_days(31).await;
        let page = my::request(&ctx, id).await.unwrap();
        let end = page.steps.last().unwrap();
        assert_eq!((end.title.as_str(), end.detail.as_deref()), ("Access ended", Some("Its time was over.")));
        // The end is a request of its own.
        let list = my::requests(&ctx, "").await.unwrap().rows.rows;
        let kinds: Vec<_> = list.iter().map(|row| row.kind.as_str()).collect();
        assert_eq!(kinds, ["Access ended", "Request for access"]);
    }

    async fn req_11_only_the_person_and_whoever_asked_read_it(world) {
        let [ada, bo, cy] = world.members(["Ada Lind", "Bo Ek", "Cy Ahl"]).await;
        let catalog = world.catalog("Sales").await;
        let package = world.package(catalog, "CRM", &[]).await;
        world.policy(package, &PolicySettings { stages: vec![asks(&[bo])], ..open_policy() }).await;
        let id = world.ask(ada, package).await;
        for other in [bo, cy] {
            assert_eq!(refusal(my::request(&world.as_user(other).await, id).await), AppError::NotFound);
        }
        assert_eq!(refusal(my::request(&world.anonymous(), id).await), AppError::SignInNeeded);
        assert!(my::requests(&world.as_user(cy).await, "").await.unwrap().rows.rows.is_empty());
    }

    async fn req_11_a_denial_is_told_with_its_reason(world) {
        let [ada, bo, cy] = world.members(["Ada Lind", "Bo Ek", "Cy Ahl"]).await;
        let catalog = world.catalog("Sales").await;
        let package = world.package(catalog, "CRM", &[]).await;
        world.policy(package, &PolicySettings { stages: vec![asks(&[bo]), asks(&[cy])], ..open_policy() }).await;
        let id = world.ask(ada, package).await;
        world.decide_at(bo, id, 0, Decision::Deny, "Not in <your> role").await.unwrap();
        let page = my::request(&world.as_user(ada).await, id).await.unwrap();
        assert_eq!(told(&page), steps([
            ("You asked for access", Progress::Done),
            ("Bo Ek denied", Progress::Failed),
            ("Stage 2 of 2 is no longer needed", Progress::Skipped),
        ]));
        assert_eq!(page.steps[1].note.as_deref(), Some("Not in <your> role"));
        assert_eq!(page.badge.label, "Denied");
        assert!(page.may_resubmit);
    }

    async fn req_11_a_missed_deadline_is_told(world) {
        let [ada, bo] = world.members(["Ada Lind", "Bo Ek"]).await;
        let catalog = world.catalog("Sales").await;
        let package = world.package(catalog, "CRM", &[]).await;
        world.policy(package, &PolicySettings { stages: vec![asks(&[bo])], ..open_policy() }).await;
        let id = world.ask(ada, package).await;
        world.advance_days(8).await;
        let page = my::request(&world.as_user(ada).await, id).await.unwrap();
        assert_eq!(page.badge.label, "Nobody decided in time");
        assert_eq!(told(&page)[1..], steps([("Nobody decided in time", Progress::Failed)]));
        assert!(page.may_resubmit);
    }

    async fn req_05_a_canceled_request_says_who_canceled_it(world) {
        let [ada, bo] = world.members(["Ada Lind", "Bo Ek"]).await;
        let catalog = world.catalog("Sales").await;
        let package = world.package(catalog, "CRM", &[]).await;
        world.policy(package, &PolicySettings { stages: vec![asks(&[bo])], ..open_policy() }).await;
        let ctx = world.as_user(ada).await;
        let id = world.ask(ada, package).await;
        requests::cancel(&ctx, id).await.unwrap();
        let page = my::request(&ctx, id).await.unwrap();
        assert_eq!(told(&page), steps([
            ("You asked for access", Progress::Done),
            ("Approval is no longer needed", Progress::Skipped),
            ("You canceled the request", Progress::Skipped),
        ]));
        assert!(!page.may_cancel);

        let id = world.ask(ada, package).await;
        requests::cancel(&world.administrator().await, id).await.unwrap();
        let page = my::request(&ctx, id).await.unwrap();
        assert_eq!(page.steps[2].title, "Ingrid Administrator canceled the request");
    }

    async fn req_04_a_later_start_is_told(world) {
        let ada = world.member("Ada Lind").await;
        let catalog = world.catalog("Sales").await;
        let package = world.package(catalog, "CRM", &[]).await;
        world.policy(package, &PolicySettings { custom_schedule: true, ..open_policy() }).await;
        let start = world.now().plus_days(3).start_of_day();
        let input = RequestInput { start: Some(start), ..RequestInput::default() };
        let id = world.ask_with(ada, package, input).await.unwrap();
        let ctx = world.as_user(ada).await;
        let page = my::request(&ctx, id).await.unwrap();
        assert_eq!(told(&page), steps([
            ("You asked for access", Progress::Done),
            ("No approval needed", Progress::Done),
            ("Starts on Thursday 5 March 2026", Progress::Current),
            ("Access is set up", Progress::Upcoming),
        ]));
        assert_eq!(page.period, "From 5 Mar 2026, without end");
        let rows = my::requests(&ctx, "").await.unwrap().rows.rows;
        assert_eq!(rows[0].step, "Starts on 5 Mar 2026");
    }

    async fn ui_05_an_open_request_can_be_canceled_and_a_denied_one_asked_again(world) {
        let [ada, bo] = world.members(["Ada Lind", "Bo Ek"]).await;
        let catalog = world.catalog("Sales").await;
        let package = world.package(catalog, "CRM", &[]).await;
        world.policy(package, &PolicySettings { stages: vec![asks(&[bo])], ..open_policy() }).await;
        let ctx = world.as_user(ada).await;
        let request = world.ask(ada, package).await;
        let page = my::request(&ctx, request).await.unwrap();
        assert_eq!((page.may_cancel, page.may_resubmit), (true, false));
        engine::requests::cancel(&ctx, request).await.unwrap();
        let page = my::request(&ctx, request).await.unwrap();
        assert!(!page.may_cancel, "it is over");
        let again = world.ask(ada, package).await;
        world.decide_at(bo, again, 0, Decision::Deny, "Not now.").await.unwrap();
        let page = my::request(&ctx, again).await.unwrap();
        assert_eq!((page.may_cancel, page.may_resubmit), (false, true));
        world.ask(ada, package).await;
        let kinds: Vec<_> = my::requests(&ctx, "").await.unwrap().rows.rows.into_iter().map(|row| row.badge.label).collect();
        assert_eq!(kinds.len(), 3, "everything stays in the history: {kinds:?}");
    }

    async fn ui_05_the_list_comes_in_pages_newest_first(world) {
        let ada = world.member("Ada Lind").await;
        let catalog = world.catalog("Sales").await;
        let package = world.package(catalog, "CRM", &[]).await;
        world.policy(package, &open_policy()).await;
        for _ in 0..26 {
            let assignment = world.get(ada, package).await;
            world.pass_hours(1);
            assignments::remove_own(&world.as_user(ada).await, assignment).await.unwrap();
            world.settle().await;
            world.pass_hours(1);
        }
        let ctx = world.as_user(ada).await;
        let first = my::requests(&ctx, "").await.unwrap().rows;
        assert_eq!(first.rows.len(), 50);
        assert_eq!(first.rows[0].kind, "Access given back");
        let second = my::requests(&ctx, &first.next.unwrap()).await.unwrap().rows;
        assert_eq!((second.rows.len(), second.next), (2, None));
        assert_eq!(second.rows[1].asked.exact, "2 March 2026, 09:00 UTC");
    }
}
