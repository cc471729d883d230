//! What holds for every catalog, policy and person.

use super::super::{CatalogFacts, Conflict, Hindrance, PackageFacts, PolicyFacts, applicable};
use super::NOW;
use super::strategies::{settings, subject};
use crate::directory::UserKind;
use crate::ids::PolicyId;
use proptest::collection::vec;
use proptest::prelude::*;
use uuid::Uuid;

fn conflicts() -> impl Strategy<Value = Vec<Conflict>> {
    let hindrance = prop_oneof![
        Just(Hindrance::Held),
        Just(Hindrance::Asked),
        Just(Hindrance::Member)
    ];
    vec(
        hindrance.prop_map(|hindrance| Conflict {
            hindrance,
            name: "Other".to_owned(),
            catalog: None,
        }),
        0..2,
    )
}

proptest! {
    /// Default deny: whoever may ask is let in by every gate, and by a switched-on policy whose
    /// scope contains them.
    #[test]
    fn byd_03_nobody_is_eligible_without_every_gate(
        policies in vec(settings(), 0..5),
        subject in subject(),
        (published, externally_visible, live_assignment, open_request) in any::<(bool, bool, bool, bool)>(),
        (conflicts, retiring) in (conflicts(), any::<bool>()),
    ) {
        let facts: Vec<_> = (1..)
            .zip(&policies)
            .map(|(n, settings)| PolicyFacts { id: PolicyId(Uuid::from_u128(n)), settings })
            .collect();
        let found = applicable(
            CatalogFacts { published, externally_visible },
            PackageFacts { live_assignment, open_request, retiring, uninvited: false, conflicts: conflicts.clone(), ..PackageFacts::default() },
            &facts,
            &subject,
            NOW,
        );
        prop_assert!(found.is_eligible() || !found.refusals.is_empty(), "a refusal has a reason");
        let mut classes = Vec::new();
        for usable in &found.usable {
            let policy = facts.iter().find(|facts| facts.id == *usable).expect("one of them").settings;
            prop_assert!(subject.enabled && published && !live_assignment && !open_request);
            prop_assert!(!retiring, "nobody new (BYD-20)");
            prop_assert!(conflicts.is_empty(), "separation of duties (PKG-17)");
            prop_assert!(subject.kind == UserKind::Member || externally_visible);
            prop_assert!(policy.enabled);
            prop_assert_eq!(policy.scope_contains(&subject), Ok(()));
            prop_assert!(found.refusals.iter().all(|refusal| refusal.policy != Some(*usable)));
            classes.push(policy.scope.priority().expect("a scope that can be asked through"));
        }
        // One class, and none better among those that would have done (POL-36).
        classes.dedup();
        prop_assert!(classes.len() <= 1);
        if let [class] = classes[..] {
            for facts in &facts {
                let refused = found.refusals.iter().any(|refusal| refusal.policy == Some(facts.id));
                prop_assert!(refused || facts.settings.scope.priority() >= Some(class));
            }
        }
    }

    /// What a person may not ask for through a scope, nobody assigns through it either (ASG-04).
    #[test]
    fn asg_04_direct_assignment_never_reaches_further_than_the_scope(policy in settings(), subject in subject()) {
        if policy.accepts_direct(&subject, NOW).is_ok() {
            prop_assert!(subject.enabled && policy.enabled);
            prop_assert!(policy.scope.priority().is_none() || policy.scope_contains(&subject).is_ok());
        }
    }
}
