//! What a change of a package's content does to those who hold it, and the lists of holders.

use crate::catalogs::{conflict, status, with_role};
use crate::support::flow::open_policy;
use crate::support::{Build, World, named, settings};
use engine::Ctx;
use engine::assignments::{DirectAssignment, assign_directly, remove_directly};
use engine::packages::{self, AssignmentFilter, RequestFilter};
use shared::authz::Role;
use shared::directory::{HoldingOrigin, Principal};
use shared::ids::{AssignmentId, PackageId, PackageRoleId, PolicyId, UserId};
use shared::policy::Asked;

/// Assigns and delivers.
pub async fn assign(
    world: &World,
    ctx: &Ctx,
    package: PackageId,
    policy: PolicyId,
    people: &[UserId],
) {
    let input = DirectAssignment {
        package,
        policy,
        people: people.to_vec(),
        asked: Asked::default(),
        justification: String::new(),
        answers: Vec::new(),
    };
    assign_directly(ctx, &input).await.unwrap();
    world.engine.settle().await.unwrap();
}

async fn the_role(ctx: &Ctx, package: PackageId, resource: &str) -> PackageRoleId {
    let view = packages::roles(ctx, package, "").await.unwrap();
    let row = view
        .roles
        .into_iter()
        .find(|row| row.resource == resource)
        .unwrap();
    row.id.parse().unwrap()
}

async fn live(ctx: &Ctx, package: PackageId) -> Vec<AssignmentId> {
    let filter = AssignmentFilter {
        state: "live".into(),
        ..AssignmentFilter::default()
    };
    let view = packages::assignments(ctx, package, filter).await.unwrap();
    view.page
        .rows
        .iter()
        .map(|row| row.id.parse().unwrap())
        .collect()
}

