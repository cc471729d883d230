//! Policies that change, keep quiet, or are for others than a group.

use super::{MONTH, leaving, mails, only, sales, sales_with, team_is, why};
use crate::organizations::input;
use crate::policies::form;
use crate::support::World;
use crate::support::crowd::audited;
use crate::support::flow::open_policy;
use engine::assignments::{DirectAssignment, assign_directly};
use engine::{organizations, policies};
use shared::assignment::EndReason;
use shared::directory::OrganizationState;
use shared::ids::{AssignmentId, OrganizationId, PackageId};
use shared::policy::{Asked, PolicySettings, ScopeLoss, TargetScope};

/// A guest of an organization with access through a policy for its people.
async fn guest(world: &World, settings: PolicySettings) -> (OrganizationId, AssignmentId) {
    let admin = world.administrator().await;
    let partner = world.organization("Contoso", &["contoso.com"]).await;
    let eva = world.guest("eva@contoso.com", Some(partner)).await;
    let catalog = world.catalog("Partners").await;
    run_sql!(world, "UPDATE catalogs SET externally_visible = $1", true).unwrap();
    let desk = world.group("Partner desk").await;
    let package = world
        .package(catalog, "Partner desk", &[desk.member()])
        .await;
    let organizations = match settings.scope {
        TargetScope::SpecificConnectedOrganizationUsers => vec![partner],
        _ => Vec::new(),
    };
    let settings = PolicySettings {
        organizations,
        scope_loss: MONTH,
        ..settings
    };
    let input = form("Partners", settings);
    policies::create(&admin, package, input).await.unwrap();
    let access = world.get(eva, package).await;
    world.settle().await;
    assert_eq!(leaving(world, access).await, None);
    (partner, access)
}

