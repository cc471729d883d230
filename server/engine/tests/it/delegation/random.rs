//! Random portals in the database: what sessions may do, with roles through groups within groups, is what
//! an independent model of the rules says (ROL-07).

#[expect(dead_code, reason = "the model is shared with the tests of the rules")]
#[path = "../../../../../shared/tests/rights/model.rs"]
mod model;

use crate::support::{Object, World};
use engine::identity::actor_for;
use model::{Dice, Given, Holder, ROLES, State, may};
use sha2::{Digest, Sha256};
use shared::authz::{Action, Actor, Decision, Role, Scope, decide};
use shared::directory::Principal;
use shared::ids::{CatalogId, SessionId, UserId};

/// Portals, the changes each goes through, and the questions after each change.
const STATES: u64 = 30;
const CHANGES: usize = 10;
const QUESTIONS: usize = 60;

/// What the numbers of a portal are in the database.
struct Portal {
    people: Vec<UserId>,
    groups: Vec<Object>,
    catalogs: Vec<CatalogId>,
}

fn token(user: UserId) -> String {
    format!("{:064x}", user.0.as_u128())
}

fn role(given: &Given) -> Role {
    let known = ROLES.iter().find(|(name, _)| *name == given.role);
    known.unwrap().1.parse().unwrap()
}

async fn sign_in(world: &World, user: UserId) {
    let id: SessionId = world.id();
    let digest = Sha256::digest(token(user).as_bytes());
    let hash: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    run_sql!(world, "DELETE FROM sessions WHERE user_id = $1", user).unwrap();
    run_sql!(
        world,
        "INSERT INTO sessions (id, user_id, token_hash, method, created_at, last_seen_at, expires_at)
         VALUES ($1, $2, $3, 'demo', $4, $4, $5)",
        id,
        user,
        hash,
        world.now(),
        world.now().plus_days(1)
    )
    .unwrap();
}

impl Portal {
    /// People with a session each, groups and catalogs; nothing that connects them.
    async fn new(world: &World, state: &State, seed: u64) -> Self {
        let mut portal = Self {
            people: Vec::new(),
            groups: Vec::new(),
            catalogs: Vec::new(),
        };
        for number in 0..state.people {
            let user = world.member(&format!("Person {seed} {number}")).await;
            sign_in(world, user).await;
            portal.people.push(user);
        }
        for number in 0..state.groups {
            let group = world.group(&format!("Group {seed} {number}")).await;
            portal.groups.push(group);
        }
        for number in 0..state.catalogs {
            let catalog = world.catalog(&format!("Catalog {seed} {number}")).await;
            portal.catalogs.push(catalog);
        }
        portal
    }

    fn holder(&self, holder: Holder) -> Principal {
        match holder {
            Holder::Person(number) => Principal::User(self.people[number]),
            Holder::Group(number) => self.groups[number].principal(),
        }
    }

    /// Writes what changed.
    async fn become_next(&self, world: &World, old: &State, new: &State) {
        for (person, group) in added(&old.members, &new.members) {
            world
                .hold(self.people[person], self.groups[group].member())
                .await;
        }
        for (person, group) in added(&new.members, &old.members) {
            let (person, role) = (self.people[person], self.groups[group].member());
            let sql = "DELETE FROM role_holders WHERE user_id = $1 AND role_id = $2";
            run_sql!(world, sql, person, role).unwrap();
        }
        for (outer, inner) in added(&old.nested, &new.nested) {
            world.nest(&self.groups[outer], &self.groups[inner]).await;
        }
        for (outer, inner) in added(&new.nested, &old.nested) {
            let (outer, inner) = (self.groups[outer].id, self.groups[inner].id);
            let sql = "DELETE FROM group_nesting WHERE parent_id = $1 AND child_id = $2";
            run_sql!(world, sql, outer, inner).unwrap();
        }
        for given in added(&old.given, &new.given) {
            let catalog = given.catalog.map(|number| self.catalogs[number]);
            world
                .give_role(self.holder(given.to), role(&given), catalog)
                .await;
        }
        for given in added(&new.given, &old.given) {
            let holder = self.holder(given.to).id();
            let sql = "DELETE FROM role_assignments WHERE principal_id = $1 AND role = $2 AND (catalog_id = $3 OR catalog_id IS NULL)";
            let catalog = self.catalogs[given.catalog.unwrap_or(0)];
            run_sql!(world, sql, holder, role(&given), catalog).unwrap();
        }
        for person in added(&old.disabled, &new.disabled) {
            world.set_enabled(self.people[person], false).await;
        }
        for person in added(&new.disabled, &old.disabled) {
            world.set_enabled(self.people[person], true).await;
            // A session ends when it is used while the account is disabled.
            sign_in(world, self.people[person]).await;
        }
    }

    /// Whom the database sees behind each session.
    async fn actors(&self, world: &World) -> Vec<Actor> {
        let mut actors = Vec::new();
        for user in &self.people {
            let found = actor_for(&world.engine, &token(*user)).await.unwrap();
            let Some(person) = found else {
                actors.push(Actor::Anonymous);
                continue;
            };
            // The same roles are found where there is no session.
            let mut roles = person.actor.roles().to_vec();
            let mut others = world.as_user(*user).await.actor.roles().to_vec();
            roles.sort_by_key(|held| (held.role.as_str(), held.catalog));
            others.sort_by_key(|held| (held.role.as_str(), held.catalog));
            assert_eq!(roles, others);
            actors.push(person.actor);
        }
        actors
    }
}

/// What is in the second list only.
fn added<T: PartialEq + Clone>(old: &[T], new: &[T]) -> Vec<T> {
    let fresh = new.iter().filter(|one| !old.contains(one));
    fresh.cloned().collect()
}

both! {
    async fn rol_07_sessions_may_what_the_model_says_after_every_change(world) {
        let (mut yes, mut asked) = (0, 0);
        for seed in 0..STATES {
            let mut dice = Dice(seed);
            let mut state = State::random(&mut dice);
            let portal = Portal::new(&world, &state, seed).await;
            portal.become_next(&world, &State::default(), &state).await;
            for change in 0..CHANGES {
                let actors = portal.actors(&world).await;
                for _ in 0..QUESTIONS {
                    let person = dice.below(state.people);
                    let action = Action::ALL[dice.below(Action::ALL.len())];
                    let place = dice.below(state.catalogs + 1).checked_sub(1);
                    let scope = place.map_or(Scope::Tenant, |number| Scope::Catalog(portal.catalogs[number]));
                    let got = decide(&actors[person], action, scope) != Decision::Deny;
                    let wanted = may(&state, person, action.as_str(), place);
                    assert_eq!(got, wanted, "seed {seed}, change {change}: may person {person} {action} at {place:?}?\n{state:#?}");
                    asked += 1;
                    yes += u32::from(wanted);
                }
                let next = state.changed(&mut dice);
                portal.become_next(&world, &state, &next).await;
                state = next;
            }
        }
        assert!(yes > asked / 20, "only {yes} of {asked} were allowed");
    }
}
