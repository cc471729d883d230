//! Services about roles, people and single holders of access, and what each needs.

use super::{Service, services};
use crate::support::provider::input;
use crate::support::rights::Needs::{
    AnyRole, Here, HereOrHidden, HereSeen, Listed, System, Tenant,
};
use engine::assignments::{self, DirectAssignment};
use engine::directory::import::{ImportFile, import};
use engine::directory::{self, Pick};
use engine::identity::{self, accounts, demo};
use engine::requests::RequestQuery;
use engine::{
    approvals, audit, guests, health, history, numbers, objects, organizations, people, providers,
    requests, roles, settings,
};
use shared::authz::Action::{
    AddAccessPackageManager, AddCatalogOwner, AddCatalogReaderOrAssignmentManager,
    AddConnectedOrganization, CancelPendingRequest, ChangeAnswers, DelegateCatalogCreator,
    DeleteRequest, DirectlyAssignUser, DirectlyRemoveUser, MarkGuestGoverned,
    RemoveAccessPackageManager, ReportOnAUser, ReprocessAssignment, ReprocessRequest,
    TenantSettings, ViewAuditLog, ViewCatalogAndPackages, ViewRequests,
};
use shared::authz::{Role, Scope};
use shared::directory::{ObjectKind, OrganizationState, Principal};
use shared::forms::guests::write;
use shared::forms::organizations::OrganizationInput;
use shared::forms::packages::Stranger;
use shared::forms::requests::EndInput;
use shared::forms::{AddRoleInput, Fields};
use shared::ids::UserId;
use shared::policy::{Asked, GuestRules};
use shared::views::audit::AuditFilter;
use shared::views::history::HistoryFilter;

fn holder(role: Role, someone: UserId) -> AddRoleInput {
    AddRoleInput {
        role,
        principals: vec![Principal::User(someone).into()],
    }
}

fn organization(domain: &str) -> OrganizationInput {
    OrganizationInput {
        name: domain.to_owned(),
        description: String::new(),
        domains: vec![domain.to_owned()],
        state: OrganizationState::Configured,
        provider: None,
        internal_sponsors: Vec::new(),
        external_sponsors: Vec::new(),
    }
}

fn guest_rule() -> Fields {
    let rules = GuestRules {
        no_access: true,
        ..GuestRules::default()
    };
    write("Partners", true, &rules, 1, &[])
}

