//! What a policy says. Stored as one document, copied into each request when it is submitted, so
//! that later edits never change a request under way (POL-32).

use super::{Question, ScopeLoss};
use crate::directory::Principal;
use crate::ids::OrganizationId;
use crate::time::Timestamp;
use crate::words::words;
use serde::{Deserialize, Serialize};

words! {
    /// Who can get access through the policy (Graph: `allowedTargetScope`).
    TargetScope {
        /// POL-02
        SpecificDirectoryUsers = "specificDirectoryUsers",
        /// POL-03, without guests
        AllMemberUsers = "allMemberUsers",
        /// POL-03, with guests
        AllDirectoryUsers = "allDirectoryUsers",
        /// POL-05
        SpecificConnectedOrganizationUsers = "specificConnectedOrganizationUsers",
        /// POL-06
        AllConfiguredConnectedOrganizationUsers = "allConfiguredConnectedOrganizationUsers",
        /// POL-07
        AllExternalUsers = "allExternalUsers",
        /// POL-08: direct assignment only
        NotSpecified = "notSpecified",
    }
}

words! {
    /// Who reads the names of approvers (POL-21).
    NamesShown {
        /// People who work here do, people from outside do not.
        Usual = "usual",
        Always = "always",
        /// Whoever asks reads what kind of person decides.
        Never = "never",
    }
}

impl NamesShown {
    const fn is_usual(&self) -> bool {
        matches!(self, Self::Usual)
    }
}

#[expect(
    clippy::derivable_impls,
    reason = "the macro that makes vocabularies derives no default"
)]
impl Default for NamesShown {
    fn default() -> Self {
        Self::Usual
    }
}

impl TargetScope {
    /// For people from outside; inside and outside cannot share a policy (POL-01).
    pub const fn is_external(self) -> bool {
        matches!(
            self,
            Self::SpecificConnectedOrganizationUsers
                | Self::AllConfiguredConnectedOrganizationUsers
                | Self::AllExternalUsers
        )
    }

    /// The priority class; only the best class that applies counts (POL-36).
    pub const fn priority(self) -> Option<u8> {
        match self {
            Self::SpecificDirectoryUsers | Self::SpecificConnectedOrganizationUsers => Some(1),
            Self::AllMemberUsers => Some(2),
            Self::AllDirectoryUsers => Some(3),
            Self::AllConfiguredConnectedOrganizationUsers | Self::AllExternalUsers => Some(4),
            Self::NotSpecified => None,
        }
    }
}

/// Who decides in a stage. Relative approvers have named fallbacks for people who have none
/// (POL-14, POL-15).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum ApproverRule {
    Named { approvers: Vec<Principal> },
    Manager { fallback: Vec<Principal> },
    Sponsors { fallback: Vec<Principal> },
    InternalSponsors { fallback: Vec<Principal> },
    ExternalSponsors { fallback: Vec<Principal> },
}

impl ApproverRule {
    /// The text form used in forms.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Named { .. } => "named",
            Self::Manager { .. } => "manager",
            Self::Sponsors { .. } => "sponsors",
            Self::InternalSponsors { .. } => "internalSponsors",
            Self::ExternalSponsors { .. } => "externalSponsors",
        }
    }

    /// Depends on the requestor; may be used in one stage only (POL-16).
    pub const fn is_relative(&self) -> bool {
        !matches!(self, Self::Named { .. })
    }

    /// The people and groups named by the rule itself: approvers, or fallbacks.
    pub fn named(&self) -> &[Principal] {
        match self {
            Self::Named { approvers } => approvers,
            Self::Manager { fallback }
            | Self::Sponsors { fallback }
            | Self::InternalSponsors { fallback }
            | Self::ExternalSponsors { fallback } => fallback,
        }
    }
}

/// One approval stage (POL-13, POL-19, POL-20).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct StageSettings {
    pub approvers: ApproverRule,
    /// Days until the request is denied by itself, within [`crate::limits::DECISION_DAYS`].
    pub decide_within_days: u32,
    pub approver_justification_required: bool,
    /// Who is asked as well when nobody has decided for some days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub escalation: Option<Escalation>,
    /// How many of those asked have to approve.
    #[serde(default, skip_serializing_if = "Needed::is_one")]
    pub needed: Needed,
}

/// How many of those whom a stage asks have to approve (BYD-14). One denial ends the request whatever
/// it says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "value", rename_all = "camelCase")]
pub enum Needed {
    /// The first answer counts (APR-03).
    #[default]
    One,
    /// So many different people, within [`crate::limits::APPROVALS_NEEDED`].
    Several(u32),
    /// One for each person and group named.
    Each,
}

impl Needed {
    /// Is the first answer enough?
    pub const fn is_one(&self) -> bool {
        matches!(self, Self::One)
    }

    /// The text form used in forms.
    pub const fn kind(self) -> &'static str {
        match self {
            Self::One => "one",
            Self::Several(_) => "several",
            Self::Each => "each",
        }
    }
}

