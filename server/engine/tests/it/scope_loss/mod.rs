//! Holders who leave the scope of the policy that gave them access (BYD-08).

mod pages;
mod sweep;
mod switches;

use crate::policies::form;
use crate::support::crowd::{audited, chain_is_intact};
use crate::support::{Object, World};

use crate::support::flow::open_policy;
use engine::directory::import::{ImportFile, import};
use engine::{Ctx, Engine, assignments, people, policies};
use shared::assignment::{AssignmentState, EndReason};
use shared::forms::PolicyInput;
use shared::forms::requests::EndInput;
use shared::ids::{AssignmentId, PackageId, PolicyId, UserId};
use shared::policy::{Expiration, PolicySettings, ScopeLoss, TargetScope};
use shared::time::Timestamp;

/// A package for the people of a group.
struct Sales {
    admin: Ctx,
    team: Object,
    /// What the package gives.
    desk: Object,
    package: PackageId,
    policy: PolicyId,
    /// Stay in the group and in it for the time being.
    bo: UserId,
    ada: UserId,
}

/// For the people of this group; who leaves loses it after some days.
fn only(group: &Object, scope_loss: ScopeLoss) -> PolicySettings {
    PolicySettings {
        scope: TargetScope::SpecificDirectoryUsers,
        subjects: vec![group.principal()],
        scope_loss,
        ..open_policy()
    }
}

async fn sales(world: &World, scope_loss: ScopeLoss) -> Sales {
    sales_with(world, |team| only(team, scope_loss)).await
}

async fn sales_with(world: &World, settings: impl FnOnce(&Object) -> PolicySettings) -> Sales {
    let admin = world.administrator().await;
    let [bo, ada] = world.members(["Bo Ek", "Ada Lind"]).await;
    let (team, desk) = (world.group("Team").await, world.group("Desk").await);
    for person in [bo, ada] {
        world.hold(person, team.member()).await;
    }
    let catalog = world.catalog("Sales").await;
    let package = world.package(catalog, "Desk", &[desk.member()]).await;
    let input = form("Standard", settings(&team));
    let policy = policies::create(&admin, package, input).await.unwrap();
    Sales {
        admin,
        team,
        desk,
        package,
        policy,
        bo,
        ada,
    }
}

impl Sales {
    /// The policy says something else from now on.
    async fn change(&self, world: &World, settings: PolicySettings) {
        let version = value!(
            world,
            i64,
            "SELECT version FROM policies WHERE id = $1",
            self.policy
        );
        let input = PolicyInput {
            version: Some(version),
            ..form("Standard", settings)
        };
        policies::update(&self.admin, self.package, self.policy, input)
            .await
            .unwrap();
    }
}

/// The directory says who is in the team.
async fn team_is(world: &World, members: &str) {
    let file = ImportFile {
        name: "groups.csv".to_owned(),
        bytes: format!("group,members\nTeam,{members}\n").into_bytes(),
    };
    import(&world.system(), &[file]).await.unwrap().unwrap();
}

/// When it is to end because the holder left; none: nothing is noted.
async fn leaving(world: &World, id: AssignmentId) -> Option<Timestamp> {
    world.assignment(id).await.scope_ends_at
}

async fn why(world: &World, id: AssignmentId) -> EndReason {
    value!(
        world,
        EndReason,
        "SELECT end_reason FROM assignments WHERE id = $1",
        id
    )
}

async fn mails(world: &World) -> Vec<String> {
    world.mails_to("ada.lind@norrland.example").await
}

const MONTH: ScopeLoss = ScopeLoss::EndAfterDays(30);

