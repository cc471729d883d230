//! Stories of assignments: beginning, ending, and what is delivered in between.

use crate::support::flow::{asks, open_policy, refusal};
use engine::assignments::{DirectAssignment, assign_directly, remove_directly, remove_own};
use shared::AppError;
use shared::assignment::AssignmentState;
use shared::authz::Role;
use shared::directory::{GroupKind, HoldingOrigin, Mastery, Principal, UserKind};
use shared::ids::{PackageId, PolicyId, UserId};
use shared::policy::{Asked, Expiration, PolicySettings, TargetScope};
use shared::request::{RequestState, RequestType};

fn directly(package: PackageId, policy: PolicyId, people: &[UserId]) -> DirectAssignment {
    DirectAssignment {
        package,
        policy,
        people: people.to_vec(),
        asked: Asked::default(),
        justification: String::new(),
        answers: Vec::new(),
    }
}

both! {
    async fn req_01_every_change_is_a_request_that_says_who_made_it(world) {
        let [ada, bo, mia] = world.members(["Ada Lind", "Bo Ek", "Mia Manager"]).await;
        let catalog = world.catalog("Sales").await;
        let package = world.package(catalog, "CRM", &[]).await;
        let policy = world.policy(package, &PolicySettings { expiration: Expiration::AfterDays(30), ..open_policy() }).await;
        world.give_role(Principal::User(mia), Role::AccessPackageAssignmentManager, Some(catalog)).await;
        let manager = world.as_user(mia).await;
        let own = world.get(ada, package).await;
        remove_own(&world.as_user(ada).await, own).await.unwrap();
        world.settle().await;
        world.get(ada, package).await;
        let given = assign_directly(&manager, &directly(package, policy, &[bo])).await.unwrap();
        world.settle().await;
        let given = world.assignment_of(given[0]).await.id;
        remove_directly(&manager, given, "Left the team.").await.unwrap();
        world.settle().await;
        world.advance_days(30).await;
        let requests = rows!(
            world, (RequestType, UserId, Option<UserId>, RequestState),
            "SELECT request_type, subject_id, requestor_id, state FROM requests ORDER BY created_at, id"
        );
        let done = RequestState::Delivered;
        assert_eq!(requests, [
            (RequestType::UserAdd, ada, Some(ada), done),
            (RequestType::UserRemove, ada, Some(ada), done),
            (RequestType::UserAdd, ada, Some(ada), done),
            (RequestType::AdminAdd, bo, Some(mia), done),
            (RequestType::AdminRemove, bo, Some(mia), done),
            (RequestType::SystemRemove, ada, None, done),
        ]);
    }

    async fn asg_06_expiry_is_a_request_of_the_system(world) {
        let ada = world.member("Ada Lind").await;
        let sales = world.group("Sales").await;
        let catalog = world.catalog("Sales").await;
        let package = world.package(catalog, "CRM", &[sales.member()]).await;
        world.policy(package, &PolicySettings { expiration: Expiration::AfterDays(30), ..open_policy() }).await;
        let assignment = world.get(ada, package).await;
        let requests = world.count("requests").await;

        world.advance_days(29).await;
        assert_eq!(world.assignment(assignment).await.state, AssignmentState::Delivered);
        world.advance_days(1).await;
        assert_eq!(world.assignment(assignment).await.state, AssignmentState::Expired);
        assert_eq!(world.holding(ada, sales.member()).await, None);
        assert_eq!(world.count("requests").await, requests + 1);
        let removals = rows!(
            world, (RequestType, RequestState),
            "SELECT request_type, state FROM requests WHERE assignment_id = $1 ORDER BY created_at DESC LIMIT 1", assignment
        );
        assert_eq!(removals, [(RequestType::SystemRemove, RequestState::Delivered)]);
        // NOT-02: told before the end (14 days, 1 day) and at the end, each once.
        let mails = world.mails_to("ada.lind@norrland.example").await;
        assert_eq!(mails.iter().filter(|subject| subject.starts_with("Ends ")).count(), 1);
        assert_eq!(mails.last().map(String::as_str), Some("Access ended: CRM"));
        // And the way is free to ask again.
        world.get(ada, package).await;
    }

    async fn not_02_the_end_is_announced_two_weeks_and_a_day_before(world) {
        let ada = world.member("Ada Lind").await;
        let catalog = world.catalog("Sales").await;
        let package = world.package(catalog, "CRM", &[]).await;
        world.policy(package, &PolicySettings { expiration: Expiration::AfterDays(30), ..open_policy() }).await;
        world.get(ada, package).await;
        for _ in 0..29 {
            world.advance_days(1).await;
        }
        let mails = world.mails_to("ada.lind@norrland.example").await;
        assert_eq!(mails, ["You now have access: CRM", "Ends in 14 days: CRM", "Ends in 1 day: CRM"]);
    }

    async fn byd_05_access_counts_from_delivery(world) {
        let [ada, bo] = world.members(["Ada Lind", "Bo Ek"]).await;
        let catalog = world.catalog("Sales").await;
        let package = world.package(catalog, "CRM", &[]).await;
        let policy = PolicySettings { expiration: Expiration::AfterDays(10), stages: vec![asks(&[bo])], ..open_policy() };
        world.policy(package, &policy).await;
        let request = world.ask(ada, package).await;
        world.advance_days(6).await;
        world.approve(bo, request, 0).await;
        world.settle().await;
        assert_eq!(world.assignment_of(request).await.ends_at, Some(world.now().plus_days(10)));
    }

    async fn pol_27_a_fixed_date_ends_it_for_everyone(world) {
        let [ada, bo] = world.members(["Ada Lind", "Bo Ek"]).await;
        let catalog = world.catalog("Sales").await;
        let package = world.package(catalog, "CRM", &[]).await;
        let end = world.now().plus_days(20);
        world.policy(package, &PolicySettings { expiration: Expiration::OnDate(end), ..open_policy() }).await;
        let first = world.get(ada, package).await;
        world.advance_days(10).await;
        let second = world.get(bo, package).await;
        assert_eq!(world.assignment(second).await.ends_at, Some(end));
        world.advance_days(10).await;
        for assignment in [first, second] {
            assert_eq!(world.assignment(assignment).await.state, AssignmentState::Expired);
        }
        let AppError::Forbidden(why) = refusal(world.ask_with(ada, package, Default::default()).await) else {
            panic!("a reason")
        };
        assert!(why.contains("has passed"), "{why}");
    }

    async fn pol_28_hours_count_exactly(world) {
        let ada = world.member("Ada Lind").await;
        let catalog = world.catalog("Sales").await;
        let package = world.package(catalog, "CRM", &[]).await;
        world.policy(package, &PolicySettings { expiration: Expiration::AfterHours(8), ..open_policy() }).await;
        let assignment = world.get(ada, package).await;
        world.pass_hours(7);
        world.settle().await;
        assert_eq!(world.assignment(assignment).await.state, AssignmentState::Delivered);
        world.pass_hours(1);
        world.settle().await;
        assert_eq!(world.assignment(assignment).await.state, AssignmentState::Expired);
    }

    async fn asg_06_the_holder_gives_it_back(world) {
        let [ada, bo] = world.members(["Ada Lind", "Bo Ek"]).await;
        let sales = world.group("Sales").await;
        let catalog = world.catalog("Sales").await;
        let package = world.package(catalog, "CRM", &[sales.member()]).await;
        world.policy(package, &open_policy()).await;
        let assignment = world.get(ada, package).await;
        assert_eq!(refusal(remove_own(&world.as_user(bo).await, assignment).await), AppError::NotFound);
        let request = remove_own(&world.as_user(ada).await, assignment).await.unwrap();
        assert_eq!(world.request(request).await.request_type, RequestType::UserRemove);
        world.settle().await;
        assert_eq!(world.holding(ada, sales.member()).await, None);
        assert_eq!(world.request(request).await.state, RequestState::Delivered);
        let twice = remove_own(&world.as_user(ada).await, assignment).await;
        assert!(matches!(refusal(twice), AppError::Conflict(_)));
    }

    async fn asg_03_direct_assignment_sends_no_request_mail(world) {
        let [ada, bo, cy] = world.members(["Ada Lind", "Bo Ek", "Cy Ahl"]).await;
        let catalog = world.catalog("Sales").await;
        let package = world.package(catalog, "CRM", &[]).await;
        let policy = world.policy(package, &PolicySettings { stages: vec![asks(&[cy])], ..open_policy() }).await;
        let owner = world.member("Olle Owner").await;
        world.give_role(Principal::User(owner), Role::CatalogOwner, Some(catalog)).await;

        assert_eq!(refusal(assign_directly(&world.as_user(cy).await, &directly(package, policy, &[ada])).await), AppError::NotFound);
        let made = assign_directly(&world.as_user(owner).await, &directly(package, policy, &[ada, bo])).await.unwrap();
        assert_eq!(made.len(), 2);
        world.settle().await;
        for request in made {
            assert_eq!(world.request(request).await.request_type, RequestType::AdminAdd);
            assert_eq!(world.assignment_of(request).await.state, AssignmentState::Delivered);
        }
        assert!(world.mails_to("ada.lind@norrland.example").await.is_empty());
    }

    async fn rol_06_an_assignment_manager_cannot_go_around_approval(world) {
        let [ada, bo, manager] = world.members(["Ada Lind", "Bo Ek", "Mia Manager"]).await;
        let catalog = world.catalog("Sales").await;
        let package = world.package(catalog, "CRM", &[]).await;
        let policy = world.policy(package, &PolicySettings { stages: vec![asks(&[bo])], ..open_policy() }).await;
        world.give_role(Principal::User(manager), Role::AccessPackageAssignmentManager, Some(catalog)).await;
        let made = assign_directly(&world.as_user(manager).await, &directly(package, policy, &[ada])).await.unwrap();
        assert_eq!(world.request(made[0]).await.state, RequestState::PendingApproval);
        assert_eq!(refusal(world.decide_at(manager, made[0], 0, shared::approval::Decision::Approve, "").await), AppError::NotFound);
        world.approve(bo, made[0], 0).await;
        world.settle().await;
        assert_eq!(world.request(made[0]).await.state, RequestState::Delivered);
    }

    async fn asg_04_direct_assignment_obeys_the_scope(world) {
        let [ada, bo] = world.members(["Ada Lind", "Bo Ek"]).await;
        let admin = world.administrator().await;
        let catalog = world.catalog("Sales").await;
        let package = world.package(catalog, "CRM", &[]).await;
        let special = PolicySettings {
            scope: TargetScope::SpecificDirectoryUsers,
            subjects: vec![Principal::User(bo)],
            ..open_policy()
        };
        let policy = world.policy(package, &special).await;
        // One who does not fit: nobody is assigned, and the message names the person.
        let AppError::Invalid(errors) = refusal(assign_directly(&admin, &directly(package, policy, &[bo, ada])).await) else {
            panic!("a message at the people")
        };
        assert!(errors.get("people").unwrap().contains("Ada Lind"));
        assert_eq!(world.count("requests").await, 0);
        assign_directly(&admin, &directly(package, policy, &[bo])).await.unwrap();
    }

    async fn pol_08_a_direct_policy_takes_anyone_in_the_directory(world) {
        let ada = world.member("Ada Lind").await;
        let admin = world.administrator().await;
        let catalog = world.catalog("Sales").await;
        let package = world.package(catalog, "CRM", &[]).await;
        let direct = PolicySettings { scope: TargetScope::NotSpecified, ..open_policy() };
        let policy = world.policy(package, &direct).await;
        assert_eq!(refusal(world.ask_with(ada, package, Default::default()).await), AppError::NotFound);
        assign_directly(&admin, &directly(package, policy, &[ada])).await.unwrap();
    }

    async fn pol_09_switched_off_stops_direct_assignment_too(world) {
        let ada = world.member("Ada Lind").await;
        let admin = world.administrator().await;
        let catalog = world.catalog("Sales").await;
        let package = world.package(catalog, "CRM", &[]).await;
        let off = PolicySettings { scope: TargetScope::NotSpecified, enabled: false, ..open_policy() };
        let policy = world.policy(package, &off).await;
        assert!(matches!(refusal(assign_directly(&admin, &directly(package, policy, &[ada])).await), AppError::Invalid(_)));
    }

    async fn rol_06_removal_by_those_allowed_to(world) {
        let [ada, reader, manager] = world.members(["Ada Lind", "Rut Reader", "Mia Manager"]).await;
        let catalog = world.catalog("Sales").await;
        let package = world.package(catalog, "CRM", &[]).await;
        world.policy(package, &open_policy()).await;
        world.give_role(Principal::User(reader), Role::CatalogReader, Some(catalog)).await;
        world.give_role(Principal::User(manager), Role::AccessPackageAssignmentManager, Some(catalog)).await;
        let assignment = world.get(ada, package).await;
        assert!(matches!(refusal(remove_directly(&world.as_user(reader).await, assignment, "").await), AppError::Forbidden(_)));
        assert_eq!(refusal(remove_directly(&world.as_user(ada).await, assignment, "").await), AppError::NotFound);
        let request = remove_directly(&world.as_user(manager).await, assignment, "Left the team.").await.unwrap();
        assert_eq!(world.request(request).await.request_type, RequestType::AdminRemove);
    }

    async fn org_07_a_visitor_becomes_a_guest_with_the_first_access(world) {
        let host = world.member("Host Holm").await;
        let acme = world.organization("Acme", &["acme.example"]).await;
        let visitor = world.visitor("eva@acme.example", Some(acme)).await;
        let sales = world.group("Partners").await;
        let catalog = world.catalog("Partners").await;
        let package = world.package(catalog, "Tenders", &[sales.member()]).await;
        let policy = PolicySettings {
            scope: TargetScope::SpecificConnectedOrganizationUsers,
            organizations: vec![acme],
            stages: vec![asks(&[host])],
            ..open_policy()
        };
        world.policy(package, &policy).await;
        // CAT-03: a closed catalog lets nobody from outside in.
        assert_eq!(refusal(world.ask_with(visitor, package, Default::default()).await), AppError::NotFound);
        world.open_to_outsiders(catalog).await;
        let request = world.ask(visitor, package).await;
        let kind = || async { value!(world, UserKind, "SELECT kind FROM users WHERE id = $1", visitor) };
        assert_eq!(kind().await, UserKind::Visitor);
        world.approve(host, request, 0).await;
        world.settle().await;
        assert_eq!(kind().await, UserKind::Guest);
        assert_eq!(world.holding(visitor, sales.member()).await, Some(HoldingOrigin::Delivered));
        assert_eq!(world.mails_to("eva@acme.example").await, ["You now have access: Tenders"]);
    }

    async fn byd_10_a_delivery_that_fails_is_tried_again_and_seen(world) {
        let ada = world.member("Ada Lind").await;
        let synced = world.group_of("Old", GroupKind::Security, Mastery::Synced).await;
        let sales = world.group("Sales").await;
        let catalog = world.catalog("Sales").await;
        let package = world.package(catalog, "CRM", &[sales.member(), synced.member()]).await;
        world.policy(package, &open_policy()).await;
        let request = world.ask(ada, package).await;
        world.settle().await;
        let assignment = world.assignment_of(request).await;
        assert_eq!(assignment.state, AssignmentState::PartiallyDelivered);
        assert_eq!(world.request(request).await.state, RequestState::Delivering);
        let errors = rows!(world, (String,), "SELECT last_error FROM deliveries WHERE state = 'retrying'");
        assert_eq!(errors[0].0, "synced: Old");
        for _ in 0..10 {
            world.advance_days(1).await;
        }
        assert_eq!(world.request(request).await.state, RequestState::PartiallyDelivered);
        assert_eq!(world.holding(ada, sales.member()).await, Some(HoldingOrigin::Delivered));
    }

    async fn asg_06_access_that_ends_while_it_is_set_up_leaves_nothing(world) {
        let ada = world.member("Ada Lind").await;
        let synced = world.group_of("Old", GroupKind::Security, Mastery::Synced).await;
        let sales = world.group("Sales").await;
        let catalog = world.catalog("Sales").await;
        let package = world.package(catalog, "CRM", &[sales.member(), synced.member()]).await;
        world.policy(package, &open_policy()).await;
        let request = world.ask(ada, package).await;
        world.settle().await;
        let assignment = world.assignment_of(request).await.id;
        remove_own(&world.as_user(ada).await, assignment).await.unwrap();
        world.settle().await;
        assert_eq!(world.holding(ada, sales.member()).await, None);
        assert!(!world.request(request).await.state.is_open());
        // Nothing keeps being tried for access that is gone.
        let due = value!(world, i64, "SELECT COUNT(*) FROM deliveries WHERE next_try_at IS NOT NULL");
        assert_eq!(due, 0);
        world.ask(ada, package).await;
    }

    async fn byd_05_byd_10_roles_that_come_late_come_for_the_rest_of_it(world) {
        let ada = world.member("Ada Lind").await;
        let [first, second] = [world.group("First").await, world.group("Second").await];
        let catalog = world.catalog("Sales").await;
        let package = world.package(catalog, "CRM", &[first.member(), second.member()]).await;
        let month = PolicySettings { expiration: Expiration::AfterDays(30), ..open_policy() };
        world.policy(package, &month).await;
        run_sql!(world, "UPDATE directory_objects SET mastery = 'synced' WHERE id = $1", second.id).unwrap();
        let request = world.ask(ada, package).await;
        let end = world.now().plus_days(30);
        world.advance(20).await;
        let access = world.assignment_of(request).await;
        assert_eq!((access.state, access.ends_at), (AssignmentState::PartiallyDelivered, Some(end)));
        run_sql!(world, "UPDATE directory_objects SET mastery = 'assigned'").unwrap();
        let admin = world.administrator().await;
        engine::assignments::reprocess(&admin, access.id).await.unwrap();
        let access = world.assignment_of(request).await;
        assert_eq!((access.state, access.ends_at), (AssignmentState::Delivered, Some(end)));
        assert_eq!(world.request(request).await.state, RequestState::Delivered);

        // Where nothing was there, it counts from the first role.
        let bo = world.member("Bo Ek").await;
        run_sql!(world, "UPDATE directory_objects SET mastery = 'synced'").unwrap();
        let request = world.ask(bo, package).await;
        world.advance(20).await;
        run_sql!(world, "UPDATE directory_objects SET mastery = 'assigned' WHERE id = $1", first.id).unwrap();
        let access = world.assignment_of(request).await.id;
        engine::assignments::reprocess(&admin, access).await.unwrap();
        assert_eq!(world.assignment(access).await.ends_at, Some(world.now().plus_days(30)));
    }
}
