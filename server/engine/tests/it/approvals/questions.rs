//! An approver asks before deciding; the clock stands still until the answer (BYD-11).

use crate::support::World;
use crate::support::crowd::{audited, chain_is_intact, crowd, one_wins, package};
use crate::support::flow::{asks, asks_later, open_policy, refusal};
use engine::approvals::{answer, decide, send_back, take_back};
use engine::{Outcome, my, requests};
use shared::AppError;
use shared::approval::Decision;
use shared::forms::approvals::{AnswerInput, QuestionInput};
use shared::forms::requests::{DecisionInput, RequestInput};
use shared::ids::{PackageId, QuestionId, RequestId, UserId};
use shared::policy::{PolicySettings, Question, QuestionKind};
use shared::request::{RequestState, RequestStatus};
use shared::views::my::ApprovalsTab;
use std::sync::Arc;

const WHY: QuestionId = QuestionId(uuid::Uuid::from_u128(7));

fn question(id: QuestionId, required: bool) -> Question {
    Question {
        id,
        text: "Which project?".to_owned(),
        required,
        kind: QuestionKind::ShortText { pattern: None },
        translations: Vec::new(),
        attribute: None,
    }
}

async fn ask(world: &World, who: UserId, request: RequestId, question: &str) -> Outcome<()> {
    let input = QuestionInput {
        stage: world.stages(request).await[0].id,
        question: question.to_owned(),
    };
    send_back(&world.as_user(who).await, request, &input).await
}

async fn reply(world: &World, who: UserId, request: RequestId, reply: &str) -> Outcome<()> {
    let input = AnswerInput {
        reply: reply.to_owned(),
        ..AnswerInput::default()
    };
    answer(&world.as_user(who).await, request, &input).await
}

/// Ada asks for a package that Bo and Cy decide on within a week.
async fn place(world: &World) -> (PackageId, [UserId; 3], RequestId) {
    let people = world.members(["Ada Lind", "Bo Ek", "Cy Ahl"]).await;
    let [ada, bo, cy] = people;
    let package = package(
        world,
        &PolicySettings {
            stages: vec![asks(&[bo, cy])],
            ..open_policy()
        },
    )
    .await;
    (package, people, world.ask(ada, package).await)
}

