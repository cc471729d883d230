//! What open pages load, and who may.

use super::ask::Who::{Everyone, Matrix, SignedIn};
use super::ask::{Route, routes};
use super::policy_form;
use crate::support::rights::Needs::{AnyRole, Begun, Here, Listed, Party, Tenant};
use serde_json::json;
use shared::authz::Action::{
    AddConnectedOrganization, AddResourceToCatalog, ConfigureSeparationOfDuties,
    CreateAccessPackage, CreateCatalog, CreateOrEditPolicy, DeletePackage, DirectlyAssignUser,
    EditCatalog, ReportOnAUser, TenantSettings, ViewAssignments, ViewAuditLog,
    ViewCatalogAndPackages, ViewDeliveryErrors, ViewRequests,
};

pub const MY_ACCESS: &[Route] = routes! {
    post "/api/pages/load_sign_in": Everyone(&[200]);
    post "/api/pages/load_code": Everyone(&[200]), |_place| [] { "challenge": "" };
    post "/api/pages/load_reset": Everyone(&[200, 404]), |_place| [] { "token": "0000" };
    post "/api/pages/load_second_step": Everyone(&[200]);
    post "/api/pages/load_landing": Everyone(&[200, 404]), |place| [] { "package": place.spare };
    post "/api/pages/load_mailbox": Everyone(&[404]), |_place| [] { "recipient": "", "after": "" };
    post "/api/pages/load_mail": Everyone(&[404]), |place| [] { "mail": place.mail };
    post "/api/pages/load_profile": SignedIn(&[200]);
    post "/api/pages/load_rights": SignedIn(&[200]);
    post "/api/pages/load_second_factor": SignedIn(&[200]);
    post "/api/pages/load_guests": SignedIn(&[200]), |_place| [] { "after": "" };
    post "/api/pages/load_guest": Matrix(Party), |place| [] { "id": place.someone };
    post "/api/pages/load_notices": SignedIn(&[200]);
    post "/api/pages/load_sessions": SignedIn(&[200]);
    post "/api/pages/load_overview": SignedIn(&[200]);
    post "/api/pages/load_packages": SignedIn(&[200]), |_place| [] { "q": "", "after": "" };
    post "/api/pages/load_package": SignedIn(&[200]), |place| [] { "id": place.spare, "policy": "", "from": "" };
    post "/api/pages/load_access": SignedIn(&[200]), |_place| [] { "ended": false, "after": "" };
    post "/api/pages/load_extension": Matrix(Party), |place| [] { "id": place.assignment };
    post "/api/pages/load_requests": SignedIn(&[200]), |_place| [] { "after": "" };
    post "/api/pages/load_request": Matrix(Party), |place| [] { "id": place.request };
    post "/api/pages/load_approvals": SignedIn(&[200]), |_place| [] { "tab": "pending", "q": "", "after": "" };
    post "/api/pages/load_approval": Matrix(Party), |place| [] { "id": place.request };
    post "/api/pages/load_away": SignedIn(&[200]);
    post "/api/pages/load_team": SignedIn(&[200]), |_place| [] { "after": "" };
    post "/api/pages/load_report": Matrix(Party), |place| [] { "id": place.someone };
    post "/api/pages/load_report_offers": Matrix(Party), |place| [] { "id": place.someone, "query": "", "after": "" };
    post "/api/pages/load_report_package": Matrix(Party), |place| [] { "id": place.someone, "package": place.spare, "policy": "" };
    post "/api/pages/load_search": SignedIn(&[200]), |_place| [] { "q": "payroll" };
};

