//! The audit log as pages show it.

use super::{Page, When};
use serde::{Deserialize, Serialize};

/// What the log is searched by, as it stands in the address. Empty means not searched by.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AuditFilter {
    /// Part of the name of who acted.
    pub who: String,
    /// Part of the name of what was changed.
    pub what: String,
    /// An area, such as `catalog`, or one action, such as `catalog.create`.
    pub action: String,
    /// Dates (`2026-03-12`), both included.
    pub from: String,
    pub until: String,
    /// Ids: who acted, whom it concerned, what was changed, in which package or catalog. At most
    /// one of them counts, in this order.
    pub actor: String,
    pub subject: String,
    pub target: String,
    pub package: String,
    pub catalog: String,
    /// Cursor: records before this number.
    pub before: String,
}

/// The result of a search.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditView {
    pub page: Page<AuditRow>,
    pub filter: AuditFilter,
    /// What the id in the filter stands for: `Concerning Ada Lind`.
    pub narrowed: Option<String>,
    /// Areas to choose from: word and title.
    pub areas: Vec<(String, String)>,
    /// Messages at filters that cannot be understood.
    pub wrong: Vec<(String, String)>,
    /// The number of the latest record; zero for an empty log.
    pub latest: i64,
    pub chain: Option<ChainView>,
}

/// What checking the chain found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChainView {
    pub intact: bool,
    pub sentence: String,
}

/// One record in a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditRow {
    pub seq: i64,
    pub when: When,
    pub actor: String,
    /// The page of who acted; the system has none.
    pub actor_href: Option<String>,
    /// `Catalog created`.
    pub title: String,
    pub target: String,
    /// The page of what was changed, where there is one.
    pub target_href: Option<String>,
}

/// One record in full.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordView {
    pub row: AuditRow,
    /// The action's stable word.
    pub action: String,
    /// Why it was allowed.
    pub because: String,
    pub target_kind: String,
    pub target_id: String,
    /// Links to searches for what the record names: words and address.
    pub searches: Vec<(String, String)>,
    /// What was and what is: field, before, after.
    pub changes: Vec<(String, String, String)>,
    /// Further facts: field and value.
    pub facts: Vec<(String, String)>,
    pub correlation: String,
    pub previous_hash: String,
    pub hash: String,
    /// Other records of the same request.
    pub related: Vec<AuditRow>,
}