pub const SERVICES: &[Service] = services! {
    reads "roles::view": Here(ViewCatalogAndPackages), |place, ctx| roles::view(ctx, Scope::Catalog(place.catalog), "");
    reads "roles::view": Tenant(TenantSettings), |_place, ctx| roles::view(ctx, Scope::Tenant, "");
    changes "roles::add": Here(AddCatalogOwner), |place, ctx| roles::add(ctx, Scope::Catalog(place.catalog), holder(Role::CatalogOwner, place.someone));
    changes "roles::add": Here(AddAccessPackageManager), |place, ctx| roles::add(ctx, Scope::Catalog(place.catalog), holder(Role::AccessPackageManager, place.someone));
    changes "roles::add": Here(AddCatalogReaderOrAssignmentManager), |place, ctx| roles::add(ctx, Scope::Catalog(place.catalog), holder(Role::CatalogReader, place.someone));
    changes "roles::add": Here(AddCatalogReaderOrAssignmentManager), |place, ctx| roles::add(ctx, Scope::Catalog(place.catalog), holder(Role::AccessPackageAssignmentManager, place.someone));
    changes "roles::add": Tenant(DelegateCatalogCreator), |place, ctx| roles::add(ctx, Scope::Tenant, holder(Role::CatalogCreator, place.someone));
    changes "roles::add": Tenant(DelegateCatalogCreator), |place, ctx| roles::add(ctx, Scope::Tenant, holder(Role::ConnectedOrganizationAdministrator, place.someone));
    changes "roles::add": Tenant(TenantSettings), |place, ctx| roles::add(ctx, Scope::Tenant, holder(Role::IdentityGovernanceAdministrator, place.someone));
    changes "roles::remove": Here(AddCatalogOwner), |place, ctx| roles::remove(ctx, Scope::Catalog(place.catalog), place.owner);
    changes "roles::remove": Here(RemoveAccessPackageManager), |place, ctx| roles::remove(ctx, Scope::Catalog(place.catalog), place.manager);
    changes "roles::remove": Here(AddCatalogReaderOrAssignmentManager), |place, ctx| roles::remove(ctx, Scope::Catalog(place.catalog), place.reader);
    changes "roles::remove": Tenant(DelegateCatalogCreator), |place, ctx| roles::remove(ctx, Scope::Tenant, place.creator);
    reads "directory::options": AnyRole, |_place, ctx| directory::options(ctx, "", Pick::Both, &[], 10);
    changes "assignments::assign_directly": Here(DirectlyAssignUser), |place, ctx| async {
        let people = vec![place.someone];
        let asked = Asked { start: None, end: None };
        let input = DirectAssignment { package: place.held, policy: place.held_policy, people, asked, justification: String::new(), answers: Vec::new() };
        assignments::assign_directly(ctx, &input).await
    };
    changes "assignments::move_end": Here(DirectlyAssignUser), |place, ctx| async {
        let end = Some(ctx.now().plus_days(9));
        assignments::move_end(ctx, place.assignment, &EndInput { end, ..EndInput::default() }).await
    };
    changes "assignments::remove_directly": Here(DirectlyRemoveUser), |place, ctx| assignments::remove_directly(ctx, place.assignment, "");
    changes "assignments::reprocess": Here(ReprocessAssignment), |place, ctx| assignments::reprocess(ctx, place.assignment);
    changes "requests::reprocess": HereSeen(ReprocessRequest, ViewRequests), |place, ctx| requests::reprocess(ctx, place.stuck_request);
    changes "requests::delete": HereSeen(DeleteRequest, ViewRequests), |place, ctx| requests::delete(ctx, place.stuck_request);
    changes "requests::change_answers": HereSeen(ChangeAnswers, ViewRequests), |place, ctx| async { requests::change_answers(ctx, place.stuck_request, &[(place.question, "another".to_owned())]).await };
    changes "requests::change_answers_of": HereSeen(ChangeAnswers, ViewRequests), |place, ctx| async { requests::change_answers_of(ctx, place.stuck_assignment, &[(place.question, "another".to_owned())]).await };
    changes "assignments::assign_by_mail": Here(DirectlyAssignUser), |place, ctx| async {
        let stranger = Stranger { mail: "kim@partner.example".to_owned(), name: String::new() };
        let asked = Asked { start: None, end: None };
        let input = DirectAssignment { package: place.held, policy: place.partners, people: Vec::new(), asked, justification: String::new(), answers: Vec::new() };
        assignments::assign_by_mail(ctx, &input, &stranger).await
    };
    changes "guests::govern": Here(MarkGuestGoverned), |place, ctx| guests::govern(ctx, place.held, place.guest_access);
    changes "requests::cancel": HereOrHidden(CancelPendingRequest), |place, ctx| requests::cancel(ctx, place.request);
    reads "requests::read": HereOrHidden(ViewRequests), |place, ctx| requests::read(ctx, place.request, requests::Expand::default());
    reads "requests::list": Tenant(ViewRequests), |_place, ctx| async { requests::list(ctx, &RequestQuery::default(), 50).await };
    reads "requests::list": Here(ViewRequests), |place, ctx| async {
        let query = RequestQuery { package: Some(place.asked), ..RequestQuery::default() };
        requests::list(ctx, &query, 50).await
    };
    reads "approvals::read": HereOrHidden(ViewRequests), |place, ctx| approvals::read(ctx, place.request);
    reads "people::list": Tenant(ReportOnAUser), |_place, ctx| people::list(ctx, people::PeopleFilter::default());
    reads "people::view": Tenant(ReportOnAUser), |place, ctx| people::view(ctx, place.someone);
    changes "people::set_enabled": Tenant(TenantSettings), |place, ctx| people::set_enabled(ctx, place.someone, 1, false);
    reads "objects::list": Tenant(ReportOnAUser), |_place, ctx| objects::list(ctx, ObjectKind::Application, "", "");
    reads "objects::view": Tenant(ReportOnAUser), |place, ctx| objects::view(ctx, place.object.id, "");
    reads "organizations::list": Tenant(AddConnectedOrganization), |_place, ctx| organizations::list(ctx, organizations::OrganizationFilter::default());
    reads "organizations::view": Tenant(AddConnectedOrganization), |place, ctx| organizations::view(ctx, place.organization);
    reads "organizations::new_form": Tenant(AddConnectedOrganization), |_place, ctx| async { organizations::new_form(ctx, &organizations::Draft::default()).await };
    reads "organizations::edit_form": Tenant(AddConnectedOrganization), |place, ctx| async { organizations::edit_form(ctx, place.organization, &organizations::Draft::default()).await };
    changes "organizations::create": Tenant(AddConnectedOrganization), |place, ctx| organizations::create(ctx, organization(&format!("new-{}.example", place.organization)));
    changes "organizations::update": Tenant(AddConnectedOrganization), |place, ctx| organizations::update(ctx, place.organization, 1, organization(&format!("edited-{}.example", place.organization)));
    changes "organizations::delete": Tenant(AddConnectedOrganization), |place, ctx| organizations::delete(ctx, place.organization, 1);
    reads "providers::list": Tenant(TenantSettings), |_place, ctx| providers::list(ctx);
    reads "providers::view": Tenant(TenantSettings), |place, ctx| providers::view(ctx, place.provider);
    reads "providers::new_form": Tenant(TenantSettings), |_place, ctx| providers::new_form(ctx);
    reads "providers::edit_form": Tenant(TenantSettings), |place, ctx| providers::edit_form(ctx, place.provider);
    reads "providers::choices": Tenant(AddConnectedOrganization), |_place, ctx| providers::choices(ctx);
    reads "providers::check": Tenant(TenantSettings), |place, ctx| providers::check(ctx, place.provider);
    changes "providers::create": Tenant(TenantSettings), |place, ctx| providers::create(ctx, input(&format!("New {}", place.provider)));
    changes "providers::update": Tenant(TenantSettings), |place, ctx| providers::update(ctx, place.provider, 1, input(&format!("Changed {}", place.provider)));
    changes "providers::delete": Tenant(TenantSettings), |place, ctx| providers::delete(ctx, place.provider, 1);
    reads "settings::tenant_settings": Tenant(TenantSettings), |_place, ctx| settings::tenant_settings(ctx);
    changes "settings::change_tenant_settings": Tenant(TenantSettings), |_place, ctx| async {
        let mut wanted = settings::tenant_settings(ctx).await?;
        wanted.members_find_narrow_packages = !wanted.members_find_narrow_packages;
        settings::change_tenant_settings(ctx, wanted).await
    };
    reads "guests::list": Tenant(TenantSettings), |_place, ctx| guests::policies::list(ctx);
    reads "guests::form": Tenant(TenantSettings), |_place, ctx| guests::policies::form(ctx, None, None);
    changes "guests::create": Tenant(TenantSettings), |_place, ctx| async {
        guests::policies::create(ctx, &guest_rule()).await
    };
    changes "guests::update": Tenant(TenantSettings), |place, ctx| async {
        guests::policies::update(ctx, place.guest_policy, &guest_rule()).await
    };
    changes "guests::delete": Tenant(TenantSettings), |place, ctx| guests::policies::delete(ctx, place.guest_policy, 1);
    changes "guests::restore": Tenant(TenantSettings), |place, ctx| guests::policies::restore(ctx, place.gone_policy);
    changes "guests::move_up_or_down": Tenant(TenantSettings), |place, ctx| guests::policies::move_up_or_down(ctx, place.guest_policy, true);
    reads "health::view": Tenant(TenantSettings), |_place, ctx| health::view(ctx, "", "");
    changes "health::mail_again": Tenant(TenantSettings), |place, ctx| health::mail_again(ctx, place.mail);
    changes "health::mails_again": Tenant(TenantSettings), |_place, ctx| health::mails_again(ctx);
    changes "health::role_again": Here(ReprocessAssignment), |place, ctx| health::role_again(ctx, place.assignment);
    reads "history::search": Listed(&[ViewRequests]), |_place, ctx| history::search(ctx, HistoryFilter::default());
    reads "history::export": Listed(&[ViewRequests]), |_place, ctx| async { history::export(ctx, &HistoryFilter::default()).await };
    reads "numbers::view": Listed(&[ViewRequests]), |_place, ctx| numbers::view(ctx, "52", "");
    changes "numbers::count_weeks": System, |_place, ctx| numbers::count_weeks(ctx);
    reads "audit::search": Tenant(ViewAuditLog), |_place, ctx| audit::search(ctx, AuditFilter::default(), true);
    reads "audit::record": Tenant(ViewAuditLog), |_place, ctx| audit::record(ctx, 1);
    reads "audit::export": Tenant(ViewAuditLog), |_place, ctx| async { audit::export(ctx, &AuditFilter::default()).await };
    changes "directory::import": Tenant(TenantSettings), |place, ctx| async {
        let name = place.someone;
        let text = format!("user_name,display_name,mail\n{name},New,{name}@norrland.example\n");
        let files = [ImportFile { name: "people.csv".to_owned(), bytes: text.into_bytes() }];
        import(ctx, &files).await.map(|read| read.unwrap())
    };
    changes "identity::tidy": System, |_place, ctx| identity::tidy(ctx);
    changes "identity::list_personas": System, |_place, ctx| demo::list_personas(ctx, &[]);
    changes "identity::set_password": System, |_place, ctx| accounts::set_password(ctx, "somebody", "correct horse battery");
    changes "identity::create_administrator": System, |_place, ctx| async {
        let new = accounts::NewAdministrator { user_name: "mallory".to_owned(), display_name: "Mallory".to_owned(), mail: "mallory@norrland.example".to_owned() };
        accounts::create_administrator(ctx, &new, "correct horse battery").await
    };
};
