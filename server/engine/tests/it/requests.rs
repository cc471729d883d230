//! Stories of requests: asking, deciding, waiting, giving up.

use crate::support::flow::{asks, open_policy, refusal, stage};
use shared::AppError;
use shared::approval::{Decision, StageStatus};
use shared::assignment::AssignmentState;
use shared::directory::{HoldingOrigin, Principal};
use shared::forms::requests::RequestInput;
use shared::ids::QuestionId;
use shared::limits::TEXT_MAX;
use shared::policy::{
    ApproverRule, Expiration, PolicySettings, Question, QuestionKind, TargetScope,
};
use shared::request::{RequestState, RequestStatus, RequestType};

both! {
    async fn pol_12_without_approval_access_comes_at_once(world) {
        let ada = world.member("Ada Lind").await;
        let sales = world.group("Sales").await;
        let catalog = world.catalog("Sales").await;
        let package = world.package(catalog, "CRM", &[sales.member()]).await;
        world.policy(package, &open_policy()).await;

        let request = world.ask(ada, package).await;
        // Only the mail is left to the background.
        let done = world.request(request).await;
        assert_eq!((done.state, done.status), (RequestState::Delivered, RequestStatus::Delivered));
        assert_eq!(done.request_type, RequestType::UserAdd);
        assert!(done.completed_at.is_some());
        assert_eq!(world.holding(ada, sales.member()).await, Some(HoldingOrigin::Delivered));
        world.settle().await;
        assert_eq!(world.mails_to("ada.lind@norrland.example").await, ["You now have access: CRM"]);
    }

    async fn pol_13_stages_one_to_three(world) {
        let [ada, bo, cy, di] = world.members(["Ada Lind", "Bo Ek", "Cy Ahl", "Di Ros"]).await;
        let sales = world.group("Sales").await;
        let catalog = world.catalog("Sales").await;
        let package = world.package(catalog, "CRM", &[sales.member()]).await;
        let policy = PolicySettings { stages: vec![asks(&[bo]), asks(&[cy]), asks(&[di])], ..open_policy() };
        world.policy(package, &policy).await;

        let request = world.ask(ada, package).await;
        for (position, approver) in [bo, cy, di].into_iter().enumerate() {
            let row = world.request(request).await;
            assert_eq!((row.state, row.status), (RequestState::PendingApproval, RequestStatus::PendingApproval));
            let stages = world.stages(request).await;
            assert_eq!(stages[position].status, StageStatus::InProgress);
            assert!(stages[position + 1..].iter().all(|later| later.status == StageStatus::Initializing));
            // Later approvers cannot run ahead, earlier ones cannot decide twice.
            for other in [bo, cy, di].into_iter().filter(|other| *other != approver) {
                let early = world.decide_at(other, request, position, Decision::Approve, "").await;
                assert_eq!(refusal(early), AppError::NotFound);
            }
            world.approve(approver, request, position).await;
        }
        world.settle().await;
        assert_eq!(world.request(request).await.state, RequestState::Delivered);
        assert_eq!(world.holding(ada, sales.member()).await, Some(HoldingOrigin::Delivered));
    }

    async fn pol_13_each_stage_has_its_own_deadline(world) {
        let [ada, bo, cy] = world.members(["Ada Lind", "Bo Ek", "Cy Ahl"]).await;
        let catalog = world.catalog("Sales").await;
        let package = world.package(catalog, "CRM", &[]).await;
        let mut second = asks(&[cy]);
        second.decide_within_days = 2;
        world.policy(package, &PolicySettings { stages: vec![asks(&[bo]), second], ..open_policy() }).await;

        let request = world.ask(ada, package).await;
        world.advance_days(6).await;
        world.approve(bo, request, 0).await;
        let stages = world.stages(request).await;
        assert_eq!(stages[1].due_at, Some(world.now().plus_days(2)));
        world.advance_days(1).await;
        assert_eq!(world.request(request).await.state, RequestState::PendingApproval);
    }

    async fn pol_14_the_manager_decides_or_the_fallback(world) {
        let [ada, boss, spare] = world.members(["Ada Lind", "Boss Berg", "Spare Sten"]).await;
        let catalog = world.catalog("Sales").await;
        let package = world.package(catalog, "CRM", &[]).await;
        let rule = ApproverRule::Manager { fallback: vec![Principal::User(spare)] };
        world.policy(package, &PolicySettings { stages: vec![stage(rule)], ..open_policy() }).await;

        world.set_manager(ada, Some(boss)).await;
        let first = world.ask(ada, package).await;
        assert_eq!(refusal(world.decide_at(spare, first, 0, Decision::Deny, "").await), AppError::NotFound);
        world.decide_at(boss, first, 0, Decision::Deny, "Not now.").await.unwrap();

        // Without a manager, or with one who is blocked, the fallback is asked.
        world.set_enabled(boss, false).await;
        let second = world.ask(ada, package).await;
        assert!(world.stages(second).await[0].fallback);
        world.approve(spare, second, 0).await;
    }

    async fn pol_15_sponsors_decide(world) {
        let [ada, host] = world.members(["Ada Lind", "Host Holm"]).await;
        let acme = world.organization("Acme", &["acme.example"]).await;
        let guest = world.guest("eva@acme.example", Some(acme)).await;
        world.add_sponsor(guest, host).await;
        let catalog = world.catalog("Sales").await;
        world.open_to_outsiders(catalog).await;
        let package = world.package(catalog, "CRM", &[]).await;
        let rule = ApproverRule::Sponsors { fallback: vec![Principal::User(ada)] };
        let policy = PolicySettings { scope: TargetScope::AllDirectoryUsers, stages: vec![stage(rule)], ..open_policy() };
        world.policy(package, &policy).await;

        let request = world.ask(guest, package).await;
        assert_eq!(refusal(world.decide_at(ada, request, 0, Decision::Approve, "").await), AppError::NotFound);
        world.approve(host, request, 0).await;
        world.settle().await;
        assert_eq!(world.request(request).await.state, RequestState::Delivered);
    }

    async fn pol_19_a_deadline_denies_by_itself(world) {
        let [ada, bo] = world.members(["Ada Lind", "Bo Ek"]).await;
        let catalog = world.catalog("Sales").await;
        let package = world.package(catalog, "CRM", &[]).await;
        world.policy(package, &PolicySettings { stages: vec![asks(&[bo])], ..open_policy() }).await;

        let request = world.ask(ada, package).await;
        world.advance_days(6).await;
        assert_eq!(world.request(request).await.state, RequestState::PendingApproval);
        world.advance_days(1).await;
        let over = world.request(request).await;
        assert_eq!((over.state, over.status), (RequestState::Denied, RequestStatus::Expired));
        let late = world.decide_at(bo, request, 0, Decision::Approve, "").await;
        assert!(matches!(refusal(late), AppError::Conflict(_)));
        // REQ-10: the way is free to ask again.
        world.ask(ada, package).await;
    }

    async fn pol_20_reasons_are_asked_for(world) {
        let [ada, bo] = world.members(["Ada Lind", "Bo Ek"]).await;
        let catalog = world.catalog("Sales").await;
        let package = world.package(catalog, "CRM", &[]).await;
        let mut strict = asks(&[bo]);
        strict.approver_justification_required = true;
        let policy = PolicySettings { requestor_justification_required: true, stages: vec![strict], ..open_policy() };
        world.policy(package, &policy).await;

        let empty = world.ask_with(ada, package, RequestInput::default()).await;
        let AppError::Invalid(errors) = refusal(empty) else { panic!("a message at the field") };
        assert!(errors.get("justification").is_some());
        let endless = RequestInput { justification: "x".repeat(TEXT_MAX + 1), ..RequestInput::default() };
        assert!(matches!(refusal(world.ask_with(ada, package, endless).await), AppError::Invalid(_)));
        let given = RequestInput { justification: "  Quarter end.  ".to_owned(), ..RequestInput::default() };
        let request = world.ask_with(ada, package, given).await.unwrap();
        assert_eq!(world.request(request).await.justification, "Quarter end.");

        let silent = world.decide_at(bo, request, 0, Decision::Deny, " ").await;
        let AppError::Invalid(errors) = refusal(silent) else { panic!("a message at the field") };
        assert!(errors.get("justification").is_some());
        world.decide_at(bo, request, 0, Decision::Deny, "No budget.").await.unwrap();
        assert_eq!(world.stages(request).await[0].justification, "No budget.");
    }

    async fn pol_25_questions_are_answered_with_the_request(world) {
        let ada = world.member("Ada Lind").await;
        let catalog = world.catalog("Sales").await;
        let package = world.package(catalog, "CRM", &[]).await;
        let question = Question {
            id: world.id::<QuestionId>(),
            text: "Cost center?".to_owned(),
            required: true,
            kind: QuestionKind::ShortText { pattern: Some("[0-9]{4}".to_owned()) }, translations: Vec::new(), attribute: None, };
        let id = question.id;
        world.policy(package, &PolicySettings { questions: vec![question], ..open_policy() }).await;

        for wrong in [vec![], vec![(id, "12".to_owned())]] {
            let input = RequestInput { answers: wrong, ..RequestInput::default() };
            let AppError::Invalid(errors) = refusal(world.ask_with(ada, package, input).await) else {
                panic!("a message at the question")
            };
            assert!(errors.get(&format!("answer_{id}")).is_some());
        }
        let input = RequestInput { answers: vec![(id, "4711".to_owned())], ..RequestInput::default() };
        let request = world.ask_with(ada, package, input).await.unwrap();
        let answers = world.request(request).await.answers().unwrap();
        assert_eq!((answers[0].text.as_str(), answers[0].value.as_str()), ("Cost center?", "4711"));
    }

    async fn pol_29_the_requestor_chooses_the_period(world) {
        let ada = world.member("Ada Lind").await;
        let catalog = world.catalog("Sales").await;
        let package = world.package(catalog, "CRM", &[]).await;
        let policy = PolicySettings { expiration: Expiration::AfterDays(30), custom_schedule: true, ..open_policy() };
        world.policy(package, &policy).await;
        let now = world.now();
        let asked = |start: i64, end: i64| RequestInput {
            start: Some(now.plus_days(start)),
            end: Some(now.plus_days(end)),
            ..RequestInput::default()
        };
        for (start, end, field) in [(-2, 5, "start"), (3, 2, "end"), (2, 60, "end")] {
            let AppError::Invalid(errors) = refusal(world.ask_with(ada, package, asked(start, end)).await) else {
                panic!("a message at {field}")
            };
            assert!(errors.get(field).is_some(), "{start}..{end}: {errors:?}");
        }
        let request = world.ask_with(ada, package, asked(2, 12)).await.unwrap();
        world.advance_days(2).await;
        assert_eq!(world.assignment_of(request).await.ends_at, Some(now.plus_days(12)));
    }

    async fn pol_32_an_edited_policy_does_not_change_a_pending_request(world) {
        let [ada, bo] = world.members(["Ada Lind", "Bo Ek"]).await;
        let catalog = world.catalog("Sales").await;
        let package = world.package(catalog, "CRM", &[]).await;
        let before = PolicySettings { stages: vec![asks(&[bo])], expiration: Expiration::AfterDays(90), ..open_policy() };
        let policy = world.policy(package, &before).await;
        let request = world.ask(ada, package).await;

        let after = PolicySettings { stages: vec![asks(&[ada])], expiration: Expiration::AfterHours(1), ..open_policy() };
        let text = serde_json::to_string(&after).unwrap();
        run_sql!(world, "UPDATE policies SET settings = $1 WHERE id = $2", text, policy).unwrap();

        world.approve(bo, request, 0).await;
        world.settle().await;
        assert_eq!(world.assignment_of(request).await.ends_at, Some(world.now().plus_days(90)));
    }

    async fn pol_36_the_best_class_of_policies_applies(world) {
        let ada = world.member("Ada Lind").await;
        let catalog = world.catalog("Sales").await;
        let package = world.package(catalog, "CRM", &[]).await;
        let everyone = world.policy(package, &open_policy()).await;
        let special = PolicySettings {
            scope: TargetScope::SpecificDirectoryUsers,
            subjects: vec![Principal::User(ada)],
            ..open_policy()
        };
        let first = world.policy(package, &special).await;
        let second = world.policy(package, &special).await;

        // Two ways of the best class: the person chooses one; the lesser class is closed.
        let AppError::Invalid(errors) = refusal(world.ask_with(ada, package, RequestInput::default()).await) else {
            panic!("a message at the choice")
        };
        assert!(errors.get("policy").is_some());
        let choose = |policy| RequestInput { policy: Some(policy), ..RequestInput::default() };
        assert!(matches!(refusal(world.ask_with(ada, package, choose(everyone)).await), AppError::Invalid(_)));
        let request = world.ask_with(ada, package, choose(second)).await.unwrap();
        assert_eq!(world.request(request).await.policy_id, Some(second));
        assert_ne!(first, second);
    }

    async fn req_03_every_gate_refuses_with_its_reason(world) {
        let [ada, bo] = world.members(["Ada Lind", "Bo Ek"]).await;
        let catalog = world.catalog("Sales").await;
        let package = world.package(catalog, "CRM", &[]).await;
        // No policy at all: nobody may even know of it.
        assert_eq!(refusal(world.ask_with(ada, package, RequestInput::default()).await), AppError::NotFound);
        let special = PolicySettings {
            scope: TargetScope::SpecificDirectoryUsers,
            subjects: vec![Principal::User(bo)],
            ..open_policy()
        };
        world.policy(package, &special).await;
        assert_eq!(refusal(world.ask_with(ada, package, RequestInput::default()).await), AppError::NotFound);
        let off = PolicySettings { enabled: false, ..open_policy() };
        let policy = world.policy(package, &off).await;
        let AppError::Forbidden(why) = refusal(world.ask_with(ada, package, RequestInput::default()).await) else {
            panic!("a reason")
        };
        assert!(why.contains("switched off"), "{why}");
        let text = serde_json::to_string(&open_policy()).unwrap();
        run_sql!(world, "UPDATE policies SET settings = $1 WHERE id = $2", text, policy).unwrap();
        world.ask(ada, package).await;
        let again = world.ask_with(ada, package, RequestInput::default()).await;
        assert!(matches!(refusal(again), AppError::Conflict(_)));
        world.settle().await;
        let AppError::Conflict(why) = refusal(world.ask_with(ada, package, RequestInput::default()).await) else {
            panic!("a reason")
        };
        assert!(why.contains("already there"), "{why}");
    }

    async fn cat_02_a_switched_off_catalog_takes_no_requests(world) {
        let ada = world.member("Ada Lind").await;
        let catalog = world.catalog("Sales").await;
        let package = world.package(catalog, "CRM", &[]).await;
        world.policy(package, &open_policy()).await;
        run_sql!(world, "UPDATE catalogs SET state = 'unpublished' WHERE id = $1", catalog).unwrap();
        assert_eq!(refusal(world.ask_with(ada, package, RequestInput::default()).await), AppError::NotFound);
    }

    async fn asg_08_a_blocked_person_cannot_ask(world) {
        let ada = world.member("Ada Lind").await;
        let catalog = world.catalog("Sales").await;
        let package = world.package(catalog, "CRM", &[]).await;
        world.policy(package, &open_policy()).await;
        world.set_enabled(ada, false).await;
        let AppError::Forbidden(why) = refusal(world.ask_with(ada, package, RequestInput::default()).await) else {
            panic!("a reason")
        };
        assert!(why.contains("blocked"), "{why}");
    }

    async fn req_04_a_scheduled_request_waits_for_its_date(world) {
        let ada = world.member("Ada Lind").await;
        let sales = world.group("Sales").await;
        let catalog = world.catalog("Sales").await;
        let package = world.package(catalog, "CRM", &[sales.member()]).await;
        let policy = PolicySettings { custom_schedule: true, ..open_policy() };
        world.policy(package, &policy).await;
        let input = RequestInput { start: Some(world.now().plus_days(5)), ..RequestInput::default() };
        let request = world.ask_with(ada, package, input).await.unwrap();

        world.advance_days(4).await;
        let waiting = world.request(request).await;
        assert_eq!((waiting.state, waiting.status), (RequestState::Scheduled, RequestStatus::PendingNotBefore));
        assert_eq!(world.holding(ada, sales.member()).await, None);
        world.advance_days(1).await;
        assert_eq!(world.request(request).await.state, RequestState::Delivered);
        assert_eq!(world.holding(ada, sales.member()).await, Some(HoldingOrigin::Delivered));
    }

    async fn req_05_the_requestor_cancels_what_is_not_set_up(world) {
        let [ada, bo] = world.members(["Ada Lind", "Bo Ek"]).await;
        let catalog = world.catalog("Sales").await;
        let package = world.package(catalog, "CRM", &[]).await;
        world.policy(package, &PolicySettings { stages: vec![asks(&[bo])], ..open_policy() }).await;

        let request = world.ask(ada, package).await;
        // Nobody who is not signed in learns what there is.
        for id in [request, world.id()] {
            assert_eq!(refusal(engine::requests::cancel(&world.anonymous(), id).await), AppError::SignInNeeded);
        }
        // Not even the approver may cancel somebody else's request.
        assert_eq!(refusal(engine::requests::cancel(&world.as_user(bo).await, request).await), AppError::NotFound);
        engine::requests::cancel(&world.as_user(ada).await, request).await.unwrap();
        assert_eq!(world.request(request).await.state, RequestState::Canceled);
        let late = world.decide_at(bo, request, 0, Decision::Approve, "").await;
        assert!(matches!(refusal(late), AppError::Conflict(_)));

        let second = world.ask(ada, package).await;
        world.approve(bo, second, 0).await;
        world.settle().await;
        let gone = engine::requests::cancel(&world.as_user(ada).await, second).await;
        assert!(matches!(refusal(gone), AppError::Conflict(_)));
        assert_eq!(world.assignment_of(second).await.state, AssignmentState::Delivered);
    }

    async fn apr_03_the_first_answer_counts(world) {
        let [ada, bo, cy] = world.members(["Ada Lind", "Bo Ek", "Cy Ahl"]).await;
        let catalog = world.catalog("Sales").await;
        let package = world.package(catalog, "CRM", &[]).await;
        world.policy(package, &PolicySettings { stages: vec![asks(&[bo, cy])], ..open_policy() }).await;
        let request = world.ask(ada, package).await;
        world.settle().await;
        world.decide_at(bo, request, 0, Decision::Deny, "").await.unwrap();
        let AppError::Conflict(why) = refusal(world.decide_at(cy, request, 0, Decision::Approve, "").await) else {
            panic!("a sentence about who decided")
        };
        assert!(why.contains("Bo Ek"), "{why}");
        // NOT-01: the other approver hears that nothing is left to do.
        world.settle().await;
        assert_eq!(
            world.mails_to("cy.ahl@norrland.example").await,
            ["Please decide: CRM for Ada Lind", "Decided: CRM for Ada Lind"]
        );
    }

    async fn apr_04_a_denial_ends_the_request(world) {
        let [ada, bo, cy] = world.members(["Ada Lind", "Bo Ek", "Cy Ahl"]).await;
        let catalog = world.catalog("Sales").await;
        let package = world.package(catalog, "CRM", &[]).await;
        world.policy(package, &PolicySettings { stages: vec![asks(&[bo]), asks(&[cy])], ..open_policy() }).await;
        let request = world.ask(ada, package).await;
        world.decide_at(bo, request, 0, Decision::Deny, "Ask for read access instead.").await.unwrap();
        let row = world.request(request).await;
        assert_eq!((row.state, row.status), (RequestState::Denied, RequestStatus::Denied));
        assert_eq!(world.stages(request).await[1].status, StageStatus::Expired);
        world.settle().await;
        assert!(world.mails_to("cy.ahl@norrland.example").await.is_empty());
        assert_eq!(world.mails_to("ada.lind@norrland.example").await, ["Denied: CRM"]);
    }

    async fn apr_05_nobody_decides_for_themselves(world) {
        let [ada, bo] = world.members(["Ada Lind", "Bo Ek"]).await;
        let leads = world.group("Leads").await;
        world.hold(ada, leads.member()).await;
        world.hold(bo, leads.member()).await;
        let catalog = world.catalog("Sales").await;
        let package = world.package(catalog, "CRM", &[]).await;
        let rule = ApproverRule::Named { approvers: vec![Principal::Group(leads.id), Principal::User(ada)] };
        world.policy(package, &PolicySettings { stages: vec![stage(rule)], ..open_policy() }).await;
        let request = world.ask(ada, package).await;
        assert_eq!(refusal(world.decide_at(ada, request, 0, Decision::Approve, "").await), AppError::NotFound);
        world.approve(bo, request, 0).await;

        // With nobody else to ask, the request is refused at once rather than stuck.
        let alone = world.package(catalog, "ERP", &[]).await;
        world.policy(alone, &PolicySettings { stages: vec![asks(&[ada])], ..open_policy() }).await;
        let stuck = world.ask_with(ada, alone, RequestInput::default()).await;
        assert!(matches!(refusal(stuck), AppError::Forbidden(_)));
    }

    async fn apr_07_groups_are_resolved_when_somebody_decides(world) {
        let [ada, bo, cy] = world.members(["Ada Lind", "Bo Ek", "Cy Ahl"]).await;
        let outer = world.group("All leads").await;
        let inner = world.group("Sales leads").await;
        world.nest(&outer, &inner).await;
        world.hold(bo, inner.member()).await;
        let catalog = world.catalog("Sales").await;
        let package = world.package(catalog, "CRM", &[]).await;
        let rule = ApproverRule::Named { approvers: vec![Principal::Group(outer.id)] };
        world.policy(package, &PolicySettings { stages: vec![stage(rule)], ..open_policy() }).await;
        let request = world.ask(ada, package).await;
        assert_eq!(refusal(world.decide_at(cy, request, 0, Decision::Approve, "").await), AppError::NotFound);
        // Joined after the request was made, and through a nested group: may decide now.
        world.hold(cy, inner.member()).await;
        world.approve(cy, request, 0).await;
    }

    async fn apr_07_a_group_decides_however_many_of_it_are_blocked(world) {
        let [ada, bo] = world.members(["Ada Lind", "Bo Ek"]).await;
        let deciders = world.group("Deciders").await;
        world.hold(bo, deciders.member()).await;
        // They stand before Bo in every order of names.
        for number in 0..60 {
            let left = world.member(&format!("Aaron {number:02}")).await;
            world.hold(left, deciders.member()).await;
            world.set_enabled(left, false).await;
        }
        let catalog = world.catalog("Sales").await;
        let package = world.package(catalog, "CRM", &[]).await;
        let rule = ApproverRule::Named { approvers: vec![deciders.principal()] };
        world.policy(package, &PolicySettings { stages: vec![stage(rule)], ..open_policy() }).await;
        let request = world.ask(ada, package).await;
        world.approve(bo, request, 0).await;
    }

    async fn not_01_approvers_are_asked_and_reminded_once(world) {
        let [ada, bo] = world.members(["Ada Lind", "Bo Ek"]).await;
        let catalog = world.catalog("Sales").await;
        let package = world.package(catalog, "CRM", &[]).await;
        world.policy(package, &PolicySettings { stages: vec![asks(&[bo])], ..open_policy() }).await;
        world.ask(ada, package).await;
        for _ in 0..8 {
            world.advance_days(1).await;
        }
        assert_eq!(
            world.mails_to("bo.ek@norrland.example").await,
            ["Please decide: CRM for Ada Lind", "Still waiting: CRM for Ada Lind", "Expired: CRM for Ada Lind"]
        );
        assert_eq!(world.mails_to("ada.lind@norrland.example").await, ["Nobody decided in time: CRM"]);
    }
}
