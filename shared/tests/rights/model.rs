//! The rules once more, slow and obvious: a list of sentences, and groups that are walked one by one. It
//! shares nothing with the decision of the product but the words for roles and actions, so that a mistake
//! would have to be made twice (ROL-07). The engine's tests ask it about what their databases say.

/// One sentence a line: `<role> may <action> anywhere`, or `… there` for the catalog in which the role is held.
const SENTENCES: &str = include_str!("sentences.txt");

/// The roles as the sentences and as the product call them.
pub const ROLES: &[(&str, &str)] = &[
    ("administrator", "identityGovernanceAdministrator"),
    (
        "partner-administrator",
        "connectedOrganizationAdministrator",
    ),
    ("creator", "catalogCreator"),
    ("owner", "catalogOwner"),
    ("reader", "catalogReader"),
    ("manager", "accessPackageManager"),
    ("assigner", "accessPackageAssignmentManager"),
];

/// Roles that are held for the portal as a whole.
pub const FOR_ALL: &[&str] = &["administrator", "partner-administrator", "creator"];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holder {
    Person(usize),
    Group(usize),
}

/// A role that somebody was given; `catalog` for those of a catalog.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Given {
    pub role: &'static str,
    pub to: Holder,
    pub catalog: Option<usize>,
}

/// A small portal. People, groups and catalogs are numbers.
#[derive(Clone, Debug, Default)]
pub struct State {
    pub people: usize,
    pub groups: usize,
    pub catalogs: usize,
    /// A person who is a member of a group.
    pub members: Vec<(usize, usize)>,
    /// A group whose members are members of another: the outer one, the inner one. There may be circles.
    pub nested: Vec<(usize, usize)>,
    pub given: Vec<Given>,
    /// People whose account is disabled.
    pub disabled: Vec<usize>,
}

/// May the person do this in the catalog, or, without one, in the portal as a whole?
pub fn may(state: &State, person: usize, action: &str, catalog: Option<usize>) -> bool {
    if state.disabled.contains(&person) {
        return false;
    }
    state
        .given
        .iter()
        .filter(|given| reaches(state, person, given.to))
        .any(|given| {
            SENTENCES
                .lines()
                .any(|sentence| says(sentence, given, action, catalog))
        })
}

fn says(sentence: &str, given: &Given, action: &str, catalog: Option<usize>) -> bool {
    let words: Vec<&str> = sentence.split(' ').collect();
    let [role, "may", what, place] = words[..] else {
        panic!("{sentence:?} is no sentence");
    };
    let here = match place {
        "anywhere" => true,
        "there" => catalog.is_some() && catalog == given.catalog,
        _ => panic!("{sentence:?} names no place"),
    };
    role == given.role && what == action && here
}

fn reaches(state: &State, person: usize, holder: Holder) -> bool {
    match holder {
        Holder::Person(other) => other == person,
        Holder::Group(group) => is_in(state, person, group, &[]),
    }
}

/// Is the person in the group, or in a group within it? `from`: the groups on the way here.
fn is_in(state: &State, person: usize, group: usize, from: &[usize]) -> bool {
    if from.contains(&group) {
        return false;
    }
    let way = [from, &[group]].concat();
    state.members.contains(&(person, group))
        || state
            .nested
            .iter()
            .any(|(outer, inner)| *outer == group && is_in(state, person, *inner, &way))
}

/// Every action of which a sentence speaks.
pub fn actions() -> Vec<&'static str> {
    let mut actions: Vec<_> = SENTENCES
        .lines()
        .filter_map(|sentence| sentence.split(' ').nth(2))
        .collect();
    actions.sort_unstable();
    actions.dedup();
    actions
}

/// Numbers that are the same in every run (splitmix64).
#[derive(Clone, Debug)]
pub struct Dice(pub u64);

impl Dice {
    pub fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.roll() >> 33).unwrap_or(0) % end.max(1)
    }
}

impl State {
    /// A random portal: chains, trees and circles of groups, roles for people and groups.
    pub fn random(dice: &mut Dice) -> Self {
        let mut state = Self {
            people: 2 + dice.below(5),
            groups: 1 + dice.below(8),
            catalogs: 1 + dice.below(3),
            ..Self::default()
        };
        for _ in 0..dice.below(3 * state.people) {
            state.join(dice);
        }
        for _ in 0..dice.below(2 * state.groups) {
            state.put_inside(dice);
        }
        for _ in 0..dice.below(8) {
            state.give(dice);
        }
        if dice.below(3) == 0 {
            state.disabled.push(dice.below(state.people));
        }
        state
    }

    fn join(&mut self, dice: &mut Dice) {
        let pair = (dice.below(self.people), dice.below(self.groups));
        if !self.members.contains(&pair) {
            self.members.push(pair);
        }
    }

    fn put_inside(&mut self, dice: &mut Dice) {
        let pair = (dice.below(self.groups), dice.below(self.groups));
        if pair.0 != pair.1 && !self.nested.contains(&pair) {
            self.nested.push(pair);
        }
    }

    fn give(&mut self, dice: &mut Dice) {
        let role = ROLES[dice.below(ROLES.len())].0;
        let to = if dice.below(3) == 0 {
            Holder::Person(dice.below(self.people))
        } else {
            Holder::Group(dice.below(self.groups))
        };
        let place = dice.below(self.catalogs);
        let catalog = (!FOR_ALL.contains(&role)).then_some(place);
        let given = Given { role, to, catalog };
        if !self.given.contains(&given) {
            self.given.push(given);
        }
    }

    /// The portal after one change: somebody comes or goes, groups are nested or not, a role is given or
    /// taken, an account is disabled or enabled.
    pub fn changed(&self, dice: &mut Dice) -> Self {
        let mut state = self.clone();
        match dice.below(7) {
            0 => state.join(dice),
            1 => state.put_inside(dice),
            2 => state.give(dice),
            3 if !state.members.is_empty() => {
                state.members.remove(dice.below(self.members.len()));
            }
            4 if !state.nested.is_empty() => {
                state.nested.remove(dice.below(self.nested.len()));
            }
            5 if !state.given.is_empty() => {
                state.given.remove(dice.below(self.given.len()));
            }
            _ => {
                let person = dice.below(state.people);
                if state.disabled.contains(&person) {
                    state.disabled.retain(|other| *other != person);
                } else {
                    state.disabled.push(person);
                }
            }
        }
        state
    }
}
