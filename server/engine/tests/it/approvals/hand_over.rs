//! An approver hands one request to another person (BYD-12).

use crate::support::World;
use crate::support::crowd::{audited, chain_is_intact, crowd, one_wins, package};
use crate::support::flow::{asks, open_policy, refusal, stage};
use crate::support::policies::named;
use engine::approvals::{decide, hand_over, name_deputy};
use engine::{Failure, Outcome, my};
use shared::AppError;
use shared::approval::Decision;
use shared::forms::approvals::{DeputyInput, HandOverInput};
use shared::forms::requests::DecisionInput;
use shared::ids::{RequestId, UserId};
use shared::policy::PolicySettings;
use shared::request::RequestState;

async fn give(world: &World, from: UserId, id: RequestId, to: &str) -> Outcome<String> {
    let input = HandOverInput {
        stage: world.stages(id).await[0].id,
        to: to.to_owned(),
        reason: "Di runs the project".to_owned(),
    };
    hand_over(&world.as_user(from).await, id, &input).await
}

both! {
    async fn byd_12_another_person_decides_and_everybody_can_read_why(world) {
        let [ada, bo, cy, di] = world.members(["Ada Lind", "Bo Ek", "Cy Ahl", "Di Berg"]).await;
        let package = package(&world, &PolicySettings { stages: vec![asks(&[bo, cy])], ..open_policy() }).await;
        let id = world.ask(ada, package).await;
        assert_eq!(give(&world, bo, id, " di berg ").await.unwrap(), "Di Berg");
        world.settle().await;
        // Bo is out; Cy, who was asked besides, and Di can decide.
        assert_eq!(my::waiting(&world.as_user(bo).await).await.unwrap(), 0);
        assert_eq!(refusal(world.decide_at(bo, id, 0, Decision::Approve, "").await), AppError::NotFound);
        assert_eq!(my::waiting(&world.as_user(cy).await).await.unwrap(), 1);
        assert_eq!(world.mails_to("di.berg@norrland.example").await, ["Please decide: Payments for Ada Lind"]);
        assert_eq!(world.mails_to("cy.ahl@norrland.example").await.len(), 1);
        let page = my::request(&world.as_user(ada).await, id).await.unwrap();
        let step = &page.steps[1];
        assert_eq!((step.title.as_str(), step.note.as_deref()), ("Bo Ek handed it over to Di Berg", Some("Di runs the project")));
        world.approve(di, id, 0).await;
        world.settle().await;
        assert_eq!(world.request(id).await.state, RequestState::Delivered);
        assert_eq!(audited(&world, "approval.handOver").await, 1);
        chain_is_intact(&world).await;
    }

    async fn byd_12_a_group_gives_its_place_away(world) {
        let [ada, bo, cy, di] = world.members(["Ada Lind", "Bo Ek", "Cy Ahl", "Di Berg"]).await;
        let team = world.group("Team").await;
        for member in [bo, cy] {
            world.hold(member, team.member()).await;
        }
        let rule = stage(named(vec![team.principal()]));
        let package = package(&world, &PolicySettings { stages: vec![rule], ..open_policy() }).await;
        let id = world.ask(ada, package).await;
        world.settle().await;
        give(&world, bo, id, "di.berg@norrland.example").await.unwrap();
        world.settle().await;
        assert_eq!(my::waiting(&world.as_user(cy).await).await.unwrap(), 0);
        assert_eq!(
            world.mails_to("cy.ahl@norrland.example").await,
            ["Please decide: Payments for Ada Lind", "No longer needed: Payments for Ada Lind"]
        );
        world.approve(di, id, 0).await;
    }

    async fn byd_12_apr_05_it_never_goes_to_who_asked_nor_back_and_forth_without_need(world) {
        let [ada, bo, cy, di] = world.members(["Ada Lind", "Bo Ek", "Cy Ahl", "Di Berg"]).await;
        let other = world.member("Dina").await;
        run_sql!(world, "UPDATE users SET display_name = 'Di Berg', search_text = 'di berg' WHERE id = $1", other).unwrap();
        world.guest("eva@acme.example", None).await;
        let package = package(&world, &PolicySettings { stages: vec![asks(&[bo, cy])], ..open_policy() }).await;
        let id = world.ask(ada, package).await;
        for (to, message) in [
            ("Ada Lind", "Nobody decides about their own request. Choose somebody else."),
            ("bo ek", "This is you. Choose somebody else."),
            ("Cy Ahl", "Cy Ahl is asked already."),
            ("Di Berg", "Several people are called so. Write the mail address."),
            ("Di", "Nobody here is called so. Write the whole name, or the mail address."),
            ("eva@acme.example", "Nobody here is called so. Write the whole name, or the mail address."),
        ] {
            assert_eq!(refusal(give(&world, bo, id, to).await), AppError::field("to", message), "{to}");
        }
        for stranger in [ada, di] {
            assert_eq!(refusal(give(&world, stranger, id, "Cy Ahl").await), AppError::NotFound);
        }
        assert_eq!(audited(&world, "approval.handOver").await, 0);
    }

    async fn byd_12_handing_over_and_deciding_at_once_leave_one_of_them(world) {
        let [ada, bo, di] = world.members(["Ada Lind", "Bo Ek", "Di Berg"]).await;
        let package = package(&world, &PolicySettings { stages: vec![asks(&[bo])], ..open_policy() }).await;
        let id = world.ask(ada, package).await;
        let stage = world.stages(id).await[0].id;
        let ctx = world.as_user(bo).await;
        let outcomes = crowd(|number| {
            let ctx = ctx.clone();
            async move {
                if number % 2 == 0 {
                    let input = HandOverInput { stage, to: "Di Berg".to_owned(), reason: "Away".to_owned() };
                    hand_over(&ctx, id, &input).await.map(|_| false)
                } else {
                    let input = DecisionInput {
                        decision: Decision::Approve, justification: String::new(), stage, seen_due: None,
                    };
                    decide(&ctx, id, &input).await.map(|()| true)
                }
            }
        })
        .await;
        // Who comes after it was handed over is not asked any more.
        let outcomes = outcomes
            .into_iter()
            .map(|outcome| match outcome {
                Err(Failure::App(AppError::NotFound | AppError::Invalid(_))) => {
                    Err(AppError::Conflict("too late".to_owned()).into())
                }
                other => other,
            })
            .collect();
        let approved = one_wins(outcomes);
        assert_eq!(audited(&world, "approval.handOver").await, i64::from(!approved));
        assert_eq!(audited(&world, "approval.approve").await, i64::from(approved));
        if !approved {
            assert_eq!(refusal(world.decide_at(bo, id, 0, Decision::Approve, "").await), AppError::NotFound);
            world.approve(di, id, 0).await;
        }
        chain_is_intact(&world).await;
    }

    async fn byd_12_apr_09_who_decides_for_somebody_who_is_away_hears_that_it_was_handed_to_them(world) {
        let [ada, bo, di, eve] = world.members(["Ada Lind", "Bo Ek", "Di Berg", "Eve Sol"]).await;
        let package = package(&world, &PolicySettings { stages: vec![asks(&[bo])], ..open_policy() }).await;
        let input = DeputyInput { to: "Eve Sol".to_owned(), start: None, end: world.now().plus_days(5) };
        name_deputy(&world.as_user(di).await, &input).await.unwrap();
        let id = world.ask(ada, package).await;
        give(&world, bo, id, "Di Berg").await.unwrap();
        world.settle().await;
        let mails = world.mails_to("eve.sol@norrland.example").await;
        assert_eq!(mails.last().map(String::as_str), Some("Please decide: Payments for Ada Lind"), "{mails:?}");
        world.approve(eve, id, 0).await;
    }
}