both! {
    async fn byd_08_who_leaves_is_told_and_loses_it_after_the_days(world) {
        let sales = sales(&world, MONTH).await;
        let [access, other] = [world.get(sales.ada, sales.package).await, world.get(sales.bo, sales.package).await];
        world.settle().await;
        assert_eq!(leaving(&world, access).await, None);
        team_is(&world, "bo.ek").await;
        world.settle().await;
        assert_eq!(leaving(&world, access).await, Some(world.now().plus_days(30)));
        assert_eq!(mails(&world).await.last().unwrap(), "Ends in 30 days: Desk");
        assert_eq!(leaving(&world, other).await, None, "who stays is not concerned");
        world.advance(29).await;
        assert!(world.assignment(access).await.state.is_live());
        // Reminders come as for every end.
        let told = mails(&world).await;
        assert_eq!(told.iter().filter(|mail| mail.starts_with("Ends in")).count(), 3, "{told:?}");
        world.advance(1).await;
        assert_eq!(world.assignment(access).await.state, AssignmentState::Expired);
        assert_eq!(why(&world, access).await, EndReason::LeftScope);
        assert!(world.holding(sales.ada, sales.desk.member()).await.is_none());
        assert!(world.holding(sales.bo, sales.desk.member()).await.is_some());
        assert_eq!(mails(&world).await.last().unwrap(), "Access ended: Desk");
        assert_eq!(audited(&world, "assignment.leaveScope").await, 1);
        assert_eq!(value!(world, i64, "SELECT COUNT(*) FROM requests WHERE request_type = 'systemRemove'"), 1);
        chain_is_intact(&world).await;
    }

    async fn byd_08_who_comes_back_in_time_keeps_it(world) {
        let sales = sales(&world, MONTH).await;
        let access = world.get(sales.ada, sales.package).await;
        team_is(&world, "bo.ek").await;
        world.advance(20).await;
        assert!(leaving(&world, access).await.is_some());
        team_is(&world, "bo.ek;ada.lind").await;
        world.settle().await;
        assert_eq!(leaving(&world, access).await, None);
        assert_eq!(mails(&world).await.last().unwrap(), "You keep your access: Desk");
        world.advance(40).await;
        assert!(world.assignment(access).await.state.is_live());
        assert_eq!(audited(&world, "assignment.keepInScope").await, 1);
        // Leaving again is another loss, with all its days.
        team_is(&world, "bo.ek").await;
        world.settle().await;
        assert_eq!(leaving(&world, access).await, Some(world.now().plus_days(30)));
        chain_is_intact(&world).await;
    }

    async fn byd_08_with_zero_days_it_ends_at_once_and_one_mail_says_so(world) {
        let sales = sales(&world, ScopeLoss::EndAfterDays(0)).await;
        let access = world.get(sales.ada, sales.package).await;
        let before = mails(&world).await.len();
        team_is(&world, "bo.ek").await;
        world.settle().await;
        assert_eq!(why(&world, access).await, EndReason::LeftScope);
        assert_eq!(mails(&world).await[before..], ["Access ended: Desk"]);
    }

    async fn byd_08_by_default_everybody_keeps_it_and_nobody_is_looked_at(world) {
        let sales = sales(&world, ScopeLoss::Keep).await;
        let access = world.get(sales.ada, sales.package).await;
        assert_eq!(world.count("scope_watches").await, 0);
        team_is(&world, "bo.ek").await;
        let person = value!(world, i64, "SELECT version FROM users WHERE id = $1", sales.ada);
        people::set_enabled(&sales.admin, sales.ada, person, false).await.unwrap();
        assert_eq!(world.count("scope_looks").await, 0);
        world.advance(40).await;
        assert!(world.assignment(access).await.state.is_live());
        assert_eq!(leaving(&world, access).await, None);
    }

    async fn byd_08_who_is_blocked_counts_as_gone_until_let_in_again(world) {
        let sales = sales(&world, MONTH).await;
        let access = world.get(sales.ada, sales.package).await;
        world.settle().await;
        let switch = async |enabled| {
            let version = value!(world, i64, "SELECT version FROM users WHERE id = $1", sales.ada);
            people::set_enabled(&sales.admin, sales.ada, version, enabled).await.unwrap();
            world.settle().await;
            leaving(&world, access).await
        };
        assert_eq!(switch(false).await, Some(world.now().plus_days(30)));
        assert_eq!(switch(true).await, None);
        switch(false).await;
        world.advance(30).await;
        assert_eq!(why(&world, access).await, EndReason::LeftScope);
        assert_eq!(world.count("scope_looks").await, 0);
    }

    async fn byd_08_an_earlier_end_wins_and_a_later_one_does_not_save(world) {
        let sales = sales_with(&world, |team| PolicySettings {
            expiration: Expiration::AfterDays(40),
            custom_schedule: true,
            ..only(team, MONTH)
        }).await;
        let [early, late] = [world.get(sales.ada, sales.package).await, world.get(sales.bo, sales.package).await];
        world.advance(5).await;
        let nobody = world.member("Cleo Roth").await;
        world.hold(nobody, sales.team.member()).await;
        team_is(&world, "cleo.roth").await;
        world.settle().await;
        let end = |day: i64| EndInput {
            end: Some(world.now().plus_days(day).end_of_day()),
            justification: "As agreed.".to_owned(),
        };
        assignments::move_end(&sales.admin, early, &end(3)).await.unwrap();
        assignments::move_end(&sales.admin, late, &end(39)).await.unwrap();
        world.advance(5).await;
        assert_eq!(why(&world, early).await, EndReason::Expired);
        assert!(world.assignment(late).await.state.is_live());
        world.advance(25).await;
        assert_eq!(why(&world, late).await, EndReason::LeftScope);
    }

    async fn byd_08_losing_a_group_with_other_access_counts_at_once(world) {
        let sales = sales(&world, MONTH).await;
        let cleo = world.member("Cleo Roth").await;
        let catalog = world.catalog("Teams").await;
        let joining = world.package(catalog, "The team", &[sales.team.member()]).await;
        world.policy(joining, &open_policy()).await;
        let team = world.get(cleo, joining).await;
        let access = world.get(cleo, sales.package).await;
        world.settle().await;
        assignments::remove_own(&world.as_user(cleo).await, team).await.unwrap();
        world.settle().await;
        assert!(leaving(&world, access).await.is_some());
    }

    async fn byd_08_back_on_the_very_day_is_in_time(world) {
        let sales = sales(&world, MONTH).await;
        let access = world.get(sales.ada, sales.package).await;
        team_is(&world, "bo.ek").await;
        world.settle().await;
        // The directory changes without a word, and the day comes before anybody looks again.
        world.hold(sales.ada, sales.team.member()).await;
        world.pass_hours(24 * 30);
        world.settle().await;
        assert!(world.assignment(access).await.state.is_live());
        assert_eq!(leaving(&world, access).await, None);
    }

    async fn byd_08_coming_back_while_it_ends_is_one_or_the_other(world) {
        let sales = sales(&world, MONTH).await;
        let access = world.get(sales.ada, sales.package).await;
        team_is(&world, "bo.ek").await;
        world.settle().await;
        world.pass_hours(24 * 30);
        let other = Engine::new(world.db().clone(), engine::clock::Clock::mock(world.now()), engine::EngineOptions::default());
        let (here, there, _) = tokio::join!(world.engine.reconcile(), other.reconcile(), team_is(&world, "bo.ek;ada.lind"));
        here.unwrap();
        there.unwrap();
        world.settle().await;
        let ends = audited(&world, "assignment.end").await;
        let kept = audited(&world, "assignment.keepInScope").await;
        assert_eq!(ends + kept, 1, "ended {ends} times, called off {kept} times");
        let held = world.holding(sales.ada, sales.desk.member()).await.is_some();
        assert_eq!(held, world.assignment(access).await.state.is_live());
        assert_eq!(leaving(&world, access).await.is_some(), ends == 1, "what was noted stays with ended access only");
        chain_is_intact(&world).await;
    }
}
