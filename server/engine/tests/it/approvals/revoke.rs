//! An approver takes an approval back (APR-08).

use crate::support::World;
use crate::support::crowd::{audited, chain_is_intact, crowd, one_wins, package};
use crate::support::flow::{asks, open_policy, refusal};
use crate::support::policies::named;
use engine::approvals::{decide, decide_less, name_deputy, revoke, send_back};
use engine::assignments::extend;
use engine::{Failure, Outcome, my};
use shared::AppError;
use shared::approval::{Decision, StageStatus, TakingBack};
use shared::assignment::AssignmentState;
use shared::authz::Role;
use shared::directory::Principal;
use shared::forms::approvals::{DeputyInput, QuestionInput, RevokeInput};
use shared::forms::requests::{DecisionInput, EndInput, LessInput, RequestInput};
use shared::ids::{PackageId, RequestId, UserId};
use shared::policy::{Expiration, NamesShown, Needed, PolicySettings, StageSettings};
use shared::request::RequestState;
use shared::views::my::ApprovalsTab;

async fn staged(world: &World, stages: Vec<StageSettings>) -> PackageId {
    let settings = PolicySettings {
        stages,
        ..open_policy()
    };
    package(world, &settings).await
}

async fn back(
    world: &World,
    who: UserId,
    id: RequestId,
    position: usize,
    reason: &str,
    ends_access: bool,
) -> Outcome<TakingBack> {
    let input = RevokeInput {
        stage: world.stages(id).await[position].id,
        reason: reason.to_owned(),
        ends_access,
    };
    revoke(&world.as_user(who).await, id, &input).await
}

async fn waiting(world: &World, who: UserId) -> i64 {
    my::waiting(&world.as_user(who).await).await.unwrap()
}

fn conflict<T: std::fmt::Debug>(outcome: Outcome<T>) -> String {
    match refusal(outcome) {
        AppError::Conflict(why) => why,
        other => panic!("not a conflict: {other:?}"),
    }
}

