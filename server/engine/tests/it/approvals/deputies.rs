//! Somebody decides for a person who is away (APR-09).

use crate::support::World;
use crate::support::crowd::{audited, chain_is_intact, crowd, package};
use crate::support::flow::{asks, asks_later, open_policy, refusal, stage};
use crate::support::policies::named;
use engine::approvals::{away, end_deputy, hand_over, name_deputy, send_back, take_back};
use engine::{Outcome, my};
use shared::AppError;
use shared::approval::{Decision, StageStatus};
use shared::forms::approvals::{DeputyInput, HandOverInput, QuestionInput};
use shared::ids::UserId;
use shared::policy::PolicySettings;
use shared::request::RequestState;
use shared::views::my::ApprovalsTab;

/// Names a deputy from a day on, counted from today, for some days.
async fn name(world: &World, who: UserId, deputy: &str, from: i64, days: i64) -> Outcome<()> {
    let start = world.now().plus_days(from);
    let input = DeputyInput {
        to: deputy.to_owned(),
        start: (from > 0).then_some(start),
        end: start.plus_days(days),
    };
    name_deputy(&world.as_user(who).await, &input).await
}

both! {
    async fn apr_09_a_deputy_decides_and_everybody_reads_for_whom(world) {
        let [ada, bo, cy] = world.members(["Ada Lind", "Bo Ek", "Cy Ahl"]).await;
        let package = package(&world, &PolicySettings { stages: vec![asks(&[bo])], ..open_policy() }).await;
        name(&world, bo, "Cy Ahl", 0, 5).await.unwrap();
        let id = world.ask(ada, package).await;
        world.settle().await;
        assert_eq!(
            world.mails_to("cy.ahl@norrland.example").await,
            ["You decide for Bo Ek", "Please decide: Payments for Ada Lind"]
        );
        // Both are asked, and either can decide.
        for approver in [bo, cy] {
            assert_eq!(my::waiting(&world.as_user(approver).await).await.unwrap(), 1);
        }
        let page = my::request(&world.as_user(ada).await, id).await.unwrap();
        let asked: Vec<_> = page.flow.stages[0].people.iter().map(|person| person.name.as_str()).collect();
        assert_eq!(asked, ["Bo Ek", "Cy Ahl for Bo Ek"]);

        world.decide_at(cy, id, 0, Decision::Approve, "Bo is skiing").await.unwrap();
        world.settle().await;
        let page = my::request(&world.as_user(ada).await, id).await.unwrap();
        assert_eq!(page.steps[1].title, "Cy Ahl on behalf of Bo Ek approved");
        let history = my::approvals(&world.as_user(bo).await, ApprovalsTab::History, "", "").await.unwrap();
        assert!(history.rows.rows[0].stage.ends_with("decided by Cy Ahl on behalf of Bo Ek"));
        // Bo is told, and the record says for whom it was.
        assert!(world.mails_to("bo.ek@norrland.example").await.contains(&"Decided: Payments for Ada Lind".to_owned()));
        let details = value!(world, String, "SELECT details FROM audit_records WHERE action = 'approval.approve'");
        assert!(details.contains("onBehalfOf") && details.contains("Bo Ek"));
        chain_is_intact(&world).await;
    }

    async fn apr_09_only_what_is_asked_in_their_time_goes_to_a_deputy(world) {
        let [ada, bo, cy, di] = world.members(["Ada Lind", "Bo Ek", "Cy Ahl", "Di Berg"]).await;
        let package = package(&world, &PolicySettings { stages: vec![asks(&[bo])], ..open_policy() }).await;
        let before = world.ask(ada, package).await;
        name(&world, bo, "Cy Ahl", 2, 3).await.unwrap();
        world.advance_days(1).await;
        assert_eq!(my::waiting(&world.as_user(cy).await).await.unwrap(), 0);
        world.advance_days(2).await;
        let within = world.ask(di, package).await;
        assert_eq!(refusal(world.decide_at(cy, before, 0, Decision::Deny, "").await), AppError::NotFound);
        assert_eq!(my::waiting(&world.as_user(cy).await).await.unwrap(), 1);
        // The time ends while it waits: at that moment, not only when somebody looks.
        world.pass_hours(3 * 24);
        let late = refusal(world.decide_at(cy, within, 0, Decision::Approve, "").await);
        assert!(matches!(late, AppError::Conflict(_)));
        world.settle().await;
        assert_eq!(my::waiting(&world.as_user(cy).await).await.unwrap(), 0);
        assert_eq!(my::waiting(&world.as_user(bo).await).await.unwrap(), 2);
        world.approve(bo, within, 0).await;
    }

    async fn apr_09_apr_05_a_deputy_never_decides_about_their_own_request(world) {
        let [bo, cy] = world.members(["Bo Ek", "Cy Ahl"]).await;
        let package = package(&world, &PolicySettings { stages: vec![asks(&[bo])], ..open_policy() }).await;
        name(&world, bo, "Cy Ahl", 0, 5).await.unwrap();
        let id = world.ask(cy, package).await;
        assert_eq!(my::waiting(&world.as_user(cy).await).await.unwrap(), 0);
        assert_eq!(refusal(world.decide_at(cy, id, 0, Decision::Approve, "").await), AppError::NotFound);
        world.approve(bo, id, 0).await;
    }

    async fn apr_09_one_level_only(world) {
        let [ada, bo, cy, di] = world.members(["Ada Lind", "Bo Ek", "Cy Ahl", "Di Berg"]).await;
        let package = package(&world, &PolicySettings { stages: vec![asks(&[bo])], ..open_policy() }).await;
        name(&world, bo, "Cy Ahl", 0, 5).await.unwrap();
        name(&world, cy, "Di Berg", 0, 5).await.unwrap();
        let id = world.ask(ada, package).await;
        assert_eq!(my::waiting(&world.as_user(di).await).await.unwrap(), 0);
        let input = HandOverInput {
            stage: world.stages(id).await[0].id,
            to: "Di Berg".to_owned(),
            reason: "I am away too".to_owned(),
        };
        let refused = refusal(hand_over(&world.as_user(cy).await, id, &input).await);
        assert!(matches!(refused, AppError::Invalid(errors) if errors.get("to").is_some()));
        // When Bo hands it over, nobody stands in for Bo any more.
        hand_over(&world.as_user(bo).await, id, &input).await.unwrap();
        assert_eq!(refusal(world.decide_at(cy, id, 0, Decision::Approve, "").await), AppError::NotFound);
        world.approve(di, id, 0).await;
    }

    async fn apr_09_members_of_groups_and_alternates_have_deputies_too(world) {
        let [ada, bo, cy, di, eva] = world.members(["Ada Lind", "Bo Ek", "Cy Ahl", "Di Berg", "Eva Chef"]).await;
        let team = world.group("Team").await;
        world.hold(bo, team.member()).await;
        name(&world, bo, "Cy Ahl", 0, 9).await.unwrap();
        name(&world, di, "Eva Chef", 0, 9).await.unwrap();
        let stages = vec![stage(named(vec![team.principal()])), asks_later(&[ada], 2, &[di])];
        let package = package(&world, &PolicySettings { stages, ..open_policy() }).await;
        let fay = world.member("Fay Holm").await;
        let id = world.ask(fay, package).await;
        world.approve(cy, id, 0).await;
        world.advance_days(2).await;
        world.approve(eva, id, 1).await;
        world.settle().await;
        assert_eq!(world.request(id).await.state, RequestState::Delivered);
        let page = my::request(&world.as_user(fay).await, id).await.unwrap();
        assert!(page.steps.iter().any(|step| step.title == "Eva Chef on behalf of Di Berg approved"));
    }

    async fn apr_09_who_is_named_can_be_taken_back_at_once(world) {
        let [ada, bo, cy] = world.members(["Ada Lind", "Bo Ek", "Cy Ahl"]).await;
        let package = package(&world, &PolicySettings { stages: vec![asks(&[bo])], ..open_policy() }).await;
        name(&world, bo, "Cy Ahl", 0, 5).await.unwrap();
        let id = world.ask(ada, package).await;
        let page = away(&world.as_user(bo).await).await.unwrap();
        assert_eq!((page.mine.len(), page.for_others.len()), (1, 0));
        assert!(page.mine[0].running);
        let theirs = away(&world.as_user(cy).await).await.unwrap();
        assert_eq!(theirs.for_others[0].name, "Bo Ek");
        let deputy = page.mine[0].id.parse().unwrap();
        assert_eq!(refusal(end_deputy(&world.as_user(cy).await, deputy).await), AppError::NotFound);
        end_deputy(&world.as_user(bo).await, deputy).await.unwrap();
        world.settle().await;
        assert_eq!(refusal(world.decide_at(cy, id, 0, Decision::Approve, "").await), AppError::NotFound);
        assert!(world.mails_to("cy.ahl@norrland.example").await.contains(&"You no longer decide for Bo Ek".to_owned()));
        assert_eq!((audited(&world, "deputy.name").await, audited(&world, "deputy.end").await), (1, 1));
        assert_eq!(refusal(end_deputy(&world.as_user(bo).await, deputy).await), AppError::NotFound);
    }

    async fn apr_09_apr_07_nobody_decides_for_somebody_who_could_not(world) {
        let [ada, bo, cy] = world.members(["Ada Lind", "Bo Ek", "Cy Ahl"]).await;
        let board = world.group("Board").await;
        world.hold(bo, board.member()).await;
        let stages = vec![stage(named(vec![board.principal()]))];
        let one = package(&world, &PolicySettings { stages: stages.clone(), ..open_policy() }).await;
        name(&world, bo, "Cy Ahl", 0, 9).await.unwrap();
        let id = world.ask(ada, one).await;
        let in_words = "Bo Ek could not decide about this any more, so nobody can in their place.";
        let stage_id = world.stages(id).await[0].id;
        let question = QuestionInput { stage: stage_id, question: "Why?".to_owned() };
        let nobody = async || {
            for decision in [Decision::Approve, Decision::Deny] {
                let refused = refusal(world.decide_at(cy, id, 0, decision, "For Bo").await);
                assert_eq!(refused, AppError::Conflict(in_words.to_owned()));
            }
            let refused = refusal(send_back(&world.as_user(cy).await, id, &question).await);
            assert_eq!(refused, AppError::Conflict(in_words.to_owned()));
        };
        // Blocked, then out of the group.
        world.set_enabled(bo, false).await;
        nobody().await;
        world.set_enabled(bo, true).await;
        run_sql!(world, "DELETE FROM role_holders WHERE user_id = $1", bo).unwrap();
        nobody().await;
        // Back in the group, it is as it was.
        world.hold(bo, board.member()).await;
        send_back(&world.as_user(cy).await, id, &question).await.unwrap();
        run_sql!(world, "DELETE FROM role_holders WHERE user_id = $1", bo).unwrap();
        let refused = refusal(take_back(&world.as_user(cy).await, id, stage_id).await);
        assert_eq!(refused, AppError::Conflict(in_words.to_owned()));
        world.hold(bo, board.member()).await;
        take_back(&world.as_user(cy).await, id, stage_id).await.unwrap();
        world.approve(cy, id, 0).await;
    }

    async fn apr_09_byd_11_a_question_outlasts_the_deputy_who_asked_it(world) {
        let [ada, bo, cy] = world.members(["Ada Lind", "Bo Ek", "Cy Ahl"]).await;
        let package = package(&world, &PolicySettings { stages: vec![asks(&[bo])], ..open_policy() }).await;
        name(&world, bo, "Cy Ahl", 0, 2).await.unwrap();
        let id = world.ask(ada, package).await;
        let stage = world.stages(id).await[0].id;
        let question = QuestionInput { stage, question: "Why?".to_owned() };
        send_back(&world.as_user(cy).await, id, &question).await.unwrap();
        world.pass_hours(3 * 24);
        assert_eq!(refusal(take_back(&world.as_user(cy).await, id, stage).await), AppError::NotFound);
        take_back(&world.as_user(bo).await, id, stage).await.unwrap();
        world.approve(bo, id, 0).await;
    }

    async fn apr_09_byd_15_whoever_is_asked_themselves_decides_for_themselves(world) {
        let [ada, bo, cy, di] = world.members(["Ada Lind", "Bo Ek", "Cy Ahl", "Di Berg"]).await;
        let board = world.group("Board").await;
        for member in [bo, cy] {
            world.hold(member, board.member()).await;
        }
        name(&world, bo, "Cy Ahl", 0, 9).await.unwrap();
        // Bo is asked after the board; that one of the board approved is not Bo's approval.
        let stages = vec![stage(named(vec![board.principal()])), asks(&[bo])];
        let two = package(&world, &PolicySettings { stages, ..open_policy() }).await;
        let id = world.ask(ada, two).await;
        world.approve(cy, id, 0).await;
        let stages = world.stages(id).await;
        assert_eq!((stages[0].decided_by, stages[0].decided_for), (Some(cy), None));
        assert_eq!(stages[1].status, StageStatus::InProgress);
        // Nor is Cy only a deputy who could not hand it over.
        let again = world.ask(di, two).await;
        let input = HandOverInput {
            stage: world.stages(again).await[0].id,
            to: "Ada Lind".to_owned(),
            reason: "Knows more".to_owned(),
        };
        hand_over(&world.as_user(cy).await, again, &input).await.unwrap();
        for asked_before in [bo, cy] {
            assert_eq!(refusal(world.decide_at(asked_before, again, 0, Decision::Approve, "").await), AppError::NotFound);
        }
        world.approve(ada, again, 0).await;
    }

    async fn apr_09_what_makes_no_sense_is_named_at_its_field(world) {
        let [bo, cy] = world.members(["Bo Ek", "Cy Ahl"]).await;
        let guest = world.guest("eva@acme.example", None).await;
        let field = |outcome: Outcome<()>| match refusal(outcome) {
            AppError::Invalid(errors) => errors.0.into_keys().next().unwrap(),
            other => panic!("{other:?}"),
        };
        assert_eq!(field(name(&world, bo, "Bo Ek", 0, 5).await), "to");
        assert_eq!(field(name(&world, bo, "Nobody", 0, 5).await), "to");
        assert_eq!(field(name(&world, guest, "Cy Ahl", 0, 5).await), "to");
        assert_eq!(field(name(&world, bo, "Cy Ahl", 3, -1).await), "end");
        assert_eq!(field(name(&world, bo, "Cy Ahl", 0, 400).await), "end");
        name(&world, bo, "Cy Ahl", 2, 5).await.unwrap();
        assert_eq!(field(name(&world, bo, "Cy Ahl", 4, 9).await), "start");
        name(&world, bo, "Cy Ahl", 8, 2).await.unwrap();
        assert_eq!(away(&world.as_user(bo).await).await.unwrap().mine.len(), 2);
        assert_eq!(away(&world.as_user(cy).await).await.unwrap().for_others.len(), 2);
    }

    async fn apr_09_one_deputy_in_a_time_however_many_are_named_at_once(world) {
        let [bo, _] = world.members(["Bo Ek", "Cy Ahl"]).await;
        let ctx = world.as_user(bo).await;
        let end = world.now().plus_days(5);
        let outcomes = crowd(|_| {
            let ctx = ctx.clone();
            async move { name_deputy(&ctx, &DeputyInput { to: "Cy Ahl".to_owned(), start: None, end }).await }
        })
        .await;
        assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1);
        assert_eq!(world.count("deputies").await, 1);
    }
}
