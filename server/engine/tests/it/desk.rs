//! What those who run a package do with its requests: cancel, try again, delete, change answers, and
//! apply roles again.

use crate::catalogs::with_role;
use crate::support::World;
use crate::support::crowd::audited;
use crate::support::flow::{open_policy, refusal};
use engine::packages::{self, AssignmentFilter, RequestFilter};
use engine::{Ctx, assignments, requests};
use shared::AppError;
use shared::assignment::AssignmentState;
use shared::authz::Role;
use shared::directory::{GroupKind, HoldingOrigin, Mastery};
use shared::forms::requests::RequestInput;
use shared::ids::{AssignmentId, PackageId, QuestionId, RequestId, UserId};
use shared::lang::{InLang, Lang};
use shared::policy::{Question, QuestionKind};
use shared::request::RequestState;

/// A package that gives nothing but membership of a group mastered elsewhere, and one mastered here if
/// `half`; with somebody who asked for it.
struct Failing {
    package: PackageId,
    request: RequestId,
    ada: UserId,
    role: shared::ids::RoleId,
    manager: Ctx,
    owner: Ctx,
    reader: Ctx,
}

impl Failing {
    async fn new(world: &World, half: bool) -> Self {
        let catalog = world.catalog("Sales").await;
        let old = world
            .group_of("Old", GroupKind::Security, Mastery::Synced)
            .await;
        let mut roles = vec![old.member()];
        if half {
            roles.push(world.group("Field sales").await.member());
        }
        let package = world.package(catalog, "CRM", &roles).await;
        world.policy(package, &open_policy()).await;
        let ada = world.member("Ada Lind").await;
        let (_, manager) = with_role(
            world,
            "Bo Ek",
            Role::AccessPackageAssignmentManager,
            catalog,
        )
        .await;
        let (_, owner) = with_role(world, "Cleo Falk", Role::CatalogOwner, catalog).await;
        let (_, reader) = with_role(world, "Dan Gren", Role::CatalogReader, catalog).await;
        let request = world.ask(ada, package).await;
        Self {
            package,
            request,
            ada,
            role: old.member(),
            manager,
            owner,
            reader,
        }
    }

    /// Until the product itself does not try any more.
    async fn given_up(world: &World, half: bool) -> Self {
        let this = Self::new(world, half).await;
        give_up(world).await;
        this
    }

    async fn assignment(&self, world: &World) -> AssignmentId {
        world.request(self.request).await.assignment_id.unwrap()
    }

    async fn state(&self, world: &World) -> RequestState {
        world.request(self.request).await.state
    }
}

async fn give_up(world: &World) {
    for _ in 0..10 {
        world.settle().await;
        world.pass_hours(5);
    }
}

async fn mend(world: &World) {
    run_sql!(world, "UPDATE directory_objects SET mastery = 'assigned'").unwrap();
}

