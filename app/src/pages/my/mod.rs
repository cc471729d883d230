//! My Access: what a person can ask for, has, asked for and decides.

mod access;
mod answer;
mod approval;
mod approvals;
mod away;
mod extend;
mod guest;
mod guests;
mod otherwise;
mod overview;
mod package;
mod packages;
pub(crate) mod parts;
mod request;
pub(crate) mod request_form;
mod requests;
mod search;
mod team;
mod team_request;

pub use access::AccessPage;
pub use approval::ApprovalPage;
pub use approvals::ApprovalsPage;
pub use away::AwayPage;
pub use extend::ExtendPage;
pub use guest::GuestPage;
pub use guests::GuestsPage;
pub use overview::OverviewPage;
pub use package::PackagePage;
pub use packages::PackagesPage;
pub use request::{RequestPage, Story};
pub use request_form::{QuestionInput, characters};
pub use requests::RequestsPage;
pub use search::SearchPage;
pub use team::{ReportPage, TeamPage};
pub use team_request::{ReportOffersPage, ReportPackagePage};
