//! What the pages of My Access show.

mod access;
mod approvals;
mod extension;
mod notices;
mod overview;
mod packages;
mod requests;
mod search;
mod team;
pub mod words;

pub use access::{AccessPage, AccessRow};
pub use approvals::{
    ApprovalPage, ApprovalRow, ApprovalsPage, ApprovalsTab, AwayPage, Deciding, DeputyRow,
    EmergencyRow, Revoking,
};
pub use extension::ExtensionPage;
pub use notices::NoticesPage;
pub use overview::{EndingRow, OverviewPage, ReadyRow};
pub use packages::{
    PackageCardView, PackagePage, PackagesPage, Prefill, QuestionField, QuestionView,
    SuggestionView, WayView,
};
pub use requests::{AnswerView, OpenQuestion, RequestPage, RequestRow, RequestsPage};
pub use search::{SearchGroup, SearchHit, SearchPage};
pub use team::{
    ReportAccess, ReportOffers, ReportPackage, ReportPage, ReportRequest, ReportRow, TeamPage,
};

use super::When;
use serde::{Deserialize, Serialize};

/// What a status means to the reader.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Meaning {
    /// Nothing to act on: ended, canceled.
    #[default]
    Neutral,
    Good,
    /// Under way.
    Notice,
    Warning,
    Danger,
}

/// A status in words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Badge {
    pub meaning: Meaning,
    pub label: String,
}

impl Badge {
    pub fn new(meaning: Meaning, label: impl Into<String>) -> Self {
        Self {
            meaning,
            label: label.into(),
        }
    }
}

/// Where a step of a story stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Progress {
    Done,
    Current,
    #[default]
    Upcoming,
    Failed,
    Skipped,
}

/// A person or a group by name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    pub name: String,
    /// Mail address or organization; may be empty.
    pub detail: String,
    pub group: bool,
    /// The name is a description: "Your manager".
    pub described: bool,
}

impl Named {
    /// Somebody described rather than named: "Your manager".
    pub fn described(words: impl Into<String>) -> Self {
        Self {
            name: words.into(),
            described: true,
            ..Self::default()
        }
    }
}

/// A package wherever it is mentioned.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackageRef {
    pub id: String,
    pub name: String,
    pub catalog: String,
    /// Key of the catalog's hue.
    pub catalog_id: String,
}

/// A role of a package in plain words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleLine {
    /// `Payments on-call`.
    pub resource: String,
    /// `Group`, `Application`, `Site`.
    pub kind: String,
    /// `Member`.
    pub role: String,
}

/// A role with the state of its delivery (BYD-10).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleState {
    pub role: RoleLine,
    pub badge: Badge,
    /// What went wrong and what happens next; may be empty.
    pub detail: String,
}

/// One step of a request's story (REQ-11).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    pub title: String,
    pub when: Option<When>,
    /// What somebody wrote.
    pub note: Option<String>,
    /// What it means, or what comes next.
    pub detail: Option<String>,
    pub state: Progress,
}

/// Who is asked as well when a stage is not decided in time (POL-17).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EscalationView {
    /// `after 3 days`, `by 5 Mar 2026`.
    pub after: String,
    pub people: Vec<Named>,
}

/// An approval stage as it is drawn.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StageView {
    pub title: String,
    pub people: Vec<Named>,
    pub note: Option<String>,
    /// `within 7 days`.
    pub deadline: Option<String>,
    pub escalation: Option<EscalationView>,
    pub state: Progress,
}

/// The way from asking to having.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FlowView {
    pub requestor: String,
    pub stages: Vec<StageView>,
    /// `for 90 days`.
    pub lasts: String,
    pub access: Progress,
    /// Of a request under way, so that the states count.
    pub running: bool,
}
