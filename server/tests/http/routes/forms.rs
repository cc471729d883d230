//! Where forms are sent, and who may send them; files.

use super::ask::Who::{Back, Below, Elsewhere, Everyone, File, Matrix, SignedIn};
use super::ask::{Route, routes};
use super::{package_form, policy_form};
use crate::support::rights::Needs::{Chosen, Here, HereOrHidden, Listed, Party, Tenant};
use shared::authz::Action::{
    AddAccessPackageManager, AddCatalogOwner, AddCatalogReaderOrAssignmentManager,
    AddConnectedOrganization, AddResourceToCatalog, CancelPendingRequest, ChangeAnswers,
    ChangeResourceRolesOfPackage, ConfigureSeparationOfDuties, CreateAccessPackage, CreateCatalog,
    CreateOrEditPolicy, DelegateCatalogCreator, DeleteCatalog, DeletePackage, DeleteRequest,
    DirectlyAssignUser, DirectlyRemoveUser, EditCatalog, HidePackage, MarkGuestGoverned,
    RemoveAccessPackageManager, RemoveResourceFromCatalog, ReportOnAUser, ReprocessAssignment,
    ReprocessRequest, SetRequiredAttributes, TenantSettings, ViewAssignments, ViewAuditLog,
    ViewRequests,
};

pub const MY_ACCESS: &[Route] = routes! {
    get "/health": Everyone(&[200]);
    get "/texts/{lang}/{version}/{file}": Everyone(&[404]), |_place| ["de", "0", "start.txt"];
    post "/sign-in": Everyone(&[422]);
    post "/sign-in/mail": Everyone(&[422]);
    post "/sign-in/code": Everyone(&[422]);
    post "/sign-in/forgot": Everyone(&[422]);
    post "/sign-in/reset": Everyone(&[422]);
    post "/sign-in/second-factor": Everyone(&[422]);
    get "/auth/oidc/callback": Everyone(&[422]);
    get "/auth/oidc/{provider}": Everyone(&[404]), |place| [place.session];
    // A page that leads on to the address above, whatever is there.
    get "/auth/oidc/{provider}/go": Everyone(&[200]), |place| [place.session];
    post "/auth/demo": Everyone(&[404]), |_place| [] { "user": "ada.lind" };
    // It ends the session: see sessions.rs.
    post "/sign-out": Elsewhere;
    post "/demo/clock": SignedIn(&[404]), |_place| [] { "days": 7 };
    post "/profile/password": SignedIn(&[422]), |_place| [] { "current_password": "a wrong password", "new_password": "correct horse 2", "repeat_password": "correct horse 2" };
    post "/profile/notices": SignedIn(&[303, 422]);
    post "/profile/sessions/end-others": SignedIn(&[303]);
    // It ends one's own session, too: see sessions.rs.
    post "/profile/sessions/end-all": Elsewhere;
    post "/profile/second-factor/begin": SignedIn(&[422]);
    post "/profile/second-factor/confirm": SignedIn(&[422]);
    post "/profile/second-factor/codes": SignedIn(&[422]);
    post "/profile/second-factor/off": SignedIn(&[422]);
    post "/guests/confirm": SignedIn(&[303, 404, 422]), |place| [] { "pick": place.someone };
    get "/guests/confirm": Back;
    post "/guests/{id}/confirm": Matrix(Party), |place| [place.someone];
    get "/guests/{id}/confirm": Back, |place| [place.someone];
    post "/guests/{id}/let-go": Matrix(Party), |place| [place.someone];
    get "/guests/{id}/let-go": Back, |place| [place.someone];
    post "/guests/{id}/hand-over": Matrix(Party), |place| [place.someone] { "to": place.someone_called };
    get "/guests/{id}/hand-over": Back, |place| [place.someone];
    post "/profile/sessions/{session}/end": Matrix(Party), |place| [place.session];
    post "/packages/{id}/request": SignedIn(&[303, 422, 409]), |place| [place.spare];
    get "/packages/{id}/request": Back, |place| [place.spare];
    post "/packages/{id}/emergency": SignedIn(&[303, 403, 409, 422]), |place| [place.asked] { "justification": "The line stands still" };
    get "/packages/{id}/emergency": Back, |place| [place.asked];
    post "/requests/{id}/cancel": Matrix(HereOrHidden(CancelPendingRequest)), |place| [place.request];
    get "/requests/{id}/cancel": Back, |place| [place.request];
    post "/requests/{id}/answer": Matrix(Party), |place| [place.request] { "reply": "Because" };
    get "/requests/{id}/answer": Back, |place| [place.request];
    // Picks of somebody else's are refused one by one, below the list.
    post "/approvals/decide": SignedIn(&[200]), |place| [] { "decision": "Approve", "pick": format!("{}/{}", place.request, place.stage) };
    get "/approvals/decide": Back;
    post "/approvals/{id}/decide": Matrix(Party), |place| [place.request] { "decision": "Approve", "stage": place.stage };
    get "/approvals/{id}/decide": Back, |place| [place.request];
    post "/approvals/away": SignedIn(&[303, 422]);
    post "/approvals/away/{id}/end": Matrix(Party), |place| [place.session];
    get "/approvals/away/{id}/end": Back, |place| [place.session];
    post "/approvals/{id}/ask": Matrix(Party), |place| [place.request] { "stage": place.stage, "question": "Why?" };
    get "/approvals/{id}/ask": Back, |place| [place.request];
    post "/approvals/{id}/withdraw": Matrix(Party), |place| [place.request] { "stage": place.stage };
    get "/approvals/{id}/withdraw": Back, |place| [place.request];
    post "/approvals/{id}/revoke": Matrix(Party), |place| [place.request] { "stage": place.stage, "reason": "A mistake" };
    get "/approvals/{id}/revoke": Back, |place| [place.request];
    post "/approvals/{id}/judge": Matrix(Party), |place| [place.request] { "verdict": "justified", "comment": "It was" };
    get "/approvals/{id}/judge": Back, |place| [place.request];
    post "/approvals/{id}/hand-over": Matrix(Party), |place| [place.request] { "stage": place.stage, "to": place.someone_called, "reason": "Away" };
    get "/approvals/{id}/hand-over": Back, |place| [place.request];
    post "/access/{id}/extend": Matrix(Party), |place| [place.assignment];
    post "/access/{id}/remove": SignedIn(&[404]), |place| [place.assignment];
    get "/access/{id}/remove": Back, |place| [place.assignment];
    post "/team/{person}/packages/{package}/request": Matrix(Party), |place| [place.someone, place.spare];
    get "/team/{person}/packages/{package}/request": Back, |place| [place.someone, place.spare];
    post "/team/{person}/access/{assignment}/remove": Matrix(Party), |place| [place.someone, place.assignment];
    get "/team/{person}/access/{assignment}/remove": Back, |place| [place.someone, place.assignment];
};

