//! Stages that several people have to approve (BYD-14).

use super::super::{
    ApproverRule, Given, Needed, PolicySettings, Relations, Seat, StageSettings, Turn, is_enough,
    is_within_reach, loses_a_place, missing, place_for, plan_stage, turn,
};
use super::{NOW, group, open_policy, person, stage, user};
use crate::directory::Principal;
use proptest::collection::{btree_set, vec};
use proptest::prelude::*;
use std::collections::BTreeSet;
use uuid::Uuid;

fn team(n: u128) -> Principal {
    Principal::Group(group(n))
}

const fn seat(principal: Principal) -> Seat {
    Seat {
        principal,
        alternate: false,
        behalf_of: None,
        stands_for: None,
    }
}

const fn given(by: u128, of: u128, place: Option<Uuid>) -> Given {
    Given {
        by: user(by),
        of: user(of),
        place,
    }
}

/// User 1 and 2 are in team 1, user 2 and 3 in team 2.
fn is_in(person: crate::ids::UserId, principal: Principal) -> bool {
    match principal {
        Principal::User(user) => user == person,
        team if team == self::team(1) => [user(1), user(2)].contains(&person),
        team if team == self::team(2) => [user(2), user(3)].contains(&person),
        Principal::Group(_) => false,
    }
}

fn open(seat: Principal, of: u128, places: &[Uuid]) -> Turn {
    Turn::Open {
        seat,
        of: user(of),
        places: places.to_vec(),
    }
}

#[test]
fn byd_14_a_person_counts_once_whatever_they_are_asked_as() {
    let deputy = |of: u128, by: u128| Seat {
        behalf_of: Some(user(of)),
        ..seat(person(by))
    };
    let alternate = Seat {
        alternate: true,
        ..seat(person(1))
    };
    let two = Needed::Several(2);
    // The seats, what was given, who asks, and whether it waits for them.
    let table: Vec<(Vec<Seat>, Vec<Given>, u128, Turn)> = vec![
        (vec![seat(person(1))], vec![], 9, Turn::NotAsked),
        (vec![seat(person(1))], vec![], 1, open(person(1), 1, &[])),
        (
            vec![seat(person(1)), seat(person(2))],
            vec![given(1, 1, None)],
            1,
            Turn::Spoken,
        ),
        // Through two groups.
        (
            vec![seat(team(1)), seat(team(2))],
            vec![given(2, 2, None)],
            2,
            Turn::Spoken,
        ),
        // As alternate and before.
        (
            vec![seat(team(1)), alternate],
            vec![given(1, 1, None)],
            1,
            Turn::Spoken,
        ),
        // As the deputy of one who has approved.
        (
            vec![seat(person(1)), deputy(1, 4)],
            vec![given(1, 1, None)],
            4,
            Turn::Spoken,
        ),
        // The person whose deputy has approved.
        (
            vec![seat(person(1)), deputy(1, 4)],
            vec![given(4, 1, None)],
            1,
            Turn::Spoken,
        ),
        // The deputy again, in their own right.
        (
            vec![seat(person(1)), seat(person(4)), deputy(1, 4)],
            vec![given(4, 1, None)],
            4,
            Turn::Spoken,
        ),
        // Their own right comes first.
        (
            vec![deputy(3, 1), seat(team(1)), seat(team(2))],
            vec![],
            1,
            open(team(1), 1, &[]),
        ),
        (
            vec![seat(person(1)), deputy(1, 4)],
            vec![],
            4,
            open(person(4), 1, &[]),
        ),
        // The deputy of somebody who is not in the group any more.
        (vec![seat(team(1)), deputy(3, 4)], vec![], 4, Turn::NotAsked),
        (
            vec![seat(team(1)), deputy(2, 4)],
            vec![],
            4,
            open(person(4), 2, &[]),
        ),
    ];
    for (seats, given, me, expected) in table {
        assert_eq!(
            turn(two, &seats, &given, user(me), is_in),
            expected,
            "{seats:?} {given:?} {me}"
        );
    }
}

