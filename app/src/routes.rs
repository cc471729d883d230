//! Every address of the portal.

use crate::pages::{NotFoundPage, identity, my};
use crate::parts::{administration as admin, my_access};
use leptos::prelude::*;
use leptos_router::components::{Route, Routes};
use leptos_router::{SsrMode, path};

/// The page at the present address.
#[component]
pub fn Pages() -> impl IntoView {
    view! {
        <Routes fallback=|| view! { <NotFoundPage/> }>
            <Route path=path!("/sign-in") ssr=SsrMode::Async view=identity::SignInPage/>
            <Route path=path!("/sign-in/code") ssr=SsrMode::Async view={my_access::Code::new()}/>
            <Route path=path!("/sign-in/forgot") ssr=SsrMode::Async view={my_access::Forgot::new()}/>
            <Route path=path!("/sign-in/reset/:token") ssr=SsrMode::Async view={my_access::Reset::new()}/>
            <Route path=path!("/sign-in/second-factor") ssr=SsrMode::Async view={my_access::SecondStep::new()}/>
            <Route path=path!("/share/:package") ssr=SsrMode::Async view={my_access::Landing::new()}/>
            <Route path=path!("/profile") ssr=SsrMode::Async view={my_access::Profile::new()}/>
            <Route path=path!("/profile/second-factor") ssr=SsrMode::Async view={my_access::SecondFactor::new()}/>
            <Route path=path!("/profile/notices") ssr=SsrMode::Async view={my_access::Notices::new()}/>
            <Route path=path!("/profile/rights") ssr=SsrMode::Async view={my_access::Rights::new()}/>
            <Route path=path!("/profile/sessions") ssr=SsrMode::Async view={my_access::Sessions::new()}/>
            <Route path=path!("/demo/mailbox") ssr=SsrMode::Async view={my_access::Mailbox::new()}/>
            <Route path=path!("/demo/mailbox/:mail") ssr=SsrMode::Async view={my_access::Mail::new()}/>
            <Route path=path!("/") ssr=SsrMode::Async view=my::OverviewPage/>
            <Route path=path!("/packages") ssr=SsrMode::Async view={my_access::Packages::new()}/>
            <Route path=path!("/packages/:id") ssr=SsrMode::Async view={my_access::Package::new()}/>
            <Route path=path!("/access") ssr=SsrMode::Async view={my_access::Access::new()}/>
            <Route path=path!("/access/:id/extend") ssr=SsrMode::Async view={my_access::Extend::new()}/>
            <Route path=path!("/requests") ssr=SsrMode::Async view={my_access::Requests::new()}/>
            <Route path=path!("/requests/:id") ssr=SsrMode::Async view={my_access::Request::new()}/>
            <Route path=path!("/approvals") ssr=SsrMode::Async view={my_access::Approvals::new()}/>
            <Route path=path!("/approvals/away") ssr=SsrMode::Async view={my_access::Away::new()}/>
            <Route path=path!("/approvals/:id") ssr=SsrMode::Async view={my_access::Approval::new()}/>
            <Route path=path!("/team") ssr=SsrMode::Async view={my_access::Team::new()}/>
            <Route path=path!("/team/:person") ssr=SsrMode::Async view={my_access::Report::new()}/>
            <Route path=path!("/team/:person/packages") ssr=SsrMode::Async view={my_access::ReportOffers::new()}/>
            <Route path=path!("/team/:person/packages/:package") ssr=SsrMode::Async view={my_access::ReportPackage::new()}/>
            <Route path=path!("/guests") ssr=SsrMode::Async view={my_access::Guests::new()}/>
            <Route path=path!("/guests/:id") ssr=SsrMode::Async view={my_access::Guest::new()}/>
            <Route path=path!("/search") ssr=SsrMode::Async view={my_access::Search::new()}/>
            <Route path=path!("/admin/packages/new") ssr=SsrMode::Async view={admin::NewPackage::new()}/>
            <Route path=path!("/admin/packages/:id/policies/new") ssr=SsrMode::Async view={admin::NewPolicy::new()}/>
            <Route path=path!("/admin/packages/:id/policies/:policy") ssr=SsrMode::Async view={admin::EditPolicy::new()}/>
            <Route path=path!("/admin/catalogs") ssr=SsrMode::Async view={admin::Catalogs::new()}/>
            <Route path=path!("/admin/catalogs/new") ssr=SsrMode::Async view={admin::NewCatalog::new()}/>
            <Route path=path!("/admin/catalogs/:id") ssr=SsrMode::Async view={admin::Catalog::new()}/>
            <Route path=path!("/admin/catalogs/:id/edit") ssr=SsrMode::Async view={admin::EditCatalog::new()}/>
            <Route path=path!("/admin/catalogs/:id/resources") ssr=SsrMode::Async view={admin::CatalogResources::new()}/>
            <Route path=path!("/admin/catalogs/:id/resources/add") ssr=SsrMode::Async view={admin::AddResource::new()}/>
            <Route path=path!("/admin/catalogs/:id/resources/:resource") ssr=SsrMode::Async view={admin::CatalogResource::new()}/>
            <Route path=path!("/admin/catalogs/:id/roles") ssr=SsrMode::Async view={admin::CatalogRoles::new()}/>
            <Route path=path!("/admin/packages") ssr=SsrMode::Async view={admin::PackagesAdmin::new()}/>
            <Route path=path!("/admin/packages/:id") ssr=SsrMode::Async view={admin::PackageOverview::new()}/>
            <Route path=path!("/admin/packages/:id/edit") ssr=SsrMode::Async view={admin::EditPackage::new()}/>
            <Route path=path!("/admin/packages/:id/roles") ssr=SsrMode::Async view={admin::PackageRoles::new()}/>
            <Route path=path!("/admin/packages/:id/policies") ssr=SsrMode::Async view={admin::PackagePolicies::new()}/>
            <Route path=path!("/admin/packages/:id/requests") ssr=SsrMode::Async view={admin::PackageRequests::new()}/>
            <Route path=path!("/admin/packages/:id/requests/errors") ssr=SsrMode::Async view={admin::DeliveryErrors::new()}/>
            <Route path=path!("/admin/packages/:id/requests/:request") ssr=SsrMode::Async view={admin::PackageRequest::new()}/>
            <Route path=path!("/admin/packages/:id/assignments") ssr=SsrMode::Async view={admin::PackageAssignments::new()}/>
            <Route path=path!("/admin/packages/:id/retire") ssr=SsrMode::Async view={admin::Retire::new()}/>
            <Route path=path!("/admin/packages/:id/move") ssr=SsrMode::Async view={admin::Relocate::new()}/>
            <Route path=path!("/admin/packages/:id/try") ssr=SsrMode::Async view={admin::Simulation::new()}/>
            <Route path=path!("/admin/packages/:id/separation") ssr=SsrMode::Async view={admin::Separation::new()}/>
            <Route path=path!("/admin/packages/:id/separation/overlaps") ssr=SsrMode::Async view={admin::Overlaps::new()}/>
            <Route path=path!("/admin/packages/:id/assign") ssr=SsrMode::Async view={admin::Assign::new()}/>
            <Route path=path!("/admin/packages/:id/assign/many") ssr=SsrMode::Async view={admin::AssignMany::new()}/>
            <Route path=path!("/admin/organizations") ssr=SsrMode::Async view={admin::Organizations::new()}/>
            <Route path=path!("/admin/organizations/new") ssr=SsrMode::Async view={admin::NewOrganization::new()}/>
            <Route path=path!("/admin/organizations/:id") ssr=SsrMode::Async view={admin::Organization::new()}/>
            <Route path=path!("/admin/organizations/:id/edit") ssr=SsrMode::Async view={admin::EditOrganization::new()}/>
            <Route path=path!("/admin/people") ssr=SsrMode::Async view={admin::People::new()}/>
            <Route path=path!("/admin/people/:id") ssr=SsrMode::Async view={admin::Person::new()}/>
            <Route path=path!("/admin/programs") ssr=SsrMode::Async view={admin::Programs::new()}/>
            <Route path=path!("/admin/programs/new") ssr=SsrMode::Async view={admin::NewProgram::new()}/>
            <Route path=path!("/admin/programs/:id") ssr=SsrMode::Async view={admin::Program::new()}/>
            <Route path=path!("/admin/programs/:id/edit") ssr=SsrMode::Async view={admin::EditProgram::new()}/>
            <Route path=path!("/admin/roles") ssr=SsrMode::Async view={admin::TenantRoles::new()}/>
            <Route path=path!("/admin/audit") ssr=SsrMode::Async view={admin::Audit::new()}/>
            <Route path=path!("/admin/audit/:seq") ssr=SsrMode::Async view={admin::Record::new()}/>
            <Route path=path!("/admin/policies/approvers") ssr=SsrMode::Async view={admin::Approvers::new()}/>
            <Route path=path!("/admin/requests") ssr=SsrMode::Async view={admin::History::new()}/>
            <Route path=path!("/admin/numbers") ssr=SsrMode::Async view={admin::Numbers::new()}/>
            <Route path=path!("/admin/health") ssr=SsrMode::Async view={admin::Health::new()}/>
            <Route path=path!("/admin/providers") ssr=SsrMode::Async view={admin::Providers::new()}/>
            <Route path=path!("/admin/providers/new") ssr=SsrMode::Async view={admin::NewProvider::new()}/>
            <Route path=path!("/admin/providers/:id") ssr=SsrMode::Async view={admin::Provider::new()}/>
            <Route path=path!("/admin/providers/:id/edit") ssr=SsrMode::Async view={admin::EditProvider::new()}/>
            <Route path=path!("/admin/settings") ssr=SsrMode::Async view={admin::Settings::new()}/>
            <Route path=path!("/admin/guests") ssr=SsrMode::Async view={admin::GuestPolicies::new()}/>
            <Route path=path!("/admin/guests/new") ssr=SsrMode::Async view={admin::NewGuestPolicy::new()}/>
            <Route path=path!("/admin/guests/:id") ssr=SsrMode::Async view={admin::GuestPolicy::new()}/>
            <Route path=path!("/admin/objects") ssr=SsrMode::Async view={admin::Objects::new()}/>
            <Route path=path!("/admin/objects/:id") ssr=SsrMode::Async view={admin::Object::new()}/>
        </Routes>
    }
}