pub const CATALOGS: &[Route] = routes! {
    post "/admin/catalogs/new": Matrix(Tenant(CreateCatalog)), |place| [] { "name": format!("New {}", place.catalog), "enabled": "on" };
    post "/admin/catalogs/{id}/edit": Matrix(Here(EditCatalog)), |place| [place.catalog] { "name": format!("Edited {}", place.catalog), "version": 1 };
    post "/admin/catalogs/{id}/delete": Matrix(Here(DeleteCatalog)), |place| [place.empty];
    get "/admin/catalogs/{id}/delete": Back, |place| [place.empty];
    post "/admin/catalogs/{id}/resources/add": Matrix(Here(AddResourceToCatalog)), |place| [place.catalog] { "object": place.addable.id };
    post "/admin/catalogs/{id}/resources/{resource}": Matrix(Here(SetRequiredAttributes)), |place| [place.catalog, place.unused] { "version": 1, "question1_attribute": "country", "question1_text": "Where?" };
    post "/admin/catalogs/{id}/resources/{resource}/remove": Matrix(Here(RemoveResourceFromCatalog)), |place| [place.catalog, place.unused];
    get "/admin/catalogs/{id}/resources/{resource}/remove": Back, |place| [place.catalog, place.unused];
    post "/admin/catalogs/{id}/roles/add": Matrix(Here(AddCatalogOwner)), |place| [place.catalog] { "role": "catalogOwner", "principal": format!("user:{}", place.someone) };
    post "/admin/catalogs/{id}/roles/add": Matrix(Here(AddAccessPackageManager)), |place| [place.catalog] { "role": "accessPackageManager", "principal": format!("user:{}", place.someone) };
    post "/admin/catalogs/{id}/roles/add": Matrix(Here(AddCatalogReaderOrAssignmentManager)), |place| [place.catalog] { "role": "catalogReader", "principal": format!("user:{}", place.someone) };
    get "/admin/catalogs/{id}/roles/add": Back, |place| [place.catalog];
    post "/admin/catalogs/{id}/roles/{holding}/remove": Matrix(Here(AddCatalogOwner)), |place| [place.catalog, place.owner];
    post "/admin/catalogs/{id}/roles/{holding}/remove": Matrix(Here(RemoveAccessPackageManager)), |place| [place.catalog, place.manager];
    get "/admin/catalogs/{id}/roles/{holding}/remove": Back, |place| [place.catalog, place.owner];
    post "/admin/roles/add": Matrix(Tenant(DelegateCatalogCreator)), |place| [] { "role": "catalogCreator", "principal": format!("user:{}", place.someone) };
    post "/admin/roles/add": Matrix(Tenant(TenantSettings)), |place| [] { "role": "identityGovernanceAdministrator", "principal": format!("user:{}", place.someone) };
    get "/admin/roles/add": Back;
    post "/admin/roles/{holding}/remove": Matrix(Tenant(DelegateCatalogCreator)), |place| [place.creator];
    get "/admin/roles/{holding}/remove": Back, |place| [place.creator];
};

