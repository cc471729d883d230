//! Requests: the list, and the full story of one.

use super::{Badge, FlowView, Named, PackageRef, QuestionView, RoleState, Step};
use crate::views::{Page, When};
use serde::{Deserialize, Serialize};

/// A request in a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequestRow {
    pub id: String,
    pub package: PackageRef,
    /// `Request for access`.
    pub kind: String,
    pub badge: Badge,
    pub asked: When,
    /// The present step in a few words: `Stage 1 of 2, until 12 Mar 2026`.
    pub step: String,
}

/// The person's requests, newest first (UI-05).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequestsPage {
    pub rows: Page<RequestRow>,
}

/// A question with its answer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerView {
    pub question: String,
    pub answer: String,
}

/// A question that whoever asked is to answer before anybody decides (BYD-11).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenQuestion {
    /// Who asks it, as the reader may know it.
    pub from: String,
    pub asked: When,
    pub text: String,
    pub justification_required: bool,
    /// What can be changed besides, with what it says now.
    pub questions: Vec<(QuestionView, String)>,
}

/// One request with everything that happened to it (REQ-11). The same for the person, the approver
/// and the administrator; what differs is decided when it is built.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequestPage {
    pub id: String,
    pub package: PackageRef,
    pub kind: String,
    pub badge: Badge,
    /// Whose access it is about.
    pub subject: Named,
    /// Who asked; none: the system.
    pub requestor: Option<Named>,
    /// The reader is the person whose access it is about.
    pub mine: bool,
    /// The package was deleted since; it has no page any more.
    pub gone: bool,
    pub asked: When,
    /// `90 days, from the day it is set up`.
    pub period: String,
    /// What approvers took: `Until 12 March 2026 at the latest, without Payroll: Editor.`; empty for
    /// nothing (BYD-13).
    pub less: String,
    pub justification: String,
    pub answers: Vec<AnswerView>,
    pub steps: Vec<Step>,
    pub flow: FlowView,
    pub roles: Vec<RoleState>,
    /// What happens now, in a sentence.
    pub now: String,
    /// Waits for an answer of the reader.
    pub question: Option<OpenQuestion>,
    pub may_cancel: bool,
    /// The person may ask again with the same words (REQ-10).
    pub may_resubmit: bool,
}
