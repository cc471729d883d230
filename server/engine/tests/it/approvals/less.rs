//! Approving less than was asked for (BYD-13).

use crate::support::World;
use crate::support::crowd::{audited, chain_is_intact};
use crate::support::flow::{asks, open_policy, refusal};
use engine::approvals::decide_less;
use engine::assignments::extend;
use engine::{Outcome, my, packages};
use shared::AppError;
use shared::approval::Decision;
use shared::forms::requests::{DecisionInput, EndInput, LessInput};
use shared::ids::{CatalogId, PackageId, RequestId, RoleId, UserId};
use shared::policy::{Expiration, Needed, PolicySettings, StageSettings};
use shared::request::RequestState;

/// A package with two roles, in a catalog.
struct Two {
    catalog: CatalogId,
    package: PackageId,
    team: RoleId,
    desk: RoleId,
}

async fn two_roles(world: &World, stages: Vec<StageSettings>) -> Two {
    let (team, desk) = (world.group("Team").await, world.group("Desk").await);
    let catalog = world.catalog("Sales").await;
    let roles = [team.member(), desk.member()];
    let package = world.package(catalog, "Payments", &roles).await;
    let settings = PolicySettings {
        stages,
        expiration: Expiration::AfterDays(30),
        ..open_policy()
    };
    world.policy(package, &settings).await;
    Two {
        catalog,
        package,
        team: team.member(),
        desk: desk.member(),
    }
}

async fn approve_less(
    world: &World,
    who: UserId,
    id: RequestId,
    position: usize,
    reason: &str,
    less: LessInput,
) -> Outcome<()> {
    let input = DecisionInput {
        decision: Decision::Approve,
        justification: reason.to_owned(),
        stage: world.stages(id).await[position].id,
        seen_due: None,
    };
    decide_less(&world.as_user(who).await, id, &input, &less).await
}

fn days(days: u32) -> LessInput {
    LessInput {
        days: Some(days),
        ..LessInput::default()
    }
}

fn without(role: RoleId) -> LessInput {
    LessInput {
        left_out: vec![role],
        ..LessInput::default()
    }
}

