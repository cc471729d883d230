//! Who may get what, and why not: one table per gate.

use super::super::{
    CatalogFacts, Check, Expiration, PackageFacts, PolicyFacts, PolicySettings, TargetScope,
    applicable,
};
use super::{NOW, group, member, open_policy, organization, person};
use crate::directory::{Affiliation, OrganizationState, Principal, Subject, UserKind};
use crate::ids::PolicyId;
use uuid::Uuid;

const OPEN: CatalogFacts = CatalogFacts {
    published: true,
    externally_visible: true,
};

fn id(n: u128) -> PolicyId {
    PolicyId(Uuid::from_u128(0x3000 + n))
}

/// The usable policies, by number, and all failed checks.
fn ask(
    catalog: CatalogFacts,
    package: PackageFacts,
    policies: &[PolicySettings],
    subject: &Subject,
) -> (Vec<usize>, Vec<Check>) {
    let facts: Vec<_> = (0..)
        .zip(policies)
        .map(|(n, settings)| PolicyFacts {
            id: id(n),
            settings,
        })
        .collect();
    let found = applicable(catalog, package, &facts, subject, NOW);
    let usable = found
        .usable
        .iter()
        .map(|usable| {
            facts
                .iter()
                .position(|facts| facts.id == *usable)
                .expect("one of them")
        })
        .collect();
    (
        usable,
        found.refusals.iter().map(|refusal| refusal.check).collect(),
    )
}

fn for_scope(scope: TargetScope) -> PolicySettings {
    PolicySettings {
        scope,
        ..open_policy()
    }
}

fn guest(state: Option<OrganizationState>) -> Subject {
    Subject {
        kind: UserKind::Guest,
        affiliation: state.map(|state| Affiliation {
            organization: organization(1),
            state,
        }),
        ..member(2)
    }
}

fn visitor(state: Option<OrganizationState>) -> Subject {
    Subject {
        kind: UserKind::Visitor,
        ..guest(state)
    }
}

#[test]
fn pol_02_to_pol_08_every_scope_and_every_kind_of_person() {
    use OrganizationState::{Configured, Proposed};
    let people = [
        ("member", member(1)),
        ("guest", guest(None)),
        ("configured guest", guest(Some(Configured))),
        ("proposed guest", guest(Some(Proposed))),
        ("visitor", visitor(None)),
        ("configured visitor", visitor(Some(Configured))),
    ];
    let mut table = String::new();
    for scope in TargetScope::ALL {
        for (words, subject) in &people {
            let mut policy = for_scope(*scope);
            if *scope == TargetScope::SpecificConnectedOrganizationUsers {
                policy.organizations = vec![organization(1)];
            }
            if *scope == TargetScope::SpecificDirectoryUsers {
                policy.subjects = vec![Principal::User(subject.id)];
            }
            let (usable, refusals) = ask(OPEN, PackageFacts::default(), &[policy], subject);
            let verdict = if usable.is_empty() {
                format!("{refusals:?}")
            } else {
                "yes".to_owned()
            };
            table += &format!("{scope} {words}: {verdict}\n");
        }
    }
    assert_eq!(
        table,
        "specificDirectoryUsers member: yes
specificDirectoryUsers guest: yes
specificDirectoryUsers configured guest: yes
specificDirectoryUsers proposed guest: yes
specificDirectoryUsers visitor: [DirectoryOnly]
specificDirectoryUsers configured visitor: [DirectoryOnly]
allMemberUsers member: yes
allMemberUsers guest: [MembersOnly]
allMemberUsers configured guest: [MembersOnly]
allMemberUsers proposed guest: [MembersOnly]
allMemberUsers visitor: [MembersOnly]
allMemberUsers configured visitor: [MembersOnly]
allDirectoryUsers member: yes
allDirectoryUsers guest: yes
allDirectoryUsers configured guest: yes
allDirectoryUsers proposed guest: yes
allDirectoryUsers visitor: [DirectoryOnly]
allDirectoryUsers configured visitor: [DirectoryOnly]
specificConnectedOrganizationUsers member: [OutsidersOnly]
specificConnectedOrganizationUsers guest: [OrganizationUnknown]
specificConnectedOrganizationUsers configured guest: yes
specificConnectedOrganizationUsers proposed guest: yes
specificConnectedOrganizationUsers visitor: [OrganizationUnknown]
specificConnectedOrganizationUsers configured visitor: yes
allConfiguredConnectedOrganizationUsers member: [OutsidersOnly]
allConfiguredConnectedOrganizationUsers guest: [OrganizationUnknown]
allConfiguredConnectedOrganizationUsers configured guest: yes
allConfiguredConnectedOrganizationUsers proposed guest: [OrganizationProposed]
allConfiguredConnectedOrganizationUsers visitor: [OrganizationUnknown]
allConfiguredConnectedOrganizationUsers configured visitor: yes
allExternalUsers member: [OutsidersOnly]
allExternalUsers guest: yes
allExternalUsers configured guest: yes
allExternalUsers proposed guest: yes
allExternalUsers visitor: yes
allExternalUsers configured visitor: yes
notSpecified member: [DirectAssignmentOnly]
notSpecified guest: [DirectAssignmentOnly]
notSpecified configured guest: [DirectAssignmentOnly]
notSpecified proposed guest: [DirectAssignmentOnly]
notSpecified visitor: [DirectAssignmentOnly]
notSpecified configured visitor: [DirectAssignmentOnly]
"
    );
}

