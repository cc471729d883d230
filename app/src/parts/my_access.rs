//! My Access behind its first page, the page behind a share link, and what concerns one's own account.

use super::part;
use crate::pages::{identity, my};

part! {
    /// Everything below this function lies in the part.
    my_access, __preload_my_access, MyAccess;

    Landing = identity::LandingPage,
    Code = identity::CodePage,
    Forgot = identity::ForgotPage,
    Reset = identity::ResetPage,
    SecondStep = identity::SecondStepPage,
    SecondFactor = identity::SecondFactorPage,
    Profile = identity::ProfilePage,
    Notices = identity::NoticesPage,
    Rights = identity::RightsPage,
    Sessions = identity::SessionsPage,
    Mailbox = identity::MailboxPage,
    Mail = identity::MailPage,
    Packages = my::PackagesPage,
    Package = my::PackagePage,
    Access = my::AccessPage,
    Extend = my::ExtendPage,
    Requests = my::RequestsPage,
    Request = my::RequestPage,
    Approvals = my::ApprovalsPage,
    Away = my::AwayPage,
    Approval = my::ApprovalPage,
    Search = my::SearchPage,
    Guests = my::GuestsPage,
    Guest = my::GuestPage,
    Team = my::TeamPage,
    Report = my::ReportPage,
    ReportOffers = my::ReportOffersPage,
    ReportPackage = my::ReportPackagePage,
}
