//! Assigning a package to a list of people, or to a group (ASG-11).

use crate::catalogs::with_role;
use crate::support::World;
use crate::support::crowd::audited;
use crate::support::flow::{open_policy, refusal};
use engine::{Ctx, packages};
use shared::AppError;
use shared::authz::Role;
use shared::directory::Principal;
use shared::forms::AssignManyInput;
use shared::ids::{CatalogId, PackageId, PolicyId, UserId};
use shared::policy::{Question, QuestionKind, TargetScope};
use shared::views::packages::ManyVerdict;

struct Place {
    catalog: CatalogId,
    package: PackageId,
    policy: PolicyId,
    manager: Ctx,
    reader: Ctx,
    /// In the scope of the policy.
    people: [UserId; 3],
}

async fn place(world: &World) -> Place {
    let catalog = world.catalog("Sales").await;
    let group = world.group("Field sales").await;
    let package = world.package(catalog, "CRM", &[group.member()]).await;
    let people = world.members(["Ada Lind", "Bo Ek", "Cleo Falk"]).await;
    let mut settings = open_policy();
    settings.scope = TargetScope::SpecificDirectoryUsers;
    settings.subjects = people.iter().map(|id| Principal::User(*id)).collect();
    let policy = world.policy(package, &settings).await;
    let assigner = Role::AccessPackageAssignmentManager;
    let (_, manager) = with_role(world, "Dan Gren", assigner, catalog).await;
    let (_, reader) = with_role(world, "Eva Holm", Role::CatalogReader, catalog).await;
    Place {
        catalog,
        package,
        policy,
        manager,
        reader,
        people,
    }
}

fn list(policy: PolicyId, names: &[&str]) -> AssignManyInput {
    AssignManyInput {
        policy: Some(policy),
        list: names.iter().map(|name| (*name).to_owned()).collect(),
        ..AssignManyInput::default()
    }
}

both! {
    async fn asg_11_a_list_gives_only_to_those_who_are_missing(world) {
        let at = place(&world).await;
        let held = world.get(at.people[0], at.package).await;
        world.member("Fay Ito").await;
        let names = ["ada.lind@norrland.example", "bo.ek", "bo.ek@norrland.example", "cleo.falk@norrland.example", "fay.ito", "nobody@x.example"];
        let input = list(at.policy, &names);
        let before = world.count("audit_records").await;
        let view = packages::assign_many_form(&at.manager, at.package, "", Some(&input)).await.unwrap();
        let preview = view.preview.unwrap();
        let verdicts: Vec<_> = preview.iter().map(|row| row.verdict).collect();
        use ManyVerdict::{Gets, Has, Refused, Unknown};
        assert_eq!(verdicts, [Has, Gets, Gets, Refused, Unknown], "a person is there once: {preview:?}");
        assert!(!preview[3].why.is_empty() && preview[3].person == "Fay Ito");
        assert_eq!(world.count("audit_records").await, before, "looking changes nothing");

        let done = packages::assign_many(&at.manager, at.package, &input).await.unwrap();
        assert_eq!((done.assigned, done.had, done.refused.len()), (2, 1, 2));
        assert_eq!(audited(&world, "assignment.assign").await, 2, "each for themselves");
        assert!(world.assignment(held).await.state.is_live(), "nobody loses it");
        // Once more there is nobody left to give it to.
        let again = packages::assign_many(&at.manager, at.package, &input).await.unwrap();
        assert_eq!((again.assigned, again.had), (0, 3));
    }

    async fn asg_11_the_members_of_a_group_get_it(world) {
        let at = place(&world).await;
        let (outer, inner) = (world.group("Outer").await, world.group("Inner").await);
        world.nest(&outer, &inner).await;
        world.hold(at.people[0], outer.member()).await;
        world.hold(at.people[1], inner.member()).await;
        world.resource(at.catalog, &outer).await;
        let input = AssignManyInput { policy: Some(at.policy), group: Some(outer.id), ..AssignManyInput::default() };
        let done = packages::assign_many(&at.manager, at.package, &input).await.unwrap();
        assert_eq!((done.assigned, done.refused.len()), (2, 0));
        let empty = world.group("Empty").await;
        world.resource(at.catalog, &empty).await;
        let input = AssignManyInput { group: Some(empty.id), ..input };
        let refused = refusal(packages::assign_many(&at.manager, at.package, &input).await);
        assert!(refused.field_errors().get("group").is_some(), "{refused:?}");
    }

    async fn asg_11_who_is_in_a_group_is_told_only_where_it_is_known(world) {
        let at = place(&world).await;
        let [board, named, own, mine] = [world.group("Board").await, world.group("Named").await, world.group("Own").await, world.group("Mine").await];
        for group in [&board, &named, &own, &mine] {
            world.hold(at.people[0], group.member()).await;
        }
        let manager = at.manager.me().unwrap();
        world.hold(manager, own.owner()).await;
        world.hold(manager, mine.member()).await;
        let mut settings = open_policy();
        settings.scope = TargetScope::SpecificDirectoryUsers;
        settings.subjects = vec![named.principal()];
        world.policy(at.package, &settings).await;
        let of = |group: &crate::support::Object| AssignManyInput { policy: Some(at.policy), group: Some(group.id), ..AssignManyInput::default() };
        let refused = refusal(packages::assign_many_form(&at.manager, at.package, "", Some(&of(&board))).await);
        assert!(refused.field_errors().get("group").is_some_and(|why| why.starts_with("Choose a group")), "{refused:?}");
        assert_eq!(refusal(packages::assign_many(&at.manager, at.package, &of(&board)).await).status(), 422);
        for group in [&named, &own, &mine] {
            let rows = packages::assign_many_form(&at.manager, at.package, "", Some(&of(group))).await.unwrap().preview.unwrap();
            assert!(rows.iter().any(|row| row.person == "Ada Lind"), "{rows:?}");
        }
        let admin = world.administrator().await;
        assert!(packages::assign_many_form(&admin, at.package, "", Some(&of(&board))).await.is_ok());
    }

    async fn asg_11_who_may_not_assign_one_may_not_assign_many(world) {
        let at = place(&world).await;
        let input = list(at.policy, &["bo.ek"]);
        let refused = refusal(packages::assign_many(&at.reader, at.package, &input).await);
        assert!(matches!(refused, AppError::Forbidden(_)), "{refused:?}");
        let refused = refusal(packages::assign_many(&at.manager, at.package, &list(world.id(), &["bo.ek"])).await);
        assert!(refused.field_errors().get("policy").is_some(), "{refused:?}");
        let mut asking = open_policy();
        asking.questions.push(Question::new(world.id(), "Why?".to_owned(), true, QuestionKind::LongText));
        let asking = world.policy(at.package, &asking).await;
        let refused = refusal(packages::assign_many(&at.manager, at.package, &list(asking, &["bo.ek"])).await);
        assert!(refused.field_errors().get("policy").is_some_and(|why| why.contains("one person")), "{refused:?}");
    }
}
