//! Stages that several people have to approve (BYD-14).

use crate::support::World;
use crate::support::crowd::{CROWD, audited, chain_is_intact, crowd, package};
use crate::support::flow::{asks, asks_later, open_policy, refusal, stage};
use crate::support::policies::{named, sponsors};
use engine::approvals::{decide, decide_many, hand_over, name_deputy, send_back};
use engine::{Failure, my};
use shared::AppError;
use shared::approval::{Decision, StageStatus};
use shared::authz::Role;
use shared::directory::Principal;
use shared::forms::approvals::{
    BulkDecisionInput, DeputyInput, HandOverInput, QuestionInput, StagePick,
};
use shared::forms::requests::{DecisionInput, RequestInput};
use shared::ids::{PackageId, RequestId, UserId};
use shared::policy::{NamesShown, Needed, PolicySettings, StageSettings};
use shared::request::RequestState;
use shared::views::my::ApprovalsTab;

/// So many of them have to approve.
fn several(count: u32, stage: StageSettings) -> StageSettings {
    StageSettings {
        needed: Needed::Several(count),
        ..stage
    }
}

/// One of each has to.
fn each(places: Vec<Principal>) -> StageSettings {
    StageSettings {
        needed: Needed::Each,
        ..stage(named(places))
    }
}

async fn with_stage(world: &World, stage: StageSettings) -> PackageId {
    let settings = PolicySettings {
        stages: vec![stage],
        ..open_policy()
    };
    package(world, &settings).await
}

async fn waiting(world: &World, who: UserId) -> i64 {
    my::waiting(&world.as_user(who).await).await.unwrap()
}

async fn conflict(world: &World, who: UserId, id: RequestId, decision: Decision) -> String {
    match refusal(world.decide_at(who, id, 0, decision, "").await) {
        AppError::Conflict(why) => why,
        other => panic!("not a conflict: {other:?}"),
    }
}

async fn deputy(world: &World, of: UserId, name: &str) {
    let input = DeputyInput {
        to: name.to_owned(),
        start: None,
        end: world.now().plus_days(5),
    };
    name_deputy(&world.as_user(of).await, &input).await.unwrap();
}

const SPOKEN: &str = "You have approved this, or somebody has for you. Others still have to.";