both! {
    async fn byd_13_later_stages_decide_on_what_is_left_and_that_is_delivered(world) {
        let [ada, bo, cy] = world.members(["Ada Lind", "Bo Ek", "Cy Ahl"]).await;
        let Two { package, team, desk, .. } = two_roles(&world, vec![asks(&[bo]), asks(&[cy])]).await;
        let id = world.ask(ada, package).await;
        let page = my::approval(&world.as_user(bo).await, id).await.unwrap();
        let names: Vec<_> = page.deciding.unwrap().roles.into_iter().map(|(_, name)| name).collect();
        assert_eq!(names, ["Desk: Member", "Team: Member"]);
        approve_less(&world, bo, id, 0, "The team is enough", without(desk)).await.unwrap();

        // Cy and Ada read what is left; nothing more can be taken than there is.
        let page = my::approval(&world.as_user(cy).await, id).await.unwrap();
        assert_eq!(page.request.less, "Without Desk: Member.");
        assert!(page.deciding.unwrap().roles.is_empty());
        let badges: Vec<_> = page.request.roles.iter().map(|role| (role.role.resource.as_str(), role.badge.label.as_str())).collect();
        assert_eq!(badges, [("Desk", "Left out"), ("Team", "")]);
        let page = my::request(&world.as_user(ada).await, id).await.unwrap();
        let step = page.steps.iter().find(|step| step.title == "Bo Ek approved less than was asked for").unwrap();
        assert_eq!(step.note.as_deref(), Some("Without Desk: Member."));
        let refused = approve_less(&world, cy, id, 1, "Nothing at all", without(team)).await;
        assert_eq!(refusal(refused), AppError::field("left_out", "Leave one role in at least, or deny the request."));

        approve_less(&world, cy, id, 1, "A week will do", days(7)).await.unwrap();
        world.settle().await;
        let access = world.assignment_of(id).await;
        assert_eq!(access.ends_at, Some(world.now().plus_days(7)));
        assert!(world.holding(ada, team).await.is_some());
        assert!(world.holding(ada, desk).await.is_none());
        let mail = value!(world, String, "SELECT body FROM demo_mails WHERE subject = 'You now have access: Payments'");
        assert!(mail.contains("It was approved for less than you asked for: For 7 days at most, without Desk: Member."), "{mail}");
        let details = value!(world, String, "SELECT details FROM audit_records WHERE action = 'approval.approve' ORDER BY seq LIMIT 1");
        assert!(details.contains("leftOut") && details.contains("Desk: Member"), "{details}");
        chain_is_intact(&world).await;
    }

    async fn byd_13_less_needs_a_reason_and_has_to_be_less(world) {
        let [ada, bo] = world.members(["Ada Lind", "Bo Ek"]).await;
        let Two { package, desk, .. } = two_roles(&world, vec![asks(&[bo])]).await;
        let id = world.ask(ada, package).await;
        let refused = approve_less(&world, bo, id, 0, " ", without(desk)).await;
        assert_eq!(refusal(refused), AppError::field("justification", "Say why you approve less than was asked for."));
        let AppError::Invalid(errors) = refusal(approve_less(&world, bo, id, 0, "Shorter", days(30)).await) else {
            panic!("not refused");
        };
        assert!(errors.get("less_days").is_some());
        // Nothing was kept of either.
        let page = my::request(&world.as_user(ada).await, id).await.unwrap();
        assert_eq!((page.less.as_str(), world.request(id).await.state), ("", RequestState::PendingApproval));
        assert_eq!(audited(&world, "approval.approve").await, 0);
        // Whoever denies takes nothing besides.
        let input = DecisionInput {
            decision: Decision::Deny,
            justification: String::new(),
            stage: world.stages(id).await[0].id,
            seen_due: None,
        };
        decide_less(&world.as_user(bo).await, id, &input, &days(1)).await.unwrap();
        assert_eq!(world.request(id).await.less, "");
    }

    async fn byd_13_byd_07_a_role_left_out_never_comes_with_changes_of_the_package(world) {
        let [ada, bo, cy] = world.members(["Ada Lind", "Bo Ek", "Cy Ahl"]).await;
        let admin = world.administrator().await;
        let Two { catalog, package, team, desk } = two_roles(&world, vec![asks(&[bo])]).await;
        let id = world.ask(ada, package).await;
        approve_less(&world, bo, id, 0, "The team is enough", without(desk)).await.unwrap();
        let whole = world.ask(cy, package).await;
        world.approve(bo, whole, 0).await;
        world.settle().await;
        // Another role comes to both of them.
        let other = world.group("Other").await;
        world.package(catalog, "Others", &[other.member()]).await;
        packages::add_roles(&admin, package, vec![other.member()]).await.unwrap();
        world.settle().await;
        assert!(world.holding(ada, other.member()).await.is_some());
        assert!(world.holding(ada, desk).await.is_none());
        // Removed and added again, the role comes back to Cy, and not to Ada.
        let row = value!(world, shared::ids::PackageRoleId, "SELECT id FROM package_roles WHERE role_id = $1", desk);
        packages::remove_role(&admin, package, row).await.unwrap();
        world.settle().await;
        assert!(world.holding(cy, desk).await.is_none());
        packages::add_roles(&admin, package, vec![desk]).await.unwrap();
        world.settle().await;
        assert!(world.holding(cy, desk).await.is_some());
        assert!(world.holding(ada, desk).await.is_none());
        // From another package it comes all the same, and goes with that one.
        let second = world.package(catalog, "Desk only", &[desk, team]).await;
        world.policy(second, &open_policy()).await;
        let access = world.get(ada, second).await;
        assert!(world.holding(ada, desk).await.is_some());
        engine::assignments::remove_own(&world.as_user(ada).await, access).await.unwrap();
        world.settle().await;
        assert!(world.holding(ada, desk).await.is_none());
        assert!(world.holding(ada, team).await.is_some());
    }

    async fn byd_13_byd_14_each_of_several_takes_something(world) {
        let [ada, bo, cy] = world.members(["Ada Lind", "Bo Ek", "Cy Ahl"]).await;
        let stage = StageSettings { needed: Needed::Several(2), ..asks(&[bo, cy]) };
        let Two { package, desk, .. } = two_roles(&world, vec![stage]).await;
        let id = world.ask(ada, package).await;
        approve_less(&world, bo, id, 0, "Shorter", days(10)).await.unwrap();
        approve_less(&world, cy, id, 0, "Only the team", without(desk)).await.unwrap();
        world.settle().await;
        assert_eq!(world.assignment_of(id).await.ends_at, Some(world.now().plus_days(10)));
        assert!(world.holding(ada, desk).await.is_none());
        assert_eq!(my::request(&world.as_user(ada).await, id).await.unwrap().less, "For 10 days at most, without Desk: Member.");
    }

    async fn byd_13_pol_22_an_extension_is_approved_for_less(world) {
        let [ada, bo] = world.members(["Ada Lind", "Bo Ek"]).await;
        let catalog = world.catalog("Sales").await;
        let package = world.package(catalog, "CRM", &[]).await;
        let settings = PolicySettings {
            expiration: Expiration::AfterDays(30),
            can_extend: true,
            approve_extension: true,
            stages: vec![asks(&[bo])],
            ..open_policy()
        };
        world.policy(package, &settings).await;
        let first = world.ask(ada, package).await;
        approve_less(&world, bo, first, 0, "", LessInput::default()).await.unwrap();
        let access = world.assignment_of(first).await.id;
        world.advance_days(20).await;
        let longer = EndInput { end: None, justification: "Still on it.".to_owned() };
        let request = extend(&world.as_user(ada).await, access, &longer).await.unwrap();
        // It has ten days left, so less than that is no extension; and its roles are not looked at again.
        let page = my::approval(&world.as_user(bo).await, request).await.unwrap();
        assert!(page.deciding.unwrap().roles.is_empty());
        let short = approve_less(&world, bo, request, 0, "Too long.", days(10)).await;
        assert!(refusal(short).field_errors().0.contains_key("less_days"));
        approve_less(&world, bo, request, 0, "Two weeks are enough.", days(14)).await.unwrap();
        let end = world.assignment(access).await.ends_at.unwrap();
        assert_eq!(end, world.now().plus_days(14));
        chain_is_intact(&world).await;
    }
}
