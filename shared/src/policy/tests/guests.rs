//! Rules for guests (ORG-11).

use super::super::{
    GuestAttribute, GuestCondition, GuestEffect, GuestFacts, GuestPlan, GuestPolicy, GuestReason,
    GuestRules, GuestScope, GuestStep, GuestTest, first_match, guest_step, next_mail,
};
use super::{NOW, group, organization, person, user};
use crate::directory::{Principal, UserKind};
use crate::forms::guests::{GuestPolicyInput, write};
use crate::ids::GuestPolicyId;
use crate::time::Timestamp;
use proptest::collection::{btree_set, vec};
use proptest::prelude::*;
use uuid::Uuid;

fn guest() -> GuestFacts {
    GuestFacts {
        id: user(1),
        kind: UserKind::Guest,
        enabled: true,
        has_role: false,
        department: "Survey".to_owned(),
        job_title: "Captain".to_owned(),
        country: "Norway".to_owned(),
        mail_domain: "contoso.example".to_owned(),
        organization: Some(organization(1)),
        groups: [group(1)].into(),
        created_at: NOW.plus_days(-400),
        signed_in_at: Some(NOW.plus_days(-10)),
        confirmed_at: None,
        counts_from: None,
        sponsors: 1,
        access_ended_at: None,
    }
}

fn policy(n: u128, rules: GuestRules) -> GuestPolicy {
    GuestPolicy {
        id: GuestPolicyId(Uuid::from_u128(n)),
        name: format!("Rule {n}"),
        confirms_since: rules.confirm_days.map(|_| NOW.plus_days(-500)),
        rules,
    }
}

fn confirms() -> GuestRules {
    GuestRules {
        confirm_days: Some(90),
        ..GuestRules::default()
    }
}

fn noticed(because: GuestReason) -> GuestPlan {
    let acts_at = NOW.plus_days(7);
    GuestPlan {
        policy: policy(1, confirms()).id,
        because,
        noticed_at: NOW,
        acts_at,
        acted: false,
        remove_at: None,
        due_at: next_mail(NOW, acts_at, NOW),
    }
}

fn condition(attribute: GuestAttribute, test: GuestTest, values: &[&str]) -> GuestCondition {
    GuestCondition {
        attribute,
        test,
        values: values.iter().map(|value| (*value).to_owned()).collect(),
    }
}

#[test]
fn org_11_a_rule_is_for_those_who_fit_all_its_conditions() {
    use GuestAttribute::{Country, Department, JobTitle, MailDomain, Organization};
    use GuestTest::{Differs, Equals, OneOf};
    let contoso = organization(1).to_string();
    let table: &[(&[GuestCondition], bool)] = &[
        (&[], false),
        (&[condition(Department, Equals, &["survey "])], true),
        (&[condition(Department, Differs, &["Survey"])], false),
        (&[condition(JobTitle, Differs, &["Pilot"])], true),
        (&[condition(Country, OneOf, &["Sweden", "NORWAY"])], true),
        (&[condition(Organization, Equals, &[&contoso])], true),
        (
            &[condition(MailDomain, OneOf, &["fabrikam.example"])],
            false,
        ),
        (
            &[
                condition(MailDomain, Equals, &["contoso.example"]),
                condition(Country, Differs, &["Norway"]),
            ],
            false,
        ),
    ];
    for (conditions, expected) in table {
        let rules = GuestRules {
            scope: GuestScope::Where(conditions.to_vec()),
            ..GuestRules::default()
        };
        assert_eq!(rules.is_for(&guest()), *expected, "{conditions:?}");
    }
    let groups = |n: u128| GuestRules {
        scope: GuestScope::Groups([group(n)].into()),
        ..GuestRules::default()
    };
    assert!(groups(1).is_for(&guest()) && !groups(2).is_for(&guest()));
    for except in [person(1), Principal::Group(group(1))] {
        let rules = GuestRules {
            except: [except].into(),
            ..GuestRules::default()
        };
        assert!(!rules.is_for(&guest()), "{except}");
    }
}

