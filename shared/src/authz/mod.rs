//! Who may do what: one decision, default deny, with the reason (ROL-01..07).

mod rights;

pub use rights::{allowed_by, rights, way};

use crate::ids::{CatalogId, ProgramId, UserId};
use crate::words::words;
use serde::{Deserialize, Serialize};

words! {
    /// Roles held in the product itself, the widest first. The first three are tenant-wide, the
    /// others belong to one catalog. Approver and requestor are rights that a policy gives, not roles.
    Role {
        IdentityGovernanceAdministrator = "identityGovernanceAdministrator",
        ConnectedOrganizationAdministrator = "connectedOrganizationAdministrator",
        CatalogCreator = "catalogCreator",
        CatalogOwner = "catalogOwner",
        CatalogReader = "catalogReader",
        AccessPackageManager = "accessPackageManager",
        AccessPackageAssignmentManager = "accessPackageAssignmentManager",
    }
}

impl Role {
    /// Held for the whole tenant rather than for one catalog.
    pub const fn is_tenant_wide(self) -> bool {
        matches!(
            self,
            Self::IdentityGovernanceAdministrator
                | Self::ConnectedOrganizationAdministrator
                | Self::CatalogCreator
        )
    }

    /// The name people read.
    pub fn title(self) -> &'static str {
        match self {
            Self::IdentityGovernanceAdministrator => t!("Administrator"),
            Self::ConnectedOrganizationAdministrator => t!("Partner organization administrator"),
            Self::CatalogCreator => t!("Catalog creator"),
            Self::CatalogOwner => t!("Catalog owner"),
            Self::CatalogReader => t!("Catalog reader"),
            Self::AccessPackageManager => t!("Package manager"),
            Self::AccessPackageAssignmentManager => t!("Assignment manager"),
        }
    }

    /// What the role is for, in one sentence.
    pub fn explanation(self) -> &'static str {
        match self {
            Self::IdentityGovernanceAdministrator => t!("Does everything, in every catalog."),
            Self::ConnectedOrganizationAdministrator => {
                t!("Adds and changes partner organizations and their sponsors.")
            }
            Self::CatalogCreator => t!("Creates catalogs and becomes the owner of each one."),
            Self::CatalogOwner => t!("Runs one catalog: resources, packages and its roles."),
            Self::CatalogReader => t!("Sees one catalog and its packages."),
            Self::AccessPackageManager => t!("Builds packages and policies in one catalog."),
            Self::AccessPackageAssignmentManager => {
                t!("Gives and takes access to the packages of one catalog.")
            }
        }
    }
}

words! {
    /// Everything that needs a role. One row of the matrix each.
    Action {
        DelegateCatalogCreator = "delegate_catalog_creator",
        AddConnectedOrganization = "add_connected_organization",
        CreateCatalog = "create_catalog",
        AddResourceToCatalog = "add_resource_to_catalog",
        AddCatalogOwner = "add_catalog_owner",
        EditCatalog = "edit_catalog",
        DeleteCatalog = "delete_catalog",
        AddAccessPackageManager = "add_access_package_manager",
        RemoveAccessPackageManager = "remove_access_package_manager",
        CreateAccessPackage = "create_access_package",
        ChangeResourceRolesOfPackage = "change_resource_roles_of_package",
        CreateOrEditPolicy = "create_or_edit_policy",
        DirectlyAssignUser = "directly_assign_user",
        DirectlyRemoveUser = "directly_remove_user",
        ViewAssignments = "view_assignments",
        ViewRequests = "view_requests",
        ViewDeliveryErrors = "view_delivery_errors",
        ReprocessRequest = "reprocess_request",
        CancelPendingRequest = "cancel_pending_request",
        DeleteRequest = "delete_request",
        ChangeAnswers = "change_answers",
        HidePackage = "hide_package",
        DeletePackage = "delete_package",
        ViewCatalogAndPackages = "view_catalog_and_packages",
        AddCatalogReaderOrAssignmentManager = "add_catalog_reader_or_assignment_manager",
        RemoveResourceFromCatalog = "remove_resource_from_catalog",
        SetRequiredAttributes = "set_required_attributes",
        CreateOrEditCustomExtension = "create_or_edit_custom_extension",
        AttachCustomExtensionToPolicy = "attach_custom_extension_to_policy",
        CreateAutomaticAssignmentPolicy = "create_automatic_assignment_policy",
        ConfigureSeparationOfDuties = "configure_separation_of_duties",
        ConfigureAccessReviewOfPackage = "configure_access_review_of_package",
        CopyShareLink = "copy_share_link",
        ReprocessAssignment = "reprocess_assignment",
        MarkGuestGoverned = "mark_guest_governed",
        TenantSettings = "tenant_settings",
        ReportOnAUser = "report_on_a_user",
        LifecycleWorkflowPackageTasks = "lifecycle_workflow_package_tasks",
        /// Search and export the audit log.
        ViewAuditLog = "view_audit_log",
        /// Move the clock of a demonstration forward.
        MoveDemoClock = "move_demo_clock",
    }
}