pub const PACKAGES: &[Route] = routes! {
    post "/admin/packages/new": Below(Chosen(CreateAccessPackage)), |place| [] with(package_form(place));
    post "/admin/packages/{id}/edit": Matrix(Here(CreateAccessPackage)), |place| [place.spare] { "name": "Another name", "version": 1 };
    post "/admin/packages/{id}/hide": Matrix(Here(HidePackage)), |place| [place.spare];
    get "/admin/packages/{id}/hide": Back, |place| [place.spare];
    post "/admin/packages/{id}/show": Matrix(Here(HidePackage)), |place| [place.spare];
    get "/admin/packages/{id}/show": Back, |place| [place.spare];
    post "/admin/packages/{id}/delete": Matrix(Here(DeletePackage)), |place| [place.spare];
    get "/admin/packages/{id}/delete": Back, |place| [place.spare];
    post "/admin/packages/{id}/roles": Matrix(Here(ChangeResourceRolesOfPackage)), |place| [place.spare] { "role": place.object.roles[1] };
    post "/admin/packages/{id}/roles/{role}/remove": Matrix(Here(ChangeResourceRolesOfPackage)), |place| [place.spare, place.package_role];
    get "/admin/packages/{id}/roles/{role}/remove": Back, |place| [place.spare, place.package_role];
    post "/admin/packages/{id}/retire": Matrix(Here(DeletePackage)), |place| [place.held] { "on": "2026-04-01" };
    post "/admin/packages/{id}/retire/call-off": Matrix(Here(DeletePackage)), |place| [place.retiring];
    get "/admin/packages/{id}/retire/call-off": Back, |place| [place.retiring];
    post "/admin/packages/{id}/move": Matrix(Here(DeletePackage)), |place| [place.bare] { "catalog": place.empty };
    post "/admin/packages/{id}/copy": Matrix(Here(CreateAccessPackage)), |place| [place.bare] { "catalog": place.empty, "name": "A copy" };
    get "/admin/packages/{id}/copy": Back, |place| [place.bare];
    post "/admin/packages/{id}/assign": Matrix(Here(DirectlyAssignUser)), |place| [place.held] { "policy": place.held_policy, "people": format!("user:{}", place.someone) };
    post "/admin/packages/{id}/assign/many": Matrix(Here(DirectlyAssignUser)), |place| [place.held] { "policy": place.held_policy, "list": place.someone_called, "intent": "assign" };
    get "/admin/packages/{id}/assignments.csv": File(Here(ViewAssignments)), |place| [place.held];
    post "/admin/packages/{id}/assignments/apply": Matrix(Here(ReprocessAssignment)), |place| [place.held] { "pick": place.assignment };
    get "/admin/packages/{id}/assignments/apply": Back, |place| [place.held];
    post "/admin/packages/{id}/assignments/{assignment}/remove": Matrix(Here(DirectlyRemoveUser)), |place| [place.held, place.assignment];
    get "/admin/packages/{id}/assignments/{assignment}/remove": Back, |place| [place.held, place.assignment];
    post "/admin/packages/{id}/assignments/{assignment}/end": Matrix(Here(DirectlyAssignUser)), |place| [place.held, place.assignment] { "end": "2026-04-01" };
    get "/admin/packages/{id}/assignments/{assignment}/end": Back, |place| [place.held, place.assignment];
    post "/admin/packages/{id}/assignments/{assignment}/govern": Matrix(Here(MarkGuestGoverned)), |place| [place.held, place.guest_access];
    get "/admin/packages/{id}/assignments/{assignment}/govern": Back, |place| [place.held, place.guest_access];
    post "/admin/packages/{id}/requests/{request}/cancel": Matrix(Here(CancelPendingRequest)), |place| [place.asked, place.request];
    get "/admin/packages/{id}/requests/{request}/cancel": Back, |place| [place.asked, place.request];
    post "/admin/packages/{id}/requests/{request}/again": Matrix(Here(ReprocessRequest)), |place| [place.stuck, place.stuck_request];
    get "/admin/packages/{id}/requests/{request}/again": Back, |place| [place.stuck, place.stuck_request];
    post "/admin/packages/{id}/requests/{request}/delete": Matrix(Here(DeleteRequest)), |place| [place.stuck, place.stuck_request];
    get "/admin/packages/{id}/requests/{request}/delete": Back, |place| [place.stuck, place.stuck_request];
    post "/admin/packages/{id}/requests/{request}/answers": Matrix(Here(ChangeAnswers)), |place| [place.stuck, place.stuck_request] with(vec![(format!("answer_{}", place.question), "another".to_owned())]);
    get "/admin/packages/{id}/requests/{request}/answers": Back, |place| [place.stuck, place.stuck_request];
    post "/admin/packages/{id}/separation": Matrix(Here(ConfigureSeparationOfDuties)), |place| [place.spare] { "package": place.held };
    post "/admin/packages/{id}/separation/packages/{other}/remove": Matrix(Here(ConfigureSeparationOfDuties)), |place| [place.asked, place.spare];
    get "/admin/packages/{id}/separation/packages/{other}/remove": Back, |place| [place.asked, place.spare];
    post "/admin/packages/{id}/separation/groups/{other}/remove": Matrix(Here(ConfigureSeparationOfDuties)), |place| [place.asked, place.addable.id];
    get "/admin/packages/{id}/separation/groups/{other}/remove": Back, |place| [place.asked, place.addable.id];
    get "/admin/packages/{id}/separation/overlaps.csv": File(Here(ConfigureSeparationOfDuties)), |place| [place.spare];
    post "/admin/packages/{id}/policies/new": Matrix(Here(CreateOrEditPolicy)), |place| [place.spare] with(policy_form(None).0);
    post "/admin/packages/{id}/policies/{policy}": Matrix(Here(CreateOrEditPolicy)), |place| [place.spare, place.policy] with(policy_form(Some(1)).0);
    post "/admin/packages/{id}/policies/{policy}/delete": Matrix(Here(CreateOrEditPolicy)), |place| [place.spare, place.policy] { "version": 1 };
    get "/admin/packages/{id}/policies/{policy}/delete": Back, |place| [place.spare, place.policy];
    post "/admin/packages/{id}/policies/{policy}/template": Matrix(Here(CreateOrEditPolicy)), |place| [place.spare, place.policy] { "template_name": "Another template" };
    get "/admin/packages/{id}/policies/{policy}/template": Back, |place| [place.spare, place.policy];
    post "/admin/packages/{id}/templates/{template}/delete": Matrix(Here(CreateOrEditPolicy)), |place| [place.spare, place.template];
    get "/admin/packages/{id}/templates/{template}/delete": Back, |place| [place.spare, place.template];
};

