//! The administration: one part of the program that is loaded when it is first opened, so that the
//! people who only ask for access never load it.

use crate::pages::{audit, catalogs, editor, objects, organizations, packages, people, roles};
use leptos::prelude::*;
use leptos_router::{Lazy, LazyRoute};

/// Declares the pages: a place for each, its route view, and the one function that renders them.
macro_rules! places {
    ($($place:ident = $page:path),+ $(,)?) => {
        /// A page of the administration.
        #[derive(Clone, Copy, Debug)]
        enum Place { $($place),+ }

        impl Place {
            const ALL: &'static [Self] = &[$(Self::$place),+];
        }

        $(
            /// Route view of this page.
            pub type $place = Lazy<Part<{ Place::$place as usize }>>;
        )+

        /// Everything below this function lies in the part that is loaded late.
        #[lazy]
        fn administration(place: Place) -> AnyView {
            match place {
                $(Place::$place => $page().into_any()),+
            }
        }
    };
}

places! {
    NewPackage = editor::NewPackagePage,
    NewPolicy = editor::NewPolicyPage,
    EditPolicy = editor::EditPolicyPage,
    Catalogs = catalogs::CatalogsPage,
    NewCatalog = catalogs::NewCatalogPage,
    Catalog = catalogs::CatalogPage,
    EditCatalog = catalogs::EditCatalogPage,
    CatalogResources = catalogs::CatalogResourcesPage,
    AddResource = catalogs::AddResourcePage,
    CatalogRoles = catalogs::CatalogRolesPage,
    PackagesAdmin = packages::PackagesAdminPage,
    PackageOverview = packages::PackageOverviewPage,
    EditPackage = packages::EditPackagePage,
    PackageRoles = packages::PackageRolesPage,
    PackagePolicies = packages::PackagePoliciesPage,
    PackageRequests = packages::PackageRequestsPage,
    PackageRequest = packages::PackageRequestPage,
    PackageAssignments = packages::PackageAssignmentsPage,
    Assign = packages::AssignPage,
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
}

/// A route whose view is the page number `PLACE`.
#[derive(Clone, Copy, Debug)]
pub struct Part<const PLACE: usize>;

impl<const PLACE: usize> LazyRoute for Part<PLACE> {
    fn data() -> Self {
        Self
    }

    async fn view(_this: Self) -> AnyView {
        administration(Place::ALL[PLACE]).await
    }

    async fn preload() {
        #[cfg(target_arch = "wasm32")]
        __preload_administration().await;
    }
}
