use super::*;
use proptest::prelude::*;

fn catalog(n: u128) -> CatalogId {
    CatalogId(uuid::Uuid::from_u128(n))
}

fn person(roles: Vec<HeldRole>) -> Actor {
    Actor::Person {
        id: UserId(uuid::Uuid::from_u128(1)),
        roles,
    }
}

/// The matrix as text, one line per action and one column per role.
fn rendered() -> String {
    let columns = [
        (Role::IdentityGovernanceAdministrator, "admin"),
        (Role::ConnectedOrganizationAdministrator, "org-admin"),
        (Role::CatalogCreator, "creator"),
        (Role::CatalogOwner, "owner"),
        (Role::CatalogReader, "reader"),
        (Role::AccessPackageManager, "manager"),
        (Role::AccessPackageAssignmentManager, "assigner"),
    ];
    let width = Action::ALL
        .iter()
        .map(|action| action.as_str().len())
        .max()
        .unwrap_or(0);
    let mut text = format!("{:width$}", "action");
    for (_, title) in columns {
        text += &format!(" {title:>9}");
    }
    text.push('\n');
    for action in Action::ALL {
        text += &format!("{:width$}", action.as_str());
        for (role, _) in columns {
            let here = HeldRole {
                role,
                catalog: (!role.is_tenant_wide()).then(|| catalog(7)),
            };
            let allowed = decide(&person(vec![here]), *action, Scope::Catalog(catalog(7)));
            let word = if allowed == Decision::Deny {
                "-"
            } else {
                "yes"
            };
            text += &format!(" {word:>9}");
        }
        text.push('\n');
    }
    text
}

#[test]
fn rol_07_the_widest_role_is_the_reason_in_any_order() {
    let here = |role| HeldRole {
        role,
        catalog: Some(catalog(7)),
    };
    let mut roles = vec![
        here(Role::AccessPackageAssignmentManager),
        here(Role::CatalogOwner),
    ];
    for _ in 0..2 {
        let decision = decide(
            &person(roles.clone()),
            Action::DirectlyAssignUser,
            Scope::Catalog(catalog(7)),
        );
        assert_eq!(decision, Decision::Allow(Because::Role(Role::CatalogOwner)));
        roles.reverse();
    }
}

#[test]
fn rol_07_the_matrix_is_the_checked_in_one() {
    assert_eq!(rendered(), include_str!("matrix.txt"));
}

#[test]
fn rol_07_nobody_signed_in_may_do_nothing() {
    for action in Action::ALL {
        for scope in [Scope::Tenant, Scope::Catalog(catalog(1))] {
            assert_eq!(decide(&Actor::Anonymous, *action, scope), Decision::Deny);
            assert_eq!(decide(&person(vec![]), *action, scope), Decision::Deny);
        }
    }
}

#[test]
fn rol_03_catalog_roles_end_at_their_catalog() {
    for role in Role::ALL.iter().filter(|role| !role.is_tenant_wide()) {
        let actor = person(vec![HeldRole {
            role: *role,
            catalog: Some(catalog(1)),
        }]);
        for action in Action::ALL {
            assert_eq!(
                decide(&actor, *action, Scope::Catalog(catalog(2))),
                Decision::Deny
            );
            assert_eq!(decide(&actor, *action, Scope::Tenant), Decision::Deny);
        }
    }
}

fn any_role() -> impl Strategy<Value = HeldRole> {
    (proptest::sample::select(Role::ALL), 0u128..4, any::<bool>()).prop_map(
        |(role, n, has_catalog)| HeldRole {
            role,
            catalog: has_catalog.then(|| catalog(n)),
        },
    )
}

proptest! {
    /// A program may do what a person with the same roles may, and its token gives no role.
    #[test]
    fn rol_07_a_program_is_judged_by_its_roles(
        roles in proptest::collection::vec(any_role(), 0..5),
        action in proptest::sample::select(Action::ALL),
        provisions in any::<bool>(),
        n in 0u128..4,
    ) {
        let scope = Scope::Catalog(catalog(n));
        let program = Actor::Program {
            id: crate::ids::ProgramId(uuid::Uuid::from_u128(2)),
            roles: roles.clone(),
            provisions,
        };
        prop_assert_eq!(decide(&program, action, scope), decide(&person(roles), action, scope));
        prop_assert_eq!(program.user(), None);
    }

    /// More roles never take a right away, and a role row without its catalog gives none.
    #[test]
    fn rol_07_rights_only_grow_with_roles(
        roles in proptest::collection::vec(any_role(), 0..5),
        more in any_role(),
        action in proptest::sample::select(Action::ALL),
        n in 0u128..4,
    ) {
        let scope = Scope::Catalog(catalog(n));
        let before = decide(&person(roles.clone()), action, scope);
        let mut grown = roles;
        grown.push(more);
        let after = decide(&person(grown), action, scope);
        prop_assert!(before == Decision::Deny || after != Decision::Deny);
    }

    /// What a list shows is exactly what a single decision allows.
    #[test]
    fn rol_07_reach_agrees_with_decide(
        roles in proptest::collection::vec(any_role(), 0..5),
        action in proptest::sample::select(Action::ALL),
        n in 0u128..4,
    ) {
        let actor = person(roles);
        let listed = match reach(&actor, action) {
            Reach::Everywhere => true,
            Reach::Only(catalogs) => catalogs.contains(&catalog(n)),
        };
        let decided = decide(&actor, action, Scope::Catalog(catalog(n))) != Decision::Deny;
        prop_assert_eq!(listed, decided);
    }
}
