//! Who may extend access, and until when.

use super::super::{
    CatalogFacts, Check, Conflict, Expiration, ExtensionFacts, Hindrance, PolicySettings,
    check_moved_end,
};
use super::{NOW, member, open_policy};
use crate::assignment::AssignmentState;

const OPEN: CatalogFacts = CatalogFacts {
    published: true,
    externally_visible: true,
};

fn month() -> PolicySettings {
    PolicySettings {
        expiration: Expiration::AfterDays(30),
        can_extend: true,
        ..open_policy()
    }
}

/// Access with ten days left.
fn facts() -> ExtensionFacts {
    ExtensionFacts {
        state: AssignmentState::Delivered,
        was_ready: true,
        ends_at: Some(NOW.plus_days(10)),
        retires_at: None,
        open_request: false,
        conflicts: Vec::new(),
        emergency: false,
    }
}

/// The checks that fail.
fn refused(settings: &PolicySettings, catalog: CatalogFacts, facts: &ExtensionFacts) -> Vec<Check> {
    match settings.extension(catalog, facts, &member(1), NOW) {
        Ok(_) => Vec::new(),
        Err(found) => found.refusals.iter().map(|refusal| refusal.check).collect(),
    }
}

#[test]
fn pol_30_every_check_that_fails_is_named() {
    assert_eq!(refused(&month(), OPEN, &facts()), []);
    let closed = CatalogFacts {
        published: false,
        ..OPEN
    };
    let conflict = Conflict {
        hindrance: Hindrance::Held,
        name: "Audit".to_owned(),
        catalog: None,
    };
    let off = PolicySettings {
        can_extend: false,
        ..month()
    };
    let disabled = PolicySettings {
        enabled: false,
        ..month()
    };
    for (settings, catalog, facts, checks) in [
        (off, OPEN, facts(), vec![Check::ExtensionOff]),
        (disabled, OPEN, facts(), vec![Check::PolicyDisabled]),
        (month(), closed, facts(), vec![Check::CatalogDisabled]),
        (
            month(),
            OPEN,
            ExtensionFacts {
                open_request: true,
                ..facts()
            },
            vec![Check::RequestOpen],
        ),
        (
            month(),
            OPEN,
            ExtensionFacts {
                conflicts: vec![conflict],
                ..facts()
            },
            vec![Check::Incompatible],
        ),
        (
            month(),
            OPEN,
            ExtensionFacts {
                ends_at: Some(NOW),
                ..facts()
            },
            vec![Check::AccessEnded],
        ),
        (
            month(),
            OPEN,
            ExtensionFacts {
                was_ready: false,
                ..facts()
            },
            vec![Check::NotReady],
        ),
        (
            month(),
            OPEN,
            ExtensionFacts {
                ends_at: None,
                ..facts()
            },
            vec![Check::WithoutEnd],
        ),
        (
            month(),
            closed,
            ExtensionFacts {
                ends_at: Some(NOW.plus_days(30)),
                ..facts()
            },
            vec![Check::CatalogDisabled, Check::LongestAlready],
        ),
    ] {
        assert_eq!(refused(&settings, catalog, &facts), checks);
    }
}

#[test]
fn pol_31_the_earliest_ceiling_counts() {
    let date = NOW.plus_days(60);
    let on_date = PolicySettings {
        expiration: Expiration::OnDate(date),
        ..month()
    };
    let never = PolicySettings {
        expiration: Expiration::Never,
        ..month()
    };
    let (month, near, far) = (month(), NOW.plus_days(20), NOW.plus_days(200));
    for (settings, asked, retires, end) in [
        (&month, None, None, Some(NOW.plus_days(30))),
        (&month, Some(near), None, Some(near)),
        (&month, Some(far), None, Some(NOW.plus_days(30))),
        (&month, None, Some(near), Some(near)),
        (&on_date, None, None, Some(date)),
        (&on_date, Some(far), None, Some(date)),
        (&on_date, None, Some(near), Some(near)),
        (&never, None, None, None),
        (&never, Some(far), None, Some(far)),
        (&never, Some(far), Some(near), Some(near)),
    ] {
        assert_eq!(settings.extended_end(asked, retires, NOW), end);
    }
}

#[test]
fn pol_31_a_chosen_end_lies_between_the_present_and_the_latest() {
    let free = PolicySettings {
        custom_schedule: true,
        ..month()
    };
    let extension = free
        .extension(OPEN, &facts(), &member(1), NOW)
        .expect("possible");
    let asked = |days| extension.check(&free, Some(NOW.plus_days(days))).is_ok();
    assert_eq!(
        [asked(10), asked(11), asked(30), asked(31)],
        [false, true, true, false]
    );
    assert!(extension.check(&month(), Some(NOW.plus_days(20))).is_err());
    assert!(extension.check(&month(), None).is_ok());
    let moved = |days| check_moved_end(&month(), Some(NOW.plus_days(days)), None, NOW).is_ok();
    assert_eq!(
        [moved(0), moved(1), moved(30), moved(31)],
        [false, true, true, false]
    );
}
