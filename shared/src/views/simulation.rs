//! What would happen if somebody asked for a package (BYD-02).

use super::PickView;
use super::my::Step;
use super::packages::PackageHead;
use serde::{Deserialize, Serialize};

/// One policy, tried on a person and a day.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TriedPolicy {
    pub name: String,
    /// The person could ask through it.
    pub usable: bool,
    /// Why not, in words.
    pub reasons: Vec<String>,
    /// From asking to the end of the access; empty if it is not usable.
    pub steps: Vec<Step>,
}

/// The form, and the outcome once a person is chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SimulationView {
    pub head: PackageHead,
    /// What was searched for, and who can be picked.
    pub q: String,
    pub people: Vec<PickView>,
    /// The text form of the person tried; empty at first.
    pub person: String,
    pub name: String,
    /// The day, for a date input.
    pub on: String,
    pub eligible: bool,
    /// What stands against it whatever the policy.
    pub reasons: Vec<String>,
    pub policies: Vec<TriedPolicy>,
}