#[test]
fn pol_02_a_group_lets_its_members_in() {
    let mut policy = for_scope(TargetScope::SpecificDirectoryUsers);
    policy.subjects = vec![Principal::Group(group(1)), person(7)];
    let mut insider = member(1);
    let ask = |subject: &Subject| {
        ask(
            OPEN,
            PackageFacts::default(),
            std::slice::from_ref(&policy),
            subject,
        )
    };
    assert_eq!(ask(&insider), (vec![], vec![Check::NotListed]));
    insider.groups.insert(group(1));
    assert_eq!(ask(&insider).0, [0]);
    assert_eq!(ask(&member(7)).0, [0]);
}

#[test]
fn cat_02_a_switched_off_catalog_gives_nothing() {
    let closed = CatalogFacts {
        published: false,
        ..OPEN
    };
    assert_eq!(
        ask(
            closed,
            PackageFacts::default(),
            &[open_policy()],
            &member(1)
        ),
        (vec![], vec![Check::CatalogDisabled])
    );
}

#[test]
fn cat_03_a_closed_catalog_keeps_everyone_from_outside_out() {
    let inside = CatalogFacts {
        externally_visible: false,
        ..OPEN
    };
    let policies = [
        for_scope(TargetScope::AllDirectoryUsers),
        for_scope(TargetScope::AllExternalUsers),
    ];
    for subject in [
        guest(None),
        guest(Some(OrganizationState::Configured)),
        visitor(None),
    ] {
        let (usable, refusals) = ask(inside, PackageFacts::default(), &policies, &subject);
        assert!(usable.is_empty());
        assert_eq!(refusals[0], Check::CatalogClosedToOutsiders);
        assert!(
            !ask(OPEN, PackageFacts::default(), &policies, &subject)
                .0
                .is_empty()
        );
    }
    assert_eq!(
        ask(inside, PackageFacts::default(), &policies, &member(1)).0,
        [0]
    );
}

#[test]
fn req_03_held_asked_for_or_blocked() {
    let table = [
        (
            PackageFacts {
                live_assignment: true,
                open_request: false,
                ..PackageFacts::default()
            },
            true,
            Check::AlreadyAssigned,
        ),
        (
            PackageFacts {
                live_assignment: false,
                open_request: true,
                ..PackageFacts::default()
            },
            true,
            Check::RequestOpen,
        ),
        (PackageFacts::default(), false, Check::AccountBlocked),
    ];
    for (package, enabled, check) in table {
        let subject = Subject {
            enabled,
            ..member(1)
        };
        assert_eq!(
            ask(OPEN, package, &[open_policy()], &subject),
            (vec![], vec![check])
        );
    }
}

#[test]
fn pkg_06_without_a_policy_nobody_is_eligible() {
    assert_eq!(
        ask(OPEN, PackageFacts::default(), &[], &member(1)),
        (vec![], vec![Check::NobodyCanRequest])
    );
}

