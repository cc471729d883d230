//! People, groups, applications, sites and partner organizations.

use super::World;
use shared::directory::{GroupKind, HoldingOrigin, Mastery, ObjectKind, Principal, RoleKind};
use shared::directory::{OrganizationState, SponsorKind, UserKind};
use shared::ids::{ObjectId, OrganizationId, RoleId, UserId};

/// A directory object with its roles in order.
#[derive(Clone, Debug)]
pub struct Object {
    pub id: ObjectId,
    pub roles: Vec<RoleId>,
}

impl Object {
    /// A group's first role.
    pub fn member(&self) -> RoleId {
        self.roles[0]
    }

    /// A group's second role.
    pub fn owner(&self) -> RoleId {
        self.roles[1]
    }

    pub const fn principal(&self) -> Principal {
        Principal::Group(self.id)
    }
}

impl World {
    /// An enabled member; `Ada Lind` becomes `ada.lind`.
    pub async fn member(&self, name: &str) -> UserId {
        let user_name = name.to_lowercase().replace(' ', ".");
        let mail = format!("{user_name}@norrland.example");
        self.person(name, UserKind::Member, &user_name, &mail, None)
            .await
    }

    /// Members from a list of names.
    pub async fn members<const N: usize>(&self, names: [&str; N]) -> [UserId; N] {
        let mut users = Vec::new();
        for name in names {
            users.push(self.member(name).await);
        }
        users.try_into().unwrap()
    }

    /// A guest with an account in the directory.
    pub async fn guest(&self, mail: &str, organization: Option<OrganizationId>) -> UserId {
        self.person(mail, UserKind::Guest, mail, mail, organization)
            .await
    }

    /// Somebody from outside who has only proved a mail address.
    pub async fn visitor(&self, mail: &str, organization: Option<OrganizationId>) -> UserId {
        self.person(mail, UserKind::Visitor, mail, mail, organization)
            .await
    }

    async fn person(
        &self,
        name: &str,
        kind: UserKind,
        user_name: &str,
        mail: &str,
        organization: Option<OrganizationId>,
    ) -> UserId {
        let id: UserId = self.id();
        run_sql!(
            self,
            "INSERT INTO users (id, kind, user_name, display_name, mail, enabled, organization_id, search_text, created_at, modified_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)",
            id,
            kind,
            user_name,
            name,
            mail,
            true,
            organization,
            format!("{} {mail}", name.to_lowercase()),
            self.now()
        )
        .unwrap();
        id
    }

    pub async fn set_manager(&self, of: UserId, manager: Option<UserId>) {
        run_sql!(
            self,
            "UPDATE users SET manager_id = $2 WHERE id = $1",
            of,
            manager
        )
        .unwrap();
    }

    pub async fn add_sponsor(&self, of: UserId, sponsor: UserId) {
        run_sql!(
            self,
            "INSERT INTO user_sponsors (user_id, sponsor_id) VALUES ($1, $2)",
            of,
            sponsor
        )
        .unwrap();
    }

    pub async fn set_enabled(&self, user: UserId, enabled: bool) {
        run_sql!(
            self,
            "UPDATE users SET enabled = $2 WHERE id = $1",
            user,
            enabled
        )
        .unwrap();
    }

    /// A security group with assigned members.
    pub async fn group(&self, name: &str) -> Object {
        self.group_of(name, GroupKind::Security, Mastery::Assigned)
            .await
    }

    pub async fn group_of(&self, name: &str, kind: GroupKind, mastery: Mastery) -> Object {
        let roles = [("Member", RoleKind::Member), ("Owner", RoleKind::Owner)];
        self.object(name, ObjectKind::Group, Some(kind), mastery, &roles)
            .await
    }

    /// An application; without roles it has *Default Access*.
    pub async fn application(&self, name: &str, roles: &[&str]) -> Object {
        let mut defined: Vec<_> = roles
            .iter()
            .map(|role| (*role, RoleKind::Defined))
            .collect();
        if defined.is_empty() {
            defined.push(("Default Access", RoleKind::DefaultAccess));
        }
        self.object(
            name,
            ObjectKind::Application,
            None,
            Mastery::Assigned,
            &defined,
        )
        .await
    }

    pub async fn site(&self, name: &str, roles: &[&str]) -> Object {
        let defined: Vec<_> = roles
            .iter()
            .map(|role| (*role, RoleKind::Defined))
            .collect();
        self.object(name, ObjectKind::Site, None, Mastery::Assigned, &defined)
            .await
    }

    async fn object(
        &self,
        name: &str,
        kind: ObjectKind,
        group_kind: Option<GroupKind>,
        mastery: Mastery,
        defined: &[(&str, RoleKind)],
    ) -> Object {
        let id: ObjectId = self.id();
        run_sql!(
            self,
            "INSERT INTO directory_objects (id, kind, display_name, group_kind, mastery, search_text, created_at, modified_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $7)",
            id,
            kind,
            name,
            group_kind,
            mastery,
            name.to_lowercase(),
            self.now()
        )
        .unwrap();
        let mut roles = Vec::new();
        for (position, (title, kind)) in (0i64..).zip(defined) {
            let role: RoleId = self.id();
            run_sql!(
                self,
                "INSERT INTO directory_roles (id, object_id, kind, display_name, position) VALUES ($1, $2, $3, $4, $5)",
                role,
                id,
                *kind,
                *title,
                position
            )
            .unwrap();
            roles.push(role);
        }
        Object { id, roles }
    }

    /// Puts a role into somebody's hands as if it had always been there.
    pub async fn hold(&self, user: UserId, role: RoleId) {
        run_sql!(
            self,
            "INSERT INTO role_holders (role_id, user_id, origin, since) VALUES ($1, $2, $3, $4)",
            role,
            user,
            HoldingOrigin::Native,
            self.now()
        )
        .unwrap();
    }

    /// Does this person hold the role now, and how did it come about?
    pub async fn holding(&self, user: UserId, role: RoleId) -> Option<HoldingOrigin> {
        let found = rows!(
            self,
            (HoldingOrigin,),
            "SELECT origin FROM role_holders WHERE role_id = $1 AND user_id = $2",
            role,
            user
        );
        found.first().map(|row| row.0)
    }

    /// Members of the child become members of the parent.
    pub async fn nest(&self, parent: &Object, child: &Object) {
        run_sql!(
            self,
            "INSERT INTO group_nesting (parent_id, child_id) VALUES ($1, $2)",
            parent.id,
            child.id
        )
        .unwrap();
    }

    /// A configured partner organization with its mail domains.
    pub async fn organization(&self, name: &str, domains: &[&str]) -> OrganizationId {
        let id: OrganizationId = self.id();
        run_sql!(
            self,
            "INSERT INTO connected_organizations (id, display_name, name_key, state, created_at, modified_at)
             VALUES ($1, $2, $3, $4, $5, $5)",
            id,
            name,
            name.to_lowercase(),
            OrganizationState::Configured,
            self.now()
        )
        .unwrap();
        for domain in domains {
            run_sql!(
                self,
                "INSERT INTO organization_domains (domain, organization_id) VALUES ($1, $2)",
                *domain,
                id
            )
            .unwrap();
        }
        id
    }

    pub async fn add_organization_sponsor(
        &self,
        organization: OrganizationId,
        kind: SponsorKind,
        sponsor: Principal,
    ) {
        run_sql!(
            self,
            "INSERT INTO organization_sponsors (organization_id, kind, principal_kind, principal_id) VALUES ($1, $2, $3, $4)",
            organization,
            kind,
            sponsor.kind(),
            sponsor.id()
        )
        .unwrap();
    }
}