/// May a holder of the role do this, where the role holds? The whole matrix; the checked-in text
/// beside this file is its reviewable form.
pub const fn allows(role: Role, action: Action) -> bool {
    use Action::*;
    match role {
        Role::IdentityGovernanceAdministrator => true,
        Role::ConnectedOrganizationAdministrator => matches!(action, AddConnectedOrganization),
        Role::CatalogCreator => matches!(action, CreateCatalog),
        Role::CatalogReader => matches!(action, ViewCatalogAndPackages),
        Role::CatalogOwner => !matches!(
            action,
            DelegateCatalogCreator
                | AddConnectedOrganization
                | CreateCatalog
                | CreateAutomaticAssignmentPolicy
                | TenantSettings
                | ReportOnAUser
                | LifecycleWorkflowPackageTasks
                | ViewAuditLog
                | MoveDemoClock
        ),
        Role::AccessPackageManager => matches!(
            action,
            CreateAccessPackage
                | ChangeResourceRolesOfPackage
                | CreateOrEditPolicy
                | DirectlyAssignUser
                | DirectlyRemoveUser
                | ViewAssignments
                | ViewRequests
                | ViewDeliveryErrors
                | ReprocessRequest
                | CancelPendingRequest
                | ChangeAnswers
                | HidePackage
                | DeletePackage
                | ViewCatalogAndPackages
                | AttachCustomExtensionToPolicy
                | ConfigureSeparationOfDuties
                | ConfigureAccessReviewOfPackage
                | CopyShareLink
                | ReprocessAssignment
                | MarkGuestGoverned
        ),
        Role::AccessPackageAssignmentManager => matches!(
            action,
            DirectlyAssignUser
                | DirectlyRemoveUser
                | ViewAssignments
                | ViewRequests
                | ViewDeliveryErrors
                | ReprocessRequest
                | CancelPendingRequest
                | ChangeAnswers
                | ViewCatalogAndPackages
                | ReprocessAssignment
                | MarkGuestGoverned
        ),
    }
}

/// Where an action happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Scope {
    Tenant,
    Catalog(CatalogId),
}

/// A role as held: `catalog` is set exactly when the role belongs to one catalog.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldRole {
    pub role: Role,
    pub catalog: Option<CatalogId>,
}

impl HeldRole {
    /// Does the holding reach this scope?
    fn covers(self, scope: Scope) -> bool {
        match (self.role.is_tenant_wide(), self.catalog, scope) {
            // Tenant roles act everywhere; what they may do there is the matrix's business.
            (true, None, _) => true,
            (false, Some(held), Scope::Catalog(asked)) => held == asked,
            _ => false,
        }
    }
}

/// Who acts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Actor {
    /// The product itself: reconcilers, jobs, the command line.
    System,
    /// A signed-in person with the roles held, directly or through groups.
    Person { id: UserId, roles: Vec<HeldRole> },
    /// A program with the roles given to it.
    Program {
        id: ProgramId,
        roles: Vec<HeldRole>,
        /// Its token is for bringing people and groups in (SCIM).
        provisions: bool,
    },
    /// Nobody is signed in.
    Anonymous,
}

