//! The guests somebody sponsors (UI-07), and the rules for guests (ORG-11).

use super::{Page, PickView, When};
use crate::forms::Fields;
use serde::{Deserialize, Serialize};

/// The guests of the reader.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SponsoredPage {
    pub rows: Page<SponsoredRow>,
}

/// One guest.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SponsoredRow {
    pub id: String,
    pub name: String,
    pub mail: String,
    /// The partner organization; may be empty.
    pub organization: String,
    pub blocked: bool,
    pub since: When,
    /// The day of the last sign-in.
    pub signed_in: Option<String>,
    pub access: Vec<SponsoredAccess>,
    /// When to confirm next; none: never.
    pub due: Option<When>,
    /// That is soon, or over.
    pub soon: bool,
    /// Who confirmed last, and when.
    pub confirmed: Option<String>,
    /// What was written about it.
    pub remark: String,
    pub may_confirm: bool,
    pub may_let_go: bool,
    /// The day on which the account goes because no access is left.
    pub removed: Option<String>,
    pub plan: Option<GuestPlanView>,
}

/// Access of a guest.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SponsoredAccess {
    pub id: String,
    pub package: String,
    /// For those who may open it.
    pub href: Option<String>,
    pub state: String,
    pub ends: Option<When>,
}

/// What happens to a guest, and why.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct GuestPlanView {
    pub because: String,
    pub when: When,
    /// The day in words.
    pub date: String,
    pub sentence: String,
}

/// The rules for guests in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct GuestPoliciesView {
    pub rows: Vec<GuestPolicyRow>,
    pub deleted: Vec<DeletedGuestPolicy>,
    /// No more can be added.
    pub full: bool,
    /// Enabled guests without an enabled sponsor, counted to one above 1,000.
    pub unsponsored: i64,
}

/// One rule.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct GuestPolicyRow {
    pub id: String,
    pub name: String,
    pub enabled: bool,
    pub whom: String,
    pub demands: Vec<String>,
    pub consequence: String,
    pub first: bool,
    pub last: bool,
    pub version: i64,
}

/// A rule that can be restored.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeletedGuestPolicy {
    pub id: String,
    pub name: String,
    pub deleted: When,
}

/// The form of a rule.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct GuestPolicyForm {
    /// Empty for a new one.
    pub id: String,
    pub name: String,
    /// What stands in it.
    pub fields: Fields,
    pub group_options: Vec<PickView>,
    pub except_options: Vec<PickView>,
    /// None where the form has mistakes.
    pub preview: Option<GuestPreview>,
}

/// Whom a rule would be for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct GuestPreview {
    /// Guests for whom it decides.
    pub matching: i64,
    /// Those of them who would be given notice at once.
    pub noticed: i64,
    /// There are more guests than the thousand that were looked at.
    pub more: bool,
}

impl GuestPreview {
    /// In words.
    pub fn sentence(self) -> String {
        let matching = match self.matching {
            0 => t!("It decides for no guest at present.").to_owned(),
            many => tn!(
                many,
                "It decides for {n} guest.",
                "It decides for {n} guests."
            ),
        };
        let noticed = match self.noticed {
            0 => t!("Nobody would be given notice now.").to_owned(),
            many => tn!(
                many,
                "{n} guest would be given notice now.",
                "{n} guests would be given notice now."
            ),
        };
        if self.more {
            let more = t!("The first 1,000 guests were looked at.");
            format!("{matching} {noticed} {more}")
        } else {
            format!("{matching} {noticed}")
        }
    }
}
