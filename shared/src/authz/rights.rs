//! What somebody may do, in words and with the reason, read off the one decision (ROL-07).

use super::{Action, Actor, Because, Decision, HeldRole, Role, Scope, allows, decide};
use crate::ids::{ObjectId, UserId};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

impl Action {
    /// What people read. Nothing for what the product has no page for.
    pub fn words(self) -> Option<&'static str> {
        use Action::*;
        Some(match self {
            DelegateCatalogCreator => {
                t!("Name catalog creators and partner organization administrators")
            }
            AddConnectedOrganization => {
                t!("Add, change and delete partner organizations and their sponsors")
            }
            CreateCatalog => t!("Create catalogs"),
            AddResourceToCatalog => t!("Add resources to the catalog"),
            AddCatalogOwner => t!("Name catalog owners and take the role away"),
            EditCatalog => t!("Change the name, the description and the switches of the catalog"),
            DeleteCatalog => t!("Delete the catalog while no package is in it"),
            AddAccessPackageManager => t!("Name package managers"),
            RemoveAccessPackageManager => t!("Take the role away from package managers"),
            CreateAccessPackage => t!("Create and change packages"),
            ChangeResourceRolesOfPackage => t!("Choose which roles a package gives"),
            CreateOrEditPolicy => t!("Create and change policies"),
            DirectlyAssignUser => t!("Give people access directly"),
            DirectlyRemoveUser => t!("Take access away from people"),
            ViewAssignments => t!("See who has access"),
            ViewRequests => t!("See requests"),
            ViewDeliveryErrors => t!("See which roles could not be given"),
            ReprocessRequest => t!("Have a request carried out once more"),
            CancelPendingRequest => t!("Cancel open requests"),
            DeleteRequest => t!("Delete requests"),
            ChangeAnswers => t!("Change the answers of a request"),
            HidePackage => t!("Hide packages and show them again"),
            DeletePackage => t!("Retire, move and delete packages"),
            ViewCatalogAndPackages => t!("See the catalog and its packages"),
            AddCatalogReaderOrAssignmentManager => {
                t!("Name catalog readers and assignment managers and take these roles away")
            }
            RemoveResourceFromCatalog => t!("Remove resources from the catalog"),
            SetRequiredAttributes => t!("Say what a resource requires of people"),
            ConfigureSeparationOfDuties => t!("Say what rules a package out for people"),
            CopyShareLink => t!("Share the link to a package"),
            ReprocessAssignment => t!("Have access set up once more"),
            MarkGuestGoverned => t!("Take guests under management"),
            TenantSettings => t!("Change the settings of the portal and who runs it"),
            ReportOnAUser => t!("See everybody with all they have"),
            ViewAuditLog => t!("Search and export the audit log"),
            CreateOrEditCustomExtension
            | AttachCustomExtensionToPolicy
            | CreateAutomaticAssignmentPolicy
            | ConfigureAccessReviewOfPackage
            | LifecycleWorkflowPackageTasks
            | MoveDemoClock => return None,
        })
    }
}

/// Is this something one does in a catalog, rather than in the portal as a whole?
fn is_of_a_catalog(action: Action) -> bool {
    Role::ALL
        .iter()
        .any(|role| !role.is_tenant_wide() && allows(*role, action))
}

/// What the actor may do in a place, grouped by the role that is the reason, the widest first. Of a catalog
/// only what one does in catalogs is said, though roles of the whole portal reach there.
pub fn rights(actor: &Actor, scope: Scope) -> Vec<(Role, Vec<Action>)> {
    let mut found: Vec<(Role, Vec<Action>)> = Vec::new();
    let done_here = |action| matches!(scope, Scope::Tenant) || is_of_a_catalog(action);
    for role in Role::ALL {
        let actions: Vec<Action> = Action::ALL
            .iter()
            .copied()
            .filter(|action| done_here(*action))
            .filter(|action| decide(actor, *action, scope) == Decision::Allow(Because::Role(*role)))
            .collect();
        if !actions.is_empty() {
            found.push((*role, actions));
        }
    }
    found
}

