//! One decision on several requests: each judged and recorded on its own (BYD-17).

use crate::support::World;
use crate::support::crowd::{CROWD, audited, chain_is_intact, crowd, package};
use crate::support::flow::{asks, open_policy, refusal, stage};
use crate::support::policies::named;
use engine::approvals::{Judged, decide_many};
use engine::my;
use shared::AppError;
use shared::approval::{Decision, StageStatus};
use shared::directory::Principal;
use shared::forms::approvals::{BulkDecisionInput, StagePick};
use shared::ids::{RequestId, UserId};
use shared::policy::{PolicySettings, StageSettings};
use shared::request::RequestState;
use shared::views::my::ApprovalsTab;

async fn pick(world: &World, request: RequestId) -> StagePick {
    let stages = world.stages(request).await;
    let open = stages
        .iter()
        .find(|stage| stage.status == StageStatus::InProgress)
        .unwrap_or(&stages[0]);
    StagePick {
        request,
        stage: open.id,
    }
}

async fn decide(
    world: &World,
    who: UserId,
    decision: Decision,
    reason: &str,
    requests: &[RequestId],
) -> Vec<Judged> {
    let mut picks = Vec::new();
    for request in requests {
        picks.push(pick(world, *request).await);
    }
    let input = BulkDecisionInput {
        decision,
        justification: reason.to_owned(),
        picks,
    };
    decide_many(&world.as_user(who).await, &input)
        .await
        .unwrap()
}