#[test]
fn pol_09_a_switched_off_policy_stops_requests_and_direct_assignment() {
    let policy = PolicySettings {
        enabled: false,
        ..open_policy()
    };
    assert_eq!(
        ask(
            OPEN,
            PackageFacts::default(),
            std::slice::from_ref(&policy),
            &member(1)
        ),
        (vec![], vec![Check::PolicyDisabled])
    );
    assert_eq!(
        policy.accepts_direct(&member(1), NOW),
        Err(Check::PolicyDisabled)
    );
}

#[test]
fn pol_27_after_the_end_date_nobody_asks() {
    let policy = |end| PolicySettings {
        expiration: Expiration::OnDate(end),
        ..open_policy()
    };
    let ask = |policy| ask(OPEN, PackageFacts::default(), &[policy], &member(1));
    assert_eq!(ask(policy(NOW)), (vec![], vec![Check::EndDatePassed]));
    assert_eq!(ask(policy(NOW.plus_seconds(1))).0, [0]);
}

#[test]
fn pol_36_only_the_best_class_counts_and_equals_are_offered() {
    let mut listed = for_scope(TargetScope::SpecificDirectoryUsers);
    listed.subjects = vec![person(1)];
    let members = for_scope(TargetScope::AllMemberUsers);
    let everyone = for_scope(TargetScope::AllDirectoryUsers);
    let ask =
        |policies: &[PolicySettings]| ask(OPEN, PackageFacts::default(), policies, &member(1)).0;
    assert_eq!(
        ask(&[everyone.clone(), members.clone(), listed.clone()]),
        [2]
    );
    assert_eq!(ask(&[everyone.clone(), members.clone()]), [1]);
    assert_eq!(ask(&[everyone.clone(), everyone.clone()]), [0, 1]);
    // A better policy that is switched off, or that lists others, leaves the way to the next one.
    listed.enabled = false;
    assert_eq!(ask(&[everyone.clone(), listed.clone()]), [0]);
    listed.enabled = true;
    listed.subjects = vec![person(2)];
    assert_eq!(ask(&[everyone, listed]), [0]);
    let outsider = guest(Some(OrganizationState::Configured));
    let mut partner = for_scope(TargetScope::SpecificConnectedOrganizationUsers);
    partner.organizations = vec![organization(1)];
    let all = for_scope(TargetScope::AllConfiguredConnectedOrganizationUsers);
    let anyone = for_scope(TargetScope::AllExternalUsers);
    let ask = |policies: &[PolicySettings]| {
        super::evaluate::ask(OPEN, PackageFacts::default(), policies, &outsider).0
    };
    assert_eq!(ask(&[anyone.clone(), all.clone(), partner]), [2]);
    assert_eq!(ask(&[anyone, all]), [0, 1]);
}

#[test]
fn asg_04_direct_assignment_keeps_to_the_scope() {
    let none = for_scope(TargetScope::NotSpecified);
    assert_eq!(none.accepts_direct(&member(1), NOW), Ok(()));
    assert_eq!(none.accepts_direct(&guest(None), NOW), Ok(()));
    assert_eq!(
        none.accepts_direct(&visitor(None), NOW),
        Err(Check::DirectoryOnly)
    );
    let members = for_scope(TargetScope::AllMemberUsers);
    assert_eq!(
        members.accepts_direct(&guest(None), NOW),
        Err(Check::MembersOnly)
    );
    let blocked = Subject {
        enabled: false,
        ..member(1)
    };
    assert_eq!(
        members.accepts_direct(&blocked, NOW),
        Err(Check::AccountBlocked)
    );
}

#[test]
fn byd_01_every_failed_check_is_said_once() {
    let subject = Subject {
        enabled: false,
        ..member(1)
    };
    let mut listed = for_scope(TargetScope::SpecificDirectoryUsers);
    listed.subjects = vec![person(2)];
    let policies = [
        PolicyFacts {
            id: id(1),
            settings: &listed,
        },
        PolicyFacts {
            id: id(2),
            settings: &listed,
        },
    ];
    let found = applicable(OPEN, PackageFacts::default(), &policies, &subject, NOW);
    assert_eq!(
        found.sentences(),
        [
            Check::AccountBlocked.sentence(),
            Check::NotListed.sentence()
        ]
    );
}