pub const ADMINISTRATION: &[Route] = routes! {
    post "/api/pages/load_catalogs": Matrix(Listed(&[ViewCatalogAndPackages, CreateCatalog])), |_place| [] { "q": "", "external": false, "after": "" };
    post "/api/pages/load_new_catalog": Matrix(Tenant(CreateCatalog));
    post "/api/pages/load_catalog_edit": Matrix(Here(EditCatalog)), |place| [] { "id": place.catalog };
    post "/api/pages/load_catalog_packages": Matrix(Here(ViewCatalogAndPackages)), |place| [] { "id": place.catalog, "q": "", "after": "" };
    post "/api/pages/load_catalog_resources": Matrix(Here(ViewCatalogAndPackages)), |place| [] { "id": place.catalog, "after": "" };
    post "/api/pages/load_catalog_roles": Matrix(Here(ViewCatalogAndPackages)), |place| [] { "id": place.catalog, "find": "" };
    post "/api/pages/load_resource": Matrix(Here(ViewCatalogAndPackages)), |place| [] { "id": place.catalog, "resource": place.unused };
    post "/api/pages/load_resource_choices": Matrix(Here(AddResourceToCatalog)), |place| [] { "id": place.catalog, "q": "", "kind": "" };
    post "/api/pages/load_package_editor": Matrix(Begun(&[CreateAccessPackage, CreateCatalog])), |_place| [] { "catalog": "" };
    post "/api/pages/load_policy_editor": Matrix(Here(CreateOrEditPolicy)), |place| [] { "package": place.spare, "policy": "", "template": "" };
    post "/api/pages/load_policy_editor": Matrix(Here(CreateOrEditPolicy)), |place| [] { "package": place.spare, "policy": place.policy, "template": "" };
    post "/api/pages/find_principals": Matrix(AnyRole), |_place| [] { "query": "" };
    post "/api/pages/find_roles": Matrix(Here(CreateAccessPackage)), |place| [] { "catalog": place.catalog };
    post "/api/pages/try_policy": Matrix(Here(CreateOrEditPolicy)), |place| [] json(json!({ "place": place.spare, "fields": policy_form(None), "person": format!("user:{}", place.someone) }));
    post "/api/pages/count_outside": Matrix(Here(CreateOrEditPolicy)), |place| [] json(json!({ "package": place.spare, "policy": place.policy, "fields": policy_form(Some(1)) }));
    post "/api/pages/load_admin_packages": Matrix(Listed(&[ViewCatalogAndPackages, CreateCatalog])), |_place| [] { "q": "", "after": "" };
    post "/api/pages/load_package_overview": Matrix(Here(ViewCatalogAndPackages)), |place| [] { "id": place.spare };
    post "/api/pages/load_package_edit": Matrix(Here(CreateAccessPackage)), |place| [] { "id": place.spare };
    post "/api/pages/load_package_roles": Matrix(Here(ViewCatalogAndPackages)), |place| [] { "id": place.spare, "q": "" };
    post "/api/pages/load_package_policies": Matrix(Here(ViewCatalogAndPackages)), |place| [] { "id": place.spare };
    post "/api/pages/load_package_requests": Matrix(Here(ViewRequests)), |place| [] { "id": place.asked, "state": "", "q": "", "after": "" };
    post "/api/pages/load_package_request": Matrix(Here(ViewRequests)), |place| [] { "id": place.asked, "request": place.request };
    post "/api/pages/load_delivery_errors": Matrix(Here(ViewDeliveryErrors)), |place| [] { "id": place.held, "after": "" };
    post "/api/pages/load_package_assignments": Matrix(Here(ViewAssignments)), |place| [] { "id": place.held, "state": "", "q": "", "after": "" };
    post "/api/pages/load_assign": Matrix(Here(DirectlyAssignUser)), |place| [] { "id": place.held, "policy": "", "q": "", "picked": "" };
    post "/api/pages/load_assign_many": Matrix(Here(DirectlyAssignUser)), |place| [] { "id": place.held, "find": "", "asked": "" };
    post "/api/pages/load_replace": Matrix(Listed(&[CreateOrEditPolicy])), |_place| [] { "from": "", "to": "", "find_from": "", "find_to": "" };
    post "/api/pages/load_separation": Matrix(Here(ConfigureSeparationOfDuties)), |place| [] { "id": place.spare, "q": "" };
    post "/api/pages/load_overlaps": Matrix(Here(ConfigureSeparationOfDuties)), |place| [] { "id": place.spare, "after": "" };
    post "/api/pages/load_retire": Matrix(Here(DeletePackage)), |place| [] { "id": place.held, "after": "" };
    post "/api/pages/load_move": Matrix(Here(CreateAccessPackage)), |place| [] { "id": place.spare, "catalog": "" };
    post "/api/pages/load_simulation": Matrix(Here(ViewAssignments)), |place| [] { "id": place.held, "find": "", "person": format!("user:{}", place.someone), "on": "" };
    post "/api/pages/load_organizations": Matrix(Tenant(AddConnectedOrganization)), |_place| [] { "q": "", "state": "", "after": "" };
    post "/api/pages/load_organization": Matrix(Tenant(AddConnectedOrganization)), |place| [] { "id": place.organization };
    post "/api/pages/load_organization_form": Matrix(Tenant(AddConnectedOrganization)), |place| [] { "id": place.organization, "internal": "", "external": "", "find_internal": "", "find_external": "" };
    post "/api/pages/load_people": Matrix(Tenant(ReportOnAUser)), |_place| [] { "q": "", "kind": "", "state": "", "lifecycle": "", "after": "" };
    post "/api/pages/load_person": Matrix(Tenant(ReportOnAUser)), |place| [] { "id": place.someone };
    post "/api/pages/load_tenant_roles": Matrix(Tenant(TenantSettings)), |_place| [] { "find": "" };
    post "/api/pages/load_audit": Matrix(Tenant(ViewAuditLog)), |_place| [] { "filter": "", "check": false };
    post "/api/pages/load_record": Matrix(Tenant(ViewAuditLog)), |_place| [] { "seq": "1" };
    post "/api/pages/load_history": Matrix(Listed(&[ViewRequests])), |_place| [] { "filter": "" };
    post "/api/pages/load_numbers": Matrix(Listed(&[ViewRequests])), |_place| [] { "period": "", "catalog": "" };
    post "/api/pages/load_health": Matrix(Tenant(TenantSettings)), |_place| [] { "mails": "", "roles": "" };
    post "/api/pages/load_settings": Matrix(Tenant(TenantSettings));
    post "/api/pages/load_guest_policies": Matrix(Tenant(TenantSettings));
    post "/api/pages/load_guest_policy": Matrix(Tenant(TenantSettings)), |place| [] { "id": place.guest_policy };
    post "/api/pages/load_providers": Matrix(Tenant(TenantSettings));
    post "/api/pages/load_provider": Matrix(Tenant(TenantSettings)), |place| [] { "id": place.provider };
    post "/api/pages/load_provider_form": Matrix(Tenant(TenantSettings)), |place| [] { "id": place.provider };
    post "/api/pages/load_programs": Matrix(Tenant(TenantSettings));
    post "/api/pages/load_new_program": Matrix(Tenant(TenantSettings));
    post "/api/pages/load_program": Matrix(Tenant(TenantSettings)), |place| [] { "id": place.program };
    post "/api/pages/load_objects": Matrix(Tenant(ReportOnAUser)), |_place| [] { "kind": "", "q": "", "after": "" };
    post "/api/pages/load_object": Matrix(Tenant(ReportOnAUser)), |place| [] { "id": place.object.id, "after": "" };
};
