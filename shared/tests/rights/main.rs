//! The one decision, held against an independent model of the rules on random portals (ROL-07).

mod model;

use model::{Dice, FOR_ALL, Holder, ROLES, State, actions, may};
use shared::authz::{Action, Actor, Decision, HeldRole, Reach, Role, Scope, decide, reach};
use shared::ids::{CatalogId, ProgramId, UserId};
use uuid::Uuid;

/// Portals that are tried, and questions about each.
const STATES: u64 = 2_500;
const QUESTIONS: usize = 80;

fn catalog(number: usize) -> CatalogId {
    CatalogId(Uuid::from_u128(number as u128 + 1))
}

/// The groups somebody is in, found from the person upward, level by level; the model goes from the group
/// downward.
fn groups_of(state: &State, person: usize) -> Vec<usize> {
    let mut inside = vec![false; state.groups];
    for (member, group) in &state.members {
        inside[*group] |= *member == person;
    }
    for _ in 0..state.groups {
        for (outer, inner) in &state.nested {
            inside[*outer] |= inside[*inner];
        }
    }
    (0..state.groups).filter(|group| inside[*group]).collect()
}

/// The person as the product knows them.
fn actor(state: &State, person: usize) -> Actor {
    let groups = groups_of(state, person);
    let roles = state
        .given
        .iter()
        .filter(|given| match given.to {
            Holder::Person(holder) => holder == person,
            Holder::Group(group) => groups.contains(&group),
        })
        .map(|given| {
            let (_, word) = ROLES
                .iter()
                .find(|(name, _)| *name == given.role)
                .copied()
                .unwrap_or_default();
            HeldRole {
                role: word.parse().unwrap_or_else(|_| panic!("{word} is no role")),
                catalog: given.catalog.map(catalog),
            }
        })
        .collect();
    Actor::Person {
        id: UserId(Uuid::from_u128(person as u128)),
        roles,
    }
}

#[test]
fn rol_07_the_model_speaks_of_the_same_roles_and_actions() {
    let mut known: Vec<_> = Action::ALL.iter().map(|action| action.as_str()).collect();
    known.sort_unstable();
    assert_eq!(actions(), known);
    let words: Vec<_> = ROLES.iter().map(|(_, word)| *word).collect();
    let roles: Vec<_> = Role::ALL.iter().map(|role| role.as_str()).collect();
    assert_eq!(words, roles);
    for (name, word) in ROLES {
        let role: Role = word.parse().unwrap_or_else(|_| panic!("{word}"));
        assert_eq!(role.is_tenant_wide(), FOR_ALL.contains(name), "{name}");
    }
}

#[test]
fn rol_07_two_hundred_thousand_decisions_agree_with_the_model() {
    let (mut yes, mut asked) = (0, 0);
    for seed in 0..STATES {
        let mut dice = Dice(seed);
        let mut state = State::random(&mut dice);
        for _ in 0..QUESTIONS {
            state = state.changed(&mut dice);
            // Who is disabled has no session, which is not the decision's business.
            state.disabled.clear();
            let person = dice.below(state.people);
            let action = Action::ALL[dice.below(Action::ALL.len())];
            let place = dice.below(state.catalogs + 1).checked_sub(1);
            let scope = place.map_or(Scope::Tenant, |number| Scope::Catalog(catalog(number)));
            let actor = actor(&state, person);
            let wanted = may(&state, person, action.as_str(), place);
            let got = decide(&actor, action, scope) != Decision::Deny;
            assert_eq!(
                got, wanted,
                "seed {seed}: may person {person} {action} at {place:?}?\n{state:#?}"
            );
            let program = Actor::Program {
                id: ProgramId(Uuid::from_u128(1)),
                roles: actor.roles().to_vec(),
                provisions: false,
            };
            assert_eq!(
                decide(&program, action, scope) != Decision::Deny,
                wanted,
                "seed {seed}: a program with the roles of person {person}, {action} at {place:?}"
            );
            let listed = match (reach(&actor, action), place) {
                (Reach::Everywhere, _) => true,
                (Reach::Only(catalogs), Some(number)) => catalogs.contains(&catalog(number)),
                (Reach::Only(_), None) => false,
            };
            assert_eq!(
                listed, wanted,
                "seed {seed}: does a list show person {person} where they may {action}: {place:?}?\n{state:#?}"
            );
            asked += 1;
            yes += u32::from(wanted);
        }
    }
    // Portals in which nobody may anything would prove nothing.
    assert!(yes > asked / 20, "only {yes} of {asked} were allowed");
}
