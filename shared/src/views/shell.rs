//! What the frame around every page shows.

use super::my::Meaning;
use serde::{Deserialize, Serialize};

/// The person, the places open to them, and a notice about what was just done.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShellView {
    /// The name of the organization that runs the portal.
    pub organization: String,
    pub signed_in: bool,
    pub name: String,
    /// Job title or mail address.
    pub detail: String,
    /// An outside person without an account: only what a shared link and own requests show.
    pub visitor: bool,
    /// Requests that wait for this person's decision.
    pub pending_approvals: i64,
    /// Somebody reports to this person.
    pub manages: bool,
    /// This person sponsors a guest.
    pub sponsors: bool,
    pub admin: AdminPlaces,
    pub demo: Option<DemoView>,
    /// What was just done, once.
    pub flash: Option<Notice>,
}

/// What was just done, for the next page to say.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// Good when all of it was done, a warning when a part was not.
    pub meaning: Meaning,
    pub text: String,
}

/// The pages of the administration that this person's roles open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AdminPlaces {
    pub catalogs: bool,
    /// The history of requests, and the numbers of them.
    pub requests: bool,
    pub organizations: bool,
    pub people: bool,
    pub roles: bool,
    pub programs: bool,
    pub audit: bool,
    pub health: bool,
    pub settings: bool,
}

impl AdminPlaces {
    /// Is there any page for this person?
    pub const fn any(&self) -> bool {
        self.catalogs
            || self.requests
            || self.organizations
            || self.people
            || self.roles
            || self.programs
            || self.audit
            || self.health
            || self.settings
    }
}

/// The banner of a demonstration.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DemoView {
    /// `Thursday 12 March 2026`.
    pub today: String,
    pub may_move_clock: bool,
}
