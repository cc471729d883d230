//! Several sources of one role: it goes with the last of them, and never if it was there natively.

use crate::support::flow::open_policy;
use crate::support::{Object, World};
use engine::assignments::remove_own;
use engine::packages::{add_roles, remove_role};
use engine::{Ctx, Engine};
use shared::assignment::AssignmentState;
use shared::directory::HoldingOrigin;
use shared::ids::{AssignmentId, PackageId, PackageRoleId, RoleId, UserId};
use shared::policy::{Expiration, PolicySettings};
use std::collections::BTreeSet;
use std::sync::Arc;

const DELIVERED: Option<HoldingOrigin> = Some(HoldingOrigin::Delivered);
const NATIVE: Option<HoldingOrigin> = Some(HoldingOrigin::Native);

/// Two packages that share a group: one ends after 30 days, the other after 60.
async fn sharing(world: &World, group: &Object) -> [PackageId; 2] {
    let catalog = world.catalog("Sales").await;
    let mut packages = Vec::new();
    for (name, days) in [("Short", 30), ("Long", 60)] {
        let package = world.package(catalog, name, &[group.member()]).await;
        let settings = PolicySettings {
            expiration: Expiration::AfterDays(days),
            ..open_policy()
        };
        world.policy(package, &settings).await;
        packages.push(package);
    }
    [packages[0], packages[1]]
}

both! {
    async fn pkg_11_an_overlapping_package_keeps_the_role(world) {
        let ada = world.member("Ada Lind").await;
        let group = world.group("Network").await;
        let [short, long] = sharing(&world, &group).await;
        let first = world.get(ada, short).await;
        world.get(ada, long).await;
        world.advance_days(30).await;
        assert_eq!(world.assignment(first).await.state, AssignmentState::Expired);
        assert_eq!(world.holding(ada, group.member()).await, DELIVERED);
        world.advance_days(30).await;
        assert_eq!(world.holding(ada, group.member()).await, None);
    }

    async fn byd_07_the_order_of_beginning_does_not_matter(world) {
        let ada = world.member("Ada Lind").await;
        let group = world.group("Network").await;
        let [short, long] = sharing(&world, &group).await;
        let second = world.get(ada, long).await;
        world.get(ada, short).await;
        remove_own(&world.as_user(ada).await, second).await.unwrap();
        world.settle().await;
        assert_eq!(world.holding(ada, group.member()).await, DELIVERED);
        world.advance_days(30).await;
        assert_eq!(world.holding(ada, group.member()).await, None);
    }

    async fn byd_07_both_ends_at_once_take_the_role(world) {
        let ada = world.member("Ada Lind").await;
        let group = world.group("Network").await;
        let [short, long] = sharing(&world, &group).await;
        let (one, two) = (world.get(ada, short).await, world.get(ada, long).await);
        let ctx = world.as_user(ada).await;
        let (first, second) = tokio::join!(remove_own(&ctx, one), remove_own(&ctx, two));
        first.unwrap();
        second.unwrap();
        let (first, second) = tokio::join!(world.engine.settle(), world.engine.settle());
        first.unwrap();
        second.unwrap();
        world.settle().await;
        assert_eq!(world.holding(ada, group.member()).await, None);
    }

    async fn byd_07_an_end_before_delivery_spares_what_another_gives(world) {
        let ada = world.member("Ada Lind").await;
        let group = world.group("Network").await;
        let [short, long] = sharing(&world, &group).await;
        world.get(ada, long).await;
        let request = world.ask(ada, short).await;
        let assignment = world.request(request).await.assignment_id.unwrap();
        remove_own(&world.as_user(ada).await, assignment).await.unwrap();
        world.settle().await;
        assert_eq!(world.holding(ada, group.member()).await, DELIVERED);
    }

    async fn byd_06_native_access_survives(world) {
        let ada = world.member("Ada Lind").await;
        let group = world.group("Network").await;
        world.hold(ada, group.member()).await;
        let [short, _] = sharing(&world, &group).await;
        let assignment = world.get(ada, short).await;
        assert_eq!(world.holding(ada, group.member()).await, NATIVE);
        world.advance_days(30).await;
        assert_eq!(world.assignment(assignment).await.state, AssignmentState::Expired);
        assert_eq!(world.holding(ada, group.member()).await, NATIVE);
    }

    async fn byd_06_native_access_survives_a_change_of_the_package(world) {
        let admin = world.administrator().await;
        let [ada, bo] = world.members(["Ada Lind", "Bo Ek"]).await;
        let group = world.group("Network").await;
        world.hold(ada, group.member()).await;
        let [short, _] = sharing(&world, &group).await;
        world.get(ada, short).await;
        world.get(bo, short).await;
        let role = value!(world, PackageRoleId, "SELECT id FROM package_roles WHERE package_id = $1", short);
        remove_role(&admin, short, role).await.unwrap();
        world.settle().await;
        assert_eq!(world.holding(ada, group.member()).await, NATIVE);
        assert_eq!(world.holding(bo, group.member()).await, None);
    }

    async fn pkg_10_removing_a_role_spares_what_another_package_gives(world) {
        let admin = world.administrator().await;
        let ada = world.member("Ada Lind").await;
        let group = world.group("Network").await;
        let [short, long] = sharing(&world, &group).await;
        world.get(ada, short).await;
        world.get(ada, long).await;
        let role = value!(world, PackageRoleId, "SELECT id FROM package_roles WHERE package_id = $1", short);
        remove_role(&admin, short, role).await.unwrap();
        world.settle().await;
        assert_eq!(world.holding(ada, group.member()).await, DELIVERED);
        let role = value!(world, PackageRoleId, "SELECT id FROM package_roles WHERE package_id = $1", long);
        remove_role(&admin, long, role).await.unwrap();
        world.settle().await;
        assert_eq!(world.holding(ada, group.member()).await, None);
    }

    async fn byd_07_any_interleaving_leaves_what_live_access_gives(world) {
        for seed in 1..=4 {
            Interleaving::set(&world, seed).await.play(40).await;
        }
    }
}

