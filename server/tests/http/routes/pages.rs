//! The pages, and who may open them.

use super::ask::Who::{Everyone, Matrix, SignedIn};
use super::ask::{Route, routes};
use crate::support::rights::Needs::{AnyRole, Begun, Here, Listed, Party, Tenant};
use shared::authz::Action::{
    AddConnectedOrganization, AddResourceToCatalog, ConfigureSeparationOfDuties,
    CreateAccessPackage, CreateCatalog, CreateOrEditPolicy, DeletePackage, DirectlyAssignUser,
    EditCatalog, ReportOnAUser, TenantSettings, ViewAssignments, ViewAuditLog,
    ViewCatalogAndPackages, ViewDeliveryErrors, ViewRequests,
};

/// Open to people who are not signed in, and what is one's own.
pub const MY_ACCESS: &[Route] = routes! {
    get "/sign-in": Everyone(&[200]);
    get "/sign-in/code": Everyone(&[200]);
    get "/sign-in/forgot": Everyone(&[200]);
    get "/sign-in/reset/{token}": Everyone(&[200, 404]), |_place| ["0000"];
    get "/sign-in/second-factor": Everyone(&[200, 303]);
    // A package that nobody from outside can ask for is not found; whoever is signed in goes on to its page.
    get "/share/{package}": Everyone(&[303, 404]), |place| [place.spare];
    get "/demo/mailbox": Everyone(&[404]);
    get "/demo/mailbox/{mail}": Everyone(&[404]), |place| [place.mail];
    get "/": SignedIn(&[200]);
    get "/profile": SignedIn(&[200]);
    get "/profile/notices": SignedIn(&[200]);
    get "/profile/rights": SignedIn(&[200]);
    get "/profile/second-factor": SignedIn(&[200]);
    get "/profile/sessions": SignedIn(&[200]);
    get "/packages": SignedIn(&[200]);
    get "/packages/{id}": SignedIn(&[200]), |place| [place.spare];
    get "/access": SignedIn(&[200]);
    get "/access/{id}/extend": Matrix(Party), |place| [place.assignment];
    get "/requests": SignedIn(&[200]);
    get "/requests/{id}": Matrix(Party), |place| [place.request];
    get "/approvals": SignedIn(&[200]);
    get "/approvals/away": SignedIn(&[200]);
    get "/approvals/{id}": Matrix(Party), |place| [place.request];
    get "/guests": SignedIn(&[200]);
    get "/guests/{id}": Matrix(Party), |place| [place.someone];
    get "/team": SignedIn(&[200]);
    get "/team/{person}": Matrix(Party), |place| [place.someone];
    get "/team/{person}/packages": Matrix(Party), |place| [place.someone];
    get "/team/{person}/packages/{package}": Matrix(Party), |place| [place.someone, place.spare];
    get "/search": SignedIn(&[200]), |_place| [] { "q": "payroll" };
};