impl StageSettings {
    /// A stage that asks nothing special.
    pub const fn new(approvers: ApproverRule, decide_within_days: u32) -> Self {
        Self {
            approvers,
            decide_within_days,
            approver_justification_required: false,
            escalation: None,
            needed: Needed::One,
        }
    }
}

/// When a stage asks further people, and whom (POL-17).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Escalation {
    /// Days from the opening of the stage: one at least, and never so many that it is the last day.
    pub after_days: u32,
    pub alternates: AlternateRule,
}

/// Who is asked after some days without a decision (POL-17, POL-18).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum AlternateRule {
    Named {
        approvers: Vec<Principal>,
    },
    /// The manager of the manager; only where the manager decides first.
    SecondLevelManager {
        fallback: Vec<Principal>,
    },
}

impl AlternateRule {
    /// The text form used in forms.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Named { .. } => "named",
            Self::SecondLevelManager { .. } => "secondLevelManager",
        }
    }

    /// The people and groups named by the rule itself: alternates, or fallbacks.
    pub fn named(&self) -> &[Principal] {
        match self {
            Self::Named { approvers } => approvers,
            Self::SecondLevelManager { fallback } => fallback,
        }
    }
}

/// How long access lasts (POL-27, POL-28).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "value", rename_all = "camelCase")]
pub enum Expiration {
    Never,
    OnDate(Timestamp),
    AfterDays(u32),
    AfterHours(u32),
}

impl PolicySettings {
    /// Access for those in the scope, without approval and without end.
    pub const fn new(scope: TargetScope) -> Self {
        Self {
            scope,
            subjects: Vec::new(),
            organizations: Vec::new(),
            enabled: true,
            requestor_justification_required: false,
            stages: Vec::new(),
            questions: Vec::new(),
            expiration: Expiration::Never,
            custom_schedule: false,
            ask_again: false,
            approver_names: NamesShown::Usual,
            approve_direct: false,
            can_extend: false,
            approve_extension: false,
            managers_ask: false,
            mail_off: false,
            scope_loss: ScopeLoss::Keep,
            emergency_hours: None,
        }
    }
}

/// Everything a policy says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PolicySettings {
    pub scope: TargetScope,
    /// Users and groups, when the scope is specific ones in the directory.
    #[serde(default)]
    pub subjects: Vec<Principal>,
    /// Organizations, when the scope is specific connected ones.
    #[serde(default)]
    pub organizations: Vec<OrganizationId>,
    /// New requests and assignments are accepted (POL-09).
    pub enabled: bool,
    pub requestor_justification_required: bool,
    /// Empty: no approval needed (POL-12).
    #[serde(default)]
    pub stages: Vec<StageSettings>,
    #[serde(default)]
    pub questions: Vec<Question>,
    pub expiration: Expiration,
    /// The requestor may choose start and end (POL-29).
    pub custom_schedule: bool,
    /// A later stage that asks only people who have approved an earlier one asks them again; it is
    /// skipped otherwise (BYD-15).
    #[serde(default, skip_serializing_if = "is_false")]
    pub ask_again: bool,
    /// Whether whoever asks reads the names of those who decide (POL-21).
    #[serde(default, skip_serializing_if = "NamesShown::is_usual")]
    pub approver_names: NamesShown,
    /// Direct assignments go through the approval stages, too, whoever makes them (POL-23).
    #[serde(default, skip_serializing_if = "is_false")]
    pub approve_direct: bool,
    /// Holders may ask to keep the access for longer (POL-30).
    #[serde(default, skip_serializing_if = "is_false")]
    pub can_extend: bool,
    /// An extension goes through the approval stages, too (POL-22).
    #[serde(default, skip_serializing_if = "is_false")]
    pub approve_extension: bool,
    /// Managers may ask for the people who report to them, and end their access (POL-10).
    #[serde(default, skip_serializing_if = "is_false")]
    pub managers_ask: bool,
    /// No mail about requests and access through the policy, to whoever asks and to approvers alike
    /// (POL-38; Graph: `isAssignmentNotificationDisabled`).
    #[serde(default, skip_serializing_if = "is_false")]
    pub mail_off: bool,
    /// What becomes of access whose holder leaves the scope (BYD-08).
    #[serde(default, skip_serializing_if = "ScopeLoss::is_keep")]
    pub scope_loss: ScopeLoss,
    /// In an emergency whoever would need approval gets access at once, for so many hours at most, and
    /// somebody looks at it afterwards (BYD-19).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub emergency_hours: Option<u32>,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde hands over a reference"
)]
const fn is_false(value: &bool) -> bool {
    !*value
}

impl PolicySettings {
    /// May somebody who asks know by name who decides (POL-21)?
    pub const fn shows_names(&self, outsider: bool) -> bool {
        match self.approver_names {
            NamesShown::Always => true,
            NamesShown::Never => false,
            NamesShown::Usual => !outsider,
        }
    }
}
