//! Catalogs, packages and policies, put there directly.

use super::{Object, World};
use shared::ids::{CatalogId, PackageId, PackageRoleId, PolicyId, ResourceId, RoleId};
use shared::policy::PolicySettings;
use uuid::Uuid;

impl World {
    /// A published catalog, closed to people from outside.
    pub async fn catalog(&self, name: &str) -> CatalogId {
        let id: CatalogId = self.id();
        run_sql!(
            self,
            "INSERT INTO catalogs (id, display_name, name_key, state, externally_visible, catalog_type, created_at, modified_at)
             VALUES ($1, $2, $3, 'published', $4, 'userManaged', $5, $5)",
            id,
            name,
            name.to_lowercase(),
            false,
            self.now()
        )
        .unwrap();
        id
    }

    /// Opens a catalog to people from outside.
    pub async fn open_to_outsiders(&self, catalog: CatalogId) {
        run_sql!(
            self,
            "UPDATE catalogs SET externally_visible = $2 WHERE id = $1",
            catalog,
            true
        )
        .unwrap();
    }

    /// Adds a directory object to a catalog.
    pub async fn resource(&self, catalog: CatalogId, object: &Object) -> ResourceId {
        let id: ResourceId = self.id();
        run_sql!(
            self,
            "INSERT INTO catalog_resources (id, catalog_id, object_id, added_at) VALUES ($1, $2, $3, $4)",
            id,
            catalog,
            object.id,
            self.now()
        )
        .unwrap();
        id
    }

    /// A package with these roles; their objects join the catalog if they are not in it yet.
    pub async fn package(&self, catalog: CatalogId, name: &str, roles: &[RoleId]) -> PackageId {
        let id: PackageId = self.id();
        run_sql!(
            self,
            "INSERT INTO access_packages (id, catalog_id, display_name, name_key, hidden, search_text, created_at, modified_at)
             VALUES ($1, $2, $3, $4, $5, $4, $6, $6)",
            id,
            catalog,
            name,
            name.to_lowercase(),
            false,
            self.now()
        )
        .unwrap();
        for role in roles {
            self.add_package_role(id, *role).await;
        }
        id
    }

    /// Puts a role into a package; its object joins the catalog if it is not in it yet.
    pub async fn add_package_role(&self, package: PackageId, role: RoleId) {
        let catalog = value!(
            self,
            CatalogId,
            "SELECT catalog_id FROM access_packages WHERE id = $1",
            package
        );
        run_sql!(
            self,
            "INSERT INTO catalog_resources (id, catalog_id, object_id, added_at)
             SELECT $1, $2, object_id, $3 FROM directory_roles WHERE id = $4
             ON CONFLICT DO NOTHING",
            self.id::<Uuid>(),
            catalog,
            self.now(),
            role
        )
        .unwrap();
        let resource = value!(
            self,
            ResourceId,
            "SELECT resource.id FROM catalog_resources resource
             JOIN directory_roles role ON role.object_id = resource.object_id
             WHERE resource.catalog_id = $1 AND role.id = $2",
            catalog,
            role
        );
        run_sql!(
            self,
            "INSERT INTO package_roles (id, package_id, resource_id, role_id, added_at) VALUES ($1, $2, $3, $4, $5)",
            self.id::<PackageRoleId>(),
            package,
            resource,
            role,
            self.now()
        )
        .unwrap();
    }

    /// A policy of a package, with its settings checked as the product would.
    pub async fn policy(&self, package: PackageId, settings: &PolicySettings) -> PolicyId {
        let wrong = settings.check(self.now());
        assert!(
            wrong.is_empty(),
            "a policy no one could have saved: {wrong:?}"
        );
        let id: PolicyId = self.id();
        run_sql!(
            self,
            "INSERT INTO policies (id, package_id, display_name, name_key, scope, enabled, settings, created_at, modified_at)
             VALUES ($1, $2, $3, $3, $4, $5, $6, $7, $7)",
            id,
            package,
            format!("policy {id}"),
            settings.scope,
            settings.enabled,
            serde_json::to_string(settings).unwrap(),
            self.now()
        )
        .unwrap();
        let targets = settings.subjects.iter().map(|principal| principal.id());
        let targets = targets.chain(settings.organizations.iter().map(|id| id.0));
        for target in targets {
            run_sql!(
                self,
                "INSERT INTO policy_targets (policy_id, target_id) VALUES ($1, $2)",
                id,
                target
            )
            .unwrap();
        }
        id
    }
}