/// Random orders of getting, giving back, ending, changing packages and delivering.
struct Interleaving {
    world: Arc<World>,
    admin: Ctx,
    people: Vec<UserId>,
    packages: Vec<PackageId>,
    roles: Vec<RoleId>,
    native: BTreeSet<(UserId, RoleId)>,
    dice: u64,
    seed: u64,
}

impl Interleaving {
    async fn set(world: &Arc<World>, seed: u64) -> Self {
        let admin = world.member(&format!("Admin {seed}")).await;
        let role = shared::authz::Role::IdentityGovernanceAdministrator;
        world
            .give_role(shared::directory::Principal::User(admin), role, None)
            .await;
        let catalog = world.catalog(&format!("Catalog {seed}")).await;
        let (mut people, mut roles, mut packages) = (Vec::new(), Vec::new(), Vec::new());
        for number in 0..3 {
            people.push(world.member(&format!("Person {seed} {number}")).await);
            let group = world.group(&format!("Group {seed} {number}")).await;
            world.resource(catalog, &group).await;
            roles.push(group.member());
        }
        for (number, days) in [(0, 5), (1, 11), (2, 400)] {
            let name = format!("Package {seed} {number}");
            let package = world.package(catalog, &name, &roles[..number]).await;
            let settings = PolicySettings {
                expiration: Expiration::AfterDays(days),
                ..open_policy()
            };
            world.policy(package, &settings).await;
            packages.push(package);
        }
        world.hold(people[0], roles[0]).await;
        Self {
            admin: world.as_user(admin).await,
            world: Arc::clone(world),
            native: BTreeSet::from([(people[0], roles[0])]),
            people,
            packages,
            roles,
            dice: seed,
            seed,
        }
    }

    fn roll(&mut self, sides: usize) -> usize {
        self.dice = self
            .dice
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.dice >> 33).unwrap() % sides
    }

    async fn play(mut self, steps: usize) {
        for step in 0..steps {
            let (person, package) = (self.roll(3), self.roll(3));
            let (person, package) = (self.people[person], self.packages[package]);
            match self.roll(9) {
                0..=2 => {
                    // Whoever has it already, or asks already, is refused.
                    let ctx = self.world.as_user(person).await;
                    let _ = engine::requests::submit(&ctx, package, &Default::default()).await;
                }
                3 => self.give_back(person, package).await,
                4 => self.toggle(package).await,
                5 => self.world.pass_hours(30),
                6 => drop(self.engine().reconcile().await.unwrap()),
                7 => {
                    let (one, two) = tokio::join!(self.engine().settle(), self.engine().settle());
                    one.unwrap();
                    two.unwrap();
                }
                _ => self.check(step).await,
            }
        }
        self.check(steps).await;
    }

    fn engine(&self) -> &Arc<Engine> {
        &self.world.engine
    }

    async fn give_back(&self, person: UserId, package: PackageId) {
        let live = rows!(
            self.world,
            (AssignmentId,),
            "SELECT id FROM assignments WHERE subject_id = $1 AND package_id = $2 AND state <> 'expired'",
            person,
            package
        );
        if let Some((assignment,)) = live.first() {
            let ctx = self.world.as_user(person).await;
            remove_own(&ctx, *assignment).await.unwrap();
        }
    }

    /// Puts a role into the package, or takes it out.
    async fn toggle(&mut self, package: PackageId) {
        let role = self.roll(3);
        let role = self.roles[role];
        let there = rows!(
            self.world,
            (PackageRoleId,),
            "SELECT id FROM package_roles WHERE package_id = $1 AND role_id = $2",
            package,
            role
        );
        match there.first() {
            Some((id,)) => drop(remove_role(&self.admin, package, *id).await.unwrap()),
            None => drop(add_roles(&self.admin, package, vec![role]).await.unwrap()),
        }
    }

    /// When all is quiet, people hold exactly what their live access gives, and what was theirs.
    async fn check(&self, step: usize) {
        self.world.settle().await;
        let held: BTreeSet<_> = rows!(
            self.world,
            (UserId, RoleId),
            "SELECT user_id, role_id FROM role_holders"
        )
        .into_iter()
        .filter(|(user, _)| self.people.contains(user))
        .collect();
        let mut due: BTreeSet<_> = rows!(
            self.world,
            (UserId, RoleId),
            "SELECT a.subject_id, r.role_id FROM assignments a
             JOIN package_roles r ON r.package_id = a.package_id WHERE a.state <> 'expired'"
        )
        .into_iter()
        .filter(|(user, _)| self.people.contains(user))
        .collect();
        due.extend(&self.native);
        assert_eq!(held, due, "seed {}, step {step}", self.seed);
    }
}
