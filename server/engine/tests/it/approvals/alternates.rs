//! Alternates decide from their day on, and not before (POL-17, POL-18, APR-06).

use crate::support::crowd::{CROWD, audited, chain_is_intact, crowd, package};
use crate::support::flow::{asks, asks_later, open_policy, refusal, stage};
use crate::support::policies::{manager, named};
use engine::{approvals, my};
use shared::AppError;
use shared::approval::Decision;
use shared::directory::Principal;
use shared::forms::requests::DecisionInput;
use shared::policy::{AlternateRule, Escalation, PolicySettings, StageSettings};
use shared::request::{RequestState, RequestStatus};
use shared::views::my::ApprovalsTab;
use std::sync::Arc;

both! {
    async fn pol_17_apr_06_alternates_see_and_decide_from_their_day_on(world) {
        let [ada, bo, cy] = world.members(["Ada Lind", "Bo Ek", "Cy Ahl"]).await;
        let package = package(&world, &PolicySettings { stages: vec![asks_later(&[bo], 3, &[cy])], ..open_policy() }).await;
        let id = world.ask(ada, package).await;
        world.settle().await;
        assert_eq!(world.mails_to("cy.ahl@norrland.example").await.len(), 0);

        // Two days later it is still nobody's business but Bo's.
        world.advance_days(2).await;
        assert_eq!(my::waiting(&world.as_user(cy).await).await.unwrap(), 0);
        assert_eq!(refusal(my::approval(&world.as_user(cy).await, id).await), AppError::NotFound);
        assert_eq!(refusal(world.decide_at(cy, id, 0, Decision::Approve, "").await), AppError::NotFound);
        let page = my::request(&world.as_user(ada).await, id).await.unwrap();
        let drawn = page.flow.stages[0].escalation.as_ref().unwrap();
        assert_eq!((drawn.after.as_str(), drawn.people[0].name.as_str()), ("by 5 Mar 2026", "Cy Ahl"));
        assert!(page.steps[1].detail.as_ref().unwrap().ends_with(
            "If nobody has decided by 5 March 2026, 09:00 UTC, in 1 day, Cy Ahl can decide, too."
        ));

        world.advance_days(1).await;
        assert_eq!(world.request(id).await.state, RequestState::PendingApproval);
        assert_eq!(world.request(id).await.status, RequestStatus::PendingApprovalEscalated);
        assert_eq!(world.mails_to("cy.ahl@norrland.example").await, ["Please decide: Payments for Ada Lind"]);
        let waiting = my::approvals(&world.as_user(cy).await, ApprovalsTab::Pending, "", "").await.unwrap();
        assert_eq!((waiting.pending, waiting.rows.rows.len()), (1, 1));
        assert_eq!(my::waiting(&world.as_user(bo).await).await.unwrap(), 1);
        let page = my::request(&world.as_user(ada).await, id).await.unwrap();
        assert_eq!(page.flow.stages[0].escalation.as_ref().unwrap().after, "after 3 days");
        assert_eq!(page.steps[1].title, "Alternates were asked, too");
        assert!(page.steps[2].detail.as_ref().unwrap().ends_with("Cy Ahl can decide by now, too."));

        world.decide_at(cy, id, 0, Decision::Approve, "Bo is ill").await.unwrap();
        world.settle().await;
        assert_eq!(world.request(id).await.state, RequestState::Delivered);
        assert_eq!(my::waiting(&world.as_user(bo).await).await.unwrap(), 0);
        // Bo is told that there is nothing left to do.
        assert!(world.mails_to("bo.ek@norrland.example").await.contains(&"Decided: Payments for Ada Lind".to_owned()));
        assert_eq!(audited(&world, "approval.escalate").await, 1);
        chain_is_intact(&world).await;
    }

    async fn apr_06_those_asked_first_still_decide_and_alternates_are_told(world) {
        let [ada, bo, cy] = world.members(["Ada Lind", "Bo Ek", "Cy Ahl"]).await;
        let package = package(&world, &PolicySettings { stages: vec![asks_later(&[bo], 1, &[cy])], ..open_policy() }).await;
        let id = world.ask(ada, package).await;
        world.advance_days(1).await;
        world.approve(bo, id, 0).await;
        world.settle().await;
        assert_eq!(
            world.mails_to("cy.ahl@norrland.example").await,
            ["Please decide: Payments for Ada Lind", "Decided: Payments for Ada Lind"]
        );
        assert!(matches!(refusal(world.decide_at(cy, id, 0, Decision::Deny, "").await), AppError::Conflict(_)));
    }

    async fn apr_06_who_was_never_asked_hears_nothing(world) {
        let [ada, bo, cy] = world.members(["Ada Lind", "Bo Ek", "Cy Ahl"]).await;
        let package = package(&world, &PolicySettings { stages: vec![asks_later(&[bo], 2, &[cy])], ..open_policy() }).await;
        let id = world.ask(ada, package).await;
        world.approve(bo, id, 0).await;
        world.advance_days(9).await;
        assert_eq!(world.mails_to("cy.ahl@norrland.example").await.len(), 0);
        assert_eq!(audited(&world, "approval.escalate").await, 0);
        let page = my::request(&world.as_user(ada).await, id).await.unwrap();
        assert_eq!(page.flow.stages[0].escalation, None);
    }

    async fn pol_18_the_managers_manager_steps_in_or_else_the_fallback(world) {
        let [ada, bo, cy, di, boss] = world.members(["Ada Lind", "Bo Ek", "Cy Ahl", "Di Berg", "Eva Chef"]).await;
        world.set_manager(ada, Some(bo)).await;
        world.set_manager(bo, Some(boss)).await;
        world.set_manager(cy, Some(boss)).await;
        let rule = StageSettings {
            escalation: Some(Escalation {
                after_days: 2,
                alternates: AlternateRule::SecondLevelManager { fallback: vec![Principal::User(di)] },
            }),
            ..stage(manager(vec![Principal::User(di)]))
        };
        let package = package(&world, &PolicySettings { stages: vec![rule], ..open_policy() }).await;
        let of_ada = world.ask(ada, package).await;
        let of_cy = world.ask(cy, package).await;
        let before = my::request(&world.as_user(ada).await, of_ada).await.unwrap();
        assert_eq!(before.flow.stages[0].escalation.as_ref().unwrap().people[0].name, "Your manager's manager");
        world.advance_days(2).await;
        assert_eq!(world.mails_to("eva.chef@norrland.example").await.len(), 2, "one asked first, one asked now");
        assert_eq!(world.mails_to("di.berg@norrland.example").await, ["Please decide: Payments for Cy Ahl"]);
        world.approve(boss, of_ada, 0).await;
        world.approve(di, of_cy, 0).await;
        world.settle().await;
        assert_eq!(world.request(of_ada).await.state, RequestState::Delivered);
        assert_eq!(world.request(of_cy).await.state, RequestState::Delivered);
    }

    async fn apr_05_an_alternate_never_decides_for_themselves(world) {
        let [ada, bo] = world.members(["Ada Lind", "Bo Ek"]).await;
        let team = world.group("Team").await;
        world.hold(ada, team.member()).await;
        let rule = StageSettings {
            escalation: Some(Escalation {
                after_days: 1,
                alternates: AlternateRule::Named { approvers: vec![Principal::User(ada), team.principal()] },
            }),
            ..stage(named(vec![Principal::User(bo)]))
        };
        let package = package(&world, &PolicySettings { stages: vec![rule], ..open_policy() }).await;
        let id = world.ask(ada, package).await;
        world.advance_days(1).await;
        assert_eq!(my::waiting(&world.as_user(ada).await).await.unwrap(), 0);
        assert_eq!(refusal(world.decide_at(ada, id, 0, Decision::Approve, "").await), AppError::NotFound);
        // There was nobody else to ask: the request waits as before, and ends with its deadline.
        assert_eq!(world.request(id).await.status, RequestStatus::PendingApproval);
        world.advance_days(6).await;
        assert_eq!(world.request(id).await.status, RequestStatus::Expired);
    }

    async fn pol_17_each_stage_has_alternates_of_its_own(world) {
        let [ada, bo, cy, di, eva] = world.members(["Ada Lind", "Bo Ek", "Cy Ahl", "Di Berg", "Eva Chef"]).await;
        let stages = vec![asks_later(&[bo], 2, &[cy]), asks_later(&[di], 2, &[eva])];
        let package = package(&world, &PolicySettings { stages, ..open_policy() }).await;
        let id = world.ask(ada, package).await;
        world.advance_days(2).await;
        world.approve(cy, id, 0).await;
        assert_eq!(world.request(id).await.status, RequestStatus::PendingApproval);
        assert_eq!(refusal(world.decide_at(eva, id, 1, Decision::Approve, "").await), AppError::NotFound);
        world.advance_days(2).await;
        world.approve(eva, id, 1).await;
        world.settle().await;
        assert_eq!(world.request(id).await.state, RequestState::Delivered);
    }

    async fn pol_17_a_decision_as_alternates_are_asked_counts_once(world) {
        let [ada, bo, cy] = world.members(["Ada Lind", "Bo Ek", "Cy Ahl"]).await;
        let package = package(&world, &PolicySettings { stages: vec![asks_later(&[bo], 1, &[cy])], ..open_policy() }).await;
        let id = world.ask(ada, package).await;
        world.pass_hours(24);
        let input = DecisionInput {
            decision: Decision::Approve,
            justification: String::new(),
            stage: world.stages(id).await[0].id, seen_due: None };
        let (engine, ctx) = (Arc::clone(&world.engine), world.as_user(bo).await);
        let outcomes = crowd(|number| {
            let (engine, ctx, input) = (Arc::clone(&engine), ctx.clone(), input.clone());
            async move {
                if number % 2 == 0 {
                    engine.settle().await.map(|()| false)
                } else {
                    approvals::decide(&ctx, id, &input).await.map(|()| true)
                }
            }
        })
        .await;
        let decided = outcomes.iter().filter(|outcome| matches!(outcome, Ok(true))).count();
        assert_eq!((decided, outcomes.len()), (1, CROWD));
        world.settle().await;
        assert_eq!(world.request(id).await.state, RequestState::Delivered);
        assert!(audited(&world, "approval.escalate").await <= 1);
        assert_eq!(world.count("assignments").await, 1);
        chain_is_intact(&world).await;
    }

    async fn pol_17_the_package_page_tells_who_steps_in(world) {
        let [ada, bo, cy] = world.members(["Ada Lind", "Bo Ek", "Cy Ahl"]).await;
        let catalog = world.catalog("Sales").await;
        let package = world.package(catalog, "CRM", &[]).await;
        let stages = vec![asks(&[bo]), asks_later(&[bo], 3, &[cy])];
        world.policy(package, &PolicySettings { stages, ..open_policy() }).await;
        let page = my::package(&world.as_user(ada).await, package, None, None).await.unwrap();
        let flow = page.ways[0].flow.clone();
        assert_eq!(flow.stages[0].escalation, None);
        let drawn = flow.stages[1].escalation.as_ref().unwrap();
        assert_eq!((drawn.after.as_str(), drawn.people[0].name.as_str()), ("after 3 days", "Cy Ahl"));
    }
}
