//! Stories of keeping access for longer: who may, until when, and what happens when the end comes first.

use crate::support::World;
use crate::support::flow::{asks, open_policy, refusal};
use engine::assignments::{extend, move_end};
use engine::{my, requests};
use shared::AppError;
use shared::approval::Decision;
use shared::assignment::AssignmentState;
use shared::authz::Role;
use shared::directory::Principal;
use shared::forms::requests::{EndInput, RequestInput};
use shared::ids::{AssignmentId, CatalogId, PackageId, RequestId, UserId};
use shared::policy::{Expiration, PolicySettings};
use shared::request::{RequestState, RequestType};

/// Thirty days, which holders may extend.
fn month() -> PolicySettings {
    PolicySettings {
        expiration: Expiration::AfterDays(30),
        can_extend: true,
        ..open_policy()
    }
}

async fn crm(world: &World, settings: &PolicySettings) -> (CatalogId, PackageId) {
    let catalog = world.catalog("Sales").await;
    let package = world.package(catalog, "CRM", &[]).await;
    world.policy(package, settings).await;
    (catalog, package)
}

fn because(reason: &str) -> EndInput {
    EndInput {
        justification: reason.to_owned(),
        end: None,
    }
}

async fn longer(world: &World, who: UserId, id: AssignmentId) -> engine::Outcome<RequestId> {
    extend(&world.as_user(who).await, id, &because("Still on it.")).await
}

/// Days from now until the access ends.
async fn days_left(world: &World, id: AssignmentId) -> Option<i64> {
    let end = world.assignment(id).await.ends_at?;
    Some((end.0 - world.now().0) / 86_400_000)
}

async fn body(world: &World, subject: &str) -> Vec<String> {
    let rows = rows!(
        world,
        (String,),
        "SELECT body FROM demo_mails WHERE subject LIKE $1 ORDER BY id",
        format!("{subject}%")
    );
    rows.into_iter().map(|(body,)| body).collect()
}