both! {
    async fn byd_11_a_question_stops_the_clock_until_it_is_answered(world) {
        let (_, [ada, bo, cy], id) = place(&world).await;
        world.advance_days(5).await;
        ask(&world, bo, id, "Which project is it for?").await.unwrap();
        world.settle().await;

        // Two days were left. A month later nothing has run out, and nobody is reminded of anything.
        let mails = world.mails_to("cy.ahl@norrland.example").await.len();
        world.advance_days(30).await;
        let request = world.request(id).await;
        assert_eq!((request.state, request.status), (RequestState::PendingApproval, RequestStatus::WaitingForRequestor));
        assert_eq!(world.mails_to("cy.ahl@norrland.example").await.len(), mails);
        for approver in [bo, cy] {
            let ctx = world.as_user(approver).await;
            assert_eq!(my::waiting(&ctx).await.unwrap(), 0);
            let sent_back = my::approvals(&ctx, ApprovalsTab::Asked, "", "").await.unwrap();
            assert_eq!(sent_back.rows.rows.len(), 1);
            let refused = refusal(world.decide_at(approver, id, 0, Decision::Approve, "").await);
            assert!(matches!(refused, AppError::Conflict(why) if why.starts_with("A question about this request")));
        }

        // Ada has a mail, and finds the question in her list and on the page.
        assert!(world.mails_to("ada.lind@norrland.example").await.contains(&"Please answer: Payments".to_owned()));
        let ctx = world.as_user(ada).await;
        let row = &my::requests(&ctx, "").await.unwrap().rows.rows[0];
        assert_eq!((row.badge.label.as_str(), row.step.as_str()), ("Waiting for your answer", "An approver has a question"));
        let page = my::request(&ctx, id).await.unwrap();
        let open = page.question.unwrap();
        assert_eq!((open.from.as_str(), open.text.as_str()), ("Bo Ek", "Which project is it for?"));

        reply(&world, ada, id, "The new payroll.").await.unwrap();
        world.settle().await;
        let stage = &world.stages(id).await[0];
        assert_eq!(stage.due_at, Some(world.now().plus_days(2)));
        assert_eq!(my::waiting(&world.as_user(cy).await).await.unwrap(), 1);
        assert!(world.mails_to("bo.ek@norrland.example").await.contains(&"Answered: Payments for Ada Lind".to_owned()));
        world.approve(cy, id, 0).await;
        world.settle().await;
        assert_eq!(world.request(id).await.state, RequestState::Delivered);

        // Everybody reads the whole exchange, for ever.
        let page = my::request(&ctx, id).await.unwrap();
        assert_eq!(page.question, None);
        let story: Vec<_> = page.steps.iter().map(|step| (step.title.as_str(), step.note.as_deref())).collect();
        assert_eq!(&story[1..3], [
            ("Bo Ek asked a question", Some("Which project is it for?")),
            ("You answered", Some("The new payroll.")),
        ]);
        let page = my::approval(&world.as_user(bo).await, id).await.unwrap();
        assert_eq!(page.request.steps[2].title, "Ada Lind answered");
        chain_is_intact(&world).await;
    }

    async fn byd_11_the_answer_can_change_what_was_asked_for(world) {
        let [ada, bo] = world.members(["Ada Lind", "Bo Ek"]).await;
        let settings = PolicySettings {
            stages: vec![asks(&[bo])],
            questions: vec![question(WHY, true)],
            requestor_justification_required: true,
            ..open_policy()
        };
        let package = package(&world, &settings).await;
        let input = RequestInput {
            justification: "Work".to_owned(),
            answers: vec![(WHY, "Payroll".to_owned())],
            ..RequestInput::default()
        };
        let id = world.ask_with(ada, package, input).await.unwrap();
        ask(&world, bo, id, "Be more exact.").await.unwrap();
        let ctx = world.as_user(ada).await;
        let same = AnswerInput {
            justification: "Work".to_owned(),
            answers: vec![(WHY, "Payroll".to_owned())],
            ..AnswerInput::default()
        };
        let silent = refusal(answer(&ctx, id, &same).await);
        assert_eq!(silent, AppError::field("reply", "Answer the question, or change what you wrote."));
        let AppError::Invalid(errors) = refusal(answer(&ctx, id, &AnswerInput::default()).await) else { panic!() };
        assert!(errors.get("justification").is_some() && errors.get(&format!("answer_{WHY}")).is_some());
        let better = AnswerInput { answers: vec![(WHY, "Payroll 2027".to_owned())], ..same };
        answer(&ctx, id, &better).await.unwrap();

        let page = my::approval(&world.as_user(bo).await, id).await.unwrap();
        assert_eq!(page.request.answers[0].answer, "Payroll 2027");
        assert_eq!(page.request.steps[2].note.as_deref(), Some("Changed: “Which project?”."));
        // The record keeps what it said before.
        let details = value!(world, String, "SELECT details FROM audit_records WHERE action = 'request.answer'");
        assert!(details.contains("\"Payroll\"") && details.contains("Payroll 2027"));
    }

    async fn byd_11_nobody_decides_on_an_answer_they_have_not_read(world) {
        let (_, [ada, bo, cy], id) = place(&world).await;
        let seen = my::approval(&world.as_user(cy).await, id).await.unwrap().deciding.unwrap();
        world.pass_hours(1);
        ask(&world, bo, id, "Why?").await.unwrap();
        world.pass_hours(1);
        reply(&world, ada, id, "Because.").await.unwrap();
        let input = |seen_due: &str| DecisionInput {
            decision: Decision::Approve,
            justification: String::new(),
            stage: seen.stage.parse().unwrap(),
            seen_due: seen_due.parse().ok().map(shared::time::Timestamp),
        };
        let ctx = world.as_user(cy).await;
        let refused = refusal(decide(&ctx, id, &input(&seen.seen_due)).await);
        assert!(matches!(refused, AppError::Conflict(why) if why.contains("answered since you opened it")));
        let fresh = my::approval(&ctx, id).await.unwrap().deciding.unwrap();
        decide(&ctx, id, &input(&fresh.seen_due)).await.unwrap();
    }

    async fn byd_11_a_question_can_be_withdrawn_and_the_request_canceled(world) {
        let (_, [ada, bo, cy], id) = place(&world).await;
        ask(&world, bo, id, "Why?").await.unwrap();
        let stage = world.stages(id).await[0].id;
        take_back(&world.as_user(cy).await, id, stage).await.unwrap();
        assert_eq!(world.request(id).await.status, RequestStatus::PendingApproval);
        assert!(matches!(refusal(reply(&world, ada, id, "Late").await), AppError::Conflict(_)));
        ask(&world, cy, id, "Really?").await.unwrap();
        requests::cancel(&world.as_user(ada).await, id).await.unwrap();
        assert_eq!(world.request(id).await.state, RequestState::Canceled);
        assert_eq!(my::approvals(&world.as_user(bo).await, ApprovalsTab::Asked, "", "").await.unwrap().rows.rows.len(), 0);
        world.advance_days(30).await;
        assert_eq!(world.request(id).await.state, RequestState::Canceled);
    }

    async fn byd_11_only_who_is_asked_asks_and_only_who_asked_answers(world) {
        let (_, [ada, bo, cy], id) = place(&world).await;
        let di = world.member("Di Berg").await;
        for stranger in [ada, di] {
            assert_eq!(refusal(ask(&world, stranger, id, "Why?").await), AppError::NotFound);
        }
        ask(&world, bo, id, "Why?").await.unwrap();
        for stranger in [bo, cy, di] {
            assert_eq!(refusal(reply(&world, stranger, id, "So.").await), AppError::NotFound);
        }
        let again = refusal(ask(&world, cy, id, "And?").await);
        assert!(matches!(again, AppError::Conflict(_)));
        let stage = world.stages(id).await[0].id;
        assert_eq!(refusal(take_back(&world.as_user(ada).await, id, stage).await), AppError::NotFound);
    }

    async fn byd_11_pol_17_alternates_wait_for_the_answer_too(world) {
        let [ada, bo, cy] = world.members(["Ada Lind", "Bo Ek", "Cy Ahl"]).await;
        let package = package(&world, &PolicySettings { stages: vec![asks_later(&[bo], 3, &[cy])], ..open_policy() }).await;
        let id = world.ask(ada, package).await;
        world.advance_days(1).await;
        ask(&world, bo, id, "Why?").await.unwrap();
        world.advance_days(10).await;
        assert_eq!(world.mails_to("cy.ahl@norrland.example").await.len(), 0);
        reply(&world, ada, id, "So.").await.unwrap();
        world.advance_days(1).await;
        assert_eq!(world.mails_to("cy.ahl@norrland.example").await.len(), 0);
        world.advance_days(1).await;
        assert_eq!(world.mails_to("cy.ahl@norrland.example").await.len(), 1);
    }

    async fn byd_11_sending_back_and_deciding_at_once_leave_one_of_them(world) {
        let (_, [_, bo, cy], id) = place(&world).await;
        let stage = world.stages(id).await[0].id;
        let (bo, cy) = (world.as_user(bo).await, world.as_user(cy).await);
        let outcomes = crowd(|number| {
            let (bo, cy) = (bo.clone(), cy.clone());
            async move {
                if number % 2 == 0 {
                    let input = QuestionInput { stage, question: "Why?".to_owned() };
                    send_back(&bo, id, &input).await.map(|()| false)
                } else {
                    let input = DecisionInput {
                        decision: Decision::Approve, justification: String::new(), stage, seen_due: None,
                    };
                    decide(&cy, id, &input).await.map(|()| true)
                }
            }
        })
        .await;
        let approved = one_wins(outcomes);
        world.settle().await;
        let state = if approved { RequestState::Delivered } else { RequestState::PendingApproval };
        assert_eq!(world.request(id).await.state, state);
        assert_eq!(world.count("assignments").await, i64::from(approved));
        assert_eq!(audited(&world, "approval.sendBack").await, i64::from(!approved));
        chain_is_intact(&world).await;
    }

    async fn byd_11_one_answer_counts_however_often_it_is_sent(world) {
        let (_, [ada, bo, _], id) = place(&world).await;
        ask(&world, bo, id, "Why?").await.unwrap();
        let ctx = Arc::new(world.as_user(ada).await);
        let outcomes = crowd(|_| {
            let ctx = Arc::clone(&ctx);
            async move {
                let input = AnswerInput { reply: "So.".to_owned(), ..AnswerInput::default() };
                answer(&ctx, id, &input).await
            }
        })
        .await;
        one_wins(outcomes);
        assert_eq!(audited(&world, "request.answer").await, 1);
    }
}