both! {
    async fn req_06_whoever_runs_it_cancels_what_is_not_there(world) {
        let case = Failing::new(&world, false).await;
        assert_eq!(case.state(&world).await, RequestState::Delivering);
        let person = world.as_user(case.ada).await;
        let refused = refusal(requests::cancel(&person, case.request).await);
        assert!(matches!(refused, AppError::Conflict(_)), "the person cannot any more: {refused:?}");
        let refused = refusal(packages::cancel_request(&case.reader, case.package, case.request).await);
        assert!(matches!(refused, AppError::Forbidden(_)), "{refused:?}");
        packages::cancel_request(&case.manager, case.package, case.request).await.unwrap();
        world.settle().await;
        assert_eq!(case.state(&world).await, RequestState::Canceled);
        let assignment = case.assignment(&world).await;
        assert_eq!(world.assignment(assignment).await.state, AssignmentState::Expired, "nothing is tried any more");
        assert_eq!((audited(&world, "request.cancel").await, audited(&world, "assignment.end").await), (1, 1));
        // And it can be asked for again.
        world.ask(case.ada, case.package).await;
    }

    async fn req_06_what_is_partly_there_is_removed_rather_than_canceled(world) {
        let case = Failing::given_up(&world, true).await;
        assert_eq!(case.state(&world).await, RequestState::PartiallyDelivered);
        let (_, view, desk) = packages::request_in(&case.manager, case.package, case.request).await.unwrap();
        assert!(!view.may_cancel && !desk.may_cancel);
        let refused = refusal(requests::cancel(&case.manager, case.request).await);
        assert!(matches!(refused, AppError::Conflict(_)), "{refused:?}");
    }

    async fn req_06_what_failed_altogether_is_canceled_too(world) {
        let case = Failing::given_up(&world, false).await;
        assert_eq!(case.state(&world).await, RequestState::DeliveryFailed);
        let (_, view, _) = packages::request_in(&case.manager, case.package, case.request).await.unwrap();
        assert!(view.may_cancel);
        requests::cancel(&case.manager, case.request).await.unwrap();
        assert_eq!(case.state(&world).await, RequestState::Canceled);
    }

    async fn req_07_what_failed_is_tried_again_within_seven_days(world) {
        let case = Failing::new(&world, true).await;
        let refused = refusal(requests::reprocess(&case.manager, case.request).await);
        assert!(matches!(refused, AppError::Conflict(_)), "it is still tried by itself: {refused:?}");
        give_up(&world).await;
        let (_, _, desk) = packages::request_in(&case.manager, case.package, case.request).await.unwrap();
        assert!(desk.again_until.is_some());
        let refused = refusal(packages::reprocess_request(&case.reader, case.package, case.request).await);
        assert!(matches!(refused, AppError::Forbidden(_)), "{refused:?}");

        // Nothing is mended: it is under way, and fails once more in the end.
        packages::reprocess_request(&case.manager, case.package, case.request).await.unwrap();
        assert_eq!(case.state(&world).await, RequestState::Delivering);
        give_up(&world).await;
        assert_eq!(case.state(&world).await, RequestState::PartiallyDelivered);

        mend(&world).await;
        packages::reprocess_request(&case.manager, case.package, case.request).await.unwrap();
        assert_eq!(case.state(&world).await, RequestState::Delivered);
        assert_eq!(world.holding(case.ada, case.role).await, Some(HoldingOrigin::Delivered));
        assert_eq!(audited(&world, "request.reprocess").await, 2);
        let refused = refusal(requests::reprocess(&case.manager, case.request).await);
        assert!(matches!(refused, AppError::Conflict(_)), "there is nothing left: {refused:?}");
        let (_, view, _) = packages::request_in(&case.manager, case.package, case.request).await.unwrap();
        let told = view.steps.iter().filter(|step| step.title == "Bo Ek had it set up once more");
        assert_eq!(told.count(), 2);
    }

    async fn req_07_after_seven_days_it_is_too_late(world) {
        let case = Failing::given_up(&world, true).await;
        world.advance_days(7).await;
        let (_, _, desk) = packages::request_in(&case.manager, case.package, case.request).await.unwrap();
        assert!(desk.again_until.is_none());
        let refused = refusal(requests::reprocess(&case.manager, case.request).await);
        assert!(refused.to_string().contains("7 days"), "{refused:?}");
    }

    async fn req_08_the_errors_of_delivery_are_counted_and_listed(world) {
        let case = Failing::given_up(&world, true).await;
        let list = packages::requests(&case.manager, case.package, RequestFilter::default()).await.unwrap();
        assert_eq!(list.errors, Some(1));
        let errors = packages::delivery_errors(&case.manager, case.package, "").await.unwrap();
        let [row] = &errors.page.rows[..] else { panic!("{errors:?}") };
        assert_eq!((row.person.as_str(), row.delivery.role.as_str()), ("Ada Lind", "Old: Member"));
        let refused = "Nobody can be added to the group Old: its members come from another directory.";
        assert_eq!(row.delivery.error, refused);
        // Stored is a code: everybody reads it in their language.
        assert_eq!(value!(world, String, "SELECT last_error FROM deliveries WHERE last_error <> ''"), "synced: Old");
        let (ctx, package) = (case.manager.clone(), case.package);
        let german = InLang::new(Lang::German, async move { packages::delivery_errors(&ctx, package, "").await });
        let german = german.await.unwrap();
        assert!(german.page.rows[0].delivery.error.starts_with("Zur Gruppe Old kann niemand"));
        let logged = value!(world, String, "SELECT MIN(details) FROM audit_records WHERE action = 'assignment.create'");
        assert!(logged.contains(refused), "{logged}");
        assert_eq!(row.request.as_deref(), Some(&*case.request.to_string()));
        let refused = refusal(packages::delivery_errors(&case.reader, case.package, "").await);
        assert!(matches!(refused, AppError::Forbidden(_)), "{refused:?}");
        mend(&world).await;
        requests::reprocess(&case.manager, case.request).await.unwrap();
        let list = packages::requests(&case.manager, case.package, RequestFilter::default()).await.unwrap();
        assert_eq!(list.errors, Some(0));
        assert!(packages::delivery_errors(&case.manager, case.package, "").await.unwrap().page.rows.is_empty());
    }

    async fn req_08_many_errors_come_page_by_page(world) {
        let case = Failing::new(&world, false).await;
        for number in 0..54 {
            let person = world.member(&format!("Person {number}")).await;
            world.ask(person, case.package).await;
        }
        let first = packages::delivery_errors(&case.manager, case.package, "").await.unwrap();
        assert_eq!((first.page.rows.len(), first.errors), (50, 55));
        let second = packages::delivery_errors(&case.manager, case.package, &first.page.next.unwrap()).await.unwrap();
        assert_eq!((second.page.rows.len(), second.page.next), (5, None));
        let mut seen: Vec<_> = first.page.rows.iter().chain(&second.page.rows).map(|row| &row.assignment).collect();
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), 55, "each once");
    }

    async fn byd_10_each_role_says_how_often_it_was_tried_and_when_next(world) {
        let case = Failing::new(&world, true).await;
        world.pass_hours(1);
        world.settle().await;
        let (_, _, desk) = packages::request_in(&case.manager, case.package, case.request).await.unwrap();
        let [good, bad] = &desk.deliveries[..] else { panic!("{desk:?}") };
        assert_eq!((good.role.as_str(), good.next.is_none(), good.error.as_str()), ("Field sales: Member", true, ""));
        assert_eq!((bad.role.as_str(), bad.attempts, bad.next.is_some()), ("Old: Member", 2, true));
        assert_eq!(desk.errors, 1);
        // "Try now" does not wait for the next try.
        mend(&world).await;
        let applied = assignments::reprocess(&case.manager, case.assignment(&world).await).await.unwrap();
        assert_eq!(applied.state, AssignmentState::Delivered);
        assert_eq!(case.state(&world).await, RequestState::Delivered);
    }

    async fn req_09_a_request_that_is_over_is_deleted_and_the_access_stays(world) {
        let case = Failing::new(&world, true).await;
        let refused = refusal(requests::delete(&case.owner, case.request).await);
        assert!(matches!(refused, AppError::Conflict(_)), "it is under way: {refused:?}");
        give_up(&world).await;
        mend(&world).await;
        requests::reprocess(&case.owner, case.request).await.unwrap();
        for (ctx, why) in [(&case.manager, "assignment manager"), (&case.reader, "reader")] {
            let refused = refusal(packages::delete_request(ctx, case.package, case.request).await);
            assert!(matches!(refused, AppError::Forbidden(_)), "{why}: {refused:?}");
        }
        let records = world.count("audit_records").await;
        let assignment = case.assignment(&world).await;
        packages::delete_request(&case.owner, case.package, case.request).await.unwrap();
        assert_eq!(world.count("audit_records").await, records + 1, "the log only grows");
        assert_eq!(audited(&world, "request.submit").await, 1);
        assert_eq!(world.count("request_events").await, 0);
        let list = packages::requests(&case.owner, case.package, RequestFilter::default()).await.unwrap();
        assert!(list.page.rows.is_empty());
        let person = world.as_user(case.ada).await;
        assert!(engine::my::requests(&person, "").await.unwrap().rows.rows.is_empty());
        assert_eq!(world.assignment(assignment).await.state, AssignmentState::Delivered);
        assert_eq!(world.holding(case.ada, case.role).await, Some(HoldingOrigin::Delivered));
        // The access can be applied again and ended without it.
        assignments::reprocess(&case.owner, assignment).await.unwrap();
        assignments::remove_directly(&case.owner, assignment, "").await.unwrap();
        world.settle().await;
        assert_eq!(world.holding(case.ada, case.role).await, None);
    }

    async fn req_12_answers_are_changed_as_the_questions_want_them(world) {
        let catalog = world.catalog("Sales").await;
        let group = world.group("Field sales").await;
        let package = world.package(catalog, "CRM", &[group.member()]).await;
        let cost_center: QuestionId = world.id();
        let mut policy = open_policy();
        let kind = QuestionKind::ShortText { pattern: Some("[0-9]{4}".to_owned()) };
        policy.questions.push(Question::new(cost_center, "Cost center".to_owned(), true, kind));
        world.policy(package, &policy).await;
        let ada = world.member("Ada Lind").await;
        let answers = vec![(cost_center, "1000".to_owned())];
        let request = world.ask_with(ada, package, RequestInput { answers, ..RequestInput::default() }).await.unwrap();
        let (_, manager) = with_role(&world, "Bo Ek", Role::AccessPackageAssignmentManager, catalog).await;
        let (_, reader) = with_role(&world, "Dan Gren", Role::CatalogReader, catalog).await;

        let to = |value: &str| vec![(cost_center, value.to_owned())];
        let wrong = refusal(requests::change_answers(&manager, request, &to("none")).await);
        assert!(wrong.field_errors().get(&format!("answer_{cost_center}")).is_some(), "{wrong:?}");
        let wrong = refusal(requests::change_answers(&manager, request, &[]).await);
        assert!(matches!(wrong, AppError::Invalid(_)), "it is required: {wrong:?}");
        let refused = refusal(packages::change_request_answers(&reader, package, request, &to("2000")).await);
        assert!(matches!(refused, AppError::Forbidden(_)), "{refused:?}");
        let refused = refusal(requests::change_answers(&world.as_user(ada).await, request, &to("2000")).await);
        assert!(matches!(refused, AppError::NotFound), "{refused:?}");

        packages::change_request_answers(&manager, package, request, &to("2000")).await.unwrap();
        let (_, view, desk) = packages::request_in(&manager, package, request).await.unwrap();
        assert_eq!(view.answers[0].answer, "2000");
        assert_eq!(desk.questions[0].value, "2000");
        assert!(view.steps.iter().any(|step| step.title == "Bo Ek changed the answers"));
        let details = value!(world, String, "SELECT details FROM audit_records WHERE action = 'request.changeAnswers'");
        assert!(details.contains("1000") && details.contains("2000"), "{details}");
        // Nobody changes what others decide on in their own request.
        let own = manager.me().unwrap();
        let answers = vec![(cost_center, "1000".to_owned())];
        let mine = world.ask_with(own, package, RequestInput { answers, ..RequestInput::default() }).await.unwrap();
        let refused = refusal(requests::change_answers(&manager, mine, &to("3000")).await);
        assert!(matches!(&refused, AppError::Forbidden(why) if why.starts_with("This is your own request")), "{refused:?}");
        assert!(packages::request_in(&manager, package, mine).await.unwrap().2.questions.is_empty());
        // The same again is no change.
        requests::change_answers(&manager, request, &to("2000")).await.unwrap();
        assert_eq!(audited(&world, "request.changeAnswers").await, 1);
    }

    async fn req_15_the_requests_of_a_package_are_for_the_roles_of_its_catalog(world) {
        let case = Failing::new(&world, true).await;
        let (_, elsewhere) = with_role(&world, "Eva Holm", Role::CatalogOwner, world.catalog("Other").await).await;
        for (ctx, sees) in [(&case.manager, true), (&case.owner, true), (&case.reader, false), (&elsewhere, false)] {
            let list = packages::requests(ctx, case.package, RequestFilter::default()).await;
            assert_eq!(list.is_ok_and(|list| list.page.rows.len() == 1), sees, "{}", ctx.actor_name);
        }
    }

    async fn asg_07_roles_taken_away_outside_come_back_for_those_picked(world) {
        let catalog = world.catalog("Sales").await;
        let group = world.group("Field sales").await;
        let package = world.package(catalog, "CRM", &[group.member()]).await;
        world.policy(package, &open_policy()).await;
        let [ada, bo, cleo] = world.members(["Ada Lind", "Bo Ek", "Cleo Falk"]).await;
        let mut held = Vec::new();
        for person in [ada, bo, cleo] {
            held.push(world.get(person, package).await);
        }
        run_sql!(world, "DELETE FROM role_holders").unwrap();
        let (_, manager) = with_role(&world, "Dan Gren", Role::AccessPackageAssignmentManager, catalog).await;
        let (_, reader) = with_role(&world, "Eva Holm", Role::CatalogReader, catalog).await;
        let refused = refusal(packages::reprocess_assignments(&reader, package, &held).await);
        assert!(matches!(refused, AppError::Forbidden(_)), "{refused:?}");
        assert!(matches!(refusal(packages::reprocess_assignments(&manager, package, &[]).await), AppError::Invalid(_)));

        assignments::remove_directly(&manager, held[1], "").await.unwrap();
        let applied = packages::reprocess_assignments(&manager, package, &held[..2]).await.unwrap();
        assert_eq!(applied[0].outcome, Ok(AssignmentState::Delivered));
        assert!(matches!(applied[1].outcome, Err(AppError::Conflict(_))), "it has ended: {:?}", applied[1]);
        assert_eq!(applied[1].person, "Bo Ek", "who it is about is said");
        assert_eq!(world.holding(ada, group.member()).await, Some(HoldingOrigin::Delivered));
        assert_eq!(world.holding(bo, group.member()).await, None);
        assert_eq!(world.holding(cleo, group.member()).await, None, "nobody picked her");
        assert_eq!(audited(&world, "assignment.reprocess").await, 1);

        // An assignment of another package is not one of this.
        let other = world.package(catalog, "Other", &[group.member()]).await;
        let applied = packages::reprocess_assignments(&manager, other, &held[2..]).await.unwrap();
        assert_eq!((applied[0].person.as_str(), &applied[0].outcome), ("", &Err(AppError::NotFound)));
        let list = packages::assignments(&manager, package, AssignmentFilter::default()).await.unwrap();
        assert!(list.head.may.apply_again);
    }
}