#[test]
fn byd_14_one_from_each_fills_one_place_each() {
    let (a, b) = (team(1), team(2));
    let seats = [seat(a), seat(b)];
    let each = Needed::Each;
    let ids = |places: &[Principal]| places.iter().map(|one| one.id()).collect::<Vec<_>>();
    assert_eq!(
        turn(each, &seats, &[], user(2), is_in),
        open(a, 2, &ids(&[a, b]))
    );
    let one = [given(1, 1, Some(a.id()))];
    assert_eq!(missing(each, &seats, &one), [b]);
    assert!(!is_enough(each, &seats, &one));
    assert_eq!(
        turn(each, &seats, &one, user(2), is_in),
        open(a, 2, &ids(&[b]))
    );
    let other = [given(3, 3, Some(b.id()))];
    assert_eq!(turn(each, &seats, &other, user(3), is_in), Turn::Spoken);
    // Whoever is only in a group that has spoken is not needed any more.
    let two = [given(2, 2, Some(a.id()))];
    assert_eq!(turn(each, &seats, &two, user(1), is_in), Turn::Filled);
    let both = [given(1, 1, Some(a.id())), given(3, 3, Some(b.id()))];
    assert!(is_enough(each, &seats, &both));
    // An alternate stands in for anybody, whoever got the place of a member only for that group.
    let late = [
        seat(a),
        seat(b),
        Seat {
            alternate: true,
            ..seat(person(8))
        },
        Seat {
            stands_for: Some(a.id()),
            ..seat(person(9))
        },
    ];
    assert_eq!(missing(each, &late, &[]), [a, b]);
    assert_eq!(
        turn(each, &late, &[], user(8), is_in),
        open(person(8), 8, &ids(&[a, b]))
    );
    assert_eq!(
        turn(each, &late, &[], user(9), is_in),
        open(person(9), 9, &ids(&[a]))
    );
}

#[test]
fn byd_14_who_could_fill_two_places_fills_the_one_that_leaves_the_other_possible() {
    let people = |ids: &[u128]| ids.iter().copied().map(user).collect::<BTreeSet<_>>();
    let (a, b) = (Uuid::from_u128(1), Uuid::from_u128(2));
    // Nobody else is in the second.
    let waiting = [(a, people(&[1, 2])), (b, people(&[2]))];
    assert_eq!(place_for(user(2), &[a, b], &waiting), Some(b));
    let waiting = [(a, people(&[1, 2])), (b, people(&[2, 3]))];
    assert_eq!(place_for(user(2), &[a, b], &waiting), Some(a));
    // Where it cannot be saved, it still counts.
    let waiting = [(a, people(&[2])), (b, people(&[2]))];
    assert_eq!(place_for(user(2), &[a, b], &waiting), Some(a));
    assert_eq!(place_for(user(2), &[], &waiting), None);
}

#[test]
fn byd_14_too_few_people_are_seen_before_anybody_is_asked() {
    let table: [(Needed, &[&[u128]], bool); 10] = [
        (Needed::One, &[&[]], false),
        (Needed::One, &[&[], &[1]], true),
        (Needed::Several(2), &[&[1], &[1]], false),
        (Needed::Several(2), &[&[1, 2]], true),
        (Needed::Several(3), &[&[1, 2], &[2, 3]], true),
        (Needed::Each, &[], false),
        (Needed::Each, &[&[1], &[]], false),
        (Needed::Each, &[&[1], &[1]], false),
        (Needed::Each, &[&[1, 2], &[1]], true),
        (Needed::Each, &[&[1, 2], &[1, 3], &[1]], true),
    ];
    for (needed, places, expected) in table {
        let places: Vec<BTreeSet<_>> = places
            .iter()
            .map(|people| people.iter().copied().map(user).collect())
            .collect();
        assert_eq!(
            is_within_reach(needed, &places),
            expected,
            "{needed:?} {places:?}"
        );
    }
}