impl Actor {
    pub fn user(&self) -> Option<UserId> {
        match self {
            Self::Person { id, .. } => Some(*id),
            Self::Program { .. } | Self::System | Self::Anonymous => None,
        }
    }

    /// The id under which the audit log knows who acts.
    pub const fn id(&self) -> Option<uuid::Uuid> {
        match self {
            Self::Person { id, .. } => Some(id.0),
            Self::Program { id, .. } => Some(id.0),
            Self::System | Self::Anonymous => None,
        }
    }

    pub const fn is_program(&self) -> bool {
        matches!(self, Self::Program { .. })
    }

    pub fn roles(&self) -> &[HeldRole] {
        match self {
            Self::Person { roles, .. } | Self::Program { roles, .. } => roles,
            Self::System | Self::Anonymous => &[],
        }
    }
}

/// The answer, with the reason that goes into the audit record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Decision {
    Allow(Because),
    Deny,
}

/// Why something is allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Because {
    /// A role allows it.
    Role(Role),
    /// It is the system's own work.
    System,
    /// It concerns only the person who acts.
    Own,
    /// A policy made this person an approver of the request.
    Approver,
    /// The person concerned reports to whoever acts (POL-10).
    Manager,
    /// The token was made for this work.
    Token,
    /// Whoever acts sponsors the guest concerned (UI-07).
    Sponsor,
}

impl std::fmt::Display for Because {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Role(role) => f.write_str(role.as_str()),
            Self::System => f.write_str("system"),
            Self::Own => f.write_str("own"),
            Self::Approver => f.write_str("approver"),
            Self::Manager => f.write_str("manager"),
            Self::Token => f.write_str("token"),
            Self::Sponsor => f.write_str("sponsor"),
        }
    }
}

/// Decides. Nothing but a role whose holding covers the scope allows an action (default deny). Of
/// several such roles the widest is the reason, in whatever order they are held.
pub fn decide(actor: &Actor, action: Action, scope: Scope) -> Decision {
    match actor {
        Actor::System => Decision::Allow(Because::System),
        Actor::Anonymous => Decision::Deny,
        Actor::Person { roles, .. } | Actor::Program { roles, .. } => Role::ALL
            .iter()
            .filter(|role| allows(**role, action))
            .find(|role| {
                roles
                    .iter()
                    .any(|held| held.role == **role && held.covers(scope))
            })
            .map_or(Decision::Deny, |role| Decision::Allow(Because::Role(*role))),
    }
}

/// The catalogs in which the actor may do this: everywhere, or a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reach {
    Everywhere,
    Only(Vec<CatalogId>),
}

/// Where the actor may do this; becomes the visibility of a list.
pub fn reach(actor: &Actor, action: Action) -> Reach {
    if matches!(decide(actor, action, Scope::Tenant), Decision::Allow(_)) {
        return Reach::Everywhere;
    }
    let mut catalogs: Vec<_> = actor
        .roles()
        .iter()
        .filter(|held| !held.role.is_tenant_wide() && allows(held.role, action))
        .filter_map(|held| held.catalog)
        .collect();
    catalogs.sort_unstable();
    catalogs.dedup();
    Reach::Only(catalogs)
}

/// Roles that a holder of `action`-like rights may hand out or take in a catalog, and the action
/// that each needs (ROL-03..06).
pub const fn delegation_action(role: Role, removing: bool) -> Action {
    match role {
        Role::IdentityGovernanceAdministrator => Action::TenantSettings,
        Role::CatalogCreator | Role::ConnectedOrganizationAdministrator => {
            Action::DelegateCatalogCreator
        }
        Role::CatalogOwner => Action::AddCatalogOwner,
        Role::AccessPackageManager if removing => Action::RemoveAccessPackageManager,
        Role::AccessPackageManager => Action::AddAccessPackageManager,
        Role::CatalogReader | Role::AccessPackageAssignmentManager => {
            Action::AddCatalogReaderOrAssignmentManager
        }
    }
}

#[cfg(test)]
mod tests;
