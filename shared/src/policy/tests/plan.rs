//! Who is asked, and how long access lasts.

use super::super::{
    ApproverRule, Asked, Expiration, PolicySettings, Relations, access_end, approved_before,
    plan_stage, requested_window,
};
use super::strategies::{expiration, principal, stage as any_stage};
use super::{NOW, group, open_policy, person, stage, user};
use crate::directory::Principal;
use crate::time::Timestamp;
use proptest::collection::vec;
use proptest::prelude::*;

fn lasting(expiration: Expiration) -> PolicySettings {
    PolicySettings {
        expiration,
        custom_schedule: true,
        ..open_policy()
    }
}

#[test]
fn byd_15_a_stage_that_asks_nobody_new_is_pointless() {
    // Whom it would ask, who has approved, whether to hear it again, who stands for it.
    type Row<'a> = (&'a [u128], &'a [u128], bool, Option<u128>);
    let table: [Row<'_>; 6] = [
        (&[1], &[1], false, Some(1)),
        (&[2, 1], &[1, 2, 3], false, Some(2)),
        (&[1, 2], &[1], false, None),
        (&[1], &[], false, None),
        (&[1], &[1], true, None),
        (&[], &[1], false, None),
    ];
    for (deciders, approved, ask_again, stands) in table {
        let deciders: Vec<_> = deciders.iter().copied().map(user).collect();
        let approved = approved.iter().copied().map(user).collect();
        let found = approved_before(&deciders, &approved, ask_again);
        assert_eq!(found, stands.map(user), "{deciders:?} {approved:?}");
    }
}

#[test]
fn pol_14_pol_15_each_rule_finds_its_people_or_the_fallback() {
    let relations = Relations {
        manager: Some(user(1)),
        second_level_manager: None,
        sponsors: vec![person(2)],
        internal_sponsors: vec![Principal::Group(group(3))],
        external_sponsors: vec![person(4), person(4)],
    };
    let fallback = || vec![person(9)];
    let table = [
        (
            ApproverRule::Named {
                approvers: vec![person(5), person(5)],
            },
            Some(person(5)),
            None,
        ),
        (
            ApproverRule::Manager {
                fallback: fallback(),
            },
            Some(person(1)),
            Some(person(9)),
        ),
        (
            ApproverRule::Sponsors {
                fallback: fallback(),
            },
            Some(person(2)),
            Some(person(9)),
        ),
        (
            ApproverRule::InternalSponsors {
                fallback: fallback(),
            },
            Some(Principal::Group(group(3))),
            Some(person(9)),
        ),
        (
            ApproverRule::ExternalSponsors {
                fallback: fallback(),
            },
            Some(person(4)),
            Some(person(9)),
        ),
    ];
    for (rule, found, otherwise) in table {
        let stage = stage(rule);
        let plan = plan_stage(&stage, &relations, &[]);
        assert_eq!(
            (plan.approvers, plan.fallback),
            (Vec::from_iter(found), false)
        );
        let plan = plan_stage(&stage, &Relations::default(), &[]);
        match otherwise {
            Some(person) => assert_eq!((plan.approvers, plan.fallback), (vec![person], true)),
            None => assert!(!plan.fallback),
        }
    }
}

#[test]
fn apr_05_who_manages_oneself_is_not_asked() {
    let relations = Relations {
        manager: Some(user(1)),
        ..Relations::default()
    };
    let stage = stage(ApproverRule::Manager {
        fallback: vec![person(1), person(9)],
    });
    let plan = plan_stage(&stage, &relations, &[user(1)]);
    assert_eq!((plan.approvers, plan.fallback), (vec![person(9)], true));
}

#[test]
fn pol_27_pol_28_the_end_follows_from_the_policy() {
    let date = NOW.plus_days(30);
    let table = [
        (Expiration::Never, None),
        (Expiration::OnDate(date), Some(date)),
        (Expiration::AfterDays(90), Some(NOW.plus_days(90))),
        (Expiration::AfterHours(8), Some(NOW.plus_hours(8))),
    ];
    for (expiration, end) in table {
        assert_eq!(access_end(&lasting(expiration), Asked::default(), NOW), end);
    }
}

#[test]
fn pol_29_the_requestor_chooses_within_the_policy() {
    let policy = lasting(Expiration::AfterDays(30));
    let asked = |start: Option<i64>, end: Option<i64>| Asked {
        start: start.map(|days| NOW.plus_days(days)),
        end: end.map(|days| NOW.plus_days(days)),
    };
    let table = [
        (asked(None, None), None),
        (asked(None, Some(30)), None),
        (asked(None, Some(31)), Some("end")),
        (asked(Some(10), Some(40)), None),
        (asked(Some(10), Some(41)), Some("end")),
        (asked(Some(-1), Some(10)), Some("start")),
        (asked(Some(10), Some(10)), Some("end")),
        (asked(Some(10), Some(5)), Some("end")),
        (asked(None, Some(0)), Some("end")),
        (asked(Some(4_000), None), Some("start")),
    ];
    for (asked, field) in table {
        let fields: Vec<_> = requested_window(&policy, asked, NOW, true)
            .err()
            .map(|errors| errors.0.into_keys().collect())
            .unwrap_or_default();
        assert_eq!(fields, Vec::from_iter(field), "{asked:?}");
    }
}