both! {
    async fn pol_30_a_holder_keeps_the_access_for_another_duration(world) {
        let ada = world.member("Ada Lind").await;
        let (_, package) = crm(&world, &month()).await;
        let access = world.get(ada, package).await;
        world.advance_days(20).await;
        let request = longer(&world, ada, access).await.unwrap();
        world.settle().await;
        let request = world.request(request).await;
        assert_eq!((request.request_type, request.state), (RequestType::UserExtend, RequestState::Delivered));
        // A duration counts from the extension, so nobody ever has more than one before them.
        assert_eq!(days_left(&world, access).await, Some(30));
        assert_eq!(refusal(longer(&world, ada, access).await), AppError::Forbidden("It lasts as long as it can already.".to_owned()));
        world.advance_days(29).await;
        assert_eq!(world.assignment(access).await.state, AssignmentState::Delivered);
        world.advance_days(1).await;
        assert_eq!(world.assignment(access).await.state, AssignmentState::Expired);
        assert_eq!(world.count("assignments").await, 1);
        let recorded = value!(world, i64, "SELECT COUNT(*) FROM audit_records WHERE action = 'assignment.extend'");
        assert_eq!(recorded, 1);
        // What has ended is not brought back.
        assert_eq!(refusal(longer(&world, ada, access).await).status(), 409);
    }

    async fn pol_30_only_who_could_still_get_it_extends_it(world) {
        let [ada, bo] = world.members(["Ada Lind", "Bo Ek"]).await;
        let (catalog, package) = crm(&world, &month()).await;
        let access = world.get(ada, package).await;
        world.advance_days(10).await;
        assert_eq!(refusal(longer(&world, bo, access).await), AppError::NotFound);
        let policy = world.assignment(access).await.policy_id;
        let stored = value!(world, String, "SELECT settings FROM policies WHERE id = $1", policy);
        for (settings, words) in [
            (PolicySettings { can_extend: false, ..month() }, "This access cannot be extended."),
            (PolicySettings { enabled: false, ..month() }, "New requests are switched off."),
            (
                PolicySettings { scope: shared::policy::TargetScope::SpecificDirectoryUsers, subjects: vec![Principal::User(bo)], ..month() },
                "Only certain people and groups can request it.",
            ),
        ] {
            let changed = serde_json::to_string(&settings).unwrap();
            run_sql!(world, "UPDATE policies SET settings = $2 WHERE id = $1", policy, changed).unwrap();
            assert_eq!(refusal(longer(&world, ada, access).await), AppError::Forbidden(words.to_owned()));
            let page = my::extension(&world.as_user(ada).await, access).await.unwrap();
            assert_eq!(page.reasons, [words]);
            assert!(!my::access(&world.as_user(ada).await, false, "").await.unwrap().rows.rows[0].may_extend);
        }
        run_sql!(world, "UPDATE policies SET settings = $2 WHERE id = $1", policy, stored).unwrap();
        run_sql!(world, "UPDATE catalogs SET state = 'unpublished' WHERE id = $1", catalog).unwrap();
        let closed = AppError::Forbidden("The catalog of this package is switched off.".to_owned());
        assert_eq!(refusal(longer(&world, ada, access).await), closed);
        run_sql!(world, "UPDATE catalogs SET state = 'published' WHERE id = $1", catalog).unwrap();
        assert!(my::access(&world.as_user(ada).await, false, "").await.unwrap().rows.rows[0].may_extend);
        // Separation of duties is looked at again.
        let other = world.package(catalog, "Audit", &[]).await;
        world.policy(other, &open_policy()).await;
        world.get(ada, other).await;
        run_sql!(
            world, "INSERT INTO incompatible_packages (package_id, other_id, added_at) VALUES ($1, $2, $3)",
            package, other, world.now()
        ).unwrap();
        assert_eq!(refusal(longer(&world, ada, access).await).status(), 403);
    }

    async fn pol_31_never_beyond_a_fixed_date_nor_the_retirement(world) {
        let ada = world.member("Ada Lind").await;
        let date = world.now().plus_days(100);
        let settings = PolicySettings { expiration: Expiration::OnDate(date), custom_schedule: true, ..month() };
        let (_, package) = crm(&world, &settings).await;
        let start = RequestInput { end: Some(world.now().plus_days(10)), ..RequestInput::default() };
        let request = world.ask_with(ada, package, start).await.unwrap();
        world.settle().await;
        let access = world.request(request).await.assignment_id.unwrap();
        let ctx = world.as_user(ada).await;
        let until = |end| EndInput { end: Some(end), ..EndInput::default() };
        let error = refusal(extend(&ctx, access, &until(date.plus_days(2))).await);
        assert!(matches!(error, AppError::Invalid(ref fields) if fields.get("end").is_some()), "{error:?}");
        let error = refusal(extend(&ctx, access, &until(world.now().plus_days(5))).await);
        assert!(matches!(error, AppError::Invalid(ref fields) if fields.get("end").is_some()), "{error:?}");
        extend(&ctx, access, &until(world.now().plus_days(50))).await.unwrap();
        assert_eq!(days_left(&world, access).await, Some(50));
        // The package is retired before the date: that is the last day now.
        run_sql!(
            world, "UPDATE access_packages SET retiring_since = $2, retires_at = $3 WHERE id = $1",
            package, world.now(), world.now().plus_days(70)
        ).unwrap();
        extend(&ctx, access, &EndInput::default()).await.unwrap();
        assert_eq!(days_left(&world, access).await, Some(70));
        assert_eq!(refusal(extend(&ctx, access, &EndInput::default()).await).status(), 403);
    }

    async fn pol_22_an_extension_waits_for_the_same_stages(world) {
        let [ada, bo] = world.members(["Ada Lind", "Bo Ek"]).await;
        let stages = vec![asks(&[bo])];
        let (_, package) = crm(&world, &PolicySettings { stages, approve_extension: true, ..month() }).await;
        let first = world.ask(ada, package).await;
        world.approve(bo, first, 0).await;
        world.settle().await;
        let access = world.assignment_of(first).await.id;
        world.advance_days(20).await;
        let request = longer(&world, ada, access).await.unwrap();
        assert_eq!(world.request(request).await.state, RequestState::PendingApproval);
        assert_eq!(days_left(&world, access).await, Some(10));
        // One at a time.
        assert_eq!(refusal(longer(&world, ada, access).await).status(), 409);
        // APR-10: the approver is told plainly.
        world.settle().await;
        let page = my::approval(&world.as_user(bo).await, request).await.unwrap();
        assert!(page.extension.starts_with("Ada Lind has CRM until Wednesday 1 April 2026"), "{}", page.extension);
        assert!(page.deciding.unwrap().if_approved.contains("the access lasts until"));
        let asked = body(&world, "Please decide: CRM").await;
        assert!(asked.last().unwrap().contains("This is an extension: the access ends on Wednesday 1 April 2026"));
        world.pass_hours(24);
        world.approve(bo, request, 0).await;
        assert_eq!(days_left(&world, access).await, Some(30));
        assert_eq!(world.request(request).await.state, RequestState::Delivered);
    }

    async fn pol_30_access_ends_at_its_end_unless_approved_before(world) {
        let [ada, bo] = world.members(["Ada Lind", "Bo Ek"]).await;
        let stages = vec![asks(&[bo])];
        let (_, package) = crm(&world, &PolicySettings { stages, approve_extension: true, ..month() }).await;
        let first = world.ask(ada, package).await;
        world.approve(bo, first, 0).await;
        world.settle().await;
        let access = world.assignment_of(first).await.id;
        world.advance_days(27).await;
        let late = longer(&world, ada, access).await.unwrap();
        // The end has come, but nothing has been carried out yet: approval comes too late all the same.
        world.pass_hours(3 * 24);
        world.approve(bo, late, 0).await;
        let request = world.request(late).await;
        assert_eq!(request.state, RequestState::Canceled);
        world.settle().await;
        assert_eq!(world.assignment(access).await.state, AssignmentState::Expired);

        let again = world.ask(ada, package).await;
        world.approve(bo, again, 0).await;
        world.settle().await;
        let access = world.assignment_of(again).await.id;
        world.advance_days(27).await;
        let waiting = longer(&world, ada, access).await.unwrap();
        world.settle().await;
        world.advance_days(3).await;
        assert_eq!(world.assignment(access).await.state, AssignmentState::Expired);
        assert_eq!(world.request(waiting).await.state, RequestState::Canceled);
        let refused = refusal(world.decide_at(bo, waiting, 0, Decision::Approve, "").await);
        assert_eq!(refused.status(), 409);
        let told = world.mails_to("bo.ek@norrland.example").await;
        assert_eq!(told.last().map(String::as_str), Some("No longer needed: CRM for Ada Lind"));
        // And the way is free to ask again.
        world.ask(ada, package).await;
    }

    async fn not_04_mail_two_weeks_and_a_day_before_leads_to_the_extension(world) {
        let ada = world.member("Ada Lind").await;
        let (_, package) = crm(&world, &month()).await;
        let access = world.get(ada, package).await;
        world.advance(16).await;
        // BYD-18: the link opens the form, filled in.
        let mails = body(&world, "Ends ").await;
        assert_eq!(mails.len(), 1);
        assert!(mails[0].contains(&format!("http://portal.example/access/{access}/extend")));
        let page = my::extension(&world.as_user(ada).await, access).await.unwrap();
        assert!(page.reasons.is_empty());
        assert_eq!(page.until.as_deref(), Some("Friday 17 April 2026"));
        longer(&world, ada, access).await.unwrap();
        // What would have been said the day before the old end is not said any more.
        world.advance(15).await;
        assert_eq!(body(&world, "Ends ").await.len(), 1);
        world.advance(14).await;
        assert_eq!(body(&world, "Ends ").await.len(), 3);
        world.advance(1).await;
        assert_eq!(body(&world, "Ends ").await.len(), 3);
        assert_eq!(body(&world, "Access ended").await.len(), 1);
    }

    async fn not_04_without_extension_the_mail_says_what_to_do(world) {
        let ada = world.member("Ada Lind").await;
        let (_, package) = crm(&world, &PolicySettings { can_extend: false, ..month() }).await;
        world.get(ada, package).await;
        world.advance(16).await;
        let mails = body(&world, "Ends ").await;
        assert!(mails[0].contains("It cannot be extended.") && mails[0].contains(&format!("/packages/{package}")), "{}", mails[0]);
    }

    async fn pol_30_a_waiting_extension_can_be_taken_back(world) {
        let [ada, bo] = world.members(["Ada Lind", "Bo Ek"]).await;
        let settings = PolicySettings { approve_extension: true, stages: vec![asks(&[bo])], ..month() };
        let (_, package) = crm(&world, &settings).await;
        let first = world.ask(ada, package).await;
        world.approve(bo, first, 0).await;
        world.settle().await;
        let access = world.assignment_of(first).await.id;
        world.advance_days(20).await;
        let request = longer(&world, ada, access).await.unwrap();
        requests::cancel(&world.as_user(ada).await, request).await.unwrap();
        assert_eq!(world.request(request).await.state, RequestState::Canceled);
        assert_eq!(days_left(&world, access).await, Some(10));
        longer(&world, ada, access).await.unwrap();
    }

    async fn asg_03_who_runs_a_package_moves_an_end_within_the_policy(world) {
        let [ada, mia, bo] = world.members(["Ada Lind", "Mia Manager", "Bo Ek"]).await;
        let (catalog, package) = crm(&world, &PolicySettings { can_extend: false, ..month() }).await;
        world.give_role(Principal::User(mia), Role::AccessPackageManager, Some(catalog)).await;
        let manager = world.as_user(mia).await;
        let access = world.get(ada, package).await;
        world.advance_days(20).await;
        let until = |days| EndInput { end: Some(world.now().plus_days(days)), ..because("The project") };
        assert_eq!(refusal(move_end(&world.as_user(bo).await, access, &until(5)).await), AppError::NotFound);
        assert_eq!(refusal(move_end(&manager, access, &until(40)).await).status(), 422);
        assert_eq!(refusal(move_end(&manager, access, &until(0)).await).status(), 422);
        let request = move_end(&manager, access, &until(25)).await.unwrap();
        assert_eq!(days_left(&world, access).await, Some(25));
        world.settle().await;
        assert_eq!(world.request(request).await.request_type, RequestType::AdminUpdate);
        move_end(&manager, access, &until(3)).await.unwrap();
        assert_eq!(days_left(&world, access).await, Some(3));
        world.settle().await;
        let told = world.mails_to("ada.lind@norrland.example").await;
        assert_eq!(told.iter().filter(|subject| *subject == "Another end: CRM").count(), 2);
        world.advance_days(3).await;
        assert_eq!(world.assignment(access).await.state, AssignmentState::Expired);
        assert_eq!(refusal(move_end(&manager, access, &until(3)).await).status(), 409);
    }

    async fn pol_23_who_cannot_go_around_approval_cannot_extend_around_it(world) {
        let [ada, mia, bo] = world.members(["Ada Lind", "Mia Manager", "Bo Ek"]).await;
        let settings = PolicySettings { stages: vec![asks(&[bo])], can_extend: false, ..month() };
        let (catalog, package) = crm(&world, &settings).await;
        world.give_role(Principal::User(mia), Role::AccessPackageAssignmentManager, Some(catalog)).await;
        let first = world.ask(ada, package).await;
        world.approve(bo, first, 0).await;
        world.settle().await;
        let access = world.assignment_of(first).await.id;
        world.advance_days(20).await;
        let manager = world.as_user(mia).await;
        let request = move_end(&manager, access, &EndInput::default()).await.unwrap();
        assert_eq!(world.request(request).await.state, RequestState::PendingApproval);
        assert_eq!(days_left(&world, access).await, Some(10));
        world.approve(bo, request, 0).await;
        assert_eq!(days_left(&world, access).await, Some(30));
        let sooner = EndInput { end: Some(world.now().plus_days(2)), ..EndInput::default() };
        move_end(&manager, access, &sooner).await.unwrap();
        assert_eq!(days_left(&world, access).await, Some(2));
    }

    async fn asg_03_the_end_of_somebody_who_is_blocked_is_moved(world) {
        let [ada, olga] = world.members(["Ada Lind", "Olga Own"]).await;
        let (catalog, package) = crm(&world, &month()).await;
        world.give_role(Principal::User(olga), Role::CatalogOwner, Some(catalog)).await;
        let access = world.get(ada, package).await;
        world.set_enabled(ada, false).await;
        let input = EndInput { justification: String::new(), end: Some(world.now().plus_days(2)) };
        let id = move_end(&world.as_user(olga).await, access, &input).await.unwrap();
        assert_eq!(world.request(id).await.state, RequestState::Delivered);
        assert_eq!(world.assignment(access).await.ends_at, input.end);
    }
}
