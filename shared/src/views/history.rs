//! Every request there was, as the administration shows it (BYD-25).

use super::catalogs::Named;
use super::my::Badge;
use super::{Page, When};
use serde::{Deserialize, Serialize};

/// What narrows the search, as it stands in the address. Empty texts narrow nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct HistoryFilter {
    /// Words of the person's name, mail address or department.
    pub who: String,
    /// Words of the package.
    pub package: String,
    /// Id of a catalog.
    pub catalog: String,
    /// Word of a state.
    pub state: String,
    /// Word of a type, or `emergency`.
    pub kind: String,
    /// First day of asking, `2026-03-12`.
    pub from: String,
    /// Last day.
    pub until: String,
    /// Cursor of the page.
    pub after: String,
}

/// A request found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HistoryRow {
    /// Its page; `None` once the package is deleted.
    pub href: Option<String>,
    pub subject: String,
    pub subject_detail: String,
    pub package: String,
    pub package_href: Option<String>,
    pub catalog: String,
    pub what: String,
    /// Who asked, when it was somebody else.
    pub by: Option<String>,
    pub badge: Badge,
    pub created: When,
    pub completed: Option<When>,
}

/// The page of all requests.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HistoryView {
    pub page: Page<HistoryRow>,
    pub filter: HistoryFilter,
    /// Catalogs to choose from.
    pub catalogs: Vec<Named>,
    /// Words and titles to choose from.
    pub states: Vec<(String, String)>,
    pub kinds: Vec<(String, String)>,
    /// What was not understood: field and message.
    pub wrong: Vec<(String, String)>,
    /// What the search leaves out; empty if nothing.
    pub note: String,
}