both! {
    async fn byd_17_sixty_requests_are_approved_in_one_action(world) {
        let bo = world.member("Bo Ek").await;
        let package = package(&world, &PolicySettings { stages: vec![asks(&[bo])], ..open_policy() }).await;
        let mut requests = Vec::new();
        for number in 0..60 {
            let who = world.member(&format!("Person {number}")).await;
            requests.push(world.ask(who, package).await);
        }
        let judged = decide(&world, bo, Decision::Approve, "New team", &requests).await;
        assert!(judged.iter().all(|one| one.outcome.is_ok()));
        assert_eq!(audited(&world, "approval.approve").await, 60);
        assert_eq!(world.count("assignments").await, 60);
        for request in requests {
            assert_eq!(world.stages(request).await[0].justification, "New team");
        }
        assert_eq!(my::waiting(&world.as_user(bo).await).await.unwrap(), 0);
        chain_is_intact(&world).await;
    }

    async fn byd_17_each_is_judged_on_its_own_and_says_why(world) {
        let [ada, bo, cy, di] = world.members(["Ada Lind", "Bo Ek", "Cy Ahl", "Di Berg"]).await;
        let catalog = world.catalog("Sales").await;
        let easy = world.package(catalog, "CRM", &[]).await;
        world.policy(easy, &PolicySettings { stages: vec![asks(&[bo, cy])], ..open_policy() }).await;
        let strict = world.package(catalog, "Payroll", &[]).await;
        let rule = StageSettings { approver_justification_required: true, ..asks(&[bo]) };
        world.policy(strict, &PolicySettings { stages: vec![rule], ..open_policy() }).await;
        let other = world.package(catalog, "Vault", &[]).await;
        world.policy(other, &PolicySettings { stages: vec![asks(&[cy])], ..open_policy() }).await;

        let fine = world.ask(ada, easy).await;
        let decided = world.ask(di, easy).await;
        world.decide_at(cy, decided, 0, Decision::Deny, "").await.unwrap();
        let reason_missing = world.ask(ada, strict).await;
        let not_mine = world.ask(ada, other).await;
        let own = world.ask(bo, easy).await;

        let judged = decide(&world, bo, Decision::Approve, "", &[fine, decided, reason_missing, not_mine, own]).await;
        let said: Vec<_> = judged.iter().map(|one| (one.name.as_str(), one.outcome.clone().err())).collect();
        assert_eq!(said[0], ("", None));
        assert_eq!(said[1].0, "CRM for Di Berg");
        assert!(matches!(&said[1].1, Some(AppError::Conflict(why)) if why.starts_with("Cy Ahl has already denied this.")));
        assert_eq!(said[2].0, "Payroll for Ada Lind");
        assert_eq!(said[2].1, Some(AppError::field("justification", "Give the reason for your decision.")));
        // Nothing is said about what is not Bo's to decide, his own request included (APR-05).
        assert_eq!(said[3], ("A request", Some(AppError::NotFound)));
        assert_eq!(said[4], ("A request", Some(AppError::NotFound)));
        for (request, state) in [
            (fine, RequestState::Delivered),
            (decided, RequestState::Denied),
            (reason_missing, RequestState::PendingApproval),
            (not_mine, RequestState::PendingApproval),
            (own, RequestState::PendingApproval),
        ] {
            assert_eq!(world.request(request).await.state, state);
        }
        assert_eq!(audited(&world, "approval.approve").await, 1);
    }

    async fn byd_17_the_list_is_narrowed_to_what_is_meant(world) {
        let [ada, bo, cy] = world.members(["Ada Lind", "Bo Ek", "Cy Ahl"]).await;
        let catalog = world.catalog("Sales").await;
        for name in ["CRM", "Payroll"] {
            let package = world.package(catalog, name, &[]).await;
            let rule = stage(named(vec![Principal::User(bo)]));
            world.policy(package, &PolicySettings { stages: vec![rule], ..open_policy() }).await;
            world.ask(ada, package).await;
            world.ask(cy, package).await;
        }
        let ctx = world.as_user(bo).await;
        let mut found = Vec::new();
        for query in ["", "payroll", "ADA", "cy crm", "ada cy", "50%"] {
            let page = my::approvals(&ctx, ApprovalsTab::Pending, query, "").await.unwrap();
            assert_eq!(page.pending, 4);
            found.push(page.rows.rows.len());
        }
        assert_eq!(found, [4, 2, 2, 1, 0, 0]);
        let row = &my::approvals(&ctx, ApprovalsTab::Pending, "cy crm", "").await.unwrap().rows.rows[0];
        let pick: StagePick = row.pick.parse().unwrap();
        let input = BulkDecisionInput { decision: Decision::Deny, justification: String::new(), picks: vec![pick] };
        assert_eq!(decide_many(&ctx, &input).await.unwrap()[0].outcome, Ok(()));
        assert_eq!(my::waiting(&world.as_user(bo).await).await.unwrap(), 3);
    }

    async fn byd_17_several_at_once_and_one_by_one_decide_each_once(world) {
        let [bo, cy] = world.members(["Bo Ek", "Cy Ahl"]).await;
        let package = package(&world, &PolicySettings { stages: vec![asks(&[bo, cy])], ..open_policy() }).await;
        let mut picks = Vec::new();
        for number in 0..5 {
            let who = world.member(&format!("Person {number}")).await;
            let request = world.ask(who, package).await;
            picks.push(pick(&world, request).await);
        }
        let (bo, cy) = (world.as_user(bo).await, world.as_user(cy).await);
        let outcomes = crowd(|number| {
            let (ctx, decision) = if number % 2 == 0 {
                (bo.clone(), Decision::Approve)
            } else {
                (cy.clone(), Decision::Deny)
            };
            let mut picks = picks.clone();
            if number % 3 == 0 {
                picks = vec![picks[number % 5]];
            }
            let input = BulkDecisionInput { decision, justification: String::new(), picks };
            async move { decide_many(&ctx, &input).await }
        })
        .await;
        assert_eq!(outcomes.len(), CROWD);
        let mut done = 0;
        for one in outcomes.into_iter().flat_map(Result::unwrap) {
            match one.outcome {
                Ok(()) => done += 1,
                Err(error) => assert!(matches!(error, AppError::Conflict(_)), "{error:?}"),
            }
        }
        assert_eq!(done, 5);
        let (approved, denied) = (audited(&world, "approval.approve").await, audited(&world, "approval.deny").await);
        assert_eq!(approved + denied, 5);
        assert_eq!(world.count("assignments").await, approved);
        chain_is_intact(&world).await;
    }

    async fn byd_17_nobody_signed_in_decides_nothing(world) {
        let input = BulkDecisionInput { decision: Decision::Deny, justification: String::new(), picks: Vec::new() };
        assert_eq!(refusal(decide_many(&world.anonymous(), &input).await), AppError::SignInNeeded);
    }
}
