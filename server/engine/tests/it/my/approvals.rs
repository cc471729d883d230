//! What waits for a person, what was decided, and the page of one decision.

use crate::support::World;
use crate::support::flow::{asks, open_policy, refusal, stage};
use engine::{my, requests};
use shared::AppError;
use shared::approval::Decision;
use shared::forms::requests::RequestInput;
use shared::ids::UserId;
use shared::policy::{ApproverRule, Expiration, PolicySettings};
use shared::views::my::ApprovalsTab;

/// Whose requests are listed: pending, or closed with their outcome.
async fn listed(world: &World, who: UserId, history: bool) -> Vec<(String, String)> {
    let page = my::approvals(
        &world.as_user(who).await,
        if history {
            ApprovalsTab::History
        } else {
            ApprovalsTab::Pending
        },
        "",
        "",
    )
    .await
    .unwrap();
    page.rows
        .rows
        .into_iter()
        .map(|row| (row.subject.name, row.badge.label))
        .collect()
}

fn pairs<const N: usize>(expected: [(&str, &str); N]) -> Vec<(String, String)> {
    expected
        .into_iter()
        .map(|(name, badge)| (name.to_owned(), badge.to_owned()))
        .collect()
}

both! {
    async fn apr_01_pending_and_history(world) {
        let [ada, bo, cy, di] = world.members(["Ada Lind", "Bo Ek", "Cy Ahl", "Di Ros"]).await;
        let catalog = world.catalog("Sales").await;
        let package = world.package(catalog, "CRM", &[]).await;
        world.policy(package, &PolicySettings { stages: vec![asks(&[cy, di])], ..open_policy() }).await;
        let first = world.ask(ada, package).await;
        world.pass_hours(1);
        let second = world.ask(bo, package).await;

        assert_eq!(listed(&world, cy, false).await, pairs([("Ada Lind", "Waiting for you"), ("Bo Ek", "Waiting for you")]));
        assert_eq!(my::waiting(&world.as_user(di).await).await.unwrap(), 2);
        assert!(listed(&world, cy, true).await.is_empty());
        world.approve(cy, first, 0).await;
        world.pass_hours(1);
        requests::cancel(&world.as_user(bo).await, second).await.unwrap();
        let expected = pairs([("Bo Ek", "Canceled meanwhile"), ("Ada Lind", "Approved")]);
        assert_eq!(listed(&world, cy, true).await, expected);
        // Whoever was asked sees what another one decided.
        assert_eq!(listed(&world, di, true).await, expected);
        let page = my::approvals(&world.as_user(di).await, ApprovalsTab::History, "", "").await.unwrap();
        assert_eq!(page.rows.rows[1].stage, "Approval · decided by Cy Ahl");
        assert_eq!(page.pending, 0);
        assert!(listed(&world, ada, true).await.is_empty());
    }

    async fn apr_05_nobody_finds_their_own_request_there(world) {
        let [ada, bo] = world.members(["Ada Lind", "Bo Ek"]).await;
        let approvers = world.group("Approvers").await;
        world.hold(ada, approvers.member()).await;
        world.hold(bo, approvers.member()).await;
        let catalog = world.catalog("Sales").await;
        let package = world.package(catalog, "CRM", &[]).await;
        let rule = ApproverRule::Named { approvers: vec![approvers.principal()] };
        world.policy(package, &PolicySettings { stages: vec![stage(rule)], ..open_policy() }).await;
        let id = world.ask(ada, package).await;
        assert!(listed(&world, ada, false).await.is_empty());
        assert_eq!(my::waiting(&world.as_user(ada).await).await.unwrap(), 0);
        assert_eq!(refusal(my::approval(&world.as_user(ada).await, id).await), AppError::NotFound);
        assert_eq!(listed(&world, bo, false).await.len(), 1);
    }

    async fn apr_07_any_member_of_a_nested_group_is_asked_while_a_member(world) {
        let [ada, bo, cy] = world.members(["Ada Lind", "Bo Ek", "Cy Ahl"]).await;
        let (all, some) = (world.group("Security").await, world.group("Security leads").await);
        world.nest(&all, &some).await;
        world.hold(bo, some.member()).await;
        let catalog = world.catalog("Sales").await;
        let package = world.package(catalog, "CRM", &[]).await;
        let rule = ApproverRule::Named { approvers: vec![all.principal()] };
        world.policy(package, &PolicySettings { stages: vec![stage(rule)], ..open_policy() }).await;
        let id = world.ask(ada, package).await;
        assert_eq!(listed(&world, bo, false).await.len(), 1);
        assert!(my::approval(&world.as_user(bo).await, id).await.unwrap().deciding.is_some());
        assert_eq!(refusal(my::approval(&world.as_user(cy).await, id).await), AppError::NotFound);
        world.hold(cy, all.member()).await;
        assert_eq!(listed(&world, cy, false).await.len(), 1);
    }

    async fn apr_02_the_page_says_who_asked_why_and_what_follows(world) {
        let [ada, bo, cy] = world.members(["Ada Lind", "Bo Ek", "Cy Ahl"]).await;
        let acme = world.organization("Acme", &["acme.example"]).await;
        let guest = world.guest("eva@acme.example", Some(acme)).await;
        let sales = world.group("Sales").await;
        let catalog = world.catalog("Sales").await;
        world.open_to_outsiders(catalog).await;
        let package = world.package(catalog, "CRM", &[sales.member()]).await;
        let settings = PolicySettings {
            scope: shared::policy::TargetScope::AllDirectoryUsers,
            stages: vec![asks(&[bo]), asks(&[cy])],
            expiration: Expiration::AfterDays(30),
            ..open_policy()
        };
        world.policy(package, &settings).await;
        let input = RequestInput { justification: "Joint project".to_owned(), ..RequestInput::default() };
        let id = world.ask_with(guest, package, input).await.unwrap();

        let page = my::approval(&world.as_user(bo).await, id).await.unwrap();
        assert_eq!(page.organization, "Acme");
        assert_eq!(page.request.subject.name, "eva@acme.example");
        assert_eq!(page.request.justification, "Joint project");
        assert_eq!(page.request.roles[0].role.resource, "Sales");
        let deciding = page.deciding.unwrap();
        assert_eq!(deciding.title, "Stage 1 of 2");
        assert_eq!(deciding.due.unwrap().exact, "9 March 2026, 09:00 UTC");
        assert_eq!(deciding.if_approved, "If you approve, it goes on to Cy Ahl.");
        // The second stage is nobody's business before its turn.
        assert_eq!(refusal(my::approval(&world.as_user(cy).await, id).await), AppError::NotFound);

        world.decide_at(bo, id, 0, Decision::Approve, "We need her").await.unwrap();
        let page = my::approval(&world.as_user(cy).await, id).await.unwrap();
        assert_eq!(page.request.steps[1].note.as_deref(), Some("We need her"));
        assert_eq!(
            page.deciding.unwrap().if_approved,
            "If you approve, access is set up at once and lasts until Wednesday 1 April 2026."
        );
        let page = my::approval(&world.as_user(bo).await, id).await.unwrap();
        assert_eq!(page.deciding, None);
        assert_eq!(page.closed, "You approved this on 2 March 2026, 09:00 UTC.");
        assert_eq!(refusal(my::approval(&world.as_user(ada).await, id).await), AppError::NotFound);
    }

    async fn apr_03_whoever_comes_second_reads_who_decided(world) {
        let [ada, bo, cy] = world.members(["Ada Lind", "Bo Ek", "Cy Ahl"]).await;
        let catalog = world.catalog("Sales").await;
        let package = world.package(catalog, "CRM", &[]).await;
        world.policy(package, &PolicySettings { stages: vec![asks(&[bo, cy])], ..open_policy() }).await;
        let id = world.ask(ada, package).await;
        world.decide_at(bo, id, 0, Decision::Deny, "").await.unwrap();
        let page = my::approval(&world.as_user(cy).await, id).await.unwrap();
        assert_eq!((page.deciding, page.closed.as_str()), (None, "Bo Ek denied this on 2 March 2026, 09:00 UTC."));
    }

    async fn ui_01_the_overview_shows_what_is_pressing(world) {
        let [ada, bo] = world.members(["Ada Lind", "Bo Ek"]).await;
        let catalog = world.catalog("Sales").await;
        let package = world.package(catalog, "CRM", &[]).await;
        world.policy(package, &PolicySettings { stages: vec![asks(&[bo])], ..open_policy() }).await;
        let short = world.package(catalog, "Trial", &[]).await;
        world.policy(short, &PolicySettings { expiration: Expiration::AfterDays(10), ..open_policy() }).await;
        world.get(ada, short).await;
        world.ask(ada, package).await;

        let page = my::overview(&world.as_user(ada).await).await.unwrap();
        assert_eq!((page.approvals_count, page.requests_count, page.access_count, page.ending_count), (0, 1, 1, 1));
        assert_eq!(page.requests[0].step, "Approval, to be decided by 9 Mar 2026");
        assert_eq!(page.ending[0].package.name, "Trial");
        assert!(!page.ending[0].soon);
        assert_eq!(page.ready[0].package.name, "Trial");
        let page = my::overview(&world.as_user(bo).await).await.unwrap();
        assert_eq!((page.approvals_count, page.approvals[0].package.name.as_str()), (1, "CRM"));
        world.advance_days(6).await;
        let page = my::overview(&world.as_user(ada).await).await.unwrap();
        assert!(page.ending[0].soon);
        assert!(my::approvals(&world.as_user(bo).await, ApprovalsTab::Pending, "", "").await.unwrap().rows.rows[0].due_soon);
    }
}
