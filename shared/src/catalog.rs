//! Catalogs and what can be put into them.

use crate::directory::{GroupKind, Mastery, ObjectKind, RoleKind};
use crate::ids::CatalogId;
use crate::words::words;
use uuid::Uuid;

words! {
    /// Switched on or off (CAT-02): off hides every package of the catalog and blocks requests.
    CatalogState { Published = "published", Unpublished = "unpublished" }
}

words! {
    /// Made by people, or built in (CAT-04).
    CatalogType { UserManaged = "userManaged", ServiceDefault = "serviceDefault" }
}

/// The built-in catalog *General*: home of packages for which no other was chosen (CAT-04).
pub const GENERAL_CATALOG: CatalogId =
    CatalogId(Uuid::from_u128(0x0000_0000_0000_7000_8000_0000_0000_0001));

/// What people read.
pub fn kind_title(kind: ObjectKind, group_kind: Option<GroupKind>) -> &'static str {
    match (kind, group_kind) {
        (ObjectKind::Group, Some(GroupKind::Microsoft365)) => t!("Microsoft 365 group"),
        (ObjectKind::Group, _) => t!("Security group"),
        (ObjectKind::Application, _) => t!("Application"),
        (ObjectKind::Site, _) => t!("Site"),
    }
}

/// Why an object cannot become a resource of any catalog (CAT-08); `None` when it can.
pub fn refusal(kind: ObjectKind, mastery: Mastery) -> Option<&'static str> {
    match (kind, mastery) {
        (ObjectKind::Group, Mastery::Synced) => Some(t!(
            "This group is managed in another directory, so memberships cannot be given here."
        )),
        (ObjectKind::Group, Mastery::Distribution) => Some(t!(
            "This is a mail distribution list; it gives no access and cannot be used here."
        )),
        _ => None,
    }
}

/// A restriction to know about before adding the object; `None` when there is none.
pub fn caution(kind: ObjectKind, mastery: Mastery) -> Option<&'static str> {
    match (kind, mastery) {
        (ObjectKind::Group, Mastery::Dynamic) => Some(t!(
            "A rule fills this group, so only its Owner role can be given."
        )),
        _ => None,
    }
}

/// Can a package hand out this role of such an object (CAT-08, CAT-09, CAT-10)? `defines_roles`
/// tells whether an application defines roles of its own; only one that does not has
/// *Default Access*.
pub const fn offers(
    kind: ObjectKind,
    mastery: Mastery,
    role: RoleKind,
    defines_roles: bool,
) -> bool {
    match (kind, mastery, role) {
        (ObjectKind::Group, Mastery::Assigned, RoleKind::Member | RoleKind::Owner)
        | (ObjectKind::Group, Mastery::Dynamic, RoleKind::Owner)
        | (ObjectKind::Application, _, RoleKind::Defined)
        | (ObjectKind::Site, _, _) => true,
        (ObjectKind::Application, _, RoleKind::DefaultAccess) => !defines_roles,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offered(kind: ObjectKind, mastery: Mastery, roles: &[RoleKind]) -> Vec<RoleKind> {
        let defines = roles.contains(&RoleKind::Defined);
        roles
            .iter()
            .copied()
            .filter(|role| offers(kind, mastery, *role, defines))
            .collect()
    }

    #[test]
    fn cat_08_only_groups_mastered_here_can_be_added() {
        for mastery in Mastery::ALL {
            let refused = refusal(ObjectKind::Group, *mastery).is_some();
            let expected = matches!(mastery, Mastery::Synced | Mastery::Distribution);
            assert_eq!(refused, expected, "{mastery}");
            let roles = offered(
                ObjectKind::Group,
                *mastery,
                &[RoleKind::Member, RoleKind::Owner],
            );
            let expected: &[RoleKind] = match mastery {
                Mastery::Assigned => &[RoleKind::Member, RoleKind::Owner],
                Mastery::Dynamic => &[RoleKind::Owner],
                Mastery::Synced | Mastery::Distribution => &[],
            };
            assert_eq!(roles, expected, "{mastery}");
        }
    }

    #[test]
    fn cat_09_applications_offer_their_roles_or_default_access() {
        let app = ObjectKind::Application;
        let with = [RoleKind::Owner, RoleKind::Defined, RoleKind::DefaultAccess];
        assert_eq!(offered(app, Mastery::Assigned, &with), [RoleKind::Defined]);
        let without = [RoleKind::Owner, RoleKind::DefaultAccess];
        assert_eq!(
            offered(app, Mastery::Assigned, &without),
            [RoleKind::DefaultAccess]
        );
    }

    #[test]
    fn cat_10_sites_offer_every_role_they_have() {
        let roles = [RoleKind::Owner, RoleKind::Defined];
        assert_eq!(offered(ObjectKind::Site, Mastery::Assigned, &roles), roles);
    }
}
