//! The people somebody manages (UI-06).

use super::{Badge, Named, PackageCardView, PackageRef, WayView};
use crate::views::{Page, When};
use serde::{Deserialize, Serialize};

/// Somebody who reports to the reader.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportRow {
    pub id: String,
    pub person: Named,
    /// Packages they have; 1,001 stands for more than 1,000, as in every count.
    pub holds: i64,
    /// Requests under way.
    pub waits: i64,
    /// The next end of something they have.
    pub next_end: Option<When>,
    /// The account is blocked.
    pub blocked: bool,
}

/// Everybody who reports to the reader, by name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TeamPage {
    pub rows: Page<ReportRow>,
}

/// Access of somebody who reports to the reader.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportAccess {
    pub id: String,
    pub package: PackageRef,
    pub badge: Badge,
    pub ends: Option<When>,
    /// Words of the confirmation before it is taken away; none: its policy leaves that to others.
    pub remove: Option<String>,
}

/// Something that is asked for somebody who reports to the reader.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportRequest {
    /// Of the request; empty unless the reader asked.
    pub link: String,
    pub package: PackageRef,
    pub kind: String,
    pub badge: Badge,
    pub asked: When,
    /// Who asked; empty for themselves.
    pub by: String,
}

/// One person who reports to the reader.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportPage {
    pub id: String,
    pub person: Named,
    pub blocked: bool,
    pub access: Vec<ReportAccess>,
    pub requests: Vec<ReportRequest>,
    /// There is more than this page shows.
    pub cut: bool,
}

/// What the reader can ask for on behalf of somebody.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportOffers {
    pub id: String,
    pub person: Named,
    pub cards: Page<PackageCardView>,
    pub query: String,
}

/// One package, to be asked for on behalf of somebody.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportPackage {
    pub id: String,
    pub person: Named,
    pub package: PackageRef,
    pub description: String,
    pub ways: Vec<WayView>,
    pub chosen: Option<String>,
    /// Why it cannot be asked for; empty when it can.
    pub reasons: Vec<String>,
    /// Today, as a date input wants it.
    pub today: String,
}
