//! The form to keep access for longer.

use super::{FlowView, PackageRef};
use crate::views::When;
use serde::{Deserialize, Serialize};

/// Access to be extended, with the form filled in (POL-30, BYD-18).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExtensionPage {
    pub id: String,
    pub package: PackageRef,
    /// The present end; none: without end.
    pub ends: Option<When>,
    /// The end that an extension granted now gives: `Friday 12 March 2027`; none: without end.
    pub until: Option<String>,
    /// The holder may choose an earlier one (POL-29).
    pub chooses_end: bool,
    /// The days that can be chosen, as a date input wants them.
    pub first: String,
    pub last: Option<String>,
    pub justification_required: bool,
    /// The reason that was given when the access was asked for.
    pub justification: String,
    pub flow: FlowView,
    /// Why it cannot be extended, each failed check in words; empty when it can.
    pub reasons: Vec<String>,
    /// What is asked for already.
    pub open_request: Option<String>,
    /// When the page was read.
    pub now: When,
}
