//! What becomes of access whose holder leaves the scope (BYD-08).

use super::super::{
    Check, PolicySettings, ScopeFacts, ScopeLoss, ScopeStep, Standing, TargetScope, summary,
};
use super::strategies::{settings, subject};
use super::{NOW, group, member, open_policy, organization, person};
use crate::directory::{Affiliation, OrganizationState, Principal, Subject, UserKind};
use crate::forms::{Fields, PolicyInput};
use crate::policy::NameBook;
use proptest::prelude::*;

/// For the people of one group, and for whoever leaves it some days more.
fn for_group(scope_loss: ScopeLoss) -> PolicySettings {
    PolicySettings {
        subjects: vec![Principal::Group(group(1))],
        scope_loss,
        ..PolicySettings::new(TargetScope::SpecificDirectoryUsers)
    }
}

fn in_group() -> Subject {
    Subject {
        groups: [group(1)].into(),
        ..member(1)
    }
}

const HELD: ScopeFacts = ScopeFacts {
    was_inside: true,
    ends_at: None,
};

#[test]
fn byd_08_whoever_leaves_keeps_access_or_loses_it_after_days() {
    let leave = |loss| for_group(loss).scope_step(HELD, &member(1), NOW);
    assert_eq!(leave(ScopeLoss::Keep), ScopeStep::Nothing);
    assert_eq!(
        leave(ScopeLoss::EndAfterDays(30)),
        ScopeStep::Note {
            because: Check::NotListed,
            ends_at: NOW.plus_days(30)
        }
    );
    assert_eq!(
        leave(ScopeLoss::EndAfterDays(0)),
        ScopeStep::End(Check::NotListed)
    );
    let stay = for_group(ScopeLoss::EndAfterDays(0)).scope_step(HELD, &in_group(), NOW);
    assert_eq!(stay, ScopeStep::Nothing);
}

#[test]
fn byd_08_a_noted_end_holds_until_its_day_and_coming_back_calls_it_off() {
    let policy = for_group(ScopeLoss::EndAfterDays(30));
    let noted = ScopeFacts {
        ends_at: Some(NOW.plus_days(30)),
        ..HELD
    };
    let at = |days, who: &Subject| policy.scope_step(noted, who, NOW.plus_days(days));
    assert_eq!(at(29, &member(1)), ScopeStep::Nothing);
    assert_eq!(at(30, &member(1)), ScopeStep::End(Check::NotListed));
    assert_eq!(at(5, &in_group()), ScopeStep::CallOff);
    // Even on the very day.
    assert_eq!(at(30, &in_group()), ScopeStep::CallOff);
    // Fewer days than were told do not count; keeping does.
    let step = |loss| for_group(loss).scope_step(noted, &member(1), NOW.plus_days(5));
    assert_eq!(step(ScopeLoss::EndAfterDays(1)), ScopeStep::Nothing);
    assert_eq!(step(ScopeLoss::Keep), ScopeStep::CallOff);
}

#[test]
fn byd_08_who_never_was_in_the_scope_loses_nothing_by_it() {
    let policy = for_group(ScopeLoss::EndAfterDays(0));
    let outside = ScopeFacts {
        was_inside: false,
        ends_at: None,
    };
    assert_eq!(
        policy.scope_step(outside, &member(1), NOW),
        ScopeStep::Nothing
    );
    assert_eq!(
        policy.scope_step(outside, &in_group(), NOW),
        ScopeStep::Seen
    );
}

#[test]
fn byd_08_each_kind_of_scope_is_left_in_its_own_way() {
    let guest = |state| Subject {
        kind: UserKind::Guest,
        affiliation: Some(Affiliation {
            organization: organization(1),
            state,
        }),
        ..member(1)
    };
    let blocked = Subject {
        enabled: false,
        ..in_group()
    };
    let of = PolicySettings::new;
    let listed = PolicySettings {
        organizations: vec![organization(1)],
        ..of(TargetScope::SpecificConnectedOrganizationUsers)
    };
    let alone = Subject {
        affiliation: None,
        ..guest(OrganizationState::Configured)
    };
    let all = of(TargetScope::AllConfiguredConnectedOrganizationUsers);
    let proposed = guest(OrganizationState::Proposed);
    let table = [
        (for_group(ScopeLoss::Keep), in_group(), Standing::Inside),
        (
            for_group(ScopeLoss::Keep),
            blocked,
            Standing::Outside(Check::AccountBlocked),
        ),
        (
            open_policy(),
            proposed.clone(),
            Standing::Outside(Check::MembersOnly),
        ),
        (listed.clone(), proposed.clone(), Standing::Inside),
        (
            listed,
            alone.clone(),
            Standing::Outside(Check::OrganizationUnknown),
        ),
        (
            all,
            proposed,
            Standing::Outside(Check::OrganizationProposed),
        ),
        (of(TargetScope::AllExternalUsers), alone, Standing::Inside),
        (of(TargetScope::NotSpecified), member(1), Standing::NoScope),
    ];
    for (policy, who, standing) in table {
        assert_eq!(policy.standing(&who), standing, "{policy:?} {who:?}");
        let off = PolicySettings {
            enabled: false,
            ..policy
        };
        assert_eq!(off.standing(&who), standing, "switched off");
    }
}

