//! What the package and policy editor works with.

use super::packages::{NewPackageView, RoleChoice};
use super::{PickView, figure};
use crate::forms::Fields;
use crate::policy::NameBook;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// The editor as it opens, for a new package with its first policy, a new policy, or an existing one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditorView {
    /// What the form holds at first: what was typed and refused, or else what is stored or usual.
    pub fields: Fields,
    /// Names of everyone and everything that `fields` mentions.
    pub names: NameBook,
    /// Partner organizations to choose from; the value is the bare id.
    pub organizations: Vec<PickView>,
    /// What was searched for with a button instead of while typing.
    pub found: Vec<FoundView>,
    pub now: Timestamp,
    /// Marks what is kept in the browser until it is saved.
    pub draft: String,
    pub subject: EditorSubject,
}

/// What is edited.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum EditorSubject {
    Package {
        form: NewPackageView,
        /// The roles of the catalog that is chosen at first.
        roles: Vec<RoleChoice>,
    },
    Policy {
        package: PolicyPlace,
        /// None: a new one.
        policy: Option<ExistingPolicy>,
    },
}

/// The package a policy belongs to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PolicyPlace {
    pub id: String,
    pub name: String,
    pub catalog_id: String,
    pub catalog: String,
    /// The catalog is open to people from outside.
    pub external: bool,
}

/// A policy that is being changed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExistingPolicy {
    pub id: String,
    pub name: String,
    pub version: i64,
    /// Requests under way, which keep the settings they were made with (POL-32).
    pub waiting: i64,
    /// Why it cannot be deleted now.
    pub obstacle: Option<String>,
    /// Who of its holders is not among the people that the form names (BYD-08).
    pub outside: OutsideView,
}

/// How many of those who have access through a policy are not among the people it is for (BYD-08).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutsideView {
    /// Holders looked at, those with the oldest access.
    pub looked_at: i64,
    /// Those among them who are outside, and lose the access if leaving has that consequence.
    pub outside: i64,
    /// There are more holders than were looked at.
    pub more: bool,
}

impl OutsideView {
    /// As a sentence.
    pub fn sentence(self) -> String {
        let (looked_at, outside) = (figure(self.looked_at), figure(self.outside));
        match (self.looked_at, self.outside) {
            (0, _) => t!("Nobody has access through this policy now.").to_owned(),
            (_, 0) if self.more => t!(
                "Of the {looked_at} people who have had it longest, all are among these people. Others were not looked at.",
                looked_at
            ),
            _ if self.more => t!(
                "Of the {looked_at} people who have had it longest, {outside} are not among these people. Others were not looked at.",
                looked_at,
                outside
            ),
            (1, 0) => t!("The one person who has it now is among these people.").to_owned(),
            (1, _) => t!("The one person who has it now is not among these people.").to_owned(),
            (_, 0) => t!(
                "Of the {looked_at} people who have it now, all are among these people.",
                looked_at
            ),
            _ => tn!(
                self.outside,
                "Of the {looked_at} people who have it now, {n} is not among these people.",
                "Of the {looked_at} people who have it now, {n} are not among these people.",
                looked_at
            ),
        }
    }
}

/// The result of a search that was asked for with a button.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundView {
    /// The field whose picker asked.
    pub field: String,
    pub query: String,
    pub options: Vec<PickView>,
}

/// What would happen if this person asked now (BYD-02).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PreviewView {
    pub name: String,
    pub eligible: bool,
    /// Each failed check in words (BYD-01).
    pub reasons: Vec<String>,
    pub stages: Vec<PreviewStage>,
    /// `Access ends on Friday 12 March 2027.`
    pub ends: String,
}

/// Who would be asked in a stage.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PreviewStage {
    /// `Ada Lind or anyone in Finance`; empty when there is nobody to ask.
    pub approvers: String,
    /// More than one of them has to approve (BYD-14).
    pub several: bool,
    /// There are too few people who could.
    pub too_few: bool,
    /// The fallback steps in.
    pub fallback: bool,
    /// When the request would be denied by itself, if every stage takes all its time.
    pub until: String,
    /// `Ada Lind could decide, too, from Friday 6 March 2026.`; empty without alternates.
    pub escalation: String,
}