/// What a role allows where it is held, whatever else somebody holds.
pub fn allowed_by(held: HeldRole) -> Vec<Action> {
    let scope = held.catalog.map_or(Scope::Tenant, Scope::Catalog);
    let holder = Actor::Person {
        id: UserId(uuid::Uuid::nil()),
        roles: vec![held],
    };
    let rights = rights(&holder, scope);
    rights
        .into_iter()
        .flat_map(|(_, actions)| actions)
        .collect()
}

/// The shortest way from a group that somebody is a member of to a group that holds a role: each lies
/// within the next. `nested` are pairs of an outer and an inner group. Empty if there is none.
pub fn way(
    direct: &BTreeSet<ObjectId>,
    nested: &[(ObjectId, ObjectId)],
    target: ObjectId,
) -> Vec<ObjectId> {
    let mut from: BTreeMap<ObjectId, Option<ObjectId>> =
        direct.iter().map(|group| (*group, None)).collect();
    let mut next: VecDeque<ObjectId> = direct.iter().copied().collect();
    while let Some(group) = next.pop_front() {
        for (outer, inner) in nested {
            if *inner == group && !from.contains_key(outer) {
                from.insert(*outer, Some(group));
                next.push_back(*outer);
            }
        }
    }
    let mut way = Vec::new();
    let mut at = from.contains_key(&target).then_some(target);
    while let Some(group) = at {
        way.push(group);
        at = from.get(&group).copied().flatten();
    }
    way.reverse();
    way
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::CatalogId;
    use uuid::Uuid;

    fn group(n: u128) -> ObjectId {
        ObjectId(Uuid::from_u128(n))
    }

    fn held(role: Role) -> HeldRole {
        HeldRole {
            role,
            catalog: (!role.is_tenant_wide()).then(|| CatalogId(Uuid::from_u128(1))),
        }
    }

    #[test]
    fn rol_07_rights_in_words_are_exactly_the_matrix() {
        for role in Role::ALL {
            let said = allowed_by(held(*role));
            for action in Action::ALL {
                assert_eq!(
                    said.contains(action),
                    allows(*role, *action),
                    "{role} {action}"
                );
            }
        }
    }

    #[test]
    fn rol_07_each_right_is_said_once_with_the_widest_role() {
        let roles = vec![held(Role::CatalogReader), held(Role::AccessPackageManager)];
        let actor = Actor::Person {
            id: UserId(Uuid::nil()),
            roles,
        };
        let here = Scope::Catalog(CatalogId(Uuid::from_u128(1)));
        let found = rights(&actor, here);
        // `Role::ALL` has readers before managers: seeing the catalog is the reader's.
        assert_eq!(found.len(), 2);
        assert_eq!(
            found[0],
            (Role::CatalogReader, vec![Action::ViewCatalogAndPackages])
        );
        assert!(!found[1].1.contains(&Action::ViewCatalogAndPackages));
        assert!(rights(&actor, Scope::Tenant).is_empty());
        assert!(rights(&Actor::Anonymous, here).is_empty());
    }

    #[test]
    fn rol_07_no_two_actions_are_said_alike() {
        let words: Vec<_> = Action::ALL
            .iter()
            .filter_map(|action| action.words())
            .collect();
        let distinct: BTreeSet<_> = words.iter().collect();
        assert_eq!(words.len(), distinct.len());
    }

    #[test]
    fn rol_07_the_way_through_groups_is_the_shortest_one() {
        let direct = BTreeSet::from([group(1), group(5)]);
        // 1 within 2 within 3, 5 within 3, and a circle.
        let nested = [
            (group(2), group(1)),
            (group(3), group(2)),
            (group(3), group(5)),
            (group(1), group(3)),
        ];
        assert_eq!(way(&direct, &nested, group(1)), [group(1)]);
        assert_eq!(way(&direct, &nested, group(2)), [group(1), group(2)]);
        assert_eq!(way(&direct, &nested, group(3)), [group(5), group(3)]);
        assert!(way(&direct, &nested, group(4)).is_empty());
        assert!(way(&BTreeSet::new(), &nested, group(3)).is_empty());
    }
}
