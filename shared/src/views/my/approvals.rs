//! What waits for an approver, and what was decided.

use super::{Badge, Named, PackageRef, RequestPage};
use crate::views::{Page, When};
use crate::words::words;
use serde::{Deserialize, Serialize};

/// A stage that asks or asked the person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApprovalRow {
    pub request: String,
    /// Names the stage among others when several are decided at once; empty for closed ones.
    pub pick: String,
    pub package: PackageRef,
    pub subject: Named,
    /// The person has the access already and wants to keep it (APR-10).
    pub extension: bool,
    /// First words of the justification.
    pub justification: String,
    pub asked: When,
    /// Until when to decide; for decided ones, when it was decided.
    pub when: Option<When>,
    pub due_soon: bool,
    /// Pending: `Stage 1 of 2`. History: what came out and who said so.
    pub stage: String,
    pub badge: Badge,
    /// The person approved it and can take that back (APR-08).
    pub may_revoke: bool,
}

words! {
    /// A tab of the approvals page (APR-01).
    ApprovalsTab {
        Pending = "pending",
        /// Sent back with a question that waits for its answer (BYD-11).
        Asked = "asked",
        History = "history",
    }
}

/// A tab of the approvals page (APR-01).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApprovalsPage {
    pub rows: Page<ApprovalRow>,
    pub tab: ApprovalsTab,
    /// How many wait for this person.
    pub pending: i64,
    /// Only those of people and packages with these words are shown.
    pub query: String,
    /// Emergencies that wait for somebody to look at them, beside those pending.
    pub emergencies: Vec<EmergencyRow>,
}

/// Access that somebody took in an emergency, and that nobody has looked at yet (BYD-19).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EmergencyRow {
    pub request: String,
    pub subject: Named,
    pub package: PackageRef,
    /// First words of what they said.
    pub reason: String,
    pub since: When,
    /// When it ends, or ended.
    pub until: Option<When>,
    /// It is still there.
    pub there: bool,
}

/// Somebody who decides for somebody.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeputyRow {
    pub id: String,
    /// The other person.
    pub name: String,
    pub detail: String,
    pub starts: When,
    pub ends: When,
    /// `from Monday 2 March 2026 until Friday 6 March 2026`
    pub period: String,
    /// It has begun.
    pub running: bool,
}

/// Who decides while somebody is away (APR-09).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AwayPage {
    /// Those who decide for the reader.
    pub mine: Vec<DeputyRow>,
    /// Those for whom the reader decides.
    pub for_others: Vec<DeputyRow>,
    /// Today, as a date input wants it.
    pub today: String,
}

/// The decision that is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deciding {
    /// Goes back with the decision, so that it counts for this stage only (APR-03).
    pub stage: String,
    /// Goes back with the decision, too: an answer to a question moves the deadline (BYD-11).
    pub seen_due: String,
    /// `Stage 1 of 2`.
    pub title: String,
    pub due: Option<When>,
    pub reason_required: bool,
    /// How far the stage is where several have to approve: `1 of 2 has approved: Ada Lind.` (BYD-14).
    pub so_far: String,
    /// What approving leads to, in a sentence.
    pub if_approved: String,
    /// Id and name of each role that can be left out (BYD-13).
    pub roles: Vec<(String, String)>,
}

/// One request as an approver sees it (APR-02).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApprovalPage {
    pub request: RequestPage,
    /// That access is to be extended, from when until when (APR-10); empty for other requests.
    pub extension: String,
    /// Partner organization of the person; empty for one's own people.
    pub organization: String,
    /// Job title and department.
    pub position: String,
    /// None: there is nothing (more) to decide here.
    pub deciding: Option<Deciding>,
    /// Why there is nothing to decide; empty while there is.
    pub closed: String,
    /// The stage whose question can be withdrawn; empty if there is none.
    pub withdraw: String,
    /// The person's own approval, if it can be taken back.
    pub revoking: Option<Revoking>,
    /// Somebody is to say whether this emergency was justified, and what it leads to if not; empty otherwise
    /// (BYD-19).
    pub judging: String,
}

/// What taking one's approval back leads to (APR-08).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revoking {
    pub stage: String,
    /// Access ends with it, and a reason is needed. Goes back with the form, so that nobody ends access
    /// who did not mean to.
    pub ends_access: bool,
    /// What happens then, in a sentence or two.
    pub consequence: String,
}