#[test]
fn org_11_what_is_not_in_order_is_found() {
    let ago = |days: i64| NOW.plus_days(-days);
    let all = GuestRules {
        confirm_days: Some(90),
        idle_days: Some(90),
        no_access: true,
        sponsors_min: Some(1),
        unused_days: Some(30),
        ..GuestRules::default()
    };
    let fine = GuestFacts {
        confirmed_at: Some(ago(89)),
        ..guest()
    };
    let broken = |guest: &GuestFacts| policy(1, all.clone()).broken(guest, NOW);
    assert_eq!(broken(&fine), []);
    let with = |change: fn(&mut GuestFacts)| {
        let mut guest = fine.clone();
        change(&mut guest);
        broken(&guest)
    };
    assert_eq!(
        with(|one| one.confirmed_at = Some(NOW.plus_days(-90))),
        [GuestReason::Unconfirmed]
    );
    assert_eq!(
        with(|one| one.signed_in_at = Some(NOW.plus_days(-90))),
        [GuestReason::Idle]
    );
    assert_eq!(with(|one| one.sponsors = 0), [GuestReason::FewSponsors]);
    assert_eq!(
        with(|one| one.access_ended_at = Some(NOW)),
        [GuestReason::NoAccess]
    );
    let never = with(|one| one.signed_in_at = None);
    assert_eq!(never, [GuestReason::NeverUsed, GuestReason::Idle]);
    // Whoever was let in again has all the time anew.
    let again = with(|one| {
        one.signed_in_at = None;
        one.confirmed_at = None;
        one.access_ended_at = Some(NOW.plus_days(-2));
        one.counts_from = Some(NOW.plus_days(-1));
    });
    assert_eq!(again, []);
}

#[test]
fn org_11_a_new_rule_leaves_sponsors_time_to_confirm() {
    let mut rule = policy(1, confirms());
    rule.confirms_since = Some(NOW);
    assert_eq!(rule.confirm_at(&guest()), Some(NOW.plus_days(14)));
    assert_eq!(policy(2, GuestRules::default()).confirm_at(&guest()), None);
}

#[test]
fn org_11_a_plan_goes_on_until_it_is_in_order() {
    let rule = [policy(1, confirms())];
    let late = guest();
    let step = |guest: &GuestFacts, plan: Option<&GuestPlan>, days: i64| {
        guest_step(&rule, guest, plan, NOW.plus_days(days))
    };
    let notice = GuestStep::Notice {
        policy: rule[0].id,
        because: GuestReason::Unconfirmed,
        acts_at: NOW.plus_days(7),
    };
    assert_eq!(step(&late, None, 0), notice);
    let plan = noticed(GuestReason::Unconfirmed);
    assert_eq!(step(&late, Some(&plan), 1), GuestStep::Nothing);
    assert_eq!(step(&late, Some(&plan), 4), GuestStep::Remind);
    assert_eq!(step(&late, Some(&plan), 7), GuestStep::Act);
    let confirmed = GuestFacts {
        confirmed_at: Some(NOW.plus_days(6)),
        ..guest()
    };
    assert_eq!(step(&confirmed, Some(&plan), 7), GuestStep::CallOff);
    // Another reason is told anew, with its own time.
    assert_eq!(
        step(&late, Some(&noticed(GuestReason::Idle)), 7),
        GuestStep::CallOff
    );
    // What a sponsor said does not depend on the rest.
    let gone = noticed(GuestReason::LetGo);
    assert_eq!(step(&confirmed, Some(&gone), 7), GuestStep::Act);

    let blocked = GuestFacts {
        enabled: false,
        ..guest()
    };
    let acted = GuestPlan {
        acted: true,
        remove_at: Some(NOW.plus_days(37)),
        ..plan
    };
    assert_eq!(step(&blocked, Some(&acted), 36), GuestStep::Nothing);
    assert_eq!(step(&blocked, Some(&acted), 37), GuestStep::Remove);
    assert_eq!(
        step(&late, Some(&acted), 20),
        GuestStep::CallOff,
        "let in again"
    );
    assert_eq!(
        guest_step(&[], &blocked, Some(&acted), NOW.plus_days(37)),
        GuestStep::CallOff
    );
    // Whoever is blocked already cannot be blocked again.
    let only = [policy(
        1,
        GuestRules {
            effect: GuestEffect::Disable,
            ..confirms()
        },
    )];
    assert_eq!(guest_step(&only, &blocked, None, NOW), GuestStep::Nothing);
}

