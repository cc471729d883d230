//! Approving less than was asked for (BYD-13).

use super::super::{Asked, Expiration, LeftOut, Less, PolicySettings, access_end};
use super::{NOW, open_policy};
use crate::ids::RoleId;
use proptest::prelude::*;
use uuid::Uuid;

const fn role(n: u128) -> RoleId {
    RoleId(Uuid::from_u128(n))
}

fn without(roles: &[u128]) -> Less {
    Less {
        left_out: roles
            .iter()
            .map(|n| LeftOut {
                role: role(*n),
                name: format!("Payroll: {n}"),
            })
            .collect(),
        ..Less::default()
    }
}

fn until(days: i64) -> Less {
    Less {
        end: Some(NOW.plus_days(days)),
        ..Less::default()
    }
}

fn days(days: u32) -> Less {
    Less {
        days: Some(days),
        ..Less::default()
    }
}

fn thirty_days() -> PolicySettings {
    PolicySettings {
        expiration: Expiration::AfterDays(30),
        ..open_policy()
    }
}

#[test]
fn byd_13_only_less_is_less() {
    let nothing = Less::default();
    // What was taken before, what is taken now, and the field that is wrong.
    let table = [
        (&nothing, until(10), None),
        (&nothing, days(10), None),
        (&nothing, without(&[1]), None),
        (&nothing, until(30), Some("less_end")),
        (&nothing, until(0), Some("less_end")),
        (&nothing, days(30), Some("less_days")),
        (&nothing, days(0), Some("less_days")),
        (&days(10), until(12), Some("less_end")),
        (&until(10), days(12), Some("less_days")),
        (&nothing, without(&[1, 2]), Some("left_out")),
        (&without(&[2]), without(&[1]), Some("left_out")),
        (&nothing, without(&[3]), Some("left_out")),
    ];
    for (so_far, less, field) in table {
        let roles = [role(1), role(2)];
        let errors = less.check(so_far, &thirty_days(), Asked::default(), &roles, NOW);
        let found: Vec<&String> = errors.0.keys().collect();
        assert_eq!(found, Vec::from_iter(field), "{less:?}");
    }
    // Access without end can always be shorter.
    let errors = days(3_660).check(&nothing, &open_policy(), Asked::default(), &[], NOW);
    assert!(errors.is_empty());
}

#[test]
fn byd_13_it_is_said_in_a_sentence() {
    let both = until(10).and(&without(&[1])).and(&without(&[1, 2]));
    assert_eq!(
        both.sentence(),
        format!(
            "Until {} at the latest, without Payroll: 1, Payroll: 2.",
            NOW.plus_days(10).long_date()
        )
    );
    assert_eq!(days(1).sentence(), "For 1 day at most.");
    assert_eq!(Less::default().sentence(), "");
}

proptest! {
    /// Whatever approvers take, in whatever order, nobody gets more by it.
    #[test]
    fn byd_13_nobody_gets_more_by_it(
        one in (proptest::option::of(1..90i64), proptest::option::of(1..90u32)),
        two in (proptest::option::of(1..90i64), proptest::option::of(1..90u32)),
        lasts in proptest::option::of(1..90u32),
        begin in 0..30i64,
    ) {
        let less = |(end, days): (Option<i64>, Option<u32>)| Less {
            end: end.map(|end| NOW.plus_days(end)),
            days,
            ..Less::default()
        };
        let settings = PolicySettings {
            expiration: lasts.map_or(Expiration::Never, Expiration::AfterDays),
            ..open_policy()
        };
        let begin = NOW.plus_days(begin);
        let ends = |less: &Less| less.access_end(&settings, Asked::default(), begin);
        let (one, two) = (less(one), less(two));
        let both = one.and(&two);
        prop_assert_eq!(&both, &two.and(&one));
        prop_assert_eq!(ends(&Less::default()), access_end(&settings, Asked::default(), begin));
        for more in [Less::default(), one, two] {
            if let Some(end) = ends(&more) {
                prop_assert!(ends(&both).is_some_and(|both| both <= end));
            }
        }
    }
}