fn fields(pairs: &[(&str, &str)]) -> Fields {
    let mut fields = Fields::default();
    for (name, value) in [
        ("policy_name", "Employees"),
        ("scope", "allMemberUsers"),
        ("approval", "0"),
        ("expiration", "never"),
    ]
    .iter()
    .chain(pairs)
    {
        fields.set(name, *value);
    }
    fields
}

#[test]
fn byd_08_the_form_says_what_happens_and_how_many_days() {
    let read = |pairs: &[(&str, &str)]| {
        let mut errors = crate::FieldErrors::default();
        let input = PolicyInput::read(&fields(pairs), &mut errors);
        for (field, message) in input.check(NOW).0 {
            errors.add(&field, message);
        }
        let fields: Vec<String> = errors.0.into_keys().collect();
        (input.settings.scope_loss, fields)
    };
    let end = ("scope_loss", "end");
    for (days, valid) in [("0", true), ("365", true), ("366", false)] {
        let (loss, errors) = read(&[end, ("scope_loss_days", days)]);
        assert_eq!(loss.kind(), "end");
        assert_eq!(errors.is_empty(), valid, "{days}: {errors:?}");
    }
    assert_eq!(read(&[]).0, ScopeLoss::Keep);
    assert_eq!(read(&[("scope_loss_days", "5")]).0, ScopeLoss::Keep);
    assert_eq!(read(&[end]).1, ["scope_loss_days"]);
    assert_eq!(
        read(&[end, ("scope_loss_days", "-1")]).1,
        ["scope_loss_days"]
    );
    assert_eq!(read(&[("scope_loss", "perhaps")]).1, ["scope_loss"]);
    let direct = [("scope", "notSpecified"), end, ("scope_loss_days", "5")];
    assert_eq!(read(&direct), (ScopeLoss::Keep, Vec::new()));
    let stored = PolicySettings {
        scope_loss: ScopeLoss::EndAfterDays(1),
        ..PolicySettings::new(TargetScope::NotSpecified)
    };
    assert!(stored.check(NOW).get("scope_loss").is_some());
}

#[test]
fn byd_08_the_policy_says_it_and_older_ones_keep() {
    let said = |loss| {
        let policy = PolicySettings {
            subjects: vec![person(1)],
            ..for_group(loss)
        };
        summary(&policy, &NameBook::default()).more
    };
    assert_eq!(said(ScopeLoss::Keep), [""; 0]);
    assert_eq!(
        said(ScopeLoss::EndAfterDays(30)),
        ["Whoever is no longer among these people loses it after 30 days."]
    );
    assert_eq!(
        said(ScopeLoss::EndAfterDays(0)),
        ["Whoever is no longer among these people loses it at once."]
    );
    let stored = serde_json::to_string(&open_policy()).expect("json");
    assert!(!stored.contains("scopeLoss"), "{stored}");
    let read: PolicySettings = serde_json::from_str(&stored).expect("settings");
    assert!(read.scope_loss.is_keep());
}

proptest! {
    /// Nobody inside loses anything, nobody loses anything where the policy keeps it, and never before a
    /// day that was told.
    #[test]
    fn byd_08_only_those_outside_lose_and_not_early(
        policy in settings(), who in subject(), was_inside: bool, noted in proptest::option::of(-5..5i64),
    ) {
        let facts = ScopeFacts { was_inside, ends_at: noted.map(|days| NOW.plus_days(days)) };
        let step = policy.scope_step(facts, &who, NOW);
        if let ScopeStep::End(_) | ScopeStep::Note { .. } = step {
            prop_assert!(was_inside && !policy.scope_loss.is_keep());
            prop_assert!(matches!(policy.standing(&who), Standing::Outside(_)));
            prop_assert!(noted.is_none_or(|days| days <= 0));
        }
        if matches!(step, ScopeStep::End(_)) {
            prop_assert!(noted.is_some() || policy.scope_loss == ScopeLoss::EndAfterDays(0));
        }
    }
}
