//! The health of the server as its page shows it.

use super::{Page, When};
use serde::{Deserialize, Serialize};

/// How things are, the worst first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Condition {
    /// Something needs a person.
    Failed,
    /// Something waits and goes on by itself.
    Waiting,
    #[default]
    Fine,
}

/// The whole page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HealthView {
    pub condition: Condition,
    /// `Everything is fine`.
    pub title: String,
    /// What it means and what to do.
    pub advice: String,
    /// Counted to 10,000 at most, as all four.
    pub mails_waiting: i64,
    pub mails_given_up: i64,
    pub deliveries_waiting: i64,
    pub deliveries_failed: i64,
    /// When the mail that waits longest is due.
    pub next_mail: Option<When>,
    /// When the delivery that waits longest is due.
    pub next_delivery: Option<When>,
    pub mails: Page<FailedMail>,
    pub deliveries: Page<FailedDelivery>,
    /// The last notices that were not sent because they had become pointless.
    pub recalled: Vec<RecalledMail>,
    pub jobs: Vec<JobRow>,
    /// When the background last looked for work.
    pub looked: Option<When>,
    pub facts: ServerFacts,
}

/// A mail that was tried too often.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FailedMail {
    pub id: String,
    pub to: String,
    /// Codes in it are covered.
    pub subject: String,
    /// What the mail server said last.
    pub error: String,
    pub written: When,
}

/// A notice that was taken back before it was sent (BYD-27).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecalledMail {
    pub subject: String,
    /// The name of whom it was for.
    pub to: String,
    pub recalled: When,
}

/// A role that could not be given.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FailedDelivery {
    pub assignment_id: String,
    pub person: String,
    pub person_href: String,
    pub package: String,
    pub package_href: String,
    /// `Payroll: Reader`.
    pub role: String,
    pub error: String,
    pub failed: When,
}

/// Work of one kind since the server started.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct JobRow {
    /// `Approval deadline`.
    pub name: String,
    pub done: u64,
    pub failed: u64,
    pub last: Option<When>,
    /// The last thing failed.
    pub failing: bool,
    /// What was wrong the last time something failed, and when.
    pub error: Option<(String, When)>,
}

/// What runs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServerFacts {
    /// `0.1.0`.
    pub version: String,
    pub started: When,
    /// `SQLite 3.50.4`.
    pub database: String,
    /// `12.4 MB`.
    pub size: String,
    pub schema: i64,
    /// The number of the latest audit record.
    pub records: i64,
}
