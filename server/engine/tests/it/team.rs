//! Stories of managers and the people who report to them.

use crate::support::World;
use crate::support::flow::{asks, open_policy, refusal, stage};
use engine::assignments::remove_for_report;
use engine::my;
use engine::requests::{submit_for, validate, validate_for};
use shared::AppError;
use shared::approval::Decision;
use shared::assignment::AssignmentState;
use shared::directory::Principal;
use shared::forms::requests::RequestInput;
use shared::ids::{PackageId, UserId};
use shared::policy::{ApproverRule, NamesShown, PolicySettings, TargetScope};
use shared::request::{RequestState, RequestType};

/// Managers may ask, their manager decides, and somebody else where there is none.
fn by_managers(fallback: UserId) -> PolicySettings {
    let fallback = vec![Principal::User(fallback)];
    PolicySettings {
        managers_ask: true,
        stages: vec![stage(ApproverRule::Manager { fallback })],
        ..open_policy()
    }
}

async fn crm(world: &World, settings: &PolicySettings) -> PackageId {
    let catalog = world.catalog("Sales").await;
    let package = world.package(catalog, "CRM", &[]).await;
    world.policy(package, settings).await;
    package
}

/// Ada reports to Mia; Bo steps in.
async fn team(world: &World) -> [UserId; 3] {
    let [ada, mia, bo] = world.members(["Ada Lind", "Mia Manager", "Bo Ek"]).await;
    world.set_manager(ada, Some(mia)).await;
    [ada, mia, bo]
}