#[test]
fn pol_29_only_where_the_policy_allows_it() {
    let policy = PolicySettings {
        custom_schedule: false,
        ..lasting(Expiration::Never)
    };
    let asked = Asked {
        start: None,
        end: Some(NOW.plus_days(5)),
    };
    assert!(requested_window(&policy, asked, NOW, true).is_err());
    assert!(requested_window(&policy, Asked::default(), NOW, true).is_ok());
    // An administrator who assigns directly always chooses.
    assert!(requested_window(&policy, asked, NOW, false).is_ok());
}

#[test]
fn req_04_a_start_after_the_common_end_is_refused() {
    let policy = lasting(Expiration::OnDate(NOW.plus_days(10)));
    let asked = Asked {
        start: Some(NOW.plus_days(10)),
        end: None,
    };
    assert!(requested_window(&policy, asked, NOW, true).is_err());
}

fn asked() -> impl Strategy<Value = Asked> {
    let day = || proptest::option::of((-5..5_000i64).prop_map(|days| NOW.plus_days(days)));
    (day(), day()).prop_map(|(start, end)| Asked { start, end })
}

proptest! {
    /// Whoever may not decide is never asked, and nobody is asked twice (APR-05).
    #[test]
    fn apr_05_nobody_approves_for_themselves(
        stage in any_stage(),
        manager in proptest::option::of((0..6u128).prop_map(user)),
        sponsors in vec(principal(), 0..4),
        internal in vec(principal(), 0..4),
        external in vec(principal(), 0..4),
        requestor in (0..6u128).prop_map(user),
    ) {
        let relations = Relations {
            manager,
            second_level_manager: None,
            sponsors,
            internal_sponsors: internal,
            external_sponsors: external,
        };
        let plan = plan_stage(&stage, &relations, &[requestor]);
        prop_assert!(!plan.approvers.contains(&Principal::User(requestor)));
        let mut once = plan.approvers.clone();
        once.sort_unstable();
        once.dedup();
        prop_assert_eq!(once.len(), plan.approvers.len());
        if plan.fallback {
            prop_assert!(stage.approvers.is_relative());
            prop_assert!(plan.approvers.iter().all(|one| stage.approvers.named().contains(one)));
        }
    }

    /// Access never ends later than the policy says, whatever was asked for (POL-29, POL-31).
    #[test]
    fn pol_29_the_end_is_never_beyond_the_policy(
        expiration in expiration(),
        asked in asked(),
        delay in 0..60i64,
    ) {
        let policy = lasting(expiration);
        let begin = NOW.plus_days(delay);
        let limit = access_end(&policy, Asked::default(), begin);
        let end = access_end(&policy, asked, begin);
        if let Some(limit) = limit {
            prop_assert!(end.is_some_and(|end| end <= limit));
        }
        if let Some(asked) = asked.end {
            prop_assert!(end.is_some_and(|end| end <= asked));
        }
        prop_assert_eq!(end.is_none(), expiration == Expiration::Never && asked.end.is_none());
    }

    /// An accepted period begins today, wherever that is, or later, ends after it begins, and within a day of what the
    /// policy allows (a date means the end of that day).
    #[test]
    fn pol_29_an_accepted_period_lies_within_the_policy(expiration in expiration(), asked in asked()) {
        let policy = lasting(expiration);
        if let Ok(accepted) = requested_window(&policy, asked, NOW, true) {
            prop_assert_eq!(accepted, asked);
            let start = asked.start.unwrap_or(NOW);
            prop_assert!(start >= NOW.start_of_today_anywhere());
            if let Some(end) = asked.end {
                prop_assert!(end > start && end > NOW);
                if let Some(limit) = access_end(&policy, Asked::default(), start.max(NOW)) {
                    prop_assert!(end <= limit.end_of_day());
                }
            }
        }
    }

    /// The later access is delivered, the later it ends, never earlier (BYD-05).
    #[test]
    fn byd_05_the_end_is_monotone_in_the_beginning(
        expiration in expiration(),
        asked in asked(),
        first in any::<i64>(),
        second in any::<i64>(),
    ) {
        let policy = lasting(expiration);
        let (early, late) = (first.min(second), first.max(second));
        prop_assert!(access_end(&policy, asked, Timestamp(early)) <= access_end(&policy, asked, Timestamp(late)));
    }
}
