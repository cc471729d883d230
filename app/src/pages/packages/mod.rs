//! The administration of packages. The editor of policies has its own folder.

mod approvers;
mod assign;
mod assignments;
mod edit;
mod errors;
mod frame;
mod list;
mod load;
mod many;
mod overlaps;
mod overview;
mod policies;
mod relocate;
mod request;
mod requests;
mod retire;
mod roles;
mod separation;
mod simulation;

pub use approvers::ApproversPage;
pub use assign::AssignPage;
pub use assignments::PackageAssignmentsPage;
pub use edit::EditPackagePage;
pub use errors::DeliveryErrorsPage;
pub use list::{PackageTable, PackagesAdminPage};
pub use many::AssignManyPage;
pub use overlaps::OverlapsPage;
pub use overview::PackageOverviewPage;
pub use policies::PackagePoliciesPage;
pub use relocate::RelocatePage;
pub use request::PackageRequestPage;
pub use requests::PackageRequestsPage;
pub use retire::RetirePage;
pub use roles::PackageRolesPage;
pub use separation::SeparationPage;
pub use simulation::SimulationPage;