both! {
    async fn pkg_09_a_role_added_later_reaches_every_holder(world) {
        let admin = world.administrator().await;
        let catalog = world.catalog("Sales").await;
        let [first, second] = [world.group("First").await, world.group("Second").await];
        world.resource(catalog, &second).await;
        let id = world.package(catalog, "Starter", &[first.member()]).await;
        let policy = world.policy(id, &settings()).await;
        let [ada, bo, cleo] = world.members(["Ada Lind", "Bo Ek", "Cleo Falk"]).await;
        assign(&world, &admin, id, policy, &[ada, bo]).await;
        assert_eq!(packages::add_roles(&admin, id, vec![second.member()]).await.unwrap(), 1);
        // Twice is once.
        assert_eq!(packages::add_roles(&admin, id, vec![second.member()]).await.unwrap(), 0);
        world.engine.settle().await.unwrap();
        for user in [ada, bo] {
            assert_eq!(world.holding(user, second.member()).await, Some(HoldingOrigin::Delivered));
        }
        assert_eq!(world.holding(cleo, second.member()).await, None);
        let found = packages::list(&admin, "second", "").await.unwrap();
        assert_eq!(found.page.rows.len(), 1, "the search text follows the content");
    }

    async fn pkg_10_a_role_taken_out_leaves_every_holder(world) {
        let admin = world.administrator().await;
        let catalog = world.catalog("Sales").await;
        let [first, second] = [world.group("First").await, world.group("Second").await];
        let id = world.package(catalog, "Starter", &[first.member(), second.member()]).await;
        let policy = world.policy(id, &settings()).await;
        let [ada, bo] = world.members(["Ada Lind", "Bo Ek"]).await;
        assign(&world, &admin, id, policy, &[ada, bo]).await;
        let role = the_role(&admin, id, "Second").await;
        assert_eq!(packages::remove_role(&admin, id, role).await.unwrap(), "Member of Second");
        world.engine.settle().await.unwrap();
        for user in [ada, bo] {
            assert_eq!(world.holding(user, second.member()).await, None);
            assert_eq!(world.holding(user, first.member()).await, Some(HoldingOrigin::Delivered));
        }
        // The second of two tabs hears that it is gone.
        assert!(conflict(packages::remove_role(&admin, id, role).await).contains("not in the package any more"));
        assert_eq!(live(&admin, id).await.len(), 2);
    }

    async fn pkg_11_byd_07_another_package_with_the_same_role_keeps_it(world) {
        let admin = world.administrator().await;
        let catalog = world.catalog("Sales").await;
        let group = world.group("Shared").await;
        let one = world.package(catalog, "One", &[group.member()]).await;
        let two = world.package(catalog, "Two", &[group.member()]).await;
        let ada = world.member("Ada Lind").await;
        for package in [one, two] {
            let policy = world.policy(package, &settings()).await;
            assign(&world, &admin, package, policy, &[ada]).await;
        }
        let role = the_role(&admin, one, "Shared").await;
        packages::remove_role(&admin, one, role).await.unwrap();
        world.engine.settle().await.unwrap();
        assert_eq!(world.holding(ada, group.member()).await, Some(HoldingOrigin::Delivered));
        remove_directly(&admin, live(&admin, two).await[0], "").await.unwrap();
        world.engine.settle().await.unwrap();
        assert_eq!(world.holding(ada, group.member()).await, None);
    }

    async fn pkg_12_byd_06_what_one_held_before_survives(world) {
        let admin = world.administrator().await;
        let catalog = world.catalog("Sales").await;
        let group = world.group("Old friends").await;
        let id = world.package(catalog, "Starter", &[group.member()]).await;
        let policy = world.policy(id, &settings()).await;
        let ada = world.member("Ada Lind").await;
        world.hold(ada, group.member()).await;
        // Holding the role by nature is no assignment.
        assert!(live(&admin, id).await.is_empty());
        assign(&world, &admin, id, policy, &[ada]).await;
        let role = the_role(&admin, id, "Old friends").await;
        packages::remove_role(&admin, id, role).await.unwrap();
        world.engine.settle().await.unwrap();
        assert_eq!(world.holding(ada, group.member()).await, Some(HoldingOrigin::Native));
    }

    async fn pkg_09_a_new_holder_and_a_new_role_at_the_same_time_meet(world) {
        let admin = world.administrator().await;
        let catalog = world.catalog("Sales").await;
        for round in 0..6 {
            let group = world.group(&format!("Group {round}")).await;
            world.resource(catalog, &group).await;
            let id = world.package(catalog, &format!("Package {round}"), &[]).await;
            let policy = world.policy(id, &settings()).await;
            let user = world.member(&format!("Person {round}")).await;
            let (one, two, stage) = (admin.clone(), admin.clone(), world.clone());
            let role = group.member();
            let add = tokio::spawn(async move { packages::add_roles(&one, id, vec![role]).await.unwrap() });
            let give = tokio::spawn(async move { assign(&stage, &two, id, policy, &[user]).await });
            add.await.unwrap();
            give.await.unwrap();
            world.engine.settle().await.unwrap();
            assert!(world.holding(user, role).await.is_some(), "round {round}");
        }
    }

    async fn rol_05_rol_06_who_may_do_what_with_a_package(world) {
        let catalog = world.catalog("Sales").await;
        let group = world.group("Field sales").await;
        let id = world.package(catalog, "Starter", &[group.member()]).await;
        let filter = AssignmentFilter::default;
        for (role, content, assignments) in [
            (Role::CatalogOwner, true, true),
            (Role::AccessPackageManager, true, true),
            (Role::AccessPackageAssignmentManager, false, true),
            (Role::CatalogReader, false, false),
        ] {
            let (_, ctx) = with_role(&world, role.title(), role, catalog).await;
            let may = packages::head(&ctx, id).await.unwrap().may;
            assert_eq!((may.edit, may.hide, may.delete, may.change_roles, may.edit_policies), (content, content, content, content, content), "{role}");
            assert_eq!((may.assign, may.remove, may.view_assignments, may.view_requests), (assignments, assignments, assignments, assignments), "{role}");
            let expected = if assignments { 200 } else { 403 };
            let code = |result: Result<(), engine::Failure>| result.map_or_else(|failure| failure.public().status(), |()| 200);
            assert_eq!(code(packages::assignments(&ctx, id, filter()).await.map(drop)), expected, "{role}");
            assert_eq!(code(packages::requests(&ctx, id, RequestFilter::default()).await.map(drop)), expected, "{role}");
            assert_eq!(code(packages::assignments_csv(&ctx, id, filter()).await.map(drop)), expected, "{role}");
            assert_eq!(code(packages::assign_form(&ctx, id, None, "", &[]).await.map(drop)), expected, "{role}");
            let choices = packages::roles(&ctx, id, "").await.unwrap().choices;
            assert_eq!(!choices.is_empty(), content, "{role}");
            if !content {
                assert_eq!(status(packages::add_roles(&ctx, id, vec![group.owner()]).await), 403, "{role}");
                let role_id = the_role(&ctx, id, "Field sales").await;
                assert_eq!(status(packages::remove_role(&ctx, id, role_id).await), 403, "{role}");
                assert_eq!(status(packages::edit_form(&ctx, id).await), 403, "{role}");
            }
        }
    }

    async fn asg_02_holders_are_listed_filtered_and_exported(world) {
        let admin = world.administrator().await;
        let catalog = world.catalog("Sales").await;
        let group = world.group("Field sales").await;
        let id = world.package(catalog, "Starter", &[group.member()]).await;
        let policy = world.policy(id, &settings().days(30)).await;
        let [ada, evil] = world.members(["Ada Lind", "=HYPERLINK(0)"]).await;
        assign(&world, &admin, id, policy, &[ada, evil]).await;
        let of = |view: shared::views::packages::PackageAssignmentsView| -> Vec<String> {
            view.page.rows.into_iter().map(|row| row.subject).collect()
        };
        let filter = |state: &str, q: &str| AssignmentFilter { state: state.into(), q: q.into(), after: String::new() };
        let all = packages::assignments(&admin, id, filter("", "")).await.unwrap();
        assert!(all.page.rows.iter().all(|row| row.live && row.ends.is_some() && row.roles == 1 && row.badge.label == "Active"));
        assert_eq!(of(all).len(), 2);
        assert_eq!(of(packages::assignments(&admin, id, filter("", "ada")).await.unwrap()), ["Ada Lind"]);
        // It is taken away through its own package only.
        let other = world.package(catalog, "Other", &[]).await;
        let given = live(&admin, id).await[0];
        assert_eq!(status(packages::remove_assignment(&admin, other, given, "").await), 404);
        assert_eq!(live(&admin, id).await.len(), 2);
        packages::remove_assignment(&admin, id, given, "").await.unwrap();
        world.engine.settle().await.unwrap();
        assert_eq!(of(packages::assignments(&admin, id, filter("live", "")).await.unwrap()).len(), 1);
        let ended = packages::assignments(&admin, id, filter("expired", "")).await.unwrap();
        assert_eq!(ended.page.rows[0].end_reason, "Removed by an administrator");
        assert_eq!(of(packages::assignments(&admin, id, filter("nonsense", "")).await.unwrap()).len(), 2);
        let csv = packages::assignments_csv(&admin, id, filter("", "")).await.unwrap();
        assert_eq!(csv.lines().count(), 3);
        assert!(csv.starts_with("Person,User name,Mail"), "{csv}");
        assert!(csv.contains("\n'=HYPERLINK(0)"), "{csv}");
        assert!(!csv.contains("\n=HYPERLINK"), "{csv}");
        let one = packages::assignments_csv(&admin, id, filter("", "ada")).await.unwrap();
        assert_eq!(one.lines().count(), 2);
    }

    async fn rol_06_requests_are_listed_and_filtered(world) {
        let admin = world.administrator().await;
        let catalog = world.catalog("Sales").await;
        let id = world.package(catalog, "Starter", &[]).await;
        let [ada, bo, cleo] = world.members(["Ada Lind", "Bo Ek", "Cleo Falk"]).await;
        let policy = world.policy(id, &settings().stage(named(vec![Principal::User(bo)]))).await;
        engine::requests::submit(&world.as_user(ada).await, id, &Default::default()).await.unwrap();
        assign(&world, &admin, id, policy, &[cleo]).await;
        let rows = async |state: &str, q: &str| {
            let filter = RequestFilter { state: state.into(), q: q.into(), after: String::new() };
            let page = packages::requests(&admin, id, filter).await.unwrap().page;
            page.rows.into_iter().map(|row| (row.subject, row.by, row.badge.label)).collect::<Vec<_>>()
        };
        let waiting = ("Ada Lind".to_owned(), None, "Waiting for approval".to_owned());
        let done = ("Cleo Falk".to_owned(), Some("Ingrid Administrator".to_owned()), "Done".to_owned());
        assert_eq!(rows("", "").await, [done.clone(), waiting.clone()]);
        assert_eq!(rows("open", "").await, std::slice::from_ref(&waiting));
        assert_eq!(rows("delivered", "").await, [done]);
        assert_eq!(rows("", "LIND").await, [waiting]);
        let overview = packages::overview(&admin, id).await.unwrap();
        assert_eq!((overview.holders, overview.waiting, overview.troubled), (1, 1, 0));
        let row = packages::list(&admin, "", "").await.unwrap().page.rows.remove(0);
        assert_eq!((row.holders, row.waiting, row.policies, row.roles), (1, 1, 1, 0));
    }

    async fn req_11_an_administrator_reads_the_story_of_a_request(world) {
        let catalog = world.catalog("Sales").await;
        let [one, two] = [world.package(catalog, "One", &[]).await, world.package(catalog, "Two", &[]).await];
        let [ada, bo] = world.members(["Ada Lind", "Bo Ek"]).await;
        world.policy(one, &settings().stage(named(vec![Principal::User(bo)]))).await;
        let request = engine::requests::submit(&world.as_user(ada).await, one, &Default::default()).await.unwrap();
        let (_, assigner) = with_role(&world, "Cleo Falk", Role::AccessPackageAssignmentManager, catalog).await;
        let (head, story, _) = packages::request_in(&assigner, one, request).await.unwrap();
        assert_eq!((head.name.as_str(), story.subject.name.as_str()), ("One", "Ada Lind"));
        assert!(story.may_cancel && !story.may_resubmit && !story.steps.is_empty());
        // Only as a request of its own package, and only for those who may see requests.
        assert_eq!(status(packages::request_in(&assigner, two, request).await), 404);
        let (_, reader) = with_role(&world, "Dan Gren", Role::CatalogReader, catalog).await;
        assert_eq!(status(packages::request_in(&reader, one, request).await), 403);
        assert_eq!(status(packages::request_in(&world.as_user(ada).await, one, request).await), 404);
        // It is canceled through its own package, too.
        assert_eq!(status(packages::cancel_request(&assigner, two, request).await), 404);
        assert!(packages::request_in(&assigner, one, request).await.unwrap().1.may_cancel);
        packages::cancel_request(&assigner, one, request).await.unwrap();
        assert!(!packages::request_in(&assigner, one, request).await.unwrap().1.may_cancel);
    }

    async fn asg_03_the_form_offers_policies_people_and_questions(world) {
        let catalog = world.catalog("Sales").await;
        let id = world.package(catalog, "Starter", &[]).await;
        let (_, assigner) = with_role(&world, "Ada Lind", Role::AccessPackageAssignmentManager, catalog).await;
        let (bo, owner) = with_role(&world, "Bo Ek", Role::CatalogOwner, catalog).await;
        let question = shared::policy::Question {
            id: world.id(),
            text: "Which region?".into(),
            required: true,
            kind: shared::policy::QuestionKind::LongText, translations: Vec::new(), attribute: None, };
        let asking = settings().ask(question).stage(named(vec![Principal::User(bo)]));
        let asking = world.policy(id, &asking).await;
        let form = packages::assign_form(&owner, id, None, "", &[]).await.unwrap();
        // The only policy is chosen by itself.
        assert_eq!(form.policy, asking.to_string());
        assert!(form.single && form.questions[0].text == "Which region?");
        assert_eq!(form.approval, "");
        // An assignment manager is told that the approval stays.
        let form = packages::assign_form(&assigner, id, None, "", &[]).await.unwrap();
        assert_eq!(form.approval, "1 approval");
        world.policy(id, &settings()).await;
        let form = packages::assign_form(&owner, id, None, "ada", &[bo]).await.unwrap();
        assert_eq!((form.policy.as_str(), form.policies.len()), ("", 2));
        let people: Vec<_> = form.people.iter().map(|person| person.label.as_str()).collect();
        assert_eq!(people, ["Bo Ek", "Ada Lind"], "those picked first");
        let form = packages::assign_form(&owner, id, Some(asking), "", &[]).await.unwrap();
        assert_eq!(form.questions.len(), 1);
    }

    async fn pkg_09_a_role_for_many_holders_takes_as_few_statements_as_for_some(world) {
        let admin = world.administrator().await;
        let catalog = world.catalog("Sales").await;
        let package = world.package(catalog, "CRM", &[]).await;
        world.policy(package, &open_policy()).await;
        let [first, second] = [world.group("First").await, world.group("Second").await];
        for group in [&first, &second] {
            world.resource(catalog, group).await;
        }
        let mut counts = Vec::new();
        for (group, holders) in [(first, 0..2), (second, 2..20)] {
            for number in holders {
                let holder = world.member(&format!("Holder {number}")).await;
                world.get(holder, package).await;
            }
            let (added, statements) = engine::db::counted(packages::add_roles(&admin, package, vec![group.member()])).await;
            assert_eq!(added.unwrap(), 1);
            counts.push(statements);
            world.settle().await;
        }
        assert_eq!(counts[0], counts[1]);
        assert_eq!(world.count("role_holders").await, 40);
    }
}
