//! What rules a package out, and how it is said.

use super::super::{
    CatalogFacts, Check, Conflict, Hindrance, OtherGroup, OtherPackage, PackageFacts, PolicyFacts,
    Separation, applicable,
};
use super::{NOW, group, member, open_policy};
use crate::ids::{CatalogId, PolicyId};
use uuid::Uuid;

fn other(name: &str, held: bool, asked: bool) -> OtherPackage {
    OtherPackage {
        name: name.to_owned(),
        catalog: CatalogId(Uuid::from_u128(7)),
        held,
        asked,
    }
}

fn rules() -> Separation {
    Separation {
        packages: vec![
            other("Held", true, false),
            other("Held and asked", true, true),
            other("Asked", false, true),
            other("Neither", false, false),
        ],
        groups: vec![
            OtherGroup {
                id: group(1),
                name: "Auditors".to_owned(),
            },
            OtherGroup {
                id: group(2),
                name: "Board".to_owned(),
            },
        ],
    }
}

fn found(conflicts: &[Conflict]) -> Vec<(&str, Hindrance)> {
    conflicts
        .iter()
        .map(|conflict| (conflict.name.as_str(), conflict.hindrance))
        .collect()
}

#[test]
fn pkg_17_asking_meets_what_is_held_and_what_is_asked_for() {
    let mut ada = member(1);
    ada.groups.insert(group(2));
    assert_eq!(
        found(&rules().against_asking(&ada)),
        [
            ("Held", Hindrance::Held),
            ("Held and asked", Hindrance::Held),
            ("Asked", Hindrance::Asked),
            ("Board", Hindrance::Member),
        ]
    );
    assert!(Separation::default().against_asking(&ada).is_empty());
    assert!(Separation::default().is_empty() && !rules().is_empty());
}

#[test]
fn pkg_17_receiving_meets_only_what_is_there() {
    let ada = member(1);
    assert_eq!(
        found(&rules().against_receiving(&ada)),
        [
            ("Held", Hindrance::Held),
            ("Held and asked", Hindrance::Held)
        ]
    );
}

#[test]
fn pkg_17_a_conflict_is_one_more_failed_check_with_its_name() {
    let ada = member(1);
    let policy = open_policy();
    let catalog = CatalogFacts {
        published: true,
        externally_visible: false,
    };
    let package = PackageFacts {
        conflicts: rules().against_asking(&ada),
        ..PackageFacts::default()
    };
    let facts = [PolicyFacts {
        id: PolicyId(Uuid::nil()),
        settings: &policy,
    }];
    let found = applicable(catalog, package, &facts, &ada, NOW);
    assert!(!found.is_eligible());
    let checks: Vec<_> = found.refusals.iter().map(|refusal| refusal.check).collect();
    assert_eq!(checks, [Check::Incompatible]);
    assert_eq!(
        found.sentences(),
        [
            "You have Held, and that rules this access out.",
            "You have Held and asked, and that rules this access out.",
            "You asked for Asked, and that rules this access out.",
        ]
    );
}

#[test]
fn pkg_18_the_person_does_not_learn_which_group_it_is() {
    let conflict = Conflict {
        hindrance: Hindrance::Member,
        name: "Under investigation".to_owned(),
        catalog: None,
    };
    assert!(!conflict.sentence().contains("investigation"));
    assert!(!conflict.sentence_about(false).contains("investigation"));
    assert_eq!(
        conflict.sentence_about(true),
        "is in the group Under investigation, which rules this package out."
    );
}
