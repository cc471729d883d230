//! What a policy says besides: pointless stages, names of approvers, direct assignments.

use crate::support::crowd::{audited, chain_is_intact, package};
use crate::support::flow::{asks, asks_later, open_policy, refusal, stage};
use crate::support::policies::{internal_sponsors, manager, named};
use engine::assignments::{DirectAssignment, assign_directly};
use engine::my;
use shared::AppError;
use shared::approval::Decision;
use shared::directory::Principal;
use shared::forms::approvals::QuestionInput;
use shared::policy::{Asked, NamesShown, PolicySettings, TargetScope};
use shared::request::{RequestState, RequestType};

both! {
    async fn not_03_each_stage_and_its_alternates_hear_what_concerns_them_and_no_more(world) {
        let [ada, bo, cy, di, eva] = world.members(["Ada Lind", "Bo Ek", "Cy Ahl", "Di Berg", "Eva Chef"]).await;
        let stages = vec![asks_later(&[bo], 2, &[cy]), asks(&[di, eva])];
        let package = package(&world, &PolicySettings { stages, ..open_policy() }).await;
        let id = world.ask(ada, package).await;
        world.advance_days(2).await;
        world.approve(bo, id, 0).await;
        world.settle().await;
        engine::requests::cancel(&world.as_user(ada).await, id).await.unwrap();
        world.settle().await;
        let (asked, decided, gone) = (
            "Please decide: Payments for Ada Lind",
            "Decided: Payments for Ada Lind",
            "No longer needed: Payments for Ada Lind",
        );
        assert_eq!(world.mails_to("bo.ek@norrland.example").await, [asked]);
        assert_eq!(world.mails_to("cy.ahl@norrland.example").await, [asked, decided]);
        for second in ["di.berg@norrland.example", "eva.chef@norrland.example"] {
            assert_eq!(world.mails_to(second).await, [asked, gone]);
        }
        assert_eq!(world.mails_to("ada.lind@norrland.example").await.len(), 0);
    }

    async fn byd_15_a_stage_is_skipped_when_it_asks_only_who_has_approved(world) {
        let [ada, bo, di] = world.members(["Ada Lind", "Bo Ek", "Di Berg"]).await;
        let team = world.group("Team").await;
        world.hold(bo, team.member()).await;
        world.set_manager(ada, Some(bo)).await;
        let stages = vec![
            stage(manager(vec![Principal::User(di)])),
            stage(named(vec![team.principal()])),
            asks(&[di]),
        ];
        let package = package(&world, &PolicySettings { stages, ..open_policy() }).await;
        let id = world.ask(ada, package).await;
        world.settle().await;
        world.approve(bo, id, 0).await;
        world.settle().await;
        // Bo is asked once, and Di next.
        assert_eq!(world.mails_to("bo.ek@norrland.example").await.len(), 1);
        assert_eq!(world.mails_to("di.berg@norrland.example").await, ["Please decide: Payments for Ada Lind"]);
        assert_eq!((audited(&world, "approval.skip").await, audited(&world, "approval.approve").await), (1, 1));
        let page = my::request(&world.as_user(ada).await, id).await.unwrap();
        assert_eq!(page.flow.stages[1].note.as_deref(), Some("Skipped: Bo Ek had approved already."));
        assert!(page.steps.iter().any(|step| step.title == "Stage 2 of 3 was skipped"));
        world.approve(di, id, 2).await;
        world.settle().await;
        assert_eq!(world.request(id).await.state, RequestState::Delivered);
        chain_is_intact(&world).await;
    }

    async fn byd_15_a_stage_that_asks_somebody_else_as_well_is_not_skipped(world) {
        let [ada, bo, cy] = world.members(["Ada Lind", "Bo Ek", "Cy Ahl"]).await;
        let team = world.group("Team").await;
        for member in [bo, cy] {
            world.hold(member, team.member()).await;
        }
        let stages = vec![asks(&[bo]), stage(named(vec![team.principal()]))];
        let package = package(&world, &PolicySettings { stages, ..open_policy() }).await;
        let id = world.ask(ada, package).await;
        world.approve(bo, id, 0).await;
        world.settle().await;
        assert_eq!(world.request(id).await.state, RequestState::PendingApproval);
        assert_eq!(world.mails_to("cy.ahl@norrland.example").await, ["Please decide: Payments for Ada Lind"]);
        assert_eq!(audited(&world, "approval.skip").await, 0);
        world.approve(cy, id, 1).await;
        world.settle().await;
        assert_eq!(world.request(id).await.state, RequestState::Delivered);
    }

    async fn byd_15_the_last_stages_may_be_skipped_too(world) {
        let [ada, bo] = world.members(["Ada Lind", "Bo Ek"]).await;
        let stages = vec![asks(&[bo]), asks(&[bo]), asks(&[bo])];
        let package = package(&world, &PolicySettings { stages, ..open_policy() }).await;
        let id = world.ask(ada, package).await;
        world.approve(bo, id, 0).await;
        world.settle().await;
        assert_eq!(world.request(id).await.state, RequestState::Delivered);
        assert_eq!(audited(&world, "approval.skip").await, 2);
    }

    async fn byd_15_a_policy_may_want_to_hear_it_twice(world) {
        let [ada, bo] = world.members(["Ada Lind", "Bo Ek"]).await;
        let stages = vec![asks(&[bo]), asks(&[bo])];
        let package = package(&world, &PolicySettings { stages, ask_again: true, ..open_policy() }).await;
        let id = world.ask(ada, package).await;
        world.approve(bo, id, 0).await;
        assert_eq!(world.request(id).await.state, RequestState::PendingApproval);
        world.decide_at(bo, id, 1, Decision::Deny, "On second thought").await.unwrap();
        assert_eq!(world.request(id).await.state, RequestState::Denied);
        assert_eq!(audited(&world, "approval.skip").await, 0);
    }

    async fn byd_15_nobody_left_means_the_fallback(world) {
        let [bo, cy] = world.members(["Bo Ek", "Cy Ahl"]).await;
        let acme = world.organization("Acme", &["acme.example"]).await;
        let empty = world.group("Contacts").await;
        run_sql!(
            world,
            "INSERT INTO organization_sponsors (organization_id, kind, principal_kind, principal_id) VALUES ($1, 'internal', 'group', $2)",
            acme,
            empty.id
        )
        .unwrap();
        let guest = world.guest("eva@acme.example", Some(acme)).await;
        let catalog = world.catalog("Partners").await;
        world.open_to_outsiders(catalog).await;
        let package = world.package(catalog, "Portal", &[]).await;
        let settings = PolicySettings {
            scope: TargetScope::AllConfiguredConnectedOrganizationUsers,
            stages: vec![asks(&[bo]), stage(internal_sponsors(vec![Principal::User(cy)]))],
            ..open_policy()
        };
        world.policy(package, &settings).await;
        let id = world.ask(guest, package).await;
        world.approve(bo, id, 0).await;
        let stages = world.stages(id).await;
        assert!(stages[1].fallback);
        assert_eq!(my::waiting(&world.as_user(cy).await).await.unwrap(), 1);
        world.approve(cy, id, 1).await;
    }

    async fn pol_21_the_policy_says_who_reads_the_names_of_approvers(world) {
        let [ada, bo] = world.members(["Ada Lind", "Bo Ek"]).await;
        let acme = world.organization("Acme", &["acme.example"]).await;
        let guest = world.guest("eva@acme.example", Some(acme)).await;
        let stray = world.guest("kim@nowhere.example", None).await;
        let catalog = world.catalog("Sales").await;
        for (names, inside, outside) in [
            (NamesShown::Usual, true, false),
            (NamesShown::Always, true, true),
            (NamesShown::Never, false, false),
        ] {
            for (who, shown) in [(ada, inside), (guest, outside), (stray, outside)] {
                let package = world.package(catalog, &format!("CRM {names} {shown} {who}"), &[]).await;
                world.open_to_outsiders(catalog).await;
                let settings = PolicySettings {
                    scope: TargetScope::AllDirectoryUsers,
                    stages: vec![asks(&[bo])],
                    approver_names: names,
                    ..open_policy()
                };
                world.policy(package, &settings).await;
                let ctx = world.as_user(who).await;
                let before = my::package(&ctx, package, None, None).await.unwrap();
                let expected = if shown { "Bo Ek" } else { "The approvers named for this package" };
                assert_eq!(before.ways[0].flow.stages[0].people[0].name, expected, "{names} before asking");
                let id = world.ask(who, package).await;
                let page = my::request(&ctx, id).await.unwrap();
                assert_eq!(page.flow.stages[0].people[0].name, expected, "{names}");
                let input = QuestionInput { stage: world.stages(id).await[0].id, question: "Why?".to_owned() };
                engine::approvals::send_back(&world.as_user(bo).await, id, &input).await.unwrap();
                world.settle().await;
                let page = my::request(&ctx, id).await.unwrap();
                assert_eq!(page.question.unwrap().from == "Bo Ek", shown, "{names}");
                let told = value!(
                    world, i64,
                    "SELECT COUNT(*) FROM demo_mails WHERE subject = $1 AND body LIKE '%Bo Ek%'",
                    format!("Please answer: CRM {names} {shown} {who}")
                );
                assert_eq!(told > 0, shown, "{names} in the mail");
                // Whoever decides always reads who does.
                let approver = my::approval(&world.as_user(bo).await, id).await.unwrap();
                assert_eq!(approver.request.flow.stages[0].people[0].name, "Bo Ek");
            }
        }
    }

    async fn pol_23_a_direct_assignment_waits_for_approval_when_the_policy_says_so(world) {
        let [ada, bo] = world.members(["Ada Lind", "Bo Ek"]).await;
        let catalog = world.catalog("Sales").await;
        let boss = world.administrator().await;
        let mut states = Vec::new();
        for approve_direct in [false, true] {
            let package = world.package(catalog, &format!("CRM {approve_direct}"), &[]).await;
            let settings = PolicySettings { stages: vec![asks(&[bo])], approve_direct, ..open_policy() };
            let policy = world.policy(package, &settings).await;
            let assignment = DirectAssignment {
                package,
                policy,
                people: vec![ada],
                asked: Asked::default(),
                justification: String::new(),
                answers: Vec::new(),
            };
            let made = assign_directly(&boss, &assignment).await.unwrap();
            states.push(world.request(made[0]).await);
        }
        assert_eq!(states[0].state, RequestState::Delivered);
        let id = states[1].id;
        assert_eq!((states[1].request_type, states[1].state), (RequestType::AdminAdd, RequestState::PendingApproval));
        world.approve(bo, id, 0).await;
        world.settle().await;
        assert_eq!(world.request(id).await.state, RequestState::Delivered);
    }

    async fn pol_23_apr_05_whoever_assigns_does_not_approve_it(world) {
        let ada = world.member("Ada Lind").await;
        let boss = world.administrator().await;
        let me = boss.me().unwrap();
        let bo = world.member("Bo Ek").await;
        let catalog = world.catalog("Sales").await;
        let package = world.package(catalog, "CRM", &[]).await;
        let settings = PolicySettings { stages: vec![asks(&[me, bo])], approve_direct: true, ..open_policy() };
        let policy = world.policy(package, &settings).await;
        let assignment = DirectAssignment {
            package, policy, people: vec![ada], asked: Asked::default(), justification: String::new(), answers: Vec::new(),
        };
        let made = assign_directly(&boss, &assignment).await.unwrap();
        assert_eq!(refusal(world.decide_at(me, made[0], 0, Decision::Approve, "").await), AppError::NotFound);
        world.approve(bo, made[0], 0).await;
    }
}
