//! The administration of packages. The editor of policies has its own folder.

mod assign;
mod assignments;
mod edit;
mod frame;
mod list;
mod load;
mod overview;
mod policies;
mod request;
mod requests;
mod roles;

pub use assign::AssignPage;
pub use assignments::PackageAssignmentsPage;
pub use edit::EditPackagePage;
pub use list::{PackageTable, PackagesAdminPage};
pub use overview::PackageOverviewPage;
pub use policies::PackagePoliciesPage;
pub use request::PackageRequestPage;
pub use requests::PackageRequestsPage;
pub use roles::PackageRolesPage;
