//! The first page: what waits, what is under way, what is about to end.

use super::{ApprovalRow, PackageRef, RequestRow};
use crate::views::When;
use serde::{Deserialize, Serialize};

/// Access that ends soon.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EndingRow {
    pub package: PackageRef,
    pub ends: When,
    pub soon: bool,
    /// Where to keep it for longer; none: that cannot be asked for.
    pub extend: Option<String>,
}

/// Access that arrived lately.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadyRow {
    pub package: PackageRef,
    pub since: When,
}

/// The overview (UI-01). Lists show the most pressing few; counts are of all.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OverviewPage {
    pub name: String,
    pub visitor: bool,
    pub approvals: Vec<ApprovalRow>,
    pub approvals_count: i64,
    pub requests: Vec<RequestRow>,
    pub requests_count: i64,
    pub ending: Vec<EndingRow>,
    pub ending_count: i64,
    pub ready: Vec<ReadyRow>,
    pub access_count: i64,
}
