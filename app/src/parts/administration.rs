//! The administration, which people who only ask for access never load.

use super::part;
use crate::pages::{
    audit, catalogs, editor, guests, health, history, numbers, objects, organizations, packages,
    people, roles, settings,
};

part! {
    /// Everything below this function lies in the part.
    administration, __preload_administration, Administration;

    NewPackage = editor::NewPackagePage,
    NewPolicy = editor::NewPolicyPage,
    EditPolicy = editor::EditPolicyPage,
    Catalogs = catalogs::CatalogsPage,
    NewCatalog = catalogs::NewCatalogPage,
    Catalog = catalogs::CatalogPage,
    EditCatalog = catalogs::EditCatalogPage,
    CatalogResources = catalogs::CatalogResourcesPage,
    AddResource = catalogs::AddResourcePage,
    CatalogResource = catalogs::CatalogResourcePage,
    CatalogRoles = catalogs::CatalogRolesPage,
    PackagesAdmin = packages::PackagesAdminPage,
    PackageOverview = packages::PackageOverviewPage,
    EditPackage = packages::EditPackagePage,
    PackageRoles = packages::PackageRolesPage,
    PackagePolicies = packages::PackagePoliciesPage,
    PackageRequests = packages::PackageRequestsPage,
    DeliveryErrors = packages::DeliveryErrorsPage,
    PackageRequest = packages::PackageRequestPage,
    PackageAssignments = packages::PackageAssignmentsPage,
    Retire = packages::RetirePage,
    Relocate = packages::RelocatePage,
    Simulation = packages::SimulationPage,
    Separation = packages::SeparationPage,
    Overlaps = packages::OverlapsPage,
    Approvers = packages::ApproversPage,
    Assign = packages::AssignPage,
    AssignMany = packages::AssignManyPage,
    Organizations = organizations::OrganizationsPage,
    NewOrganization = organizations::NewOrganizationPage,
    Organization = organizations::OrganizationPage,
    EditOrganization = organizations::EditOrganizationPage,
    People = people::PeoplePage,
    Person = people::PersonPage,
    TenantRoles = roles::TenantRolesPage,
    Objects = objects::ObjectsPage,
    Object = objects::ObjectPage,
    Audit = audit::AuditPage,
    Record = audit::RecordPage,
    Health = health::HealthPage,
    History = history::HistoryPage,
    Numbers = numbers::NumbersPage,
    Settings = settings::SettingsPage,
    GuestPolicies = guests::GuestPoliciesPage,
    NewGuestPolicy = guests::NewGuestPolicyPage,
    GuestPolicy = guests::GuestPolicyPage,
}