both! {
    async fn byd_14_two_of_three_have_to_approve(world) {
        let [ada, bo, cy, di] = world.members(["Ada Lind", "Bo Ek", "Cy Ahl", "Di Berg"]).await;
        let package = with_stage(&world, several(2, asks(&[bo, cy, di]))).await;
        let id = world.ask(ada, package).await;
        let page = my::approval(&world.as_user(bo).await, id).await.unwrap();
        assert_eq!(page.request.flow.stages[0].note.as_deref(), Some("2 of them have to approve."));
        assert_eq!(page.deciding.unwrap().if_approved, "If you approve, one more person has to.");
        let list = my::approvals(&world.as_user(bo).await, ApprovalsTab::Pending, "", "").await.unwrap();
        assert_eq!(list.rows.rows[0].stage, "Approval · 0 of 2 have approved.");
        world.settle().await;
        world.decide_at(bo, id, 0, Decision::Approve, "Knows the work").await.unwrap();
        world.settle().await;

        // Nothing is there yet; Bo is done, the others are still asked and can read how far it is.
        assert_eq!(world.request(id).await.state, RequestState::PendingApproval);
        assert_eq!((waiting(&world, bo).await, waiting(&world, cy).await, waiting(&world, di).await), (0, 1, 1));
        assert_eq!(conflict(&world, bo, id, Decision::Approve).await, SPOKEN);
        assert_eq!(conflict(&world, bo, id, Decision::Deny).await, SPOKEN);
        let page = my::request(&world.as_user(ada).await, id).await.unwrap();
        assert_eq!(page.flow.stages[0].note.as_deref(), Some("1 of 2 has approved: Bo Ek."));
        assert!(page.now.starts_with("1 of 2 has approved: Bo Ek. Cy Ahl or Di Berg can approve until"), "{}", page.now);
        assert_eq!((page.steps[1].title.as_str(), page.steps[1].note.as_deref()), ("Bo Ek approved", Some("Knows the work")));
        let page = my::approval(&world.as_user(bo).await, id).await.unwrap();
        assert!(page.deciding.is_none());
        assert!(page.closed.starts_with("You approved this on") && page.closed.ends_with("It waits for Cy Ahl or Di Berg."), "{}", page.closed);
        // So can the list of what waits, whether it is searched or not.
        for query in ["", "lind"] {
            let list = my::approvals(&world.as_user(cy).await, ApprovalsTab::Pending, query, "").await.unwrap();
            assert_eq!(list.rows.rows[0].stage, "Approval · 1 of 2 has approved.");
        }
        let history = my::approvals(&world.as_user(bo).await, ApprovalsTab::History, "", "").await.unwrap();
        assert_eq!((history.rows.rows[0].badge.label.as_str(), history.rows.rows[0].stage.as_str()), ("Waits for others", "Approval · approved by you"));
        let page = my::approval(&world.as_user(cy).await, id).await.unwrap();
        let deciding = page.deciding.unwrap();
        assert_eq!(deciding.so_far, "1 of 2 has approved: Bo Ek.");
        assert!(deciding.if_approved.starts_with("If you approve, access is set up at once"));

        // Half of the time has passed: only who has not approved is reminded.
        world.advance_days(4).await;
        assert_eq!(world.mails_to("bo.ek@norrland.example").await.len(), 1);
        assert_eq!(world.mails_to("cy.ahl@norrland.example").await.len(), 2);
        world.approve(cy, id, 0).await;
        world.settle().await;
        assert_eq!(world.request(id).await.state, RequestState::Delivered);
        let page = my::request(&world.as_user(ada).await, id).await.unwrap();
        assert_eq!(page.flow.stages[0].note.as_deref(), Some("Bo Ek and Cy Ahl approved."));
        let history = my::approvals(&world.as_user(bo).await, ApprovalsTab::History, "", "").await.unwrap();
        assert_eq!(history.rows.rows[0].stage, "Approval · approved by you, at last by Cy Ahl");
        // Only Di, who was still asked, is told that it is decided.
        let decided = "Decided: Payments for Ada Lind".to_owned();
        assert!(world.mails_to("di.berg@norrland.example").await.contains(&decided));
        assert!(!world.mails_to("bo.ek@norrland.example").await.contains(&decided));
        assert_eq!(audited(&world, "approval.approve").await, 2);
        chain_is_intact(&world).await;
    }

    async fn byd_14_one_denial_ends_it(world) {
        let [ada, bo, cy, di] = world.members(["Ada Lind", "Bo Ek", "Cy Ahl", "Di Berg"]).await;
        let package = with_stage(&world, several(2, asks(&[bo, cy, di]))).await;
        let id = world.ask(ada, package).await;
        world.approve(bo, id, 0).await;
        world.decide_at(cy, id, 0, Decision::Deny, "Not needed").await.unwrap();
        world.settle().await;
        assert_eq!(world.request(id).await.state, RequestState::Denied);
        assert_eq!(waiting(&world, di).await, 0);
        let history = my::approvals(&world.as_user(bo).await, ApprovalsTab::History, "", "").await.unwrap();
        assert_eq!(history.rows.rows[0].stage, "Approval · approved by you, denied by Cy Ahl");
        assert!(conflict(&world, di, id, Decision::Approve).await.starts_with("Cy Ahl has already denied"));
    }

    async fn byd_14_one_from_each_group_and_nobody_counts_for_two(world) {
        let [ada, bo, cy, di, eva] = world.members(["Ada Lind", "Bo Ek", "Cy Ahl", "Di Berg", "Eva Ek"]).await;
        let (peers, owners) = (world.group("Peers").await, world.group("Owners").await);
        for (member, group) in [(bo, &peers), (cy, &peers), (cy, &owners), (eva, &peers)] {
            world.hold(member, group.member()).await;
        }
        world.hold(di, owners.member()).await;
        let package = with_stage(&world, each(vec![peers.principal(), owners.principal()])).await;
        let id = world.ask(ada, package).await;
        world.settle().await;
        world.approve(bo, id, 0).await;
        world.settle().await;
        let list = my::approvals(&world.as_user(di).await, ApprovalsTab::Pending, "", "").await.unwrap();
        assert_eq!(list.rows.rows[0].stage, "Approval · 1 of 2 has approved.");
        // The place of the peers is filled: Eva is not needed any more, and Cy only as an owner.
        assert_eq!((waiting(&world, eva).await, waiting(&world, cy).await, waiting(&world, di).await), (0, 1, 1));
        assert_eq!(
            conflict(&world, eva, id, Decision::Deny).await,
            "Others have approved where you could have. Nothing is left to decide here."
        );
        assert_eq!(
            world.mails_to("eva.ek@norrland.example").await,
            ["Please decide: Payments for Ada Lind", "No longer needed: Payments for Ada Lind"]
        );
        assert_eq!(world.mails_to("cy.ahl@norrland.example").await, ["Please decide: Payments for Ada Lind"]);
        let page = my::request(&world.as_user(ada).await, id).await.unwrap();
        assert_eq!(page.flow.stages[0].note.as_deref(), Some("1 of 2 has approved: Bo Ek for Peers."));
        assert!(page.now.contains("Owners can approve until"), "{}", page.now);
        world.approve(cy, id, 0).await;
        world.settle().await;
        assert_eq!(world.request(id).await.state, RequestState::Delivered);
    }

    async fn byd_14_who_is_in_both_groups_fills_the_one_that_nobody_else_can(world) {
        let [ada, bo, cy] = world.members(["Ada Lind", "Bo Ek", "Cy Ahl"]).await;
        let (peers, owners) = (world.group("Owners").await, world.group("Peers").await);
        for (member, group) in [(bo, &peers), (cy, &peers), (cy, &owners)] {
            world.hold(member, group.member()).await;
        }
        let package = with_stage(&world, each(vec![peers.principal(), owners.principal()])).await;
        let id = world.ask(ada, package).await;
        world.approve(cy, id, 0).await;
        assert_eq!(waiting(&world, bo).await, 1);
        world.approve(bo, id, 0).await;
        assert_ne!(world.request(id).await.state, RequestState::PendingApproval);
    }

    async fn byd_14_too_few_people_are_refused_when_it_is_asked(world) {
        let [ada, bo, cy] = world.members(["Ada Lind", "Bo Ek", "Cy Ahl"]).await;
        let team = world.group("Team").await;
        for member in [ada, bo] {
            world.hold(member, team.member()).await;
        }
        let refused = AppError::Forbidden(
            "Not enough people could decide in approval stage 1. Tell the people who run this package.".to_owned(),
        );
        for stage in [
            // Nobody approves for themselves.
            several(2, stage(named(vec![team.principal()]))),
            each(vec![team.principal(), Principal::User(bo)]),
            several(2, asks(&[bo, ada])),
            each(vec![Principal::User(bo), Principal::User(ada)]),
        ] {
            let catalog = world.catalog(&format!("Catalog {}", world.count("catalogs").await)).await;
            let package = world.package(catalog, "Payments", &[team.owner()]).await;
            world.policy(package, &PolicySettings { stages: vec![stage], ..open_policy() }).await;
            assert_eq!(refusal(world.ask_with(ada, package, RequestInput::default()).await), refused);
        }
        // Where a rule has a fallback, it steps in.
        let package = with_stage(&world, several(2, stage(sponsors(vec![Principal::User(bo), Principal::User(cy)])))).await;
        run_sql!(world, "INSERT INTO user_sponsors (user_id, sponsor_id) VALUES ($1, $2)", ada, bo).unwrap();
        let id = world.ask(ada, package).await;
        assert!(world.stages(id).await[0].fallback);
        world.approve(bo, id, 0).await;
        world.approve(cy, id, 0).await;
        assert_ne!(world.request(id).await.state, RequestState::PendingApproval);
    }

    async fn byd_14_deputies_and_alternates_are_no_second_voice(world) {
        let [ada, bo, cy, di, eva] = world.members(["Ada Lind", "Bo Ek", "Cy Ahl", "Di Berg", "Eva Ek"]).await;
        deputy(&world, bo, "Di Berg").await;
        deputy(&world, cy, "Di Berg").await;
        let package = with_stage(&world, several(2, asks_later(&[bo, cy], 2, &[eva]))).await;
        let id = world.ask(ada, package).await;
        world.approve(di, id, 0).await;
        // Di has spoken for one of them, and for no other; that one has no second voice.
        assert_eq!(conflict(&world, di, id, Decision::Approve).await, SPOKEN);
        let page = my::request(&world.as_user(ada).await, id).await.unwrap();
        assert_eq!(page.flow.stages[0].note.as_deref(), Some("1 of 2 has approved: Di Berg on behalf of Bo Ek."));
        assert_eq!(page.steps[1].title, "Di Berg on behalf of Bo Ek approved");
        assert_eq!((waiting(&world, bo).await, waiting(&world, cy).await, waiting(&world, di).await), (0, 1, 0));
        assert_eq!(conflict(&world, bo, id, Decision::Approve).await, SPOKEN);
        // The alternate is another person, and enough.
        world.advance_days(2).await;
        world.approve(eva, id, 0).await;
        world.settle().await;
        assert_eq!(world.request(id).await.state, RequestState::Delivered);
        assert_eq!(world.count("stage_approvals").await, 2);
    }

    async fn byd_14_an_own_right_comes_before_that_of_a_deputy(world) {
        let [ada, bo, cy] = world.members(["Ada Lind", "Bo Ek", "Cy Ahl"]).await;
        let team = world.group("Team").await;
        for member in [bo, cy] {
            world.hold(member, team.member()).await;
        }
        deputy(&world, bo, "Cy Ahl").await;
        let package = with_stage(&world, several(2, stage(named(vec![team.principal()])))).await;
        let id = world.ask(ada, package).await;
        world.approve(cy, id, 0).await;
        world.approve(bo, id, 0).await;
        world.settle().await;
        assert_eq!(world.request(id).await.state, RequestState::Delivered);
    }

    async fn byd_14_apr_07_the_deputy_of_who_left_has_no_voice(world) {
        let [ada, bo, cy, di] = world.members(["Ada Lind", "Bo Ek", "Cy Ahl", "Di Berg"]).await;
        let team = world.group("Team").await;
        for member in [bo, cy] {
            world.hold(member, team.member()).await;
        }
        deputy(&world, bo, "Di Berg").await;
        let package = with_stage(&world, several(2, stage(named(vec![team.principal()])))).await;
        let id = world.ask(ada, package).await;
        let elsewhere = "Somebody else was asked to decide instead of you.";
        world.set_enabled(bo, false).await;
        assert_eq!(conflict(&world, di, id, Decision::Approve).await, elsewhere);
        world.set_enabled(bo, true).await;
        run_sql!(world, "DELETE FROM role_holders WHERE user_id = $1", bo).unwrap();
        assert_eq!(conflict(&world, di, id, Decision::Approve).await, elsewhere);
        world.hold(bo, team.member()).await;
        world.approve(di, id, 0).await;
        world.approve(cy, id, 0).await;
        world.settle().await;
        assert_eq!(world.request(id).await.state, RequestState::Delivered);
    }

    async fn byd_14_byd_12_a_place_is_handed_over_and_the_group_stays(world) {
        let [ada, bo, cy, di, eva] = world.members(["Ada Lind", "Bo Ek", "Cy Ahl", "Di Berg", "Eva Ek"]).await;
        let team = world.group("Team").await;
        for member in [bo, cy] {
            world.hold(member, team.member()).await;
        }
        let package = with_stage(&world, each(vec![team.principal(), Principal::User(di)])).await;
        let id = world.ask(ada, package).await;
        let stage = world.stages(id).await[0].id;
        let give = |to: &str| HandOverInput { stage, to: to.to_owned(), reason: "Knows more".to_owned() };
        hand_over(&world.as_user(bo).await, id, &give("Eva Ek")).await.unwrap();
        assert_eq!((waiting(&world, cy).await, waiting(&world, eva).await), (1, 1));
        world.approve(eva, id, 0).await;
        // Eva stood in for the team, and Di is still to approve.
        assert_eq!((waiting(&world, cy).await, waiting(&world, di).await), (0, 1));
        assert_eq!(world.request(id).await.state, RequestState::PendingApproval);
        let refused = hand_over(&world.as_user(eva).await, id, &give("Cy Ahl")).await;
        assert!(matches!(refusal(refused), AppError::Conflict(_) | AppError::Invalid(_)));
        world.approve(di, id, 0).await;
        assert_ne!(world.request(id).await.state, RequestState::PendingApproval);
    }

    async fn byd_14_byd_11_questions_come_from_who_is_still_asked(world) {
        let [ada, bo, cy] = world.members(["Ada Lind", "Bo Ek", "Cy Ahl"]).await;
        let package = with_stage(&world, several(2, asks(&[bo, cy]))).await;
        let id = world.ask(ada, package).await;
        world.approve(bo, id, 0).await;
        let question = QuestionInput { stage: world.stages(id).await[0].id, question: "What for?".to_owned() };
        let refused = send_back(&world.as_user(bo).await, id, &question).await;
        assert_eq!(refusal(refused), AppError::Conflict(SPOKEN.to_owned()));
        send_back(&world.as_user(cy).await, id, &question).await.unwrap();
        let input = shared::forms::approvals::AnswerInput {
            reply: "The new project.".to_owned(),
            justification: String::new(),
            answers: Vec::new(),
        };
        engine::approvals::answer(&world.as_user(ada).await, id, &input).await.unwrap();
        // What was given counts, and only Cy is asked.
        assert_eq!((waiting(&world, bo).await, waiting(&world, cy).await), (0, 1));
        let stage = world.stages(id).await[0].id;
        let bulk = BulkDecisionInput {
            decision: Decision::Approve,
            justification: String::new(),
            picks: vec![StagePick { request: id, stage }],
        };
        let judged = decide_many(&world.as_user(cy).await, &bulk).await.unwrap();
        assert!(judged[0].outcome.is_ok());
        assert_ne!(world.request(id).await.state, RequestState::PendingApproval);
    }

    async fn byd_14_pol_21_names_are_kept_from_who_is_not_to_know(world) {
        let [ada, bo, cy] = world.members(["Ada Lind", "Bo Ek", "Cy Ahl"]).await;
        let settings = PolicySettings {
            stages: vec![several(2, asks(&[bo, cy]))],
            approver_names: NamesShown::Never,
            ..open_policy()
        };
        let package = package(&world, &settings).await;
        let id = world.ask(ada, package).await;
        world.approve(bo, id, 0).await;
        let page = my::request(&world.as_user(ada).await, id).await.unwrap();
        assert_eq!(page.flow.stages[0].note.as_deref(), Some("1 of 2 has approved."));
        assert!(!format!("{page:?}").contains("Bo Ek"));
    }

    async fn byd_14_at_once_each_counts_once_and_the_stage_is_completed_once(world) {
        let ada = world.member("Ada Lind").await;
        let mut approvers = Vec::new();
        for number in 0..CROWD / 2 {
            approvers.push(world.member(&format!("Approver {number}")).await);
        }
        let package = with_stage(&world, several(3, asks(&approvers))).await;
        let id = world.ask(ada, package).await;
        let input = DecisionInput {
            decision: Decision::Approve,
            justification: String::new(),
            stage: world.stages(id).await[0].id,
            seen_due: None,
        };
        let mut contexts = Vec::new();
        for approver in &approvers {
            contexts.push(world.as_user(*approver).await);
        }
        // Everybody twice.
        let outcomes = crowd(|number| {
            let (ctx, input) = (contexts[number / 2].clone(), input.clone());
            async move { decide(&ctx, id, &input).await }
        })
        .await;
        let counted = outcomes.iter().filter(|outcome| outcome.is_ok()).count();
        let others = |outcome: &Result<(), Failure>| {
            matches!(outcome, Ok(()) | Err(Failure::App(AppError::Conflict(_))))
        };
        assert!(outcomes.iter().all(others), "{outcomes:?}");
        world.settle().await;
        assert_eq!(counted, 3);
        assert_eq!(world.count("stage_approvals").await, 3);
        assert_eq!(world.count("assignments").await, 1);
        assert_eq!(world.stages(id).await[0].status, StageStatus::Completed);
        assert_eq!(world.request(id).await.state, RequestState::Delivered);
        assert_eq!(audited(&world, "approval.approve").await, 3);
        chain_is_intact(&world).await;
    }

    async fn byd_14_byd_15_who_is_left_alone_does_not_approve_for_two(world) {
        let [ada, sam, carla] = world.members(["Ada Lind", "Sam Ek", "Carla Ahl"]).await;
        let [first, second] = [world.group("First").await, world.group("Second").await];
        world.hold(sam, first.member()).await;
        world.hold(carla, second.member()).await;
        let owner = world.member("Olga Own").await;
        let wanted = [several(2, asks(&[sam, carla])), each(vec![first.principal(), second.principal()])];
        for (number, second) in wanted.into_iter().enumerate() {
            let settings = PolicySettings { stages: vec![asks(&[sam]), second], ..open_policy() };
            let catalog = world.catalog(&format!("Sales {number}")).await;
            world.give_role(Principal::User(owner), Role::CatalogOwner, Some(catalog)).await;
            let package = world.package(catalog, &format!("Payments {number}"), &[]).await;
            world.policy(package, &settings).await;
            let id = world.ask(ada, package).await;
            world.set_enabled(carla, false).await;
            world.approve(sam, id, 0).await;
            world.settle().await;
            assert_eq!(world.request(id).await.state, RequestState::PendingApproval);
            assert_eq!(world.stages(id).await[1].status, StageStatus::InProgress);
            // Those who run the package hear of it while there is time.
            let told = format!("Too few people to decide: Payments {number} for Ada Lind");
            assert!(world.mails_to("olga.own@norrland.example").await.contains(&told));
            world.set_enabled(carla, true).await;
            for (who, done) in [(sam, false), (carla, true)] {
                world.approve(who, id, 1).await;
                assert_eq!(world.request(id).await.state == RequestState::Delivered, done);
            }
        }
        assert_eq!(audited(&world, "approval.skip").await, 0);
    }
}