pub const ADMINISTRATION: &[Route] = routes! {
    get "/admin": Matrix(AnyRole);
    get "/admin/catalogs": Matrix(Listed(&[ViewCatalogAndPackages, CreateCatalog]));
    get "/admin/catalogs/new": Matrix(Tenant(CreateCatalog));
    get "/admin/catalogs/{id}": Matrix(Here(ViewCatalogAndPackages)), |place| [place.catalog];
    get "/admin/catalogs/{id}/edit": Matrix(Here(EditCatalog)), |place| [place.catalog];
    get "/admin/catalogs/{id}/resources": Matrix(Here(ViewCatalogAndPackages)), |place| [place.catalog];
    get "/admin/catalogs/{id}/resources/add": Matrix(Here(AddResourceToCatalog)), |place| [place.catalog];
    get "/admin/catalogs/{id}/resources/{resource}": Matrix(Here(ViewCatalogAndPackages)), |place| [place.catalog, place.unused];
    get "/admin/catalogs/{id}/roles": Matrix(Here(ViewCatalogAndPackages)), |place| [place.catalog];
    get "/admin/packages": Matrix(Listed(&[ViewCatalogAndPackages, CreateCatalog]));
    get "/admin/packages/new": Matrix(Begun(&[CreateAccessPackage, CreateCatalog]));
    get "/admin/packages/{id}": Matrix(Here(ViewCatalogAndPackages)), |place| [place.spare];
    get "/admin/packages/{id}/edit": Matrix(Here(CreateAccessPackage)), |place| [place.spare];
    get "/admin/packages/{id}/roles": Matrix(Here(ViewCatalogAndPackages)), |place| [place.spare];
    get "/admin/packages/{id}/policies": Matrix(Here(ViewCatalogAndPackages)), |place| [place.spare];
    get "/admin/packages/{id}/policies/new": Matrix(Here(CreateOrEditPolicy)), |place| [place.spare];
    get "/admin/packages/{id}/policies/{policy}": Matrix(Here(CreateOrEditPolicy)), |place| [place.spare, place.policy];
    get "/admin/packages/{id}/requests": Matrix(Here(ViewRequests)), |place| [place.asked];
    get "/admin/packages/{id}/requests/errors": Matrix(Here(ViewDeliveryErrors)), |place| [place.held];
    get "/admin/packages/{id}/requests/{request}": Matrix(Here(ViewRequests)), |place| [place.asked, place.request];
    get "/admin/packages/{id}/assignments": Matrix(Here(ViewAssignments)), |place| [place.held];
    get "/admin/packages/{id}/retire": Matrix(Here(DeletePackage)), |place| [place.held];
    get "/admin/packages/{id}/move": Matrix(Here(CreateAccessPackage)), |place| [place.spare];
    get "/admin/packages/{id}/try": Matrix(Here(ViewAssignments)), |place| [place.held];
    get "/admin/packages/{id}/separation": Matrix(Here(ConfigureSeparationOfDuties)), |place| [place.spare];
    get "/admin/packages/{id}/separation/overlaps": Matrix(Here(ConfigureSeparationOfDuties)), |place| [place.spare];
    get "/admin/packages/{id}/assign": Matrix(Here(DirectlyAssignUser)), |place| [place.held];
    get "/admin/packages/{id}/assign/many": Matrix(Here(DirectlyAssignUser)), |place| [place.held];
    get "/admin/policies/approvers": Matrix(Listed(&[CreateOrEditPolicy]));
    get "/admin/organizations": Matrix(Tenant(AddConnectedOrganization));
    get "/admin/organizations/new": Matrix(Tenant(AddConnectedOrganization));
    get "/admin/organizations/{id}": Matrix(Tenant(AddConnectedOrganization)), |place| [place.organization];
    get "/admin/organizations/{id}/edit": Matrix(Tenant(AddConnectedOrganization)), |place| [place.organization];
    get "/admin/people": Matrix(Tenant(ReportOnAUser));
    get "/admin/people/{id}": Matrix(Tenant(ReportOnAUser)), |place| [place.someone];
    get "/admin/roles": Matrix(Tenant(TenantSettings));
    get "/admin/audit": Matrix(Tenant(ViewAuditLog));
    get "/admin/audit/{seq}": Matrix(Tenant(ViewAuditLog)), |_place| ["1"];
    get "/admin/requests": Matrix(Listed(&[ViewRequests]));
    get "/admin/numbers": Matrix(Listed(&[ViewRequests]));
    get "/admin/health": Matrix(Tenant(TenantSettings));
    get "/admin/settings": Matrix(Tenant(TenantSettings));
    get "/admin/guests": Matrix(Tenant(TenantSettings));
    get "/admin/guests/new": Matrix(Tenant(TenantSettings));
    get "/admin/guests/{id}": Matrix(Tenant(TenantSettings)), |place| [place.guest_policy];
    get "/admin/programs": Matrix(Tenant(TenantSettings));
    get "/admin/programs/new": Matrix(Tenant(TenantSettings));
    get "/admin/programs/{id}": Matrix(Tenant(TenantSettings)), |place| [place.program];
    get "/admin/programs/{id}/edit": Matrix(Tenant(TenantSettings)), |place| [place.program];
    get "/admin/providers": Matrix(Tenant(TenantSettings));
    get "/admin/providers/new": Matrix(Tenant(TenantSettings));
    get "/admin/providers/{id}": Matrix(Tenant(TenantSettings)), |place| [place.provider];
    get "/admin/providers/{id}/edit": Matrix(Tenant(TenantSettings)), |place| [place.provider];
    get "/admin/objects": Matrix(Tenant(ReportOnAUser));
    get "/admin/objects/{id}": Matrix(Tenant(ReportOnAUser)), |place| [place.object.id];
};
