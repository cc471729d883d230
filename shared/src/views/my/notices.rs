//! How somebody is told of things.

use crate::notices::NoticesInput;
use crate::views::When;
use serde::{Deserialize, Serialize};

/// What somebody chose, and can choose anew (BYD-27).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticesPage {
    /// Where mail goes; empty: nowhere.
    pub mail: String,
    pub chosen: NoticesInput,
    /// When the next digest is due, if anything waits for it.
    pub next_digest: Option<When>,
}