#[test]
fn org_11_mails_come_at_the_notice_in_the_middle_and_a_day_before() {
    let days = |grace: i64| {
        let acts = NOW.plus_days(grace);
        let mut at = NOW;
        let mut told = Vec::new();
        while at < acts {
            at = next_mail(NOW, acts, at);
            told.push((at.0 - NOW.0) / 3_600_000);
        }
        told
    };
    assert_eq!(days(1), [24]);
    assert_eq!(days(2), [24, 48]);
    assert_eq!(days(7), [84, 144, 168]);
}

#[test]
fn org_11_the_form_says_what_is_wrong_and_comes_back_as_it_was() {
    let known = [(organization(1), "Contoso".to_owned())];
    let rules = GuestRules {
        scope: GuestScope::Where(vec![
            condition(
                GuestAttribute::Organization,
                GuestTest::Equals,
                &[&organization(1).to_string()],
            ),
            condition(
                GuestAttribute::Country,
                GuestTest::OneOf,
                &["Norway", "Sweden"],
            ),
        ]),
        except: [person(3), Principal::Group(group(2))].into(),
        idle_days: Some(120),
        no_access: true,
        effect: GuestEffect::DisableThenRemove(14),
        ..confirms()
    };
    let fields = write("Partners", true, &rules, 3, &known);
    assert_eq!(fields.get("values_1"), "Contoso");
    let read = GuestPolicyInput::parse(&fields, &known).expect("no mistakes");
    assert_eq!((read.rules, read.enabled, read.version), (rules, true, 3));

    let mut wrong = fields.clone();
    for (field, value) in [
        ("values_1", "Nobody Ltd"),
        ("values_2", "x"),
        ("test_2", "like"),
        ("confirm_days", "29"),
        ("idle_days", "731"),
        ("remove_days", "6"),
        ("grace_days", "0"),
        ("name", ""),
    ] {
        wrong.set(field, value);
    }
    let errors = GuestPolicyInput::parse(&wrong, &known).expect_err("mistakes");
    let found: Vec<&str> = errors.0.keys().map(String::as_str).collect();
    let fields_wrong = [
        "confirm_days",
        "grace_days",
        "idle_days",
        "name",
        "remove_days",
        "test_2",
        "values_1",
    ];
    assert_eq!(found, fields_wrong);
    let nothing = write("Partners", true, &GuestRules::default(), 0, &known);
    let errors = GuestPolicyInput::parse(&nothing, &known).expect_err("nothing has to be in order");
    assert!(errors.get("confirm").is_some());
}

fn scope() -> impl Strategy<Value = GuestScope> {
    prop_oneof![
        Just(GuestScope::All),
        btree_set((0..3u128).prop_map(group), 0..2).prop_map(GuestScope::Groups),
        (
            any::<bool>(),
            vec(prop_oneof![Just("Norway"), Just("Sweden")], 0..2)
        )
            .prop_map(|(same, values)| {
                let test = if same {
                    GuestTest::OneOf
                } else {
                    GuestTest::Differs
                };
                GuestScope::Where(vec![condition(GuestAttribute::Country, test, &values)])
            }),
    ]
}

