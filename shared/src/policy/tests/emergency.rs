//! Immediate access in an emergency (BYD-19).

use super::{NOW, member, named, stage};
use crate::directory::UserKind;
use crate::policy::{
    Check, Expiration, PackageFacts, PolicySettings, TargetScope, emergency_refused,
};

fn policy(expiration: Expiration) -> PolicySettings {
    PolicySettings {
        stages: vec![stage(named(2))],
        expiration,
        custom_schedule: true,
        emergency_hours: Some(4),
        ..PolicySettings::new(TargetScope::AllMemberUsers)
    }
}

#[test]
fn byd_19_an_emergency_is_short_and_nobody_decides_before() {
    let soon = Expiration::OnDate(NOW.plus_hours(2));
    let table = [
        (Expiration::Never, Expiration::AfterHours(4)),
        (Expiration::AfterDays(90), Expiration::AfterHours(4)),
        (Expiration::AfterHours(1), Expiration::AfterHours(1)),
        (Expiration::AfterHours(9), Expiration::AfterHours(4)),
        (soon, soon),
        (
            Expiration::OnDate(NOW.plus_days(9)),
            Expiration::AfterHours(4),
        ),
    ];
    for (ordinary, short) in table {
        let settings = policy(ordinary).in_emergency(NOW).expect("allowed");
        assert_eq!(settings.expiration, short, "{ordinary:?}");
        assert!(settings.stages.is_empty() && !settings.custom_schedule);
        assert!(settings.requestor_justification_required);
        assert_eq!(settings.questions, policy(ordinary).questions);
    }
    // Off by default, and without approval there is nothing to go around.
    let off = PolicySettings {
        emergency_hours: None,
        ..policy(Expiration::Never)
    };
    assert_eq!(off.in_emergency(NOW), None);
    let open = PolicySettings {
        stages: Vec::new(),
        ..policy(Expiration::Never)
    };
    assert_eq!(open.in_emergency(NOW), None);
    assert_eq!(
        PolicySettings::new(TargetScope::AllMemberUsers).emergency_hours,
        None
    );
}

#[test]
fn byd_19_one_emergency_at_a_time_and_only_for_those_with_an_account() {
    let settings = policy(Expiration::Never);
    let subject = member(1);
    let facts = PackageFacts::default();
    let refused = |facts: &PackageFacts| emergency_refused(&settings, facts, &subject);
    assert_eq!(refused(&facts), None);
    let there = PackageFacts {
        emergency_access: true,
        ..facts.clone()
    };
    assert_eq!(refused(&there), Some(Check::AlreadyAssigned));
    let unreviewed = PackageFacts {
        emergency_unreviewed: true,
        ..facts.clone()
    };
    assert_eq!(refused(&unreviewed), Some(Check::EmergencyUnreviewed));
    let mut visitor = subject.clone();
    visitor.kind = UserKind::Visitor;
    let without = emergency_refused(&settings, &facts, &visitor);
    assert_eq!(without, Some(Check::EmergencyWithoutAccount));
    let off = PolicySettings {
        emergency_hours: None,
        ..settings.clone()
    };
    assert_eq!(
        emergency_refused(&off, &facts, &subject),
        Some(Check::EmergencyOff)
    );
}

#[test]
fn byd_19_a_policy_gives_one_to_seventy_two_hours_and_needs_something_to_go_around() {
    let message = |settings: &PolicySettings| {
        let errors = settings.check(NOW);
        errors.get("emergency_hours").map(|text| text.to_string())
    };
    for hours in [1, 72] {
        let settings = PolicySettings {
            emergency_hours: Some(hours),
            ..policy(Expiration::Never)
        };
        assert_eq!(message(&settings), None);
    }
    for hours in [0, 73] {
        let settings = PolicySettings {
            emergency_hours: Some(hours),
            ..policy(Expiration::Never)
        };
        assert_eq!(message(&settings).as_deref(), Some("Choose 1 to 72 hours."));
    }
    let open = PolicySettings {
        stages: Vec::new(),
        ..policy(Expiration::Never)
    };
    assert!(
        message(&open)
            .expect("refused")
            .starts_with("Without approval")
    );
    let anyone = PolicySettings {
        scope: TargetScope::AllExternalUsers,
        ..policy(Expiration::Never)
    };
    assert!(
        message(&anyone)
            .expect("refused")
            .starts_with("Anyone on the internet")
    );
}