both! {
    async fn byd_08_a_policy_that_ends_it_from_now_on_gives_everybody_outside_all_the_days(world) {
        let sales = sales(&world, ScopeLoss::Keep).await;
        let access = world.get(sales.ada, sales.package).await;
        team_is(&world, "bo.ek").await;
        world.advance(50).await;
        sales.change(&world, only(&sales.team, MONTH)).await;
        world.settle().await;
        assert_eq!(leaving(&world, access).await, Some(world.now().plus_days(30)));
        // Fewer days later on do not take back what people were told.
        sales.change(&world, only(&sales.team, ScopeLoss::EndAfterDays(1))).await;
        world.advance(29).await;
        assert!(world.assignment(access).await.state.is_live());
        world.advance(1).await;
        assert_eq!(why(&world, access).await, EndReason::LeftScope);
    }

    async fn byd_08_a_policy_that_lets_them_keep_it_calls_everything_off(world) {
        let sales = sales(&world, MONTH).await;
        let access = world.get(sales.ada, sales.package).await;
        team_is(&world, "bo.ek").await;
        world.settle().await;
        sales.change(&world, only(&sales.team, ScopeLoss::Keep)).await;
        world.settle().await;
        assert_eq!(leaving(&world, access).await, None);
        assert_eq!(mails(&world).await.last().unwrap(), "You keep your access: Desk");
        assert_eq!(world.count("scope_watches").await, 0, "nobody looks any more");
        world.advance(31).await;
        assert!(world.assignment(access).await.state.is_live());
    }

    async fn byd_08_another_scope_is_left_by_who_is_not_in_it(world) {
        let sales = sales(&world, MONTH).await;
        let access = world.get(sales.ada, sales.package).await;
        let field = world.group("Field").await;
        sales.change(&world, only(&field, MONTH)).await;
        world.settle().await;
        assert!(leaving(&world, access).await.is_some());
        world.nest(&field, &sales.team).await;
        world.pass_hours(6);
        world.settle().await;
        assert_eq!(leaving(&world, access).await, None, "a group in the group counts");
        // Switched off, it is still for the same people.
        sales.change(&world, PolicySettings { enabled: false, ..only(&field, MONTH) }).await;
        world.settle().await;
        assert_eq!(leaving(&world, access).await, None);
    }

    async fn byd_08_who_was_assigned_without_ever_being_among_them_loses_nothing(world) {
        let sales = sales_with(&world, |_| PolicySettings::new(TargetScope::NotSpecified)).await;
        let cleo = world.member("Cleo Roth").await;
        assign_directly(&sales.admin, &DirectAssignment {
            package: sales.package,
            policy: sales.policy,
            people: vec![cleo],
            asked: Asked::default(),
            justification: String::new(),
            answers: Vec::new(),
        }).await.unwrap();
        world.settle().await;
        let access = value!(world, AssignmentId, "SELECT id FROM assignments");
        sales.change(&world, only(&sales.team, ScopeLoss::EndAfterDays(0))).await;
        world.advance(2).await;
        assert!(world.assignment(access).await.state.is_live());
        // Once among them there is something to lose.
        team_is(&world, "bo.ek;cleo.roth").await;
        world.settle().await;
        assert!(world.assignment(access).await.was_in_scope);
        team_is(&world, "bo.ek").await;
        world.settle().await;
        assert_eq!(why(&world, access).await, EndReason::LeftScope);
    }

    async fn byd_08_a_quiet_policy_tells_nobody(world) {
        let sales = sales_with(&world, |team| PolicySettings { mail_off: true, ..only(team, MONTH) }).await;
        let access = world.get(sales.ada, sales.package).await;
        team_is(&world, "bo.ek").await;
        world.advance(1).await;
        team_is(&world, "bo.ek;ada.lind").await;
        world.advance(1).await;
        team_is(&world, "bo.ek").await;
        world.advance(31).await;
        assert_eq!(why(&world, access).await, EndReason::LeftScope);
        assert!(mails(&world).await.is_empty());
        assert_eq!(audited(&world, "assignment.leaveScope").await, 2);
    }

    async fn byd_08_an_organization_that_is_removed_leaves_the_scope_with_its_people(world) {
        let listed = PolicySettings::new(TargetScope::SpecificConnectedOrganizationUsers);
        let (partner, access) = guest(&world, listed).await;
        let admin = world.administrator_named("Olga Administrator").await;
        organizations::delete(&admin, partner, 1).await.unwrap();
        world.settle().await;
        assert!(leaving(&world, access).await.is_some());
        let told = world.mails_to("eva@contoso.com").await;
        assert_eq!(told.last().unwrap(), "Ends in 30 days: Partner desk");
        world.advance(30).await;
        assert_eq!(why(&world, access).await, EndReason::LeftScope);
    }

    async fn byd_08_an_organization_that_is_not_confirmed_any_more_leaves_the_scope_until_it_is(world) {
        let all = PolicySettings::new(TargetScope::AllConfiguredConnectedOrganizationUsers);
        let (partner, access) = guest(&world, all).await;
        let admin = world.administrator_named("Olga Administrator").await;
        let state = async |state, version| {
            let change = shared::forms::organizations::OrganizationInput { state, ..input("Contoso", &["contoso.com"]) };
            organizations::update(&admin, partner, version, change).await.unwrap();
            world.settle().await;
            leaving(&world, access).await.is_some()
        };
        assert!(state(OrganizationState::Proposed, 1).await);
        assert!(!state(OrganizationState::Configured, 2).await);
    }

    async fn byd_08_members_who_become_guests_leave_what_is_for_members(world) {
        let admin = world.administrator().await;
        let ada = world.member("Ada Lind").await;
        let catalog = world.catalog("Sales").await;
        let package: PackageId = world.package(catalog, "Intranet", &[]).await;
        let settings = PolicySettings { scope_loss: MONTH, ..open_policy() };
        policies::create(&admin, package, form("Members", settings)).await.unwrap();
        let access = world.get(ada, package).await;
        run_sql!(world, "UPDATE users SET kind = 'guest' WHERE id = $1", ada).unwrap();
        world.advance(1).await;
        assert!(leaving(&world, access).await.is_some());
    }
}
