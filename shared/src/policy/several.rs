//! Stages that several people have to approve (BYD-14): who may still, for which place, and when it is
//! enough. The same person never counts twice: not through two groups, not as the deputy of two, not
//! in their own right and through a deputy.

use super::Needed;
use crate::directory::Principal;
use crate::ids::UserId;
use std::collections::BTreeSet;
use uuid::Uuid;

/// Somebody whom an open stage asks, and how it came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seat {
    pub principal: Principal,
    /// Asked after some days: stands in for any place.
    pub alternate: bool,
    /// Asked as a deputy of this person.
    pub behalf_of: Option<UserId>,
    /// Asked instead of a member of this group, which is asked as well.
    pub stands_for: Option<Uuid>,
}

impl Seat {
    /// Asked by the policy, or in the place of whom it named.
    const fn is_place(&self) -> bool {
        !self.alternate && self.behalf_of.is_none() && self.stands_for.is_none()
    }
}

/// An approval that was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Given {
    pub by: UserId,
    /// Whose voice it is: the person a deputy decides for, otherwise who gave it.
    pub of: UserId,
    /// The id of the person or group whose place it fills, where one from each is needed.
    pub place: Option<Uuid>,
}

impl Given {
    fn involves(&self, person: UserId) -> bool {
        self.by == person || self.of == person
    }
}

/// Whether a stage still waits for somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Turn {
    NotAsked,
    /// The person has approved, or somebody has for them.
    Spoken,
    /// Others have filled every place that the person could.
    Filled,
    Open {
        /// As whom the person was asked.
        seat: Principal,
        /// Whose voice it will be.
        of: UserId,
        /// The ids of the places that it can fill; empty where places do not count.
        places: Vec<Uuid>,
    },
}

/// The places that nobody has filled, in order; none where places do not count.
pub fn missing(needed: Needed, seats: &[Seat], given: &[Given]) -> Vec<Principal> {
    if needed != Needed::Each {
        return Vec::new();
    }
    let filled = |id: Uuid| given.iter().any(|one| one.place == Some(id));
    let places = seats.iter().filter(|seat| seat.is_place());
    places
        .map(|seat| seat.principal)
        .filter(|place| !filled(place.id()))
        .collect()
}

/// How many approvals complete the stage.
pub fn approvals_needed(needed: Needed, seats: &[Seat]) -> usize {
    match needed {
        Needed::One => 1,
        Needed::Several(count) => usize::try_from(count).unwrap_or(usize::MAX),
        Needed::Each => seats.iter().filter(|seat| seat.is_place()).count(),
    }
}

/// Have enough people approved?
pub fn is_enough(needed: Needed, seats: &[Seat], given: &[Given]) -> bool {
    match needed {
        Needed::Each => missing(needed, seats, given).is_empty(),
        _ => given.len() >= approvals_needed(needed, seats),
    }
}

/// Does the stage still wait for this person? Their own right comes before that of a deputy, who has one only
/// as long as the person they stand in for is asked. `is_in` says whether a person who can decide is the
/// principal or in the group.
pub fn turn(
    needed: Needed,
    seats: &[Seat],
    given: &[Given],
    me: UserId,
    is_in: impl Fn(UserId, Principal) -> bool,
) -> Turn {
    let in_own_right = |person: UserId| {
        seats
            .iter()
            .any(|seat| seat.behalf_of.is_none() && is_in(person, seat.principal))
    };
    let asked = || {
        seats
            .iter()
            .filter(|seat| is_in(me, seat.principal) && seat.behalf_of.is_none_or(in_own_right))
    };
    if asked().next().is_none() {
        return Turn::NotAsked;
    }
    if given.iter().any(|one| one.involves(me)) {
        return Turn::Spoken;
    }
    let missing: Vec<Uuid> = missing(needed, seats, given)
        .into_iter()
        .map(Principal::id)
        .collect();
    // Which places somebody asked in their own right can fill.
    let places_of = |person: UserId| -> Vec<Uuid> {
        let mine = seats.iter().filter(|seat| seat.behalf_of.is_none());
        let mine: Vec<&Seat> = mine.filter(|seat| is_in(person, seat.principal)).collect();
        let fills = |id: &&Uuid| {
            mine.iter().any(|seat| {
                seat.alternate || seat.stands_for.unwrap_or(seat.principal.id()) == **id
            })
        };
        missing.iter().filter(fills).copied().collect()
    };
    let mut spoken = false;
    // Own rights come first.
    let (own, lent): (Vec<&Seat>, Vec<&Seat>) = asked().partition(|seat| seat.behalf_of.is_none());
    for seat in own.into_iter().chain(lent) {
        let of = seat.behalf_of.unwrap_or(me);
        if given.iter().any(|one| one.of == of) {
            spoken = true;
            continue;
        }
        let places = places_of(of);
        if needed != Needed::Each || !places.is_empty() {
            return Turn::Open {
                seat: seat.principal,
                of,
                places,
            };
        }
    }
    if spoken { Turn::Spoken } else { Turn::Filled }
}

/// Which of the places that somebody can fill they do: the first that leaves the others for different
/// people, or else the first.
/// `waiting` are the places still to be filled, each with who could; `can` are among them.
pub fn place_for(
    voice: UserId,
    can: &[Uuid],
    waiting: &[(Uuid, BTreeSet<UserId>)],
) -> Option<Uuid> {
    let leaves_the_rest = |place: &&Uuid| {
        let rest: Vec<BTreeSet<UserId>> = waiting
            .iter()
            .filter(|(id, _)| id != *place)
            .map(|(_, people)| people.iter().copied().filter(|one| *one != voice).collect())
            .collect();
        can_be_filled(&rest)
    };
    can.iter().find(leaves_the_rest).or(can.first()).copied()
}

/// Could enough different people approve, with these behind each place?
pub fn is_within_reach(needed: Needed, places: &[BTreeSet<UserId>]) -> bool {
    let people: BTreeSet<UserId> = places.iter().flatten().copied().collect();
    match needed {
        Needed::One => !people.is_empty(),
        Needed::Several(count) => people.len() >= usize::try_from(count).unwrap_or(usize::MAX),
        Needed::Each => !places.is_empty() && can_be_filled(places),
    }
}

/// Is there a different person for each place?
fn can_be_filled(places: &[BTreeSet<UserId>]) -> bool {
    let mut holders: Vec<(UserId, usize)> = Vec::new();
    (0..places.len()).all(|place| seat_somebody(place, places, &mut holders, &mut BTreeSet::new()))
}

/// Finds somebody for a place, moving others to other places where that helps.
fn seat_somebody(
    place: usize,
    places: &[BTreeSet<UserId>],
    holders: &mut Vec<(UserId, usize)>,
    tried: &mut BTreeSet<UserId>,
) -> bool {
    for person in &places[place] {
        if !tried.insert(*person) {
            continue;
        }
        let holds = holders.iter().position(|(holder, _)| holder == person);
        match holds {
            None => {
                holders.push((*person, place));
                return true;
            }
            Some(index) => {
                let other = holders[index].1;
                if seat_somebody(other, places, holders, tried) {
                    // The other place has somebody new; this entry now stands for this place.
                    holders[index].1 = place;
                    return true;
                }
            }
        }
    }
    false
}