both! {
    async fn pol_10_a_manager_asks_for_a_report_and_does_not_decide(world) {
        let [ada, mia, bo] = team(&world).await;
        let package = crm(&world, &by_managers(bo)).await;
        let ctx = world.as_user(mia).await;
        let page = my::team_package(&ctx, ada, package, None).await.unwrap();
        assert!(page.reasons.is_empty());
        assert_eq!(page.ways[0].flow.stages[0].people[0].name, "Bo Ek");
        let request = submit_for(&ctx, ada, package, &RequestInput::default()).await.unwrap();
        let row = world.request(request).await;
        assert_eq!((row.request_type, row.subject_id, row.requestor_id), (RequestType::OnBehalfAdd, ada, Some(mia)));
        assert_eq!(row.state, RequestState::PendingApproval);
        // Neither the manager nor the person decides; the fallback does.
        for party in [mia, ada] {
            assert_eq!(refusal(world.decide_at(party, request, 0, Decision::Approve, "").await), AppError::NotFound);
        }
        world.settle().await;
        let told = world.mails_to("ada.lind@norrland.example").await;
        assert_eq!(told, ["Asked for you: CRM"]);
        let shown = my::team_member(&ctx, ada).await.unwrap();
        assert_eq!((shown.requests.len(), shown.requests[0].by.as_str()), (1, "You"));
        world.approve(bo, request, 0).await;
        world.settle().await;
        assert_eq!(world.assignment_of(request).await.subject_id, ada);
        assert_eq!(world.mails_to("ada.lind@norrland.example").await.last().unwrap(), "You now have access: CRM");
        // Sent twice, it is a conflict.
        assert_eq!(refusal(submit_for(&ctx, ada, package, &RequestInput::default()).await).status(), 409);
        let record = value!(world, String, "SELECT because FROM audit_records WHERE action = 'request.submit'");
        assert_eq!(record, "manager");
    }

    async fn pol_10_pol_21_a_manager_reads_no_names_that_the_policy_keeps(world) {
        let [ada, mia, bo] = team(&world).await;
        for (names, shown) in [(NamesShown::Never, false), (NamesShown::Usual, true)] {
            let settings = PolicySettings { approver_names: names, ..by_managers(bo) };
            let catalog = world.catalog(&format!("Sales {names}")).await;
            let package = world.package(catalog, "CRM", &[]).await;
            world.policy(package, &settings).await;
            let ctx = world.as_user(mia).await;
            let request = submit_for(&ctx, ada, package, &RequestInput::default()).await.unwrap();
            let waiting = my::request(&ctx, request).await.unwrap();
            assert_eq!(format!("{waiting:?}").contains("Bo Ek"), shown, "{names}: {waiting:?}");
            assert_eq!((waiting.mine, waiting.may_cancel, waiting.subject.name.as_str()), (false, true, "Ada Lind"));
            world.decide_at(bo, request, 0, Decision::Deny, "No").await.unwrap();
            let denied = my::request(&ctx, request).await.unwrap();
            for told in ["Bo Ek denied", "bo.ek@norrland.example"] {
                assert_eq!(format!("{denied:?}").contains(told), shown, "{names}: {denied:?}");
            }
        }
    }

    async fn pol_10_only_for_direct_reports_and_only_where_the_policy_says_so(world) {
        let [ada, mia, bo] = team(&world).await;
        let chief = world.member("Cleo Chief").await;
        world.set_manager(mia, Some(chief)).await;
        let package = crm(&world, &by_managers(bo)).await;
        for stranger in [bo, chief, ada] {
            let ctx = world.as_user(stranger).await;
            assert_eq!(refusal(submit_for(&ctx, ada, package, &RequestInput::default()).await), AppError::NotFound);
            assert_eq!(refusal(my::team_member(&ctx, ada).await), AppError::NotFound);
            assert_eq!(refusal(my::team_packages(&ctx, ada, "", "").await), AppError::NotFound);
            assert_eq!(refusal(my::team_package(&ctx, ada, package, None).await), AppError::NotFound);
        }
        let ctx = world.as_user(mia).await;
        let catalog = world.catalog("Other").await;
        let closed = world.package(catalog, "Closed", &[]).await;
        world.policy(closed, &open_policy()).await;
        let error = refusal(submit_for(&ctx, ada, closed, &RequestInput::default()).await);
        assert_eq!(error, AppError::Forbidden("Managers cannot ask for this on behalf of their people.".to_owned()));
        // What is not meant for the person cannot be found through them.
        let others = world.package(catalog, "Others", &[]).await;
        let only = PolicySettings {
            scope: TargetScope::SpecificDirectoryUsers,
            subjects: vec![Principal::User(mia)],
            ..by_managers(bo)
        };
        world.policy(others, &only).await;
        assert_eq!(refusal(submit_for(&ctx, ada, others, &RequestInput::default()).await), AppError::NotFound);
        let offers = my::team_packages(&ctx, ada, "", "").await.unwrap();
        let names: Vec<_> = offers.cards.rows.iter().map(|card| card.package.name.as_str()).collect();
        assert_eq!(names, ["CRM"]);
        // Somebody else's people from tomorrow on.
        world.set_manager(ada, Some(bo)).await;
        assert_eq!(refusal(submit_for(&ctx, ada, package, &RequestInput::default()).await), AppError::NotFound);
    }

    async fn pol_10_a_manager_takes_access_away_where_the_policy_says_so(world) {
        let [ada, mia, bo] = team(&world).await;
        let package = crm(&world, &PolicySettings { managers_ask: true, ..open_policy() }).await;
        let catalog = world.catalog("Other").await;
        let other = world.package(catalog, "Wiki", &[]).await;
        world.policy(other, &open_policy()).await;
        let (access, kept) = (world.get(ada, package).await, world.get(ada, other).await);
        let ctx = world.as_user(mia).await;
        let page = my::team_member(&ctx, ada).await.unwrap();
        let removable: Vec<_> = page.access.iter().filter(|row| row.remove.is_some()).map(|row| row.package.name.as_str()).collect();
        assert_eq!((page.access.len(), removable.as_slice()), (2, &["CRM"][..]));
        assert_eq!(refusal(remove_for_report(&world.as_user(bo).await, access, "").await), AppError::NotFound);
        assert_eq!(refusal(remove_for_report(&ctx, kept, "").await).status(), 403);
        remove_for_report(&ctx, access, "Left the project.").await.unwrap();
        world.settle().await;
        assert_eq!(world.assignment(access).await.state, AssignmentState::Expired);
        assert_eq!(world.mails_to("ada.lind@norrland.example").await.last().unwrap(), "Access ended: CRM");
        assert_eq!(refusal(remove_for_report(&ctx, access, "").await).status(), 409);
    }

    async fn ui_06_a_manager_sees_the_team(world) {
        let [ada, mia, bo] = team(&world).await;
        let ulf = world.member("Ulf Alm").await;
        world.set_manager(ulf, Some(mia)).await;
        let package = crm(&world, &PolicySettings { stages: vec![asks(&[bo])], ..open_policy() }).await;
        world.ask(ada, package).await;
        let ctx = world.as_user(mia).await;
        let rows = my::team(&ctx, "").await.unwrap().rows.rows;
        let seen: Vec<_> = rows.iter().map(|row| (row.person.name.as_str(), row.holds, row.waits)).collect();
        assert_eq!(seen, [("Ada Lind", 0, 1), ("Ulf Alm", 0, 0)]);
        // What somebody asked for themselves is seen to wait; its story stays theirs.
        let page = my::team_member(&ctx, ada).await.unwrap();
        assert_eq!((page.requests[0].by.as_str(), page.requests[0].link.as_str()), ("Ada Lind", ""));
        assert!(my::team(&world.as_user(ada).await, "").await.unwrap().rows.rows.is_empty());
    }

    async fn req_13_a_dry_run_judges_and_keeps_nothing(world) {
        let [ada, mia, bo] = team(&world).await;
        let package = crm(&world, &by_managers(bo)).await;
        let ctx = world.as_user(ada).await;
        let before = (world.count("requests").await, world.count("audit_records").await, world.count("outbox").await);
        let would = validate(&ctx, package, &RequestInput::default()).await.unwrap();
        assert_eq!(would.state, RequestState::PendingApproval);
        let manager = world.as_user(mia).await;
        let would = validate_for(&manager, ada, package, &RequestInput::default()).await.unwrap();
        assert_eq!((would.request_type, would.subject_id), (RequestType::OnBehalfAdd, ada));
        let after = (world.count("requests").await, world.count("audit_records").await, world.count("outbox").await);
        assert_eq!(before, after);
        // Every failed check is named.
        let policy = value!(world, shared::ids::PolicyId, "SELECT id FROM policies WHERE package_id = $1", package);
        let off = serde_json::to_string(&PolicySettings { enabled: false, ..by_managers(bo) }).unwrap();
        run_sql!(world, "UPDATE policies SET settings = $2 WHERE id = $1", policy, off).unwrap();
        run_sql!(world, "UPDATE access_packages SET retiring_since = $2, retires_at = $2 WHERE id = $1", package, world.now().plus_days(3)).unwrap();
        let error = refusal(validate(&ctx, package, &RequestInput::default()).await);
        assert_eq!(
            error,
            AppError::Forbidden("This package is being retired, so nobody new gets it. New requests are switched off.".to_owned())
        );
    }
}