#[test]
fn byd_14_a_place_of_somebody_who_may_not_decide_is_not_one_less_to_fill() {
    let rule = ApproverRule::Named {
        approvers: vec![person(1), person(2), person(2)],
    };
    for (needed, not, lost) in [
        (Needed::Each, user(1), true),
        (Needed::Each, user(3), false),
        (Needed::Several(2), user(1), false),
    ] {
        let stage = StageSettings {
            needed,
            ..stage(rule.clone())
        };
        let plan = plan_stage(&stage, &Relations::default(), &[not]);
        assert!(!plan.approvers.contains(&Principal::User(not)));
        assert_eq!(loses_a_place(&stage, &plan), lost);
    }
}

#[test]
fn byd_14_a_policy_asks_for_as_many_as_there_can_be() {
    let named = |approvers: Vec<Principal>| ApproverRule::Named { approvers };
    let manager = ApproverRule::Manager {
        fallback: vec![person(1), person(2)],
    };
    let sponsors = ApproverRule::Sponsors {
        fallback: vec![person(1), person(2)],
    };
    let table = [
        (named(vec![person(1), person(2)]), Needed::Several(2), None),
        (named(vec![team(1)]), Needed::Several(3), None),
        (named(vec![team(1), person(1)]), Needed::Each, None),
        (sponsors.clone(), Needed::Several(2), None),
        (
            named(vec![person(1), person(2)]),
            Needed::Several(3),
            Some("stage1_named"),
        ),
        (named(vec![team(1)]), Needed::Each, Some("stage1_named")),
        (
            named(vec![team(1)]),
            Needed::Several(1),
            Some("stage1_count"),
        ),
        (
            named(vec![team(1)]),
            Needed::Several(11),
            Some("stage1_count"),
        ),
        (manager, Needed::Several(2), Some("stage1_needed")),
        (sponsors, Needed::Each, Some("stage1_needed")),
    ];
    for (approvers, needed, field) in table {
        let policy = PolicySettings {
            stages: vec![StageSettings {
                needed,
                ..stage(approvers)
            }],
            ..open_policy()
        };
        let errors = policy.check(NOW);
        let found: Vec<&String> = errors.0.keys().collect();
        assert_eq!(found, Vec::from_iter(field), "{policy:?}");
    }
}

#[test]
fn byd_14_policies_stored_before_ask_for_one() {
    let stored = r#"{"approvers":{"kind":"named","approvers":[]},"decideWithinDays":7,"approverJustificationRequired":false}"#;
    let read: StageSettings = serde_json::from_str(stored).expect("a stage");
    assert_eq!(read.needed, Needed::One);
    assert_eq!(serde_json::to_string(&read).expect("a text"), stored);
}

proptest! {
    /// Whenever different people for every place exist, nobody who approves takes away the last one for
    /// another place.
    #[test]
    fn byd_14_one_from_each_is_always_completed_where_it_can_be(
        places in vec(btree_set(0..6u128, 0..4), 1..5),
    ) {
        let mut waiting: Vec<(Uuid, BTreeSet<_>)> = places
            .iter()
            .zip(0u128..)
            .map(|(people, id)| (Uuid::from_u128(id), people.iter().copied().map(user).collect()))
            .collect();
        let people = |waiting: &[(Uuid, BTreeSet<crate::ids::UserId>)]| -> Vec<_> {
            waiting.iter().map(|(_, people)| people.clone()).collect()
        };
        prop_assume!(is_within_reach(Needed::Each, &people(&waiting)));
        while let Some(voice) = waiting.iter().flat_map(|(_, people)| people).max().copied() {
            let can: Vec<Uuid> = waiting
                .iter()
                .filter(|(_, people)| people.contains(&voice))
                .map(|(id, _)| *id)
                .collect();
            let place = place_for(voice, &can, &waiting);
            waiting.retain(|(id, _)| Some(*id) != place);
            for (_, people) in &mut waiting {
                people.remove(&voice);
            }
            prop_assert!(waiting.is_empty() || is_within_reach(Needed::Each, &people(&waiting)));
        }
        prop_assert!(waiting.is_empty());
    }
}