pub const PORTAL: &[Route] = routes! {
    // Picks in catalogs of others are refused one by one.
    post "/admin/policies/approvers": Matrix(Listed(&[CreateOrEditPolicy])), |place| [] { "from": format!("user:{}", place.chief), "to": format!("user:{}", place.someone), "pick": format!("{}/{}/1", place.asked, place.asked_policy) };
    post "/admin/organizations/new": Matrix(Tenant(AddConnectedOrganization)), |place| [] { "name": format!("New {}", place.organization), "domains": format!("new-{}.example", place.organization) };
    post "/admin/organizations/{id}/edit": Matrix(Tenant(AddConnectedOrganization)), |place| [place.organization] { "name": format!("Edited {}", place.organization), "domains": format!("edited-{}.example", place.organization), "version": 1 };
    post "/admin/organizations/{id}/delete": Matrix(Tenant(AddConnectedOrganization)), |place| [place.organization] { "version": 1 };
    get "/admin/organizations/{id}/delete": Back, |place| [place.organization];
    post "/admin/people/{id}/disable": Matrix(Tenant(TenantSettings)), |place| [place.someone] { "version": 1 };
    get "/admin/people/{id}/disable": Back, |place| [place.someone];
    post "/admin/people/{id}/enable": Matrix(Tenant(TenantSettings)), |place| [place.someone] { "version": 1 };
    get "/admin/people/{id}/enable": Back, |place| [place.someone];
    get "/admin/audit/export.csv": File(Tenant(ViewAuditLog));
    get "/admin/requests.csv": File(Listed(&[ViewRequests]));
    post "/admin/settings": Matrix(Tenant(TenantSettings));
    post "/admin/guests/new": Matrix(Tenant(TenantSettings)), |place| [] { "name": format!("Rule of {}", place.session) };
    post "/admin/guests/{id}": Matrix(Tenant(TenantSettings)), |place| [place.guest_policy] { "name": "Another name" };
    post "/admin/guests/{id}/move": Matrix(Tenant(TenantSettings)), |place| [place.guest_policy] { "direction": "up" };
    get "/admin/guests/{id}/move": Back, |place| [place.guest_policy];
    post "/admin/guests/{id}/restore": Matrix(Tenant(TenantSettings)), |place| [place.gone_policy];
    get "/admin/guests/{id}/restore": Back, |place| [place.gone_policy];
    post "/admin/guests/{id}/delete": Matrix(Tenant(TenantSettings)), |place| [place.guest_policy];
    get "/admin/guests/{id}/delete": Back, |place| [place.guest_policy];
    post "/admin/programs/new": Matrix(Tenant(TenantSettings)), |_place| [] { "name": "" };
    post "/admin/programs/{id}/edit": Matrix(Tenant(TenantSettings)), |place| [place.program] { "name": "" };
    post "/admin/programs/{id}/enable": Matrix(Tenant(TenantSettings)), |place| [place.program] { "version": 1 };
    get "/admin/programs/{id}/enable": Back, |place| [place.program];
    post "/admin/programs/{id}/disable": Matrix(Tenant(TenantSettings)), |place| [place.program] { "version": 1 };
    get "/admin/programs/{id}/disable": Back, |place| [place.program];
    post "/admin/programs/{id}/delete": Matrix(Tenant(TenantSettings)), |place| [place.program] { "version": 1 };
    get "/admin/programs/{id}/delete": Back, |place| [place.program];
    post "/admin/programs/{id}/tokens": Matrix(Tenant(TenantSettings)), |place| [place.program] { "token_name": "Night", "scope": "scim", "days": 1 };
    get "/admin/programs/{id}/tokens": Back, |place| [place.program];
    post "/admin/programs/{id}/tokens/{token}/revoke": Matrix(Tenant(TenantSettings)), |place| [place.program, place.token];
    get "/admin/programs/{id}/tokens/{token}/revoke": Back, |place| [place.program, place.token];
    post "/admin/providers/new": Matrix(Tenant(TenantSettings)), |_place| [] { "name": "" };
    post "/admin/providers/{id}/edit": Matrix(Tenant(TenantSettings)), |place| [place.provider] { "name": "" };
    post "/admin/providers/{id}/check": Matrix(Tenant(TenantSettings)), |place| [place.provider];
    get "/admin/providers/{id}/check": Back, |place| [place.provider];
    post "/admin/providers/{id}/delete": Matrix(Tenant(TenantSettings)), |place| [place.provider] { "version": 1 };
    get "/admin/providers/{id}/delete": Back, |place| [place.provider];
    post "/admin/people/{id}/remove-second-factor": Matrix(Tenant(ReportOnAUser)), |place| [place.someone];
    get "/admin/people/{id}/remove-second-factor": Back, |place| [place.someone];
    post "/admin/health/mail/again": Matrix(Tenant(TenantSettings));
    get "/admin/health/mail/again": Back;
    post "/admin/health/mail/{mail}/again": Matrix(Tenant(TenantSettings)), |place| [place.mail];
    get "/admin/health/mail/{mail}/again": Back, |place| [place.mail];
    post "/admin/health/access/{access}/again": Below(Here(ReprocessAssignment)), |place| [place.assignment];
    get "/admin/health/access/{access}/again": Back, |place| [place.assignment];
};