both! {
    async fn apr_08_while_a_later_stage_waits_the_approval_is_withdrawn_and_the_stage_asks_again(world) {
        let [ada, bo, cy, di] = world.members(["Ada Lind", "Bo Ek", "Cy Ahl", "Di Berg"]).await;
        let package = staged(&world, vec![asks(&[bo, di]), asks(&[cy])]).await;
        let id = world.ask(ada, package).await;
        world.approve(bo, id, 0).await;
        world.advance_days(2).await;
        assert_eq!((waiting(&world, bo).await, waiting(&world, cy).await), (0, 1));
        let page = my::approval(&world.as_user(bo).await, id).await.unwrap();
        let revoking = page.revoking.unwrap();
        assert!(!revoking.ends_access && revoking.consequence.ends_with("the stages after it start over."), "{}", revoking.consequence);
        let history = my::approvals(&world.as_user(bo).await, ApprovalsTab::History, "", "").await.unwrap();
        assert!(history.rows.rows[0].may_revoke);
        // Whoever was asked with Bo, or later, has nothing to take back.
        let history = my::approvals(&world.as_user(di).await, ApprovalsTab::History, "", "").await.unwrap();
        assert!(!history.rows.rows[0].may_revoke);
        assert_eq!(refusal(back(&world, di, id, 0, "No", false).await), AppError::NotFound);
        assert_eq!(refusal(back(&world, cy, id, 0, "No", false).await), AppError::NotFound);

        assert_eq!(back(&world, bo, id, 0, "Wrong person", false).await.unwrap(), TakingBack::AsksAgain);
        world.settle().await;
        let stages = world.stages(id).await;
        assert_eq!((stages[0].status, stages[1].status), (StageStatus::InProgress, StageStatus::Initializing));
        assert_eq!(stages[0].due_at, Some(world.now().plus_days(7)));
        assert_eq!((waiting(&world, bo).await, waiting(&world, di).await, waiting(&world, cy).await), (1, 1, 0));
        let again = "Please decide again: Payments for Ada Lind".to_owned();
        assert!(world.mails_to("di.berg@norrland.example").await.contains(&again));
        assert!(!world.mails_to("bo.ek@norrland.example").await.contains(&again));
        assert_eq!(world.mails_to("cy.ahl@norrland.example").await.pop().unwrap(), "No longer needed: Payments for Ada Lind");
        let page = my::request(&world.as_user(ada).await, id).await.unwrap();
        let step = page.steps.iter().find(|step| step.title == "Bo Ek took the approval back").unwrap();
        assert_eq!(step.note.as_deref(), Some("Wrong person"));
        assert_eq!(refusal(world.decide_at(cy, id, 1, Decision::Approve, "").await), AppError::NotFound);
        assert_eq!(refusal(back(&world, bo, id, 0, "Again", false).await), AppError::NotFound);

        // Decided anew, it takes its course.
        world.approve(di, id, 0).await;
        world.approve(cy, id, 1).await;
        world.settle().await;
        assert_eq!(world.request(id).await.state, RequestState::Delivered);
        assert_eq!((audited(&world, "approval.approve").await, audited(&world, "approval.takeBack").await), (3, 1));
        chain_is_intact(&world).await;
    }

    async fn apr_08_after_access_was_given_it_ends_at_once_with_a_reason_and_everyone_is_told(world) {
        let [ada, bo, cy] = world.members(["Ada Lind", "Bo Ek", "Cy Ahl"]).await;
        let team = world.group("Team").await;
        let catalog = world.catalog("Sales").await;
        let package = world.package(catalog, "Payments", &[team.member()]).await;
        world.policy(package, &PolicySettings { stages: vec![asks(&[bo, cy])], ..open_policy() }).await;
        let owner = world.member("Olga Own").await;
        world.give_role(Principal::User(owner), Role::CatalogOwner, Some(catalog)).await;
        let id = world.ask(ada, package).await;
        world.approve(bo, id, 0).await;
        world.settle().await;
        assert!(world.holding(ada, team.member()).await.is_some());
        let revoking = my::approval(&world.as_user(bo).await, id).await.unwrap().revoking.unwrap();
        assert!(revoking.ends_access);
        assert_eq!(revoking.consequence, "Ada Lind loses Payments now, and is told why.");

        // Cy was asked, but has not approved; Bo needs a reason, and to know what happens.
        assert_eq!(refusal(back(&world, cy, id, 0, "No", true).await), AppError::NotFound);
        assert_eq!(refusal(back(&world, bo, id, 0, "", true).await), AppError::field("reason", "Say why you take your approval back."));
        assert!(conflict(back(&world, bo, id, 0, "Gone", false).await).starts_with("Access was given since"));
        assert_eq!(back(&world, bo, id, 0, "Left the project", true).await.unwrap(), TakingBack::EndsAccess);
        world.settle().await;
        let access = world.assignment_of(id).await;
        assert_eq!(access.state, AssignmentState::Expired);
        assert_eq!(value!(world, String, "SELECT end_reason FROM assignments"), "approvalRevoked");
        assert!(world.holding(ada, team.member()).await.is_none());
        let mail = value!(world, String, "SELECT body FROM demo_mails WHERE subject = 'Access ended: Payments'");
        assert!(mail.contains("because an approval was taken back") && mail.contains("    Left the project"), "{mail}");
        assert_eq!(world.mails_to("olga.own@norrland.example").await, ["Approval taken back: Payments for Ada Lind"]);
        let page = my::request(&world.as_user(ada).await, id).await.unwrap();
        let last = page.steps.last().unwrap();
        assert_eq!((last.title.as_str(), last.detail.as_deref(), last.note.as_deref()), ("Access ended", Some("Bo Ek took the approval back."), Some("Left the project")));
        assert_eq!(conflict(back(&world, bo, id, 0, "Twice", true).await), "The access has ended already.");
        assert_eq!((audited(&world, "approval.takeBack").await, audited(&world, "assignment.end").await), (1, 1));
        chain_is_intact(&world).await;
    }

    async fn apr_08_pol_38_a_quiet_policy_stays_quiet(world) {
        let [ada, bo, cy] = world.members(["Ada Lind", "Bo Ek", "Cy Ahl"]).await;
        let settings = PolicySettings { stages: vec![asks(&[bo]), asks(&[cy])], mail_off: true, ..open_policy() };
        let package = package(&world, &settings).await;
        let id = world.ask(ada, package).await;
        world.approve(bo, id, 0).await;
        back(&world, bo, id, 0, "", false).await.unwrap();
        world.approve(bo, id, 0).await;
        world.approve(cy, id, 1).await;
        back(&world, cy, id, 1, "Not any more", true).await.unwrap();
        world.settle().await;
        assert_eq!(world.count("demo_mails").await, 0);
    }

    async fn apr_08_byd_14_one_of_several_is_withdrawn_and_the_others_stay(world) {
        let [ada, bo, cy, di] = world.members(["Ada Lind", "Bo Ek", "Cy Ahl", "Di Berg"]).await;
        let two = StageSettings { needed: Needed::Several(2), ..asks(&[bo, cy, di]) };
        let package = staged(&world, vec![two, asks(&[di])]).await;
        let id = world.ask(ada, package).await;
        world.approve(bo, id, 0).await;
        world.pass_hours(24);
        back(&world, bo, id, 0, "", false).await.unwrap();
        assert_eq!((waiting(&world, bo).await, waiting(&world, cy).await), (1, 1));
        assert_eq!(world.count("stage_approvals").await, 0);
        assert_eq!(world.stages(id).await[0].due_at, Some(world.now().plus_days(7)));
        world.approve(bo, id, 0).await;
        world.approve(cy, id, 0).await;
        // The stage is over; what Cy gave stays when Bo takes theirs back.
        assert_eq!(waiting(&world, di).await, 1);
        back(&world, bo, id, 0, "Too quick", false).await.unwrap();
        let stages = world.stages(id).await;
        assert_eq!((stages[0].status, stages[1].status), (StageStatus::InProgress, StageStatus::Initializing));
        assert_eq!((waiting(&world, bo).await, waiting(&world, cy).await, waiting(&world, di).await), (1, 0, 1));
        world.approve(di, id, 0).await;
        world.settle().await;
        // Di has approved the first stage, so the second would ask nobody else.
        assert_eq!(world.request(id).await.state, RequestState::Delivered);
        assert_eq!(refusal(back(&world, di, id, 1, "Skipped", true).await), AppError::NotFound);
        chain_is_intact(&world).await;
    }

    async fn apr_08_byd_14_a_place_of_one_from_each_opens_again(world) {
        let [ada, bo, cy, di] = world.members(["Ada Lind", "Bo Ek", "Cy Ahl", "Di Berg"]).await;
        let (peers, owners) = (world.group("Peers").await, world.group("Owners").await);
        for (member, group) in [(bo, &peers), (cy, &peers), (di, &owners)] {
            world.hold(member, group.member()).await;
        }
        let each = StageSettings { needed: Needed::Each, ..crate::support::flow::stage(named(vec![peers.principal(), owners.principal()])) };
        let package = staged(&world, vec![each]).await;
        let id = world.ask(ada, package).await;
        world.approve(bo, id, 0).await;
        assert_eq!((waiting(&world, cy).await, waiting(&world, di).await), (0, 1));
        back(&world, bo, id, 0, "", false).await.unwrap();
        assert_eq!((waiting(&world, bo).await, waiting(&world, cy).await, waiting(&world, di).await), (1, 1, 1));
        world.approve(di, id, 0).await;
        world.approve(cy, id, 0).await;
        world.settle().await;
        // Both gave it, and either can end it.
        back(&world, di, id, 0, "Not an owner's wish", true).await.unwrap();
        assert_eq!(world.assignment_of(id).await.state, AssignmentState::Expired);
    }

    async fn apr_08_byd_13_what_the_approval_took_is_asked_for_again(world) {
        let [ada, bo, cy] = world.members(["Ada Lind", "Bo Ek", "Cy Ahl"]).await;
        let settings = PolicySettings { stages: vec![asks(&[bo]), asks(&[cy]), asks(&[bo])], expiration: Expiration::AfterDays(30), ask_again: true, ..open_policy() };
        let package = package(&world, &settings).await;
        let id = world.ask(ada, package).await;
        for (who, position, days) in [(bo, 0, 20), (cy, 1, 5)] {
            let input = DecisionInput { decision: Decision::Approve, justification: "Less".to_owned(), stage: world.stages(id).await[position].id, seen_due: None };
            let less = LessInput { days: Some(days), ..LessInput::default() };
            decide_less(&world.as_user(who).await, id, &input, &less).await.unwrap();
        }
        back(&world, cy, id, 1, "", false).await.unwrap();
        let page = my::approval(&world.as_user(cy).await, id).await.unwrap();
        assert_eq!(page.request.less, "For 20 days at most.");
        world.approve(cy, id, 1).await;
        world.approve(bo, id, 2).await;
        let access = world.assignment_of(id).await;
        assert_eq!(access.ends_at, Some(world.now().plus_days(20)));
    }

    async fn apr_08_byd_15_a_skipped_stage_is_nobodys_to_take_back(world) {
        let [ada, bo] = world.members(["Ada Lind", "Bo Ek"]).await;
        let package = staged(&world, vec![asks(&[bo]), asks(&[bo])]).await;
        let id = world.ask(ada, package).await;
        world.approve(bo, id, 0).await;
        world.settle().await;
        assert_eq!(refusal(back(&world, bo, id, 1, "Skipped", true).await), AppError::NotFound);
        back(&world, bo, id, 0, "The one that was given", true).await.unwrap();
        assert_eq!(world.assignment_of(id).await.state, AssignmentState::Expired);
    }

    async fn apr_08_before_a_later_start_the_stage_asks_again(world) {
        let [ada, bo] = world.members(["Ada Lind", "Bo Ek"]).await;
        let settings = PolicySettings { stages: vec![asks(&[bo])], custom_schedule: true, ..open_policy() };
        let package = package(&world, &settings).await;
        let input = RequestInput { start: Some(world.now().plus_days(3)), ..RequestInput::default() };
        let id = world.ask_with(ada, package, input).await.unwrap();
        world.approve(bo, id, 0).await;
        assert_eq!(world.request(id).await.state, RequestState::Scheduled);
        back(&world, bo, id, 0, "", false).await.unwrap();
        assert_eq!(world.request(id).await.state, RequestState::PendingApproval);
        world.advance_days(4).await;
        // The start has passed, and nothing begins without the approval.
        assert_eq!(world.count("assignments").await, 0);
        world.approve(bo, id, 0).await;
        world.settle().await;
        assert_eq!(world.request(id).await.state, RequestState::Delivered);
    }

    async fn apr_08_an_extension_only_before_it_is_granted(world) {
        let [ada, bo, cy] = world.members(["Ada Lind", "Bo Ek", "Cy Ahl"]).await;
        let settings = PolicySettings {
            stages: vec![asks(&[bo]), asks(&[cy])], expiration: Expiration::AfterDays(30), can_extend: true, approve_extension: true, ..open_policy()
        };
        let package = package(&world, &settings).await;
        let first = world.ask(ada, package).await;
        world.approve(bo, first, 0).await;
        world.approve(cy, first, 1).await;
        world.settle().await;
        world.advance_days(10).await;
        let access = world.assignment_of(first).await;
        let id = extend(&world.as_user(ada).await, access.id, &EndInput::default()).await.unwrap();
        world.approve(bo, id, 0).await;
        back(&world, bo, id, 0, "", false).await.unwrap();
        world.approve(bo, id, 0).await;
        world.approve(cy, id, 1).await;
        assert!(conflict(back(&world, cy, id, 1, "Late", false).await).starts_with("The end of the access has been moved already."));
        // The approval of the access itself is another matter.
        back(&world, cy, first, 1, "Done with it", true).await.unwrap();
        assert_eq!(world.assignment(access.id).await.state, AssignmentState::Expired);
    }

    async fn apr_08_byd_11_while_a_question_waits_nothing_is_taken_back(world) {
        let [ada, bo, cy] = world.members(["Ada Lind", "Bo Ek", "Cy Ahl"]).await;
        let package = staged(&world, vec![asks(&[bo]), asks(&[cy])]).await;
        let id = world.ask(ada, package).await;
        world.approve(bo, id, 0).await;
        let input = QuestionInput { stage: world.stages(id).await[1].id, question: "Why?".to_owned() };
        send_back(&world.as_user(cy).await, id, &input).await.unwrap();
        assert!(conflict(back(&world, bo, id, 0, "", false).await).starts_with("A question about this request waits"));
        assert!(my::approval(&world.as_user(bo).await, id).await.unwrap().revoking.is_none());
    }

    async fn apr_08_apr_09_what_a_deputy_approved_is_the_deputys_to_take_back_while_they_are_one(world) {
        let [ada, bo, cy, di] = world.members(["Ada Lind", "Bo Ek", "Cy Ahl", "Di Berg"]).await;
        let input = DeputyInput { to: "Di Berg".to_owned(), start: None, end: world.now().plus_days(5) };
        name_deputy(&world.as_user(bo).await, &input).await.unwrap();
        let package = staged(&world, vec![asks(&[bo]), asks(&[cy])]).await;
        let one = world.ask(ada, package).await;
        world.approve(di, one, 0).await;
        assert_eq!(refusal(back(&world, bo, one, 0, "Mine", false).await), AppError::NotFound);
        back(&world, di, one, 0, "", false).await.unwrap();
        assert_eq!((waiting(&world, bo).await, waiting(&world, di).await), (1, 1));
        // Whose time as a deputy is over is not asked again, and takes nothing back.
        world.approve(di, one, 0).await;
        world.advance_days(6).await;
        let AppError::Forbidden(why) = refusal(back(&world, di, one, 0, "", false).await) else { panic!("not refused") };
        assert!(why.starts_with("You could not decide on this any more"), "{why}");
    }

    async fn apr_08_whoever_left_the_group_that_was_asked_takes_nothing_back(world) {
        let [ada, bo] = world.members(["Ada Lind", "Bo Ek"]).await;
        let leads = world.group("Leads").await;
        world.hold(bo, leads.member()).await;
        let stage = crate::support::flow::stage(named(vec![leads.principal()]));
        let package = staged(&world, vec![stage]).await;
        let id = world.ask(ada, package).await;
        world.approve(bo, id, 0).await;
        run_sql!(world, "DELETE FROM role_holders WHERE role_id = $1", leads.member()).unwrap();
        assert!(matches!(refusal(back(&world, bo, id, 0, "Late", true).await), AppError::Forbidden(_)));
        assert!(my::approval(&world.as_user(bo).await, id).await.unwrap().revoking.is_none());
    }

    async fn apr_08_pol_21_people_from_outside_do_not_learn_who_took_it_back(world) {
        let bo = world.member("Bo Ek").await;
        let settings = PolicySettings { stages: vec![asks(&[bo])], approver_names: NamesShown::Never, ..open_policy() };
        let package = package(&world, &settings).await;
        let ada = world.member("Ada Lind").await;
        let id = world.ask(ada, package).await;
        world.approve(bo, id, 0).await;
        back(&world, bo, id, 0, "Not this one", true).await.unwrap();
        let page = my::request(&world.as_user(ada).await, id).await.unwrap();
        assert_eq!(page.steps.last().unwrap().detail.as_deref(), Some("An approver took the approval back."));
        let requests = my::requests(&world.as_user(ada).await, "").await.unwrap();
        assert!(!format!("{requests:?}").contains("Bo Ek"));
        let removal = requests.rows.rows.iter().find(|row| row.id != id.to_string()).unwrap();
        let page = my::request(&world.as_user(ada).await, removal.id.parse().unwrap()).await.unwrap();
        assert_eq!(page.steps[0].title, "An approver took an approval back");
        assert!(!format!("{page:?}").contains("Bo Ek"));
    }

    async fn apr_08_taking_back_and_the_next_decision_race_and_one_wins(world) {
        let [ada, bo, cy] = world.members(["Ada Lind", "Bo Ek", "Cy Ahl"]).await;
        let package = staged(&world, vec![asks(&[bo]), asks(&[cy])]).await;
        let id = world.ask(ada, package).await;
        world.approve(bo, id, 0).await;
        let stages = world.stages(id).await;
        let revoking = RevokeInput { stage: stages[0].id, reason: "Wait".to_owned(), ends_access: false };
        let deciding = DecisionInput { decision: Decision::Approve, justification: String::new(), stage: stages[1].id, seen_due: None };
        let (first, second) = (world.as_user(bo).await, world.as_user(cy).await);
        let outcomes = crowd(|number| {
            let (first, second) = (first.clone(), second.clone());
            let (revoking, deciding) = (revoking.clone(), deciding.clone());
            async move {
                let outcome = if number % 2 == 0 {
                    revoke(&first, id, &revoking).await.map(|_| ())
                } else {
                    decide(&second, id, &deciding).await
                };
                // Whoever comes once it is over finds nothing that is theirs to decide or take back any more.
                match outcome {
                    Err(Failure::App(AppError::NotFound)) => {
                        Err(Failure::App(AppError::Conflict("gone".to_owned())))
                    }
                    outcome => outcome,
                }
            }
        })
        .await;
        one_wins(outcomes);
        world.settle().await;
        let (approvals, taken) = (audited(&world, "approval.approve").await, audited(&world, "approval.takeBack").await);
        assert_eq!(approvals + taken, 2);
        let given = world.request(id).await.state == RequestState::Delivered;
        assert_eq!((given, world.count("assignments").await == 1), (approvals == 2, approvals == 2));
        chain_is_intact(&world).await;
    }
}
