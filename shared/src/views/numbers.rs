//! Numbers for managers, as their page shows them (BYD-28).

use super::catalogs::Named;
use serde::{Deserialize, Serialize};

/// How long something takes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Times {
    /// How many were counted.
    pub count: i64,
    /// `5 h`; empty where nothing was counted, as the others.
    pub median: String,
    /// What 90 of 100 do not exceed.
    pub most: String,
    /// What 95 of 100 do not exceed.
    pub nearly_all: String,
}

/// What came of the requests of one week.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WeekRow {
    /// `2 Mar 2026`: the Monday.
    pub begins: String,
    pub asked: i64,
    pub granted: i64,
    /// Denied, or nobody decided.
    pub refused: i64,
}

/// A package and how busy it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BusyRow {
    pub package: Named,
    pub catalog: String,
    pub asked: i64,
    pub granted: i64,
    pub times: Times,
}

/// A stage of a package's approval, and how long it takes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StageRow {
    pub package: Named,
    /// From 1.
    pub stage: i64,
    pub times: Times,
    /// The median in minutes, for the drawing.
    pub minutes: u32,
}

/// The page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NumbersView {
    /// Weeks looked at: `4`, `13` or `52`.
    pub period: String,
    /// Id of the catalog; empty for all.
    pub catalog: String,
    pub catalogs: Vec<Named>,
    pub asked: i64,
    pub granted: i64,
    pub denied: i64,
    /// Nobody decided in time.
    pub unanswered: i64,
    pub canceled: i64,
    /// Could not be set up, or only in part.
    pub failed: i64,
    /// From asking to having.
    pub times: Times,
    /// Every week of the period, the earliest first.
    pub weeks: Vec<WeekRow>,
    /// The busiest first.
    pub busiest: Vec<BusyRow>,
    /// The slowest first.
    pub slowest: Vec<StageRow>,
}