fn rules() -> impl Strategy<Value = GuestRules> {
    let days = || proptest::option::of(30..100u32);
    (
        scope(),
        btree_set((0..3u128).prop_map(person), 0..2),
        days(),
        days(),
        any::<bool>(),
        0..3u8,
    )
        .prop_map(
            |(scope, except, confirm_days, idle_days, no_access, effect)| GuestRules {
                scope,
                except,
                confirm_days,
                idle_days,
                no_access,
                effect: match effect {
                    0 => GuestEffect::Disable,
                    1 => GuestEffect::Remove,
                    _ => GuestEffect::DisableThenRemove(30),
                },
                ..GuestRules::default()
            },
        )
}

fn somebody() -> impl Strategy<Value = GuestFacts> {
    let kinds = prop_oneof![
        Just(UserKind::Guest),
        Just(UserKind::Member),
        Just(UserKind::Visitor)
    ];
    let ago = || proptest::option::of((0..200i64).prop_map(|days| NOW.plus_days(-days)));
    (
        0..3u128,
        kinds,
        any::<bool>(),
        any::<bool>(),
        btree_set((0..3u128).prop_map(group), 0..2),
        ago(),
        ago(),
        ago(),
    )
        .prop_map(
            |(n, kind, enabled, has_role, groups, signed_in_at, confirmed_at, access_ended_at)| {
                GuestFacts {
                    id: user(n),
                    kind,
                    enabled,
                    has_role,
                    groups,
                    signed_in_at,
                    confirmed_at,
                    access_ended_at,
                    ..guest()
                }
            },
        )
}

fn plan() -> impl Strategy<Value = Option<GuestPlan>> {
    let reasons = proptest::sample::select(GuestReason::ALL);
    proptest::option::of(
        (reasons, 0..20i64, any::<bool>()).prop_map(|(because, ago, acted)| {
            let noticed_at: Timestamp = NOW.plus_days(-ago);
            GuestPlan {
                noticed_at,
                acts_at: noticed_at.plus_days(7),
                acted,
                remove_at: acted.then(|| noticed_at.plus_days(10)),
                due_at: NOW,
                ..noticed(because)
            }
        }),
    )
}

proptest! {
    #[test]
    fn org_11_the_first_rule_for_somebody_decides_and_nobody_else_is_touched(
        given in vec(rules(), 0..4), guest in somebody(), plan in plan(),
    ) {
        let policies: Vec<GuestPolicy> = (1..).zip(given).map(|(n, rules)| policy(n, rules)).collect();
        let step = guest_step(&policies, &guest, plan.as_ref(), NOW);
        let hurts = matches!(step, GuestStep::Notice { .. } | GuestStep::Act | GuestStep::Remove | GuestStep::Remind);
        let decides = first_match(&policies, &guest);
        match decides {
            None => prop_assert!(!hurts, "{step:?}"),
            Some(decides) => {
                prop_assert_eq!(guest.kind, UserKind::Guest);
                prop_assert!(!guest.has_role && decides.rules.is_for(&guest));
                let before = policies.iter().take_while(|one| one.id != decides.id);
                for one in before {
                    prop_assert!(!one.rules.is_for(&guest));
                }
                if let GuestStep::Notice { policy, because, acts_at } = step {
                    prop_assert_eq!(policy, decides.id);
                    prop_assert!(decides.broken(&guest, NOW).contains(&because));
                    prop_assert!(acts_at >= NOW.plus_days(1));
                }
            }
        }
        if guest.kind != UserKind::Guest {
            prop_assert!(!hurts);
        }
        // Nothing happens without notice and its days.
        if step == GuestStep::Act {
            prop_assert!(plan.is_some_and(|plan| plan.acts_at <= NOW));
        }
        if step == GuestStep::Remove {
            prop_assert!(plan.is_some_and(|plan| plan.acted && !guest.enabled));
        }
    }
}
