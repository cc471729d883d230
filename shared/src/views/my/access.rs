//! What a person has and had.

use super::{Badge, PackageRef, RoleState};
use crate::views::{Page, When};
use serde::{Deserialize, Serialize};

/// An assignment of the person (UI-04).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccessRow {
    pub id: String,
    pub package: PackageRef,
    /// The package was deleted since; it has no page any more.
    pub gone: bool,
    pub badge: Badge,
    /// When it began or was asked to begin.
    pub since: When,
    /// When it will end or ended; none: without end.
    pub ends: Option<When>,
    /// Ends within two weeks.
    pub ends_soon: bool,
    /// When it ends because the person is no longer among those whom it is meant for (BYD-08).
    pub leaving: Option<When>,
    /// Why it ended; empty while it lasts.
    pub end_reason: String,
    pub roles: Vec<RoleState>,
    /// The person may ask to keep it for longer (POL-30).
    pub may_extend: bool,
    /// An extension waits for approval.
    pub extension_waits: bool,
    /// Words of the confirmation before it is given back; none: it cannot be.
    pub give_back: Option<String>,
}

/// Active or ended access.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccessPage {
    pub rows: Page<AccessRow>,
    pub ended: bool,
}
