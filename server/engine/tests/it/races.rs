//! Many requests and decisions at once: whatever the order, one wins, the others are told, and
//! nothing happens twice.

use crate::support::World;
use crate::support::crowd::{CROWD, audited, chain_is_intact, crowd, one_wins, package};
use crate::support::flow::{asks, open_policy};
use engine::Ctx;
use engine::approvals;
use engine::requests::{cancel, submit};
use shared::approval::{Decision, StageStatus};
use shared::forms::requests::{DecisionInput, RequestInput};
use shared::ids::{RequestId, UserId};
use shared::policy::PolicySettings;
use shared::request::RequestState;
use std::sync::Arc;

/// A pending request with as many approvers as the crowd has members, and their contexts.
async fn pending(world: &World) -> (RequestId, DecisionInput, Vec<Ctx>) {
    let ada = world.member("Ada Lind").await;
    let mut approvers: Vec<UserId> = Vec::new();
    for number in 0..CROWD {
        approvers.push(world.member(&format!("Approver {number}")).await);
    }
    let stages = vec![asks(&approvers)];
    let package = package(
        world,
        &PolicySettings {
            stages,
            ..open_policy()
        },
    )
    .await;
    let request = world.ask(ada, package).await;
    let input = DecisionInput {
        decision: Decision::Approve,
        justification: String::new(),
        stage: world.stages(request).await[0].id,
        seen_due: None,
    };
    let mut contexts = Vec::new();
    for approver in approvers {
        contexts.push(world.as_user(approver).await);
    }
    (request, input, contexts)
}

both! {
    async fn req_03_identical_submits_make_one_request(world) {
        let ada = world.member("Ada Lind").await;
        let package = package(&world, &open_policy()).await;
        let ctx = world.as_user(ada).await;
        let outcomes = crowd(|_| {
            let ctx = ctx.clone();
            async move { submit(&ctx, package, &RequestInput::default()).await }
        })
        .await;
        let request = one_wins(outcomes);
        world.settle().await;
        assert_eq!(world.request(request).await.state, RequestState::Delivered);
        assert_eq!(world.count("requests").await, 1);
        assert_eq!(world.count("assignments").await, 1);
        assert_eq!(audited(&world, "request.submit").await, 1);
        assert_eq!(audited(&world, "assignment.create").await, 1);
        assert_eq!(world.count("role_holders").await, 1);
        chain_is_intact(&world).await;
    }

    async fn req_03_identical_submits_ask_the_approver_once(world) {
        let [ada, bo] = world.members(["Ada Lind", "Bo Ek"]).await;
        let package = package(&world, &PolicySettings { stages: vec![asks(&[bo])], ..open_policy() }).await;
        let ctx = world.as_user(ada).await;
        let outcomes = crowd(|_| {
            let ctx = ctx.clone();
            async move { submit(&ctx, package, &RequestInput::default()).await }
        })
        .await;
        one_wins(outcomes);
        world.settle().await;
        assert_eq!(world.count("requests").await, 1);
        assert_eq!(world.count("approval_stages").await, 1);
        assert_eq!(world.mails_to("bo.ek@norrland.example").await.len(), 1);
    }

    async fn apr_03_many_approvals_at_once_count_once(world) {
        let (request, input, contexts) = pending(&world).await;
        let outcomes = crowd(|number| {
            let (ctx, input) = (contexts[number].clone(), input.clone());
            async move { approvals::decide(&ctx, request, &input).await }
        })
        .await;
        one_wins(outcomes);
        world.settle().await;
        assert_eq!(world.request(request).await.state, RequestState::Delivered);
        assert_eq!(world.count("assignments").await, 1);
        assert_eq!(audited(&world, "approval.approve").await, 1);
        assert_eq!(audited(&world, "assignment.create").await, 1);
        let events = value!(
            world, i64,
            "SELECT COUNT(*) FROM request_events WHERE kind = 'approved' AND request_id = $1", request
        );
        assert_eq!(events, 1);
        let mails = world.mails_to("ada.lind@norrland.example").await;
        assert_eq!(mails, ["You now have access: Payments"]);
        chain_is_intact(&world).await;
    }

    async fn apr_03_one_person_clicks_many_times(world) {
        let (request, input, contexts) = pending(&world).await;
        let outcomes = crowd(|_| {
            let (ctx, input) = (contexts[0].clone(), input.clone());
            async move { approvals::decide(&ctx, request, &input).await }
        })
        .await;
        one_wins(outcomes);
        world.settle().await;
        assert_eq!(world.count("assignments").await, 1);
        assert_eq!(audited(&world, "approval.approve").await, 1);
    }

    async fn apr_04_yes_and_no_at_once_leave_one_answer(world) {
        let (request, input, contexts) = pending(&world).await;
        let outcomes = crowd(|number| {
            let ctx = contexts[number].clone();
            let decision = if number % 2 == 0 { Decision::Approve } else { Decision::Deny };
            let input = DecisionInput { decision, ..input.clone() };
            async move { approvals::decide(&ctx, request, &input).await.map(|()| decision) }
        })
        .await;
        let said = one_wins(outcomes);
        world.settle().await;
        let stage = &world.stages(request).await[0];
        assert_eq!((stage.status, stage.decision), (StageStatus::Completed, Some(said)));
        let (state, assignments) = match said {
            Decision::Approve => (RequestState::Delivered, 1),
            Decision::Deny => (RequestState::Denied, 0),
        };
        assert_eq!(world.request(request).await.state, state);
        assert_eq!(world.count("assignments").await, assignments);
    }

    async fn req_05_canceling_and_approving_at_once_leave_one_of_them(world) {
        let (request, input, contexts) = pending(&world).await;
        let requestor = world.request(request).await.subject_id;
        let ada = world.as_user(requestor).await;
        let outcomes = crowd(|number| {
            let (ada, approver, input) = (ada.clone(), contexts[number].clone(), input.clone());
            async move {
                if number % 2 == 0 {
                    cancel(&ada, request).await.map(|()| false)
                } else {
                    approvals::decide(&approver, request, &input).await.map(|()| true)
                }
            }
        })
        .await;
        let approved = one_wins(outcomes);
        world.settle().await;
        let state = if approved { RequestState::Delivered } else { RequestState::Canceled };
        assert_eq!(world.request(request).await.state, state);
        assert_eq!(world.count("assignments").await, i64::from(approved));
        chain_is_intact(&world).await;
    }

    async fn pol_19_a_decision_at_the_deadline_is_a_decision_or_none(world) {
        let (request, input, contexts) = pending(&world).await;
        world.pass_hours(7 * 24);
        let engine = Arc::clone(&world.engine);
        let outcomes = crowd(|number| {
            let (engine, ctx, input) = (Arc::clone(&engine), contexts[number].clone(), input.clone());
            async move {
                if number == 0 {
                    engine.settle().await.map(|()| false)
                } else {
                    approvals::decide(&ctx, request, &input).await.map(|()| true)
                }
            }
        })
        .await;
        let decided = outcomes.iter().filter(|outcome| matches!(outcome, Ok(true))).count();
        assert!(decided <= 1);
        world.settle().await;
        let state = if decided == 1 { RequestState::Delivered } else { RequestState::Denied };
        assert_eq!(world.request(request).await.state, state);
        assert_eq!(world.count("assignments").await, i64::from(decided == 1));
    }
}
